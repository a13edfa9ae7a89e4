/* SPDX-License-Identifier: MIT
 *
 * Notices that a file was replaced: another one was moved or written to its place. Reads nothing of it.
 */
#pragma once

#include "base.h"

typedef struct {
    int descriptor; /* to poll for input; -1 where it cannot be watched */
    char *name;
} Watch;

Watch watch_new(const char *path);
void watch_finish(Watch *watch);

/* True when it was replaced since the last call. Never blocks. */
bool watch_is_replaced(const Watch *watch);
