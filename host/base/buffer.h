/* SPDX-License-Identifier: MIT
 *
 * Bytes that grow. Knows nothing of what they mean.
 */
#pragma once

#include "base.h"

typedef struct {
    char *data; /* NULL while nothing was ever appended */
    size_t length;
    size_t capacity;
} Buffer;

#define AUTOBUFFER BASE_CLEANUP(buffer_finish) Buffer

void buffer_append(Buffer *buffer, const void *bytes, size_t length);
void buffer_append_text(Buffer *buffer, const char *text);

/* Room for `length` more bytes at data + length; the caller adds what it wrote to length. */
void buffer_reserve(Buffer *buffer, size_t length);

/* Drops the first `length` bytes. */
void buffer_consume(Buffer *buffer, size_t length);

/* The bytes with a NUL behind them (not counted); never NULL, borrowed until the next change. */
char *buffer_text(Buffer *buffer);

/* The text, yours to free(); the buffer is empty afterwards. */
char *buffer_take(Buffer *buffer);

/* Forgets the content, keeps the memory for the next message. */
void buffer_clear(Buffer *buffer);

void buffer_finish(Buffer *buffer);
