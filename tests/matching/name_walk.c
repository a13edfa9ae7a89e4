/* SPDX-License-Identifier: MIT */
#include "name_walk.h"

#include "json.h"
#include "site_file.h"
#include "suspect.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static void
judge_name(const Json *control, const char *locale, const char *name, Tally *tally)
{
    AUTOBUFFER scratch = {0};
    Suspicion suspicion;
    const PageControl shown = {.name = name, .role = "switch", .state = STATE_ON};
    bool is_suspected = suspect_control(&shown, locale, &scratch, &suspicion);
    tally->n_controls++;
    share_count(&tally->suspects_found, is_suspected);
    if (is_suspected) {
        share_count(&tally->concepts, strcmp(suspicion.concept, json_get_string(control, "concept")) == 0);
    }
    if (is_suspected && strcmp(suspicion.private_state, "unknown") != 0) {
        share_count(&tally->suspects_told, strcmp(suspicion.private_state, json_get_string(control, "private")) == 0);
    }
}

static bool
is_toggle(const Json *control)
{
    const char *kind = json_get_string(control, "kind");
    return strcmp(kind, "switch") == 0 || strcmp(kind, "checkbox") == 0;
}

static void
judge_control(const Json *control, Tally *tally)
{
    const Json *by_locale = is_toggle(control) ? json_first(json_get(control, "names")) : NULL;
    for (; by_locale != NULL; by_locale = json_next(by_locale)) {
        for (const Json *name = json_first(by_locale); name != NULL; name = json_next(name)) {
            judge_name(control, json_name(by_locale), json_string(name), tally);
        }
    }
}

static void
judge_site(const Json *site, Tally *tally)
{
    for (const Json *page = json_first(json_get(site, "pages")); page != NULL; page = json_next(page)) {
        tally->n_pages++;
        for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
            judge_control(control, tally);
        }
    }
}

static unsigned
hash_of(const char *text)
{
    unsigned hash = 5381;
    for (; *text != '\0'; text++) {
        hash = (hash * 33) ^ (unsigned char)*text;
    }
    return hash;
}

static int
is_site_file(const struct dirent *entry)
{
    return strstr(entry->d_name, ".json") != NULL;
}

void
name_walk(const char *sites, Tally *tune, Tally *score)
{
    struct dirent **names = NULL;
    int n_names = scandir(sites, &names, is_site_file, alphasort);
    for (int i = 0; i < n_names; i++) {
        Error error = {0};
        AUTOFREE char *path = base_format("%s/%s", sites, names[i]->d_name);
        AUTOJSON *site = json_read_file(path, SITE_FILE_MAX_BYTES, &error);
        judge_site(site, hash_of(names[i]->d_name) % 2 == 1 ? tune : score);
        free(names[i]);
    }
    free(names);
}
