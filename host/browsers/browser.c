/* SPDX-License-Identifier: MIT */
#include "browser.h"

#include "manifest.h"
#include "paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- places ---- */

const char *
browser_variable(const Browser *browser, const char *name)
{
    size_t length = strlen(name);
    if (browser->environment == NULL) {
        return getenv(name);
    }
    for (char *const *entry = browser->environment; *entry != NULL; entry++) {
        if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
            return *entry + length + 1;
        }
    }
    return NULL;
}

static char *
home_of(const Browser *browser)
{
    const char *home = browser_variable(browser, "HOME");
    return home != NULL && home[0] == '/' ? base_copy(home) : paths_home();
}

/* The first of these variables that names a directory, else a directory in the home. */
static char *
directory_in(const Browser *browser, const char *const *variables, const char *otherwise)
{
    for (; *variables != NULL; variables++) {
        const char *value = browser_variable(browser, *variables);
        if (value != NULL && value[0] == '/') {
            return base_copy(value);
        }
    }
    AUTOFREE char *home = home_of(browser);
    return base_format("%s/%s", home, otherwise);
}

static char *
home_directory(const Browser *browser)
{
    return home_of(browser);
}

/* Measured in Chromium 156. */
static char *
config_directory(const Browser *browser)
{
    static const char *const variables[] = {"CHROME_CONFIG_HOME", "XDG_CONFIG_HOME", NULL};
    return directory_in(browser, browser->family == FAMILY_CHROMIUM ? variables : variables + 1, ".config");
}

static char *
data_home(const Browser *browser)
{
    static const char *const variables[] = {"XDG_DATA_HOME", NULL};
    return directory_in(browser, variables, ".local/share");
}

char *
browser_place(const Browser *browser, const char *place)
{
    static const struct {
        const char *word;
        char *(*directory)(const Browser *browser);
    } words[] = {{"{config}", config_directory}, {"{home}", home_directory}, {"{data}", data_home}};
    for (size_t i = 0; i < N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i].word);
        if (strncmp(place, words[i].word, length) == 0) {
            AUTOFREE char *directory = words[i].directory(browser);
            return base_format("%s%s", directory, place + length);
        }
    }
    return base_copy(place);
}

static char *
directory_at(const Browser *browser, Scope scope, size_t position)
{
    if (scope == SCOPE_USER && browser->data_directory != NULL) {
        return position > 0 ? NULL : base_format("%s/NativeMessagingHosts", browser->data_directory);
    }
    const Json *place = json_first(json_get(browser->row, scope == SCOPE_USER ? "user" : "system"));
    for (; place != NULL && position > 0; position--) {
        place = json_next(place);
    }
    return place == NULL ? NULL : browser_place(browser, json_string(place));
}

char *
browser_manifest(const Browser *browser, Scope scope, size_t position)
{
    AUTOFREE char *directory = directory_at(browser, scope, position);
    return directory == NULL ? NULL : base_format("%s/" MANIFEST_HOST ".json", directory);
}

char *
browser_taken_manifest(const Browser *browser, Scope scope)
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
browser_data_directory(const Browser *browser)
{
    char *directory = directory_at(browser, SCOPE_USER, 0);
    char *slash = strrchr(directory, '/');
    *slash = '\0';
    return directory;
}

/* ---- presence ---- */

static bool
is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

/* Every command of Snap is a link to the one program of Snap: it says nothing of a browser that is no Snap. */
static bool
is_snap(const char *path)
{
    char real[PATH_MAX];
    return realpath(path, real) != NULL && strcmp(real, "/usr/bin/snap") == 0;
}

static bool
is_in_path(const char *name)
{
    const char *directories = getenv("PATH");
    for (const char *at = directories; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ":");
        AUTOFREE char *path = base_format("%.*s/%s", (int)length, at, name);
        if (length > 0 && is_program(path) && !is_snap(path)) {
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
        AUTOFREE char *name = browser_place(browser, json_string(program));
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
        AUTOFREE char *path = browser_place(browser, json_string(place));
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

bool
browser_has_program(const Browser *browser, const char *path)
{
    const Json *list = json_get(browser->row, "executables");
    for (const Json *program = json_first(list); program != NULL; program = json_next(program)) {
        char real[PATH_MAX];
        AUTOFREE char *name = browser_place(browser, json_string(program));
        if (name[0] == '/' && realpath(name, real) != NULL && strcmp(real, path) == 0) {
            return true;
        }
    }
    return false;
}
