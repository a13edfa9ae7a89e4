/* SPDX-License-Identifier: MIT */
#include "case_record.h"

#include "label.h"

#include <string.h>

char *
case_next(char **rest, const char *separator)
{
    char *text = *rest;
    if (text == NULL) {
        return NULL;
    }
    char *end = strstr(text, separator);
    if (end != NULL) {
        *end = '\0';
    }
    *rest = end == NULL ? NULL : end + strlen(separator);
    return text;
}

char *
case_value(char *part)
{
    char *colon = strstr(part, ": ");
    if (colon == NULL) {
        return NULL;
    }
    *colon = '\0';
    return colon + 2;
}

/* "A / B" in normal form. */
static Json *
normals(char *text)
{
    AUTOBUFFER scratch = {0};
    Json *list = json_new_array();
    for (char *name = case_next(&text, " / "); name != NULL; name = case_next(&text, " / ")) {
        json_append(list, json_new_string(label_normalise(name, &scratch)));
    }
    return list;
}

static Json *
member(Json *record, const char *name, Json *(*make)(void))
{
    if (json_get(record, name) == NULL) {
        json_set(record, name, make());
    }
    return json_get_mutable(record, name);
}

static bool
is_one_of(const char *word, const char *const *words)
{
    while (*words != NULL && strcmp(word, *words) != 0) {
        words++;
    }
    return *words != NULL;
}

static void
add_option(Json *record, const char *id, char *names)
{
    Json *option = json_new_object();
    Json *by_locale = json_new_object();
    json_set(by_locale, "any", normals(names));
    json_set(option, "id", json_new_string(id));
    json_set(option, "names", by_locale);
    json_append(member(record, "options", json_new_array), option);
}

static bool
read_part(char *part, Json *record)
{
    static const char *const keys[] = {"id", "name", "labelledby", "testid", NULL};
    static const char *const lists[] = {"group", "not", NULL};
    char *value = case_value(part);
    if (value == NULL) {
        json_set(record, part, json_new_flag(true));
        return strcmp(part, "alone") == 0;
    }
    if (is_one_of(part, keys)) {
        json_set(member(record, "key", json_new_object), part, json_new_string(value));
    } else if (is_one_of(part, lists)) {
        json_set(member(record, part, json_new_object), "any", normals(value));
    } else if (strncmp(part, "option ", 7) == 0) {
        add_option(record, part + 7, value);
    } else {
        json_set(member(record, "names", json_new_object), part, normals(value));
        return strlen(part) == 2;
    }
    return true;
}

bool
case_record_read(char *line, Json *records)
{
    Json *record = json_new_object();
    json_append(records, record);
    json_set(record, "id", json_new_string(case_next(&line, " | ")));
    char *state = case_next(&line, " | ");
    const char *kind = state == NULL ? NULL : case_next(&state, " ");
    if (kind == NULL || state == NULL) {
        return false;
    }
    json_set(record, "kind", json_new_string(kind));
    json_set(record, "private", json_new_string(state));
    for (char *part = case_next(&line, " | "); part != NULL; part = case_next(&line, " | ")) {
        if (!read_part(part, record)) {
            return false;
        }
    }
    return true;
}

PageRecord *
case_record_make(const Json *records)
{
    if (json_count(records) == 0) {
        return NULL;
    }
    AUTOJSON *page = json_new_object();
    json_set(page, "controls", json_copy(records));
    AUTOFREE char *text = json_print(page);
    return page_record_read(text, strlen(text));
}
