/* SPDX-License-Identifier: MIT */
#include "store.h"

#include "database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

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

typedef struct {
    char *path;
    Database *database;
} Slot;

struct Store {
    size_t n_slots;
    Slot slots[STORE_MAX_DATABASES];
    KeptSite *kept;
    size_t n_kept;
    int watch;
    Error problem;
};

/* Watches the directory: a database is replaced by rename. */
static void
watch_directory_of(const Store *store, const char *path)
{
    AUTOFREE char *directory = base_copy(path);
    char *slash = strrchr(directory, '/');
    if (store->watch >= 0 && slash != NULL) {
        *slash = '\0';
        (void)inotify_add_watch(store->watch, directory, IN_MOVED_TO | IN_CREATE | IN_DELETE);
    }
}

static void
open_slot(Store *store, Slot *slot)
{
    Error error = {0};
    Database *database = database_open(slot->path, &error);
    if (error.text[0] != '\0') {
        store->problem = error;
        return;
    }
    if (slot->database != NULL) {
        database_free(slot->database);
    }
    slot->database = database;
}

Store *
store_new(const char *const paths[STORE_MAX_DATABASES + 1])
{
    Store *store = base_allocate(1, sizeof(*store));
    store->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    for (; store->n_slots < STORE_MAX_DATABASES && paths[store->n_slots] != NULL; store->n_slots++) {
        Slot *slot = &store->slots[store->n_slots];
        slot->path = base_copy(paths[store->n_slots]);
        watch_directory_of(store, slot->path);
        open_slot(store, slot);
    }
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
    for (size_t i = 0; i < store->n_slots; i++) {
        if (store->slots[i].database != NULL) {
            database_free(store->slots[i].database);
        }
        free(store->slots[i].path);
    }
    if (store->watch >= 0) {
        close(store->watch);
    }
    free(store);
}

int
store_descriptor(const Store *store)
{
    return store->watch;
}

static void
drain(int watch)
{
    char events[4096];
    while (watch >= 0 && read(watch, events, sizeof(events)) > 0) {
        /* What happened is read off the files themselves. */
    }
}

static bool
is_stale(const Slot *slot)
{
    return slot->database == NULL ? access(slot->path, F_OK) == 0 : database_is_replaced(slot->database, slot->path);
}

bool
store_refresh(Store *store)
{
    bool changed = false;
    drain(store->watch);
    for (size_t i = 0; i < store->n_slots; i++) {
        Slot *slot = &store->slots[i];
        if (!is_stale(slot)) {
            continue;
        }
        free_kept(store);
        store->problem.text[0] = '\0';
        const Database *before = slot->database;
        open_slot(store, slot);
        changed = changed || slot->database != before;
    }
    return changed;
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
    return store->problem.text[0] == '\0' ? NULL : store->problem.text;
}

static const SiteRecord *
keep_site(Store *store, Database *database, const char *text, size_t length)
{
    SiteRecord *record = site_record_read(text, length);
    if (record == NULL) {
        return NULL;
    }
    KeptSite *site = base_allocate(1, sizeof(*site));
    *site = (KeptSite){.next = store->kept, .database = database, .record = record};
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
    for (size_t i = 0; i < store->n_slots; i++) {
        Database *database = store->slots[i].database;
        size_t length = 0;
        const char *text = database == NULL ? NULL : database_find(database, "s:", id, &length);
        if (text != NULL) {
            return keep_site(store, database, text, length);
        }
    }
    return NULL;
}

static const SiteRecord *
find_host_key(Store *store, const char *prefix, const char *host)
{
    for (size_t i = 0; i < store->n_slots; i++) {
        Database *database = store->slots[i].database;
        size_t length = 0;
        const char *text = database == NULL ? NULL : database_find(database, prefix, host, &length);
        if (text != NULL && length < MAX_ID) {
            char id[MAX_ID];
            memcpy(id, text, length);
            id[length] = '\0';
            return store_find_site(store, id);
        }
    }
    return NULL;
}

const SiteRecord *
store_find_host(Store *store, const char *host)
{
    const SiteRecord *site = find_host_key(store, "h:", host);
    const char *dot = strchr(host, '.');
    while (site == NULL && dot != NULL && strchr(dot + 1, '.') != NULL) {
        site = find_host_key(store, "h:", dot);
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

bool
store_find_control(Store *store, const char *id, ControlPlace *place)
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

/* ---- what all databases hold together ---- */

const char *
store_revision(const Store *store)
{
    for (size_t i = 0; i < store->n_slots; i++) {
        if (store->slots[i].database != NULL) {
            return json_get_string(database_meta(store->slots[i].database), "revision");
        }
    }
    return NULL;
}

static size_t
count(const Store *store, const char *member)
{
    int64_t sum = 0;
    for (size_t i = 0; i < store->n_slots; i++) {
        int64_t number = 0;
        if (store->slots[i].database != NULL && json_get_integer(database_meta(store->slots[i].database), member, &number)) {
            sum += number;
        }
    }
    return (size_t)sum;
}

size_t
store_count_sites(const Store *store)
{
    return count(store, "sites");
}

size_t
store_count_controls(const Store *store)
{
    return count(store, "controls");
}

static Json *
read_list(const Slot *slot, const char *name)
{
    JsonVerdict verdict = JSON_OK;
    size_t length = 0;
    const char *text = slot->database == NULL ? NULL : database_find(slot->database, name, "", &length);
    return text == NULL ? NULL : json_parse(text, length, &verdict, NULL);
}

void
store_each_origin(const Store *store, void (*call)(void *context, const char *pattern), void *context)
{
    for (size_t i = 0; i < store->n_slots; i++) {
        AUTOJSON *origins = read_list(&store->slots[i], "origins");
        for (const Json *origin = json_first(origins); origin != NULL; origin = json_next(origin)) {
            if (json_is_string(origin)) {
                call(context, json_string(origin));
            }
        }
    }
}

/* A database before this one has the site, too. */
static bool
is_hidden(const Store *store, size_t slot, const char *site)
{
    for (size_t i = 0; i < slot; i++) {
        size_t length = 0;
        Database *database = store->slots[i].database;
        if (database != NULL && database_find(database, "s:", site, &length) != NULL) {
            return true;
        }
    }
    return false;
}

void
store_each_effective(const Store *store, void (*call)(void *context, const Json *entry), void *context)
{
    for (size_t i = 0; i < store->n_slots; i++) {
        AUTOJSON *list = read_list(&store->slots[i], "effective");
        for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
            const char *site = json_get_string(entry, "site");
            if (site != NULL && !is_hidden(store, i, site)) {
                call(context, entry);
            }
        }
    }
}
