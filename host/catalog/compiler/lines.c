/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    Lines *lines;
    const char *at;
    size_t line;
} Walk;

static void
skip(Walk *walk, const char *bytes)
{
    for (; *walk->at != '\0' && strchr(bytes, *walk->at) != NULL; walk->at++) {
        walk->line += *walk->at == '\n' ? 1 : 0;
    }
}

static void
skip_scalar(Walk *walk)
{
    if (*walk->at != '"') {
        walk->at += strcspn(walk->at, ",]} \t\r\n");
        return;
    }
    for (walk->at++; *walk->at != '"'; walk->at++) {
        walk->at += *walk->at == '\\' ? 1 : 0;
    }
    walk->at++;
}

static void
note(Walk *walk, const Json *value)
{
    Lines *lines = walk->lines;
    if (lines->n_entries == lines->capacity) {
        lines->capacity = lines->capacity > 0 ? lines->capacity * 2 : 256;
        lines->entries = base_resize(lines->entries, lines->capacity, sizeof(*lines->entries));
    }
    lines->entries[lines->n_entries++] = (LineEntry){value, walk->line};
}

/* The parser has accepted the text, so only values and names have to be told apart; how deep it nests is limited. */
static void
walk_value(Walk *walk, const Json *value) /* NOLINT(misc-no-recursion) */
{
    if (!json_is_object(value) && !json_is_array(value)) {
        skip_scalar(walk);
        return;
    }
    walk->at++;
    for (const Json *child = json_first(value); child != NULL; child = json_next(child)) {
        skip(walk, " \t\r\n,");
        note(walk, child);
        if (json_is_object(value)) {
            skip_scalar(walk);
            skip(walk, " \t\r\n:");
        }
        walk_value(walk, child);
    }
    skip(walk, " \t\r\n");
    walk->at++;
}

void
lines_read(Lines *lines, const char *text, const Json *json)
{
    Walk walk = {.lines = lines, .at = text, .line = 1};
    skip(&walk, " \t\r\n");
    note(&walk, json);
    walk_value(&walk, json);
}

void
lines_finish(Lines *lines)
{
    free(lines->entries);
    *lines = (Lines){0};
}

size_t
lines_find(const Lines *lines, const Json *value)
{
    for (size_t i = 0; i < lines->n_entries; i++) {
        if (lines->entries[i].value == value) {
            return lines->entries[i].line;
        }
    }
    return 0;
}
