/* SPDX-License-Identifier: MIT
 *
 * The browsers of this user that run now, each with its own --user-data-dir and environment. Reads /proc, and of other users' processes
 * nothing.
 */
#pragma once

#include "browser.h"

#include <sys/types.h>

/* Calls for the main process of each; `browser` is borrowed during the call. */
void running_each(const Browsers *browsers, void (*call)(void *context, const Browser *browser, pid_t pid), void *context);
