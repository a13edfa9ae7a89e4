/* SPDX-License-Identifier: MIT
 *
 * A copy of a conversation for `offswitch trace`, while a person runs it: datagrams to a socket of theirs, never waited for. Knows nothing of what
 * is said.
 */
#pragma once

#include "base.h"

#include <sys/types.h>

typedef enum { TAP_TO_HOST, TAP_TO_BROWSER } TapDirection;

/* Above this the rest of a message is left out: what the kernel takes in one datagram. */
enum { TAP_MAX_SIZE = 128 * 1024 };

/* The host's end: -1 when nobody listens. */
int tap_connect(const char *path);
void tap_tell(int tap, TapDirection direction, const char *payload, size_t length);

/* The listener's end, only the user's: -1 with errno. The path must be free. */
int tap_listen(const char *path);

typedef struct {
    TapDirection direction;
    pid_t host;
    const char *payload; /* borrowed from the buffer */
    size_t length;
} TapMessage;

/* Waits for the next one; false at a failure or a signal. `buffer` has TAP_MAX_SIZE bytes. */
bool tap_receive(int tap, char *buffer, TapMessage *message);
