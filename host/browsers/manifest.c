/* SPDX-License-Identifier: MIT */
#include "manifest.h"

#include "paths.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_MANIFEST_SIZE = 64 * 1024, CHROMIUM_ID_LENGTH = 32 };

const char *
manifest_callers_name(Family family)
{
    return family == FAMILY_CHROMIUM ? "allowed_origins" : "allowed_extensions";
}

static Json *
read_template(Family family, Error *error)
{
    AUTOFREE char *path = paths_shared(family == FAMILY_CHROMIUM ? "chromium.json.in" : "firefox.json.in");
    Json *template = json_read_file(path, MAX_MANIFEST_SIZE, error);
    if (template != NULL && json_string(json_first(json_get(template, manifest_callers_name(family)))) == NULL) {
        error_set(error, "%s: it names no caller", path);
        json_free(template);
        return NULL;
    }
    return template;
}

char *
manifest_caller(Family family, Error *error)
{
    AUTOJSON *template = read_template(family, error);
    return base_copy(json_string(json_first(json_get(template, manifest_callers_name(family)))));
}

/* {01234567-0123-0123-0123-0123456789ab} */
static bool
is_uuid(const char *id)
{
    static const size_t groups[] = {8, 4, 4, 4, 12};
    const char *at = id + 1;
    for (size_t i = 0; i < N_ELEMENTS(groups); i++) {
        bool is_last = i + 1 == N_ELEMENTS(groups);
        if (strspn(at, "0123456789abcdefABCDEF") != groups[i] || at[groups[i]] != (is_last ? '}' : '-')) {
            return false;
        }
        at += groups[i] + 1;
    }
    return id[0] == '{' && *at == '\0';
}

/* The two forms of Firefox's schema for ids. */
static bool
is_add_on_id(const char *id)
{
    static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    size_t length = strlen(id);
    size_t before = strspn(id, word);
    if (id[0] == '{') {
        return is_uuid(id);
    }
    return id[before] == '@' && before + 1 < length && strspn(id + before + 1, word) == length - before - 1;
}

bool
manifest_is_extension_id(Family family, const char *id)
{
    bool is_origin = strlen(id) == CHROMIUM_ID_LENGTH && strspn(id, "abcdefghijklmnop") == CHROMIUM_ID_LENGTH;
    return family == FAMILY_CHROMIUM ? is_origin : is_add_on_id(id);
}

char *
manifest_make(Family family, const char *extension_id, Error *error)
{
    AUTOJSON *manifest = read_template(family, error);
    AUTOFREE char *program = paths_program("offswitch-host");
    if (manifest == NULL) {
        return NULL;
    }
    if (access(program, X_OK) != 0) {
        error_set(error, "%s is not there: the host is not installed beside this program", program);
        return NULL;
    }
    json_set(manifest, "path", json_new_string(program));
    if (extension_id != NULL) {
        AUTOFREE char *caller =
            family == FAMILY_CHROMIUM ? base_format("chrome-extension://%s/", extension_id) : base_copy(extension_id);
        json_append(json_get_mutable(manifest, manifest_callers_name(family)), json_new_string(caller));
    }
    AUTOFREE char *text = json_print_pretty(manifest);
    return base_format("%s\n", text);
}

static bool
ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

bool
manifest_is_ours(const char *path)
{
    AUTOJSON *manifest = json_read_file(path, MAX_MANIFEST_SIZE, NULL);
    const char *name = json_get_string(manifest, "name");
    const char *program = json_get_string(manifest, "path");
    return name != NULL && program != NULL && strcmp(name, MANIFEST_HOST) == 0 && ends_with(program, "/offswitch-host");
}
