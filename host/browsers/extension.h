/* SPDX-License-Identifier: MIT
 *
 * Our extension as a browser's profiles have it.
 */
#pragma once

#include "browser.h"

/* The highest version that a profile of this browser has; yours to free(), NULL when none is found. */
char *extension_version(const Browser *browser);

/* Below, at or above zero, as strcmp; versions are numbers with dots between them. */
int extension_compare(const char *version, const char *other);
