/* SPDX-License-Identifier: MIT
 *
 * Choices on their way to another machine: `offswitch choices export` and `import`.
 */
#pragma once

#include <stdbool.h>

int exchange_export(void);

/* `path` is a file that exchange_export printed, "-" for standard input. */
int exchange_import(const char *path, bool is_json);
