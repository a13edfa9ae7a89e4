/* SPDX-License-Identifier: MIT */
#include "store.h"

#include "inventory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_KEPT_SITES = 64, MAX_ID = 200 };

typedef struct KeptPage {
    struct KeptPage *next;
    const PageHeading *heading;
    PageRecord *record;
} KeptPage;

/* A site that was asked for, and the database it came from. */
typedef struct KeptSite {
    struct KeptSite *next;
    Database *database;
    SiteRecord *record;
    KeptPage *pages;
} KeptSite;

struct Store {
    Databases *databases;
    KeptSite *kept;
    size_t n_kept;
};

Store *
store_new(const char *const paths[STORE_MAX_DATABASES + 1])
{
    Store *store = base_allocate(1, sizeof(*store));
    store->databases = databases_new(paths);
    return store;
}

static void
free_kept(Store *store)
{
    while (store->kept != NULL) {
        KeptSite *site = store->kept;
        store->kept = site->next;
        while (site->pages != NULL) {
            KeptPage *page = site->pages;
            site->pages = page->next;
            page_record_free(page->record);
            free(page);
        }
        site_record_free(site->record);
        free(site);
    }
    store->n_kept = 0;
}

void
store_free(Store *store)
{
    free_kept(store);
    databases_free(store->databases);
    free(store);
}

int
store_descriptor(const Store *store)
{
    return databases_descriptor(store->databases);
}

bool
store_refresh(Store *store)
{
    if (!databases_are_stale(store->databases)) {
        return false;
    }
    free_kept(store);
    return databases_reopen(store->databases);
}

void
store_trim(Store *store)
{
    if (store->n_kept > MAX_KEPT_SITES) {
        free_kept(store);
    }
}

const char *
store_problem(const Store *store)
{
    return databases_problem(store->databases);
}

static const SiteRecord *
keep_site(Store *store, const Found *found)
{
    SiteRecord *record = site_record_read(found->text, found->length);
    if (record == NULL) {
        return NULL;
    }
    KeptSite *site = base_allocate(1, sizeof(*site));
    *site = (KeptSite){.next = store->kept, .database = found->database, .record = record};
    store->kept = site;
    store->n_kept++;
    return record;
}

const SiteRecord *
store_find_site(Store *store, const char *id)
{
    for (const KeptSite *site = store->kept; site != NULL; site = site->next) {
        if (strcmp(site->record->id, id) == 0) {
            return site->record;
        }
    }
    Found found = databases_find(store->databases, "s:", id);
    return found.text == NULL ? NULL : keep_site(store, &found);
}

/* The value as an id, which is short; false when there is none. */
static bool
read_id(const Store *store, const char *prefix, const char *name, char id[static MAX_ID])
{
    Found found = databases_find(store->databases, prefix, name);
    bool good = found.text != NULL && found.length < MAX_ID;
    if (good) {
        memcpy(id, found.text, found.length);
        id[found.length] = '\0';
    }
    return good;
}

static const SiteRecord *
find_host_key(Store *store, const char *host)
{
    char id[MAX_ID];
    return read_id(store, "h:", host, id) ? store_find_site(store, id) : NULL;
}

const SiteRecord *
store_find_host(Store *store, const char *host)
{
    const SiteRecord *site = find_host_key(store, host);
    const char *dot = strchr(host, '.');
    while (site == NULL && dot != NULL && strchr(dot + 1, '.') != NULL) {
        site = find_host_key(store, dot);
        dot = strchr(dot + 1, '.');
    }
    return site;
}

static const PageRecord *
keep_page(KeptSite *site, const PageHeading *heading)
{
    char name[2 * MAX_ID];
    size_t length = 0;
    snprintf(name, sizeof(name), "%s/%s", site->record->id, heading->id);
    const char *text = database_find(site->database, "p:", name, &length);
    PageRecord *record = text == NULL ? NULL : page_record_read(text, length);
    if (record == NULL) {
        return NULL;
    }
    KeptPage *page = base_allocate(1, sizeof(*page));
    *page = (KeptPage){.next = site->pages, .heading = heading, .record = record};
    site->pages = page;
    return record;
}

const PageRecord *
store_find_page(Store *store, const SiteRecord *site, const PageHeading *page)
{
    KeptSite *kept = store->kept;
    while (kept != NULL && kept->record != site) {
        kept = kept->next;
    }
    if (kept == NULL) {
        return NULL;
    }
    for (const KeptPage *known = kept->pages; known != NULL; known = known->next) {
        if (known->heading == page) {
            return known->record;
        }
    }
    return keep_page(kept, page);
}

/* The site of "site/page.control". */
static const SiteRecord *
find_site_of(Store *store, const char *control)
{
    char id[MAX_ID];
    size_t length = strcspn(control, "/");
    if (control[length] == '\0' || length >= sizeof(id)) {
        return NULL;
    }
    memcpy(id, control, length);
    id[length] = '\0';
    return store_find_site(store, id);
}

static bool
holds_control(const PageHeading *page, const char *control)
{
    for (size_t i = 0; i < page->n_controls; i++) {
        if (strcmp(page->controls[i].id, control) == 0) {
            return true;
        }
    }
    return false;
}

static const PageHeading *
find_heading(const SiteRecord *site, const char *control)
{
    for (size_t i = 0; i < site->n_pages; i++) {
        if (holds_control(&site->pages[i], control)) {
            return &site->pages[i];
        }
    }
    return NULL;
}

static bool
find_living(Store *store, const char *id, ControlPlace *place)
{
    *place = (ControlPlace){.site = find_site_of(store, id)};
    place->page = place->site == NULL ? NULL : find_heading(place->site, id);
    const PageRecord *record = place->page == NULL ? NULL : store_find_page(store, place->site, place->page);
    for (size_t i = 0; record != NULL && i < record->n_controls; i++) {
        if (strcmp(record->controls[i].id, id) == 0) {
            place->control = &record->controls[i];
            return true;
        }
    }
    return false;
}

bool
store_find_control(Store *store, const char *id, ControlPlace *place)
{
    char heir[MAX_ID];
    return find_living(store, id, place) || (read_id(store, "g:", id, heir) && find_living(store, heir, place));
}

/* ---- what all databases hold together ---- */

const char *
store_revision(const Store *store)
{
    return databases_revision(store->databases);
}

size_t
store_count_sites(const Store *store)
{
    return inventory_count(store->databases).n_sites;
}

size_t
store_count_controls(const Store *store)
{
    return inventory_count(store->databases).n_controls;
}

void
store_each_origin(const Store *store, StoreCall call, void *context)
{
    inventory_each_origin(store->databases, call, context);
}

void
store_each_site(const Store *store, StoreCall call, void *context)
{
    inventory_each_site(store->databases, call, context);
}

Json *
store_read_file(const Store *store, const char *site)
{
    size_t length = 0;
    JsonVerdict verdict = JSON_OK;
    Found found = databases_find(store->databases, "s:", site);
    const char *text = found.text == NULL ? NULL : database_find(found.database, "f:", site, &length);
    return text == NULL ? NULL : json_parse(text, length, &verdict, NULL);
}

void
store_each_effective(const Store *store, StoreEntryCall call, void *context)
{
    inventory_each_effective(store->databases, call, context);
}
