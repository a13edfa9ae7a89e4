/* SPDX-License-Identifier: MIT
 *
 * One browser's way to the host walked as that browser would: what forbids it, the manifest it takes, its rules, the start, the
 * handshake, the end. Ends at the first thing that is wrong.
 */
#pragma once

#include "browser.h"
#include "checks.h"

/* `unreachable`: why this browser can start no host at all, NULL when it can. */
void trial_of_browser(Checks *checks, const Browser *browser, const char *unreachable);
