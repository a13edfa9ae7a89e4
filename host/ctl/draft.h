/* SPDX-License-Identifier: MIT
 *
 * A page context (the parameters of `match`) made from what a person gives: a file in the words of PROTOCOL.md, or options.
 * Checks only what the options need; the session checks the rest.
 */
#pragma once

#include "error.h"
#include "json.h"

/* Reads a page context from a file, or from standard input for "-". */
Json *draft_read(const char *path, Error *error) MUST_USE;

/* Adds a control with this name to the page, a switch until it is said to be something else. */
void draft_add_control(Json *page, const char *name);

/* Sets "role", "state", "group", or a part of "key" ("labelledby", "id", "testid") of the control added last. False when there
 * is none. */
bool draft_set(Json *page, const char *member, const char *value);
