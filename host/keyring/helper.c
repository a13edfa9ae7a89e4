/* SPDX-License-Identifier: MIT */
#include "helper.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024, MAX_CHUNKS = 32 };

Helper
helper_new(const char *program)
{
    return (Helper){.launcher = launcher_new(program), .fd = -1};
}

void
helper_free(Helper *helper)
{
    base_cleanup_descriptor(&helper->fd);
    helper->fd = -1;
    launcher_free(&helper->launcher);
    buffer_finish(&helper->input);
    buffer_finish(&helper->output);
}

bool
helper_start(Helper *helper)
{
    helper->fd = launcher_start(&helper->launcher);
    return helper->fd >= 0;
}

void
helper_flush(Helper *helper)
{
    Buffer *output = &helper->output;
    while (helper->fd >= 0 && output->length > 0) {
        ssize_t sent = send(helper->fd, output->data, output->length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            buffer_consume(output, (size_t)sent);
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != EINTR) {
            buffer_clear(output);
        }
    }
}

void
helper_say(Helper *helper, const Message *message)
{
    message_append(&helper->output, message);
    helper_flush(helper);
}

bool
helper_waits_for_room(const Helper *helper)
{
    return helper->output.length > 0;
}

bool
helper_receive(Helper *helper)
{
    Buffer *input = &helper->input;
    for (int n_chunks = 0; n_chunks < MAX_CHUNKS; n_chunks++) {
        buffer_reserve(input, CHUNK_SIZE);
        ssize_t received = recv(helper->fd, input->data + input->length, CHUNK_SIZE, MSG_DONTWAIT);
        if (received <= 0) {
            return received < 0 && (errno == EINTR || errno == EAGAIN);
        }
        input->length += (size_t)received;
    }
    return true;
}

MessageVerdict
helper_hear(Helper *helper, Message *message)
{
    buffer_consume(&helper->input, helper->heard);
    helper->heard = 0;
    return message_peek(&helper->input, message, &helper->heard);
}

void
helper_kill(Helper *helper)
{
    if (helper->fd >= 0) {
        close(helper->fd);
        helper->fd = -1;
        buffer_clear(&helper->input);
        buffer_clear(&helper->output);
        helper->heard = 0;
        launcher_kill(&helper->launcher);
    }
}
