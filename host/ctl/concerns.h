/* SPDX-License-Identifier: MIT
 *
 * What is wrong although the browser gets an answer: an old host, files that others may change, another user's directory, a denial in the kernel's
 * log.
 */
#pragma once

#include "browser.h"
#include "checks.h"
#include "rules.h"

/* True when there was one, which is told; the first one only. */
bool concerns_tell(Checks *checks, const Browser *browser, const char *subject, const Judgement *judgement);
