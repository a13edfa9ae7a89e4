/* SPDX-License-Identifier: MIT
 *
 * The process offswitch-keyring as the host sees it: started, spoken to, ended. Waits for nothing. Knows nothing of what is said.
 */
#pragma once

#include "buffer.h"
#include "launcher.h"

typedef struct {
    Launcher launcher;
    int fd; /* our end of a socket pair; -1 when there is no process */
} Helper;

typedef enum { HELPER_GOES_ON, HELPER_GONE } HelperVerdict;

/* Starts nothing yet, but can from now on, whatever this process gives up. */
Helper helper_new(const char *program);

/* Closes our end: a healthy helper finishes its write and leaves. */
void helper_free(Helper *helper);

/* False with errno set. */
bool helper_start(Helper *helper) MUST_USE;

/* Sends what goes now and drops it from the buffer; never SIGPIPE. */
HelperVerdict helper_send(const Helper *helper, Buffer *output) MUST_USE;

/* Appends what has come, at most 2 MiB at a time. */
HelperVerdict helper_receive(const Helper *helper, Buffer *input) MUST_USE;

/* SIGKILL: harmless to the provider, where cancelling a call is not. */
void helper_kill(Helper *helper);
