/* SPDX-License-Identifier: MIT
 *
 * What doctor finds behind the host: the user's configuration, the keyring read and written, the catalog, the sandbox that the host says it is in.
 */
#pragma once

#include "checks.h"

void store_checks_add(Checks *checks);
