/* SPDX-License-Identifier: MIT
 *
 * JSON that a person hands to a command: in a file, or on standard input. Knows nothing of what it says.
 */
#pragma once

#include "error.h"
#include "json.h"

/* At most 1 MiB of `path`, where "-" is standard input. Yours; NULL with the error set. */
Json *input_read(const char *path, Error *error) MUST_USE;
