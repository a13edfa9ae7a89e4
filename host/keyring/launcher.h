/* SPDX-License-Identifier: MIT
 *
 * A process of the host's own, made before the host gives up starting any: at an order of one byte it starts the one program it was made for, and hands over
 * a socket to it. It reads nothing else, and ends with the host. Knows nothing of what is said over the socket.
 */
#pragma once

#include "base.h"

#include <sys/types.h>

typedef struct {
    pid_t pid;
    int fd; /* orders and answers; -1 where the kernel made none, then nothing can be started */
} Launcher;

/* An empty `program` makes no process, and nothing can be started. Else it gets its end of the socket as descriptor 0, our stderr as 1 and 2, nothing else open, and the signals as a shell leaves them. */
Launcher launcher_new(const char *program);

/* It ends by itself then, a moment later; whoever lives longer may see it as a zombie. */
void launcher_free(Launcher *launcher);

/* Starts the program; one that still runs is killed first. Our end of the socket, or -1 with errno set when the program is not there. Whoever cannot be
 * started for another reason is seen as one that left at once. */
int launcher_start(const Launcher *launcher);

/* False when the process is gone, and with it every further start. */
bool launcher_is_there(const Launcher *launcher);

/* SIGKILL, for a program that overstays. */
void launcher_kill(const Launcher *launcher);
