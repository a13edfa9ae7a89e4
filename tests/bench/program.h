/* SPDX-License-Identifier: MIT
 *
 * A native messaging host under the clock.
 */
#pragma once

#include "base.h"

#include <sys/types.h>

typedef struct {
    pid_t pid;
    int to;
    int from;
} Program;

/* Prints why on standard error and ends. */
_Noreturn void bench_fail(const char *what);

double bench_microseconds(void);

/* `data` is its XDG_DATA_HOME; NULL leaves it as it is. */
Program program_start(const char *path, const char *data);
void program_stop(const Program *program);

/* Its parts: the end of its input; SIGTERM; until it is gone. */
void program_close(Program *program);
void program_terminate(Program *program);
void program_wait(const Program *program);

void program_send(const Program *program, const char *payload);

/* Reads frames until one holds `mark`: a notification may come between. */
void program_await(const Program *program, const char *mark);

/* The most that was ever in memory, in KiB. */
long program_peak_memory(const Program *program);

/* Of memory that no other process shares, in KiB; 0 where the kernel does not say. */
long program_private_memory(const Program *program);
