/* SPDX-License-Identifier: MIT */
#include "browser.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TABLE_SIZE = 256 * 1024 };

struct Browsers {
    Json *table;
    Browser *rows;
    size_t n_rows;
};

static bool
is_list_of_texts(const Json *list)
{
    for (const Json *text = json_first(list); text != NULL; text = json_next(text)) {
        if (!json_is_string(text)) {
            return false;
        }
    }
    return json_is_array(list);
}

static bool
read_row(const Json *row, Browser *browser)
{
    static const char *const lists[] = {"executables", "profiles", "user", "system", "policies"};
    const char *family = json_get_string(row, "family");
    *browser = (Browser){.row = row, .id = json_get_string(row, "id"), .name = json_get_string(row, "name")};
    for (size_t i = 0; i < N_ELEMENTS(lists); i++) {
        if (!is_list_of_texts(json_get(row, lists[i]))) {
            return false;
        }
    }
    if (browser->id == NULL || browser->name == NULL || family == NULL) {
        return false;
    }
    browser->family = strcmp(family, "firefox") == 0 ? FAMILY_FIREFOX : FAMILY_CHROMIUM;
    return browser->family == FAMILY_FIREFOX || strcmp(family, "chromium") == 0;
}

static bool
read_rows(Browsers *browsers, const char *path, Error *error)
{
    const Json *rows = json_get(browsers->table, "browsers");
    browsers->rows = base_allocate(json_count(rows) + 1, sizeof(*browsers->rows));
    for (const Json *row = json_first(rows); row != NULL; row = json_next(row)) {
        if (!read_row(row, &browsers->rows[browsers->n_rows++])) {
            error_set(error, "%s: row %zu is no browser", path, browsers->n_rows);
            return false;
        }
    }
    return true;
}

Browsers *
browsers_new(Error *error)
{
    AUTOFREE char *path = paths_shared("browsers.json");
    Json *table = json_read_file(path, MAX_TABLE_SIZE, error);
    if (table == NULL) {
        return NULL;
    }
    Browsers *browsers = base_allocate(1, sizeof(*browsers));
    browsers->table = table;
    if (!read_rows(browsers, path, error)) {
        browsers_free(browsers);
        return NULL;
    }
    return browsers;
}

void
browsers_free(Browsers *browsers)
{
    if (browsers != NULL) {
        json_free(browsers->table);
        free(browsers->rows);
        free(browsers);
    }
}

void
browsers_cleanup(Browsers **browsers)
{
    browsers_free(*browsers);
}

const Browser *
browsers_at(const Browsers *browsers, size_t position)
{
    return position < browsers->n_rows ? &browsers->rows[position] : NULL;
}

const Browser *
browsers_find(const Browsers *browsers, const char *id)
{
    for (size_t i = 0; i < browsers->n_rows; i++) {
        if (strcmp(browsers->rows[i].id, id) == 0) {
            return &browsers->rows[i];
        }
    }
    return NULL;
}

const char *
browser_unreachable(const Browser *browser)
{
    return json_get_string(browser->row, "unreachable");
}

const char *
browsers_unreachable(const Browsers *browsers, const Browser *browser)
{
    const char *word = browser_unreachable(browser);
    return word == NULL ? NULL : json_get_string(json_get(browsers->table, "unreachable"), word);
}
