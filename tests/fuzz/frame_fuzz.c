/* SPDX-License-Identifier: MIT
 *
 * The bytes of a browser: whatever comes, frames are handed out whole, in order and within the limit.
 */
#include "channel.h"
#include "fuzz.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int
file_of(const uint8_t *bytes, size_t length)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    promise(fd >= 0 && write(fd, bytes, length) == (ssize_t)length && lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOCLOSE int in = file_of(bytes, length);
    AUTOCLOSE int out = open("/dev/null", O_WRONLY | O_CLOEXEC);
    Channel *channel = channel_new(in, out);
    const char *payload = NULL;
    size_t size = 0;
    size_t at = 0;
    while (channel_state(channel) == CHANNEL_OPEN) {
        channel_fill(channel);
        while (channel_next(channel, &payload, &size)) {
            promise(size <= FRAME_MAX_IN && at + FRAME_HEADER_SIZE + size <= length);
            promise(memcmp(payload, bytes + at + FRAME_HEADER_SIZE, size) == 0);
            at += FRAME_HEADER_SIZE + size;
            channel_send(channel, payload, size);
        }
    }
    promise(channel_state(channel) != CHANNEL_ENDED || at == length);
    promise(channel_state(channel) != CHANNEL_CUT || at < length);
    channel_free(channel);
    return 0;
}
