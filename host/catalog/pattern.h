/* SPDX-License-Identifier: MIT
 *
 * One component (pathname, search or hash) of a WHATWG URL Pattern without regexp groups: literals, "\x", "*", ":name", "{...}", "?". Matched in time linear in the
 * text, by a set of states; no backtracking. Pure.
 */
#pragma once

#include "error.h"

enum { PATTERN_MAX_STATES = 63 };

typedef enum { PATTERN_PATHNAME, PATTERN_SEARCH, PATTERN_HASH } PatternComponent;

/* Refuses, with the reason, what is a regexp group, a "+" or "*" modifier, a name for the second time, too long,
 * or not written canonically (a dot segment, a byte a browser encodes). */
bool pattern_check(const char *pattern, PatternComponent component, Error *error);

/* True when the whole of text[0..length) matches. In a pathname ":name" takes one segment (no '/'), elsewhere all. A pattern that pattern_check refuses
 * matches nothing. */
bool pattern_match(const char *pattern, PatternComponent component, const char *text, size_t length);
