/* SPDX-License-Identifier: MIT
 *
 * The log that a person may switch on: lines with their time and process, appended to $XDG_STATE_HOME/offswitch/host.log. A file above 1 MiB is
 * put aside as host.log.old first. Callers pass no URL, no label and no choice.
 */
#pragma once

#include "base.h"

/* A descriptor to close(), or -1 where the file cannot be written. */
int log_open(void);

/* One line; nothing for -1. */
void log_add(int log, const char *format, ...) PRINTF_LIKE(2, 3);

/* Where it is; yours to free(). */
char *log_path(void);
