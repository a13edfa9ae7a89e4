/* SPDX-License-Identifier: MIT */
#include "buffer.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1024 };

void
buffer_reserve(Buffer *buffer, size_t length)
{
    size_t wanted = buffer->length + length;
    if (wanted <= buffer->capacity) {
        return;
    }
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : FIRST_CAPACITY;
    while (capacity < wanted) {
        capacity *= 2;
    }
    buffer->data = base_resize(buffer->data, capacity, 1);
    buffer->capacity = capacity;
}

void
buffer_append(Buffer *buffer, const void *bytes, size_t length)
{
    if (length == 0) {
        return;
    }
    buffer_reserve(buffer, length);
    memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
}

void
buffer_append_text(Buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void
buffer_consume(Buffer *buffer, size_t length)
{
    buffer->length -= length;
    if (buffer->length > 0) {
        memmove(buffer->data, buffer->data + length, buffer->length);
    }
}

char *
buffer_text(Buffer *buffer)
{
    buffer_reserve(buffer, 1);
    buffer->data[buffer->length] = '\0';
    return buffer->data;
}

char *
buffer_take(Buffer *buffer)
{
    char *text = buffer_text(buffer);
    *buffer = (Buffer){0};
    return text;
}

void
buffer_clear(Buffer *buffer)
{
    buffer->length = 0;
}

void
buffer_finish(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}
