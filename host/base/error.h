/* SPDX-License-Identifier: MIT
 *
 * How the world failed, in a sentence for people. Made once where it is understood, prefixed on the way up. Functions that take an
 * `Error *` fill it exactly when they fail; it may be NULL. Answers that a caller must tell apart are enums, not errors.
 */
#pragma once

#include "base.h"

enum { ERROR_TEXT_SIZE = 512 };

typedef struct {
    char text[ERROR_TEXT_SIZE];
} Error;

/* Longer text is cut. Never put a URL, a label or a choice in it: errors are printed. */
void error_set(Error *error, const char *format, ...) PRINTF_LIKE(2, 3);

/* Puts "<prefix>: " before the sentence. */
void error_prefix(Error *error, const char *prefix);
