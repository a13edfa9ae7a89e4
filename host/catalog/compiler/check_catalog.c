/* SPDX-License-Identifier: MIT */
#include "checks.h"

#include <string.h>

typedef struct {
    const SiteFile *files;
    size_t n_files;
} Catalog;

/* ---- hosts ---- */

static bool
lists_host(const SiteFile *file, const char *host)
{
    for (const Json *other = json_first(json_get(file->json, "hosts")); other != NULL; other = json_next(other)) {
        if (strcmp(json_string(other), host) == 0) {
            return true;
        }
    }
    return false;
}

/* One host belongs to one site, or the second would never be found. */
static void
check_host(Check *check, const Catalog *catalog, const Json *host)
{
    for (const SiteFile *other = catalog->files; other < check->file; other++) {
        if (lists_host(other, json_string(host))) {
            mistake(check, host, "duplicateHost", "%s has this host already", other->path);
        }
    }
}

/* ---- ids and tombstones ---- */

static const SiteControl *
find_control(const Catalog *catalog, const char *id)
{
    const SiteControl *found = NULL;
    for (size_t i = 0; found == NULL && i < catalog->n_files; i++) {
        found = site_file_find(&catalog->files[i], id);
    }
    return found;
}

static const Json *
find_tombstone(const SiteFile *file, const char *id, const Json *until)
{
    const Json *tombstone = json_first(json_get(file->json, "tombstones"));
    while (tombstone != until && strcmp(json_get_string(tombstone, "id"), id) != 0) {
        tombstone = json_next(tombstone);
    }
    return tombstone == until ? NULL : tombstone;
}

static void
check_tombstone(Check *check, const Catalog *catalog, const Json *tombstone)
{
    const Json *id = json_get(tombstone, "id");
    const char *heir = json_get_string(tombstone, "replaced_by");
    bool is_repeated = find_tombstone(check->file, json_string(id), tombstone) != NULL;
    for (const SiteFile *other = catalog->files; other < check->file; other++) {
        is_repeated = is_repeated || find_tombstone(other, json_string(id), NULL) != NULL;
    }
    if (is_repeated) {
        mistake(check, id, "duplicateId", "there are two tombstones \"%s\"", json_string(id));
    }
    if (heir != NULL && find_control(catalog, heir) == NULL) {
        mistake(check, json_get(tombstone, "replaced_by"), "unknownControl",
                "\"%s\" is no control: choices would be kept for nothing. Name the one that took its place, or none", heir);
    }
}

static void
check_id(Check *check, const Catalog *catalog, const SiteControl *entry)
{
    const Json *id = json_get(entry->control, "id");
    for (size_t i = 0; i < catalog->n_files; i++) {
        if (find_tombstone(&catalog->files[i], json_string(id), NULL) != NULL) {
            mistake(check, id, "reusedId",
                    "\"%s\" is a tombstone in %s: an id is never used again, for choices are kept under it", json_string(id),
                    catalog->files[i].path);
        }
    }
}

static void
check_file(Check *check, const Catalog *catalog)
{
    for (const Json *host = json_first(json_get(check->file->json, "hosts")); host != NULL; host = json_next(host)) {
        check_host(check, catalog, host);
    }
    for (size_t i = 0; i < check->file->n_controls; i++) {
        check_id(check, catalog, &check->file->controls[i]);
    }
    const Json *tombstone = json_first(json_get(check->file->json, "tombstones"));
    for (; tombstone != NULL; tombstone = json_next(tombstone)) {
        check_tombstone(check, catalog, tombstone);
    }
}

void
check_catalog(Check *check, const SiteFile *files, size_t n_files)
{
    const Catalog catalog = {files, n_files};
    for (size_t i = 0; i < n_files; i++) {
        check->file = &files[i];
        check_file(check, &catalog);
    }
}
