/* SPDX-License-Identifier: MIT
 *
 * Which system calls a process keeps: two fixed lists, the rest fails with EPERM. Knows the kernel only.
 */
#pragma once

#include "base.h"

typedef enum {
    FILTER_READER,  /* reads what it has and opens files for reading; no socket, no process, no file is made */
    FILTER_SPEAKER, /* also AF_UNIX sockets, threads, and files written where Landlock allows it; no other socket, no process */
} FilterKind;

/* From here on for this thread and all it starts. False with errno set (ENOSYS on a processor whose calls we do not know). Needs no_new_privs. */
bool filter_install(FilterKind kind) MUST_USE;

/* From here on for all threads of this process: no socket is made and none is connected, what is connected stays. After filter_install(FILTER_SPEAKER). */
bool filter_seal(void) MUST_USE;
