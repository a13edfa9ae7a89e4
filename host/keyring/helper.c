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
}

bool
helper_start(Helper *helper)
{
    helper->fd = launcher_start(&helper->launcher);
    return helper->fd >= 0;
}

HelperVerdict
helper_send(const Helper *helper, Buffer *output)
{
    while (output->length > 0) {
        ssize_t sent = send(helper->fd, output->data, output->length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent < 0) {
            return errno == EAGAIN ? HELPER_GOES_ON : HELPER_GONE;
        }
        buffer_consume(output, (size_t)sent);
    }
    return HELPER_GOES_ON;
}

HelperVerdict
helper_receive(const Helper *helper, Buffer *input)
{
    for (int n_chunks = 0; n_chunks < MAX_CHUNKS; n_chunks++) {
        buffer_reserve(input, CHUNK_SIZE);
        ssize_t received = recv(helper->fd, input->data + input->length, CHUNK_SIZE, MSG_DONTWAIT);
        if (received <= 0) {
            return received < 0 && (errno == EINTR || errno == EAGAIN) ? HELPER_GOES_ON : HELPER_GONE;
        }
        input->length += (size_t)received;
    }
    return HELPER_GOES_ON;
}

void
helper_kill(Helper *helper)
{
    if (helper->fd >= 0) {
        close(helper->fd);
        helper->fd = -1;
        launcher_kill(&helper->launcher);
    }
}
