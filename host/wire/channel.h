/* SPDX-License-Identifier: MIT
 *
 * Two descriptors and the frames between them. Never blocks and never reads further ahead than one frame's limit. Knows nothing of what the frames say.
 */
#pragma once

#include "frame.h"

typedef struct Channel Channel;

typedef enum {
    CHANNEL_OPEN,
    CHANNEL_ENDED,     /* end of input between two frames */
    CHANNEL_CUT,       /* end of input inside a frame */
    CHANNEL_TOO_LARGE, /* a frame above the limit: nothing after it can be found */
    CHANNEL_BROKEN,    /* the output was closed, or a descriptor failed */
} ChannelState;

/* Borrows both descriptors; makes `out` non-blocking. */
Channel *channel_new(int in, int out);
void channel_free(Channel *channel);

ChannelState channel_state(const Channel *channel);

/* What to poll the two descriptors for: POLLIN or 0, POLLOUT or 0. No more input is wanted while more than a frame waits to be written. */
short channel_wants_in(const Channel *channel);
short channel_wants_out(const Channel *channel);

/* Reads once what is there. */
void channel_fill(Channel *channel);

/* The next whole frame, borrowed until the next channel_fill; false when there is none yet. */
bool channel_next(Channel *channel, const char **payload, size_t *length);

/* Queues a frame and writes what the reader takes. */
void channel_send(Channel *channel, const char *payload, size_t length);

/* Says what poll saw on `out`: room to write, or that nobody reads any more. */
void channel_output_ready(Channel *channel, short events);
