/* SPDX-License-Identifier: MIT */
#include "extension.h"

#include "manifest.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* Of a profile's own files: settings of all extensions. */
enum { MAX_FILE_SIZE = 32 * 1024 * 1024, MAX_MANIFEST_SIZE = 1024 * 1024 };

int
extension_compare(const char *version, const char *other)
{
    while (*version != '\0' || *other != '\0') {
        char *end = NULL;
        char *other_end = NULL;
        long number = strtol(version, &end, 10);
        long other_number = strtol(other, &other_end, 10);
        if (number != other_number || (end == version && other_end == other)) {
            return number < other_number ? -1 : number > other_number;
        }
        version = end + (*end == '.' ? 1 : 0);
        other = other_end + (*other_end == '.' ? 1 : 0);
    }
    return 0;
}

static void
take(char **highest, const char *version)
{
    if (version != NULL && (*highest == NULL || extension_compare(version, *highest) > 0)) {
        free(*highest);
        *highest = base_copy(version);
    }
}

/* ---- the Chromium family: a path in the profile's settings, and the manifest there ---- */

/* "chrome-extension://ID/" → "ID" */
static char *
our_id(void)
{
    AUTOFREE char *origin = manifest_caller(FAMILY_CHROMIUM, NULL);
    const char *id = origin == NULL ? NULL : strstr(origin, "//");
    return id == NULL ? base_copy("") : base_format("%.*s", (int)strcspn(id + 2, "/"), id + 2);
}

static void
look_in_settings(const char *profile, const char *name, char **highest)
{
    AUTOFREE char *id = our_id();
    AUTOFREE char *file = base_format("%s/%s", profile, name);
    AUTOJSON *settings = json_read_file(file, MAX_FILE_SIZE, NULL);
    const Json *all = json_get(json_get(settings, "extensions"), "settings");
    const char *path = json_get_string(json_get(all, id), "path");
    if (path == NULL) {
        return;
    }
    AUTOFREE char *manifest =
        path[0] == '/' ? base_format("%s/manifest.json", path) : base_format("%s/Extensions/%s/manifest.json", profile, path);
    AUTOJSON *json = json_read_file(manifest, MAX_MANIFEST_SIZE, NULL);
    take(highest, json_get_string(json, "version"));
}

static void
look_in_chromium_profile(const char *profile, char **highest)
{
    look_in_settings(profile, "Secure Preferences", highest);
    look_in_settings(profile, "Preferences", highest);
}

/* ---- Firefox's family: the profile's list of add-ons ---- */

static void
look_in_firefox_profile(const char *profile, char **highest)
{
    AUTOFREE char *id = manifest_caller(FAMILY_FIREFOX, NULL);
    AUTOFREE char *file = base_format("%s/extensions.json", profile);
    AUTOJSON *list = json_read_file(file, MAX_FILE_SIZE, NULL);
    const Json *add_ons = json_get(list, "addons");
    for (const Json *add_on = json_first(add_ons); add_on != NULL; add_on = json_next(add_on)) {
        const char *name = json_get_string(add_on, "id");
        if (name != NULL && id != NULL && strcmp(name, id) == 0) {
            take(highest, json_get_string(add_on, "version"));
        }
    }
}

/* ---- both ---- */

static void
look_in(const char *directory, void (*look)(const char *profile, char **highest), char **highest)
{
    const struct dirent *entry = NULL;
    DIR *profiles = opendir(directory);
    while (profiles != NULL && (entry = readdir(profiles)) != NULL) {
        if (entry->d_name[0] != '.') {
            AUTOFREE char *profile = base_format("%s/%s", directory, entry->d_name);
            look(profile, highest);
        }
    }
    if (profiles != NULL) {
        closedir(profiles);
    }
}

char *
extension_version(const Browser *browser)
{
    char *highest = NULL;
    if (browser->family == FAMILY_CHROMIUM) {
        AUTOFREE char *directory = browser_data_directory(browser);
        look_in(directory, look_in_chromium_profile, &highest);
        return highest;
    }
    const Json *places = json_get(browser->row, "profiles");
    for (const Json *place = json_first(places); place != NULL; place = json_next(place)) {
        AUTOFREE char *directory = browser_place(browser, json_string(place));
        look_in(directory, look_in_firefox_profile, &highest);
    }
    return highest;
}
