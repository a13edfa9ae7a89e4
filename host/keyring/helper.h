/* SPDX-License-Identifier: MIT
 *
 * The process offswitch-keyring as the host sees it: started, spoken to, ended. Waits for nothing but, a moment at most
 * (100 ms), for its end. Knows nothing of what is said.
 */
#pragma once

#include "buffer.h"

#include <sys/types.h>

typedef struct {
    pid_t pid;
    int fd; /* our end of a socket pair, non-blocking; -1 when there is no process */
} Helper;

#define HELPER_NONE ((Helper){.pid = -1, .fd = -1})

typedef enum { HELPER_GOES_ON, HELPER_GONE } HelperVerdict;

/* Starts `program` with its end of the pair as descriptor 0, our stderr as 1 and 2, nothing else open, and the signals as a shell leaves
 * them. False with errno set. */
bool helper_start(Helper *helper, const char *program) MUST_USE;

/* Sends what goes now and drops it from the buffer; never SIGPIPE. */
HelperVerdict helper_send(const Helper *helper, Buffer *output) MUST_USE;

/* Appends what has come, at most 2 MiB at a time. */
HelperVerdict helper_receive(const Helper *helper, Buffer *input) MUST_USE;

/* Closes our end: a healthy helper finishes its write, leaves, and is reaped. */
void helper_leave(Helper *helper);

/* SIGKILL: harmless to the provider, where cancelling a call is not. */
void helper_kill(Helper *helper);
