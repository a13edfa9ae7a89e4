/* SPDX-License-Identifier: MIT
 *
 * The catalog on disk, opened read-only: up to three constant databases (the user's, the administrator's, the shipped one); a site found earlier wins. Opening is an
 * mmap; what a host asked for is parsed once and kept. The only file that knows cdb's reader.
 */
#pragma once

#include "error.h"
#include "record.h"
#include "url.h"

typedef struct Store Store;

enum { STORE_MAX_DATABASES = 3 };

/* `paths`: databases in the order of the search, a NULL ends it; missing ones are skipped, refused ones leave a sentence in store_problem. */
Store *store_new(const char *const paths[STORE_MAX_DATABASES + 1]);
void store_free(Store *store);

/* To poll for input: readable when a database may have been replaced. -1 where the kernel gives no inotify. */
int store_descriptor(const Store *store);

/* Opens again what was replaced since. A new file that is refused leaves the old one in use. True when anything changed: records handed out before are gone then. */
bool store_refresh(Store *store);

/* Drops parsed records when there are many; call between requests. */
void store_trim(Store *store);

/* NULL when all is well. */
const char *store_problem(const Store *store);

/* The site of an exact host, else of the longest wildcard suffix; NULL when none. Borrowed until store_refresh,
 * store_trim or store_free. */
const SiteRecord *store_find_host(Store *store, const char *host);
const SiteRecord *store_find_site(Store *store, const char *id);
const PageRecord *store_find_page(Store *store, const SiteRecord *site, const PageHeading *page);

typedef struct {
    const SiteRecord *site;
    const PageHeading *page;
    const ControlRecord *control;
} ControlPlace;

/* Where the control of an id stands, or, where that is gone, the one in its place; false when there is none. */
bool store_find_control(Store *store, const char *id, ControlPlace *place);

typedef void (*StoreCall)(void *context, const char *text);
typedef void (*StoreEntryCall)(void *context, const Json *entry);

/* Of all databases together: the revision changes when any does; each site counts once, and each match pattern is called once. */
const char *store_revision(const Store *store);
size_t store_count_sites(const Store *store);
size_t store_count_controls(const Store *store);
void store_each_origin(const Store *store, StoreCall call, void *context);

/* For people: the ids of all sites in the order of the search, and a site's file as it was written (yours; NULL when there is none). */
void store_each_site(const Store *store, StoreCall call, void *context);
Json *store_read_file(const Store *store, const char *site) MUST_USE;

/* Each control that takes effect on a day: an entry of "effective" as record.h describes it, borrowed during the call. */
void store_each_effective(const Store *store, StoreEntryCall call, void *context);
