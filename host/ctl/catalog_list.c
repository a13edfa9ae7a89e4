/* SPDX-License-Identifier: MIT
 *
 * `offswitch catalog list`: the sites of the catalog in use.
 */
#include "catalog.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *id;
    const char *name;
    size_t n_advised;
    size_t n_leads;
    size_t n_other; /* optional, or without a way out */
} Row;

typedef struct {
    Store *store;
    Json *sites; /* NULL: printed instead */
    size_t n_sites;
    Row sum;
} Listing;

static void
count_page(Listing *listing, const Json *page, Row *row)
{
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        ControlPlace place;
        const char *id = json_get_string(control, "id");
        const char *quality = json_get_string(control, "quality");
        bool is_advised = id != NULL && store_find_control(listing->store, id, &place) && place.control->advised;
        bool is_lead = quality != NULL && strcmp(quality, "lead") == 0;
        row->n_advised += is_advised ? 1 : 0;
        row->n_leads += is_lead ? 1 : 0;
        row->n_other += is_advised || is_lead ? 0 : 1;
    }
}

static void
keep_row(Json *sites, const Json *file, const Row *row)
{
    Json *site = json_new_object();
    json_set(site, "id", json_new_string(row->id));
    json_set(site, "name", json_new_string(row->name));
    json_set(site, "hosts", json_copy(json_get(file, "hosts")));
    json_set(site, "advised", json_new_integer((int64_t)row->n_advised));
    json_set(site, "leads", json_new_integer((int64_t)row->n_leads));
    json_set(site, "other", json_new_integer((int64_t)row->n_other));
    json_append(sites, site);
}

static void
print_row(const Row *row)
{
    AUTOFREE char *name = words_safe(row->name);
    printf("%-28s %7zu %6zu %6zu  %s\n", row->id, row->n_advised, row->n_leads, row->n_other, name);
}

static void
list_site(void *context, const char *id)
{
    Listing *listing = context;
    AUTOJSON *file = store_read_file(listing->store, id);
    const char *name = json_get_string(file, "name");
    Row row = {.id = id, .name = name == NULL ? id : name};
    for (const Json *page = json_first(json_get(file, "pages")); page != NULL; page = json_next(page)) {
        count_page(listing, page, &row);
    }
    listing->n_sites++;
    listing->sum.n_advised += row.n_advised;
    listing->sum.n_leads += row.n_leads;
    listing->sum.n_other += row.n_other;
    if (listing->sites != NULL) {
        keep_row(listing->sites, file, &row);
    } else {
        print_row(&row);
    }
    store_trim(listing->store);
}

static void
add_origin(void *context, const char *pattern)
{
    json_append(context, json_new_string(pattern));
}

static int
print_json(Listing *listing)
{
    AUTOJSON *result = json_new_object();
    Json *origins = json_new_array();
    const char *revision = store_revision(listing->store);
    listing->sites = json_new_array();
    store_each_site(listing->store, list_site, listing);
    store_each_origin(listing->store, add_origin, origins);
    json_set(result, "revision", json_new_string(revision == NULL ? "" : revision));
    json_set(result, "sites", listing->sites);
    json_set(result, "origins", origins);
    return command_prints(result);
}

static int
print_table(Listing *listing)
{
    const Row *sum = &listing->sum;
    printf("%-28s %7s %6s %6s  %s\n", "site", "advised", "leads", "other", "name");
    store_each_site(listing->store, list_site, listing);
    AUTOFREE char *sites = words_count(listing->n_sites, "site");
    AUTOFREE char *controls = words_count(sum->n_advised + sum->n_leads + sum->n_other, "control");
    AUTOFREE char *leads = words_count(sum->n_leads, "lead");
    printf("\n%s, %s: %zu advised, %s, %zu other\n", sites, controls, sum->n_advised, leads, sum->n_other);
    return EXIT_FINE;
}

int
catalog_list(const CatalogLine *line)
{
    Error error = {0};
    Listing listing = {.store = catalog_open()};
    int code = line->is_json ? print_json(&listing) : print_table(&listing);
    const char *problem = store_problem(listing.store);
    if (problem != NULL) {
        error_set(&error, "%s", problem);
        code = command_fails("catalog", &error);
    }
    store_free(listing.store);
    return code;
}
