/* SPDX-License-Identifier: MIT */
#include "writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

Writer
writer_on(Buffer *buffer)
{
    return (Writer){.buffer = buffer};
}

static void
begin(Writer *writer, const char *name)
{
    if (writer->needs_comma) {
        buffer_append(writer->buffer, ",", 1);
    }
    if (name != NULL) {
        buffer_append(writer->buffer, "\"", 1);
        buffer_append_text(writer->buffer, name);
        buffer_append(writer->buffer, "\":", 2);
    }
    writer->needs_comma = true;
}

static void
open_with(Writer *writer, const char *name, const char *bracket)
{
    begin(writer, name);
    buffer_append(writer->buffer, bracket, 1);
    writer->needs_comma = false;
}

static void
close_with(Writer *writer, const char *bracket)
{
    buffer_append(writer->buffer, bracket, 1);
    writer->needs_comma = true;
}

void
writer_begin_object(Writer *writer, const char *name)
{
    open_with(writer, name, "{");
}

void
writer_end_object(Writer *writer)
{
    close_with(writer, "}");
}

void
writer_begin_array(Writer *writer, const char *name)
{
    open_with(writer, name, "[");
}

void
writer_end_array(Writer *writer)
{
    close_with(writer, "]");
}

static void
append_escaped(Buffer *buffer, unsigned char c)
{
    char escape[8];
    int length =
        c == '"' || c == '\\' ? snprintf(escape, sizeof(escape), "\\%c", c) : snprintf(escape, sizeof(escape), "\\u%04x", c);
    buffer_append(buffer, escape, (size_t)length);
}

void
writer_string(Writer *writer, const char *name, const char *text)
{
    if (text == NULL) {
        return;
    }
    begin(writer, name);
    buffer_append(writer->buffer, "\"", 1);
    const char *plain = text;
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c == '"' || c == '\\') {
            buffer_append(writer->buffer, plain, (size_t)(text - plain));
            append_escaped(writer->buffer, c);
            plain = text + 1;
        }
    }
    buffer_append(writer->buffer, plain, (size_t)(text - plain));
    buffer_append(writer->buffer, "\"", 1);
}

void
writer_integer(Writer *writer, const char *name, int64_t number)
{
    char text[24];
    begin(writer, name);
    buffer_append(writer->buffer, text, (size_t)snprintf(text, sizeof(text), "%" PRId64, number));
}

void
writer_flag(Writer *writer, const char *name, bool flag)
{
    writer_raw(writer, name, flag ? "true" : "false");
}

void
writer_null(Writer *writer, const char *name)
{
    writer_raw(writer, name, "null");
}

void
writer_raw(Writer *writer, const char *name, const char *json)
{
    begin(writer, name);
    buffer_append_text(writer->buffer, json);
}
