/* SPDX-License-Identifier: MIT
 *
 * In which line of its file each JSON value begins. cJSON keeps no positions, so the text is walked once more beside the tree.
 */
#pragma once

#include "json.h"

typedef struct {
    const Json *value;
    size_t line;
} LineEntry;

typedef struct {
    LineEntry *entries;
    size_t n_entries;
    size_t capacity;
} Lines;

/* `json` is what json_parse made of `text`, NUL-terminated. The lines of members are those of their names. */
void lines_read(Lines *lines, const char *text, const Json *json);
void lines_finish(Lines *lines);

/* 0 for a value that is not of this text. */
size_t lines_find(const Lines *lines, const Json *value);
