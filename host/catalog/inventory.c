/* SPDX-License-Identifier: MIT */
#include "inventory.h"

#include <string.h>

/* The JSON under a key of one database; yours. NULL where there is none. */
static Json *
read_value(const Databases *databases, size_t index, const char *key)
{
    size_t length = 0;
    JsonVerdict verdict = JSON_OK;
    Database *database = databases_at(databases, index);
    const char *text = database == NULL ? NULL : database_find(database, key, "", &length);
    return text == NULL ? NULL : json_parse(text, length, &verdict, NULL);
}

/* ---- origins ---- */

static bool
has_text(const Json *list, const char *text)
{
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        if (json_is_string(entry) && strcmp(json_string(entry), text) == 0) {
            return true;
        }
    }
    return false;
}

/* Calls what is in none of the lists before. Within one database each pattern is written once. */
static void
call_new_origins(Json *const *lists, size_t index, StoreCall call, void *context)
{
    for (const Json *origin = json_first(lists[index]); origin != NULL; origin = json_next(origin)) {
        const char *pattern = json_string(origin);
        bool is_new = pattern != NULL;
        for (size_t i = 0; is_new && i < index; i++) {
            is_new = !has_text(lists[i], pattern);
        }
        if (is_new) {
            call(context, pattern);
        }
    }
}

void
inventory_each_origin(const Databases *databases, StoreCall call, void *context)
{
    Json *lists[STORE_MAX_DATABASES] = {NULL};
    for (size_t i = 0; i < databases_size(databases); i++) {
        lists[i] = read_value(databases, i, "origins");
        call_new_origins(lists, i, call, context);
    }
    for (size_t i = 0; i < databases_size(databases); i++) {
        json_free(lists[i]);
    }
}

/* ---- what takes effect ---- */

/* A database before this one has the site, too. */
static bool
is_hidden(const Databases *databases, size_t index, const char *site)
{
    size_t length = 0;
    while (index-- > 0) {
        Database *database = databases_at(databases, index);
        if (database != NULL && database_find(database, "s:", site, &length) != NULL) {
            return true;
        }
    }
    return false;
}

static void
call_effective(const Databases *databases, size_t index, StoreEntryCall call, void *context)
{
    AUTOJSON *list = read_value(databases, index, "effective");
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        const char *site = json_get_string(entry, "site");
        if (site != NULL && !is_hidden(databases, index, site)) {
            call(context, entry);
        }
    }
}

void
inventory_each_effective(const Databases *databases, StoreEntryCall call, void *context)
{
    for (size_t i = 0; i < databases_size(databases); i++) {
        call_effective(databases, i, call, context);
    }
}

/* ---- sites ---- */

static void
add_new_sites(const Json *sites, Json *all)
{
    for (const Json *site = json_first(sites); site != NULL; site = json_next(site)) {
        if (json_get(all, json_name(site)) == NULL) {
            json_set(all, json_name(site), json_copy(site));
        }
    }
}

/* {id: number of controls} of all, each site as the first database has it. Yours. */
static Json *
gather_sites(const Databases *databases)
{
    Json *all = json_new_object();
    for (size_t i = 0; i < databases_size(databases); i++) {
        AUTOJSON *sites = read_value(databases, i, "sites");
        add_new_sites(sites, all);
    }
    return all;
}

void
inventory_each_site(const Databases *databases, StoreCall call, void *context)
{
    AUTOJSON *sites = gather_sites(databases);
    for (const Json *site = json_first(sites); site != NULL; site = json_next(site)) {
        call(context, json_name(site));
    }
}

static Counts
count_one(const Database *database)
{
    int64_t n_sites = 0;
    int64_t n_controls = 0;
    (void)json_get_integer(database_meta(database), "sites", &n_sites);
    (void)json_get_integer(database_meta(database), "controls", &n_controls);
    return (Counts){(size_t)n_sites, (size_t)n_controls};
}

static Counts
count_gathered(const Databases *databases)
{
    AUTOJSON *sites = gather_sites(databases);
    Counts counts = {0};
    for (const Json *site = json_first(sites); site != NULL; site = json_next(site)) {
        int64_t n_controls = 0;
        (void)json_integer(site, &n_controls);
        counts.n_sites++;
        counts.n_controls += (size_t)n_controls;
    }
    return counts;
}

/* Nearly always there is only the shipped one, which says it at once. */
Counts
inventory_count(const Databases *databases)
{
    const Database *only = NULL;
    size_t n_open = 0;
    for (size_t i = 0; i < databases_size(databases); i++) {
        const Database *database = databases_at(databases, i);
        only = database != NULL ? database : only;
        n_open += database != NULL ? 1 : 0;
    }
    if (n_open == 0) {
        return (Counts){0};
    }
    return n_open == 1 ? count_one(only) : count_gathered(databases);
}
