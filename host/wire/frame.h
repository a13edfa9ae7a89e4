/* SPDX-License-Identifier: MIT
 *
 * Native messaging frames: a 32-bit length in native byte order, then that many bytes. Has never heard of JSON or of descriptors.
 */
#pragma once

#include "buffer.h"

enum {
    FRAME_HEADER_SIZE = 4,
    FRAME_MAX_IN = 1024 * 1024, /* ours: a browser may send 64 MiB */
    FRAME_MAX_OUT = 1048576,    /* what browsers accept from a host; a longer reply ends the connection */
};

typedef enum { FRAME_READY, FRAME_PENDING, FRAME_TOO_LARGE } FrameVerdict;

/* Looks at the first frame in bytes[0..length). READY: *payload (borrowed) and *payload_length are set; it took FRAME_HEADER_SIZE + *payload_length bytes. PENDING: not
 * all of it is here yet. TOO_LARGE: its length is above FRAME_MAX_IN, of which nothing was read. */
FrameVerdict frame_next(const char *bytes, size_t length, const char **payload, size_t *payload_length);

/* Appends a frame. `length` is at most FRAME_MAX_OUT. */
void frame_append(Buffer *buffer, const char *payload, size_t length);
