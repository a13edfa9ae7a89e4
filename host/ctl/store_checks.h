/* SPDX-License-Identifier: MIT
 *
 * What doctor finds behind the host: the user's configuration, the keyring read and written, the catalog.
 */
#pragma once

#include "checks.h"

void store_checks_add(Checks *checks);
