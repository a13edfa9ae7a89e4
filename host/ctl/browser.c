/* SPDX-License-Identifier: MIT */
#include "browser.h"

#include "manifest.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    static const char *const lists[] = {"executables", "profiles", "user", "system"};
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

/* ---- places ---- */

/* What {config} stands for: measured in Chromium 156. */
static char *
config_directory(Family family)
{
    const char *own = family == FAMILY_CHROMIUM ? getenv("CHROME_CONFIG_HOME") : NULL;
    const char *general = getenv("XDG_CONFIG_HOME");
    if (own != NULL && own[0] == '/') {
        return base_copy(own);
    }
    if (general != NULL && general[0] == '/') {
        return base_copy(general);
    }
    AUTOFREE char *home = paths_home();
    return base_format("%s/.config", home);
}

static char *
expand(const Browser *browser, const char *place)
{
    static const char config[] = "{config}";
    static const char home[] = "{home}";
    if (strncmp(place, config, sizeof(config) - 1) == 0) {
        AUTOFREE char *directory = config_directory(browser->family);
        return base_format("%s%s", directory, place + sizeof(config) - 1);
    }
    if (strncmp(place, home, sizeof(home) - 1) == 0) {
        AUTOFREE char *directory = paths_home();
        return base_format("%s%s", directory, place + sizeof(home) - 1);
    }
    return base_copy(place);
}

char *
browser_manifest(const Browser *browser, Scope scope, size_t position)
{
    const Json *place = json_first(json_get(browser->row, scope == SCOPE_USER ? "user" : "system"));
    for (; place != NULL && position > 0; position--) {
        place = json_next(place);
    }
    if (place == NULL) {
        return NULL;
    }
    AUTOFREE char *directory = expand(browser, json_string(place));
    return base_format("%s/" MANIFEST_HOST ".json", directory);
}

static char *
first_existing(const Browser *browser, Scope scope)
{
    char *path = NULL;
    for (size_t i = 0; (path = browser_manifest(browser, scope, i)) != NULL; i++) {
        if (access(path, F_OK) == 0) {
            return path;
        }
        free(path);
    }
    return NULL;
}

char *
browser_taken_manifest(const Browser *browser)
{
    char *path = first_existing(browser, SCOPE_USER);
    return path != NULL ? path : first_existing(browser, SCOPE_SYSTEM);
}

/* ---- presence ---- */

static bool
is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

static bool
is_in_path(const char *name)
{
    const char *directories = getenv("PATH");
    for (const char *at = directories; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ":");
        AUTOFREE char *path = base_format("%.*s/%s", (int)length, at, name);
        if (length > 0 && is_program(path)) {
            return true;
        }
        at += length + (at[length] == ':' ? 1 : 0);
    }
    return false;
}

static bool
has_program(const Browser *browser)
{
    const Json *list = json_get(browser->row, "executables");
    for (const Json *program = json_first(list); program != NULL; program = json_next(program)) {
        const char *name = json_string(program);
        if (name[0] == '/' ? is_program(name) : is_in_path(name)) {
            return true;
        }
    }
    return false;
}

static bool
has_profile(const Browser *browser)
{
    const Json *list = json_get(browser->row, "profiles");
    for (const Json *place = json_first(list); place != NULL; place = json_next(place)) {
        AUTOFREE char *path = expand(browser, json_string(place));
        if (access(path, F_OK) == 0) {
            return true;
        }
    }
    return false;
}

bool
browser_is_present(const Browser *browser)
{
    return has_program(browser) || has_profile(browser);
}
