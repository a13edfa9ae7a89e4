/* SPDX-License-Identifier: MIT
 *
 * One strict pass over the bytes of a JSON text before a lenient parser sees them (RFC 8259, RFC 3629). Builds nothing.
 */
#pragma once

#include "base.h"

typedef enum { JSON_OK, JSON_NOT_UTF8, JSON_NOT_JSON, JSON_TOO_DEEP } JsonVerdict;

/* Checks encoding, control characters, NUL and nesting; leaves grammar to the parser. `stopped` is the byte it ended at. */
JsonVerdict scan_json(const char *text, size_t length, int max_depth, size_t *stopped) MUST_USE;
