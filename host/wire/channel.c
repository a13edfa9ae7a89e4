/* SPDX-License-Identifier: MIT */
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, MAX_BACKLOG = FRAME_MAX_OUT };

struct Channel {
    int in;
    int out;
    ChannelState state;
    Buffer input;
    size_t taken; /* bytes of input that channel_next has handed out */
    Buffer output;
    size_t written;
};

Channel *
channel_new(int in, int out)
{
    Channel *channel = base_allocate(1, sizeof(*channel));
    channel->in = in;
    channel->out = out;
    int flags = fcntl(out, F_GETFL);
    if (flags < 0 || fcntl(out, F_SETFL, flags | O_NONBLOCK) < 0) {
        channel->state = CHANNEL_BROKEN;
    }
    return channel;
}

void
channel_free(Channel *channel)
{
    buffer_finish(&channel->input);
    buffer_finish(&channel->output);
    free(channel);
}

ChannelState
channel_state(const Channel *channel)
{
    return channel->state;
}

static size_t
backlog(const Channel *channel)
{
    return channel->output.length - channel->written;
}

short
channel_wants_in(const Channel *channel)
{
    return channel->state == CHANNEL_OPEN && backlog(channel) <= MAX_BACKLOG ? POLLIN : 0;
}

short
channel_wants_out(const Channel *channel)
{
    return channel->state != CHANNEL_BROKEN && backlog(channel) > 0 ? POLLOUT : 0;
}

static void
drop_taken(Channel *channel)
{
    buffer_consume(&channel->input, channel->taken);
    channel->taken = 0;
}

void
channel_fill(Channel *channel)
{
    drop_taken(channel);
    buffer_reserve(&channel->input, READ_SIZE);
    ssize_t n_read = read(channel->in, channel->input.data + channel->input.length, READ_SIZE);
    if (n_read > 0) {
        channel->input.length += (size_t)n_read;
    } else if (n_read == 0) {
        channel->state = channel->input.length > 0 ? CHANNEL_CUT : CHANNEL_ENDED;
    } else if (errno != EINTR && errno != EAGAIN) {
        channel->state = CHANNEL_BROKEN;
    }
}

bool
channel_next(Channel *channel, const char **payload, size_t *length)
{
    if (channel->taken == channel->input.length) {
        return false;
    }
    switch (frame_next(channel->input.data + channel->taken, channel->input.length - channel->taken, payload, length)) {
    case FRAME_READY:
        channel->taken += FRAME_HEADER_SIZE + *length;
        return true;
    case FRAME_TOO_LARGE:
        channel->state = CHANNEL_TOO_LARGE;
        return false;
    case FRAME_PENDING:
        return false;
    }
    return false;
}

static void
flush(Channel *channel)
{
    while (channel->state != CHANNEL_BROKEN && backlog(channel) > 0) {
        ssize_t written = write(channel->out, channel->output.data + channel->written, backlog(channel));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0 && errno == EAGAIN) {
            return;
        }
        if (written < 0) {
            channel->state = CHANNEL_BROKEN;
            return;
        }
        channel->written += (size_t)written;
    }
    buffer_clear(&channel->output);
    channel->written = 0;
}

void
channel_send(Channel *channel, const char *payload, size_t length)
{
    frame_append(&channel->output, payload, length);
    flush(channel);
}

void
channel_output_ready(Channel *channel, short events)
{
    if ((events & POLLOUT) != 0) {
        flush(channel);
    } else {
        channel->state = CHANNEL_BROKEN;
    }
}
