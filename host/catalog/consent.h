/* SPDX-License-Identifier: MIT
 *
 * Whether a control belongs to a cookie dialog that lies over the page: its toggles are called like a site's own ("Personalised ads") and are something
 * else. Pure.
 */
#pragma once

#include "control.h"

bool consent_has_control(const PageControl *control);
