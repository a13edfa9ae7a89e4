/* SPDX-License-Identifier: MIT
 *
 * A message of the conversation in a few words that hold nothing of what it is about: for the log.
 */
#pragma once

#include "base.h"

/* "match, 812 bytes", "refused: invalidParams, 140 bytes", "changed catalog, 90 bytes". Yours to free(). */
char *description_of(const char *text, size_t length);
