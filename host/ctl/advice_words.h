/* SPDX-License-Identifier: MIT
 *
 * The result of `match` as people read it. Takes the JSON of PROTOCOL.md and prints; asks nothing.
 */
#pragma once

#include "json.h"

/* `has_controls`: controls of the page were given, so that one that is missing says something about the page. */
void advice_words_print(const Json *result, bool has_controls);
