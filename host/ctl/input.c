/* SPDX-License-Identifier: MIT */
#include "input.h"

#include "buffer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { MAX_SIZE = 1024 * 1024, CHUNK_SIZE = 16 * 1024 };

static bool
read_stream(FILE *stream, Buffer *text)
{
    while (text->length <= MAX_SIZE) {
        buffer_reserve(text, CHUNK_SIZE);
        size_t n_read = fread(text->data + text->length, 1, CHUNK_SIZE, stream);
        if (n_read == 0) {
            return ferror(stream) == 0;
        }
        text->length += n_read;
    }
    return true;
}

static Json *
read_standard_input(Error *error)
{
    AUTOBUFFER text = {0};
    JsonVerdict verdict = JSON_OK;
    if (!read_stream(stdin, &text)) {
        error_set(error, "standard input: %s", strerror(errno));
        return NULL;
    }
    Json *value = text.length > MAX_SIZE ? NULL : json_parse(buffer_text(&text), text.length, &verdict, NULL);
    if (value == NULL) {
        error_set(error, "standard input: %s", text.length > MAX_SIZE ? "longer than 1 MiB" : "no JSON");
    }
    return value;
}

Json *
input_read(const char *path, Error *error)
{
    return strcmp(path, "-") == 0 ? read_standard_input(error) : json_read_file(path, MAX_SIZE, error);
}
