/* SPDX-License-Identifier: MIT */
#include "frame.h"

#include <string.h>

FrameVerdict
frame_next(const char *bytes, size_t length, const char **payload, size_t *payload_length)
{
    uint32_t announced = 0;
    if (length < FRAME_HEADER_SIZE) {
        return FRAME_PENDING;
    }
    memcpy(&announced, bytes, FRAME_HEADER_SIZE);
    if (announced > FRAME_MAX_IN) {
        return FRAME_TOO_LARGE;
    }
    if (length - FRAME_HEADER_SIZE < announced) {
        return FRAME_PENDING;
    }
    *payload = bytes + FRAME_HEADER_SIZE;
    *payload_length = announced;
    return FRAME_READY;
}

void
frame_append(Buffer *buffer, const char *payload, size_t length)
{
    uint32_t announced = (uint32_t)length;
    buffer_append(buffer, &announced, FRAME_HEADER_SIZE);
    buffer_append(buffer, payload, length);
}
