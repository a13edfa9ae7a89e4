/* SPDX-License-Identifier: MIT
 *
 * `offswitch catalog stale`: what somebody has to look at again.
 */
#include "ask.h"
#include "catalog.h"
#include "clock.h"
#include "knowledge.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DAYS = 3650 };

typedef struct {
    Json *entry; /* as printed */
} Stale;

typedef struct {
    Store *store;
    const char *language;
    char before[CLOCK_DATE_SIZE]; /* what is to be reviewed before this day */
    Stale *found;
    size_t n_found;
    size_t n_room;
} Search;

static void
set(Json *entry, const char *name, const Json *value)
{
    if (value != NULL && !json_is_null(value)) {
        json_set(entry, name, json_copy(value));
    }
}

static void
keep(Search *search, const Json *site, const Json *page, const Json *control)
{
    if (search->n_found == search->n_room) {
        search->n_room = search->n_room == 0 ? 64 : search->n_room * 2;
        search->found = base_resize(search->found, search->n_room, sizeof(*search->found));
    }
    Json *entry = json_new_object();
    set(entry, "control", json_get(control, "id"));
    set(entry, "site", json_get(site, "name"));
    set(entry, "reviewAfter", json_get(control, "review_after"));
    set(entry, "deepLink", json_get(page, "deep_link"));
    set(entry, "reach", localised(json_get(page, "reach"), search->language));
    search->found[search->n_found++].entry = entry;
}

static void
look_at_page(Search *search, const Json *site, const Json *page)
{
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        const char *review = json_get_string(control, "review_after");
        if (review != NULL && json_get_string(control, "id") != NULL && strcmp(review, search->before) < 0) {
            keep(search, site, page, control);
        }
    }
}

static void
look_at(void *context, const char *id)
{
    Search *search = context;
    AUTOJSON *site = store_read_file(search->store, id);
    for (const Json *page = json_first(json_get(site, "pages")); page != NULL; page = json_next(page)) {
        look_at_page(search, site, page);
    }
}

static int
compare(const void *one, const void *other)
{
    const Json *a = ((const Stale *)one)->entry;
    const Json *b = ((const Stale *)other)->entry;
    int by_day = strcmp(json_get_string(a, "reviewAfter"), json_get_string(b, "reviewAfter"));
    return by_day != 0 ? by_day : strcmp(json_get_string(a, "control"), json_get_string(b, "control"));
}

static void
print_entry(const Json *entry)
{
    char day[WORDS_SIZE];
    AUTOFREE char *path = knowledge_list(json_get(entry, "reach"), " › ");
    AUTOFREE char *control = words_safe(json_get_string(entry, "control"));
    const char *link = json_get_string(entry, "deepLink");
    printf("%-18s %s\n", words_day(json_get_string(entry, "reviewAfter"), day), control);
    words_print(19, link != NULL ? link : path != NULL ? path : "no address is known");
}

static int
print_found(const Search *search, bool is_json)
{
    AUTOJSON *controls = json_new_array();
    for (size_t i = 0; i < search->n_found; i++) {
        json_append(controls, search->found[i].entry);
        if (!is_json) {
            print_entry(search->found[i].entry);
        }
    }
    if (is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "controls", base_steal(&controls));
        return command_prints(result);
    }
    if (search->n_found == 0) {
        puts("Nothing has to be looked at again yet.");
    }
    return EXIT_FINE;
}

/* False when `text` is no number of days. */
static bool
read_days(const char *text, int *days)
{
    char *end = NULL;
    long number = text == NULL ? 0 : strtol(text, &end, 10);
    *days = (int)number;
    return text == NULL || (end != text && *end == '\0' && number >= 0 && number <= MAX_DAYS);
}

int
catalog_stale(const CatalogLine *line)
{
    int days = 0;
    AUTOFREE char *language = ask_language();
    Search search = {.language = language};
    Error error = {0};
    if (!read_days(line->within, &days)) {
        error_set(&error, "--within takes a number of days, 0 to %d", MAX_DAYS);
        return command_fails("catalog", &error);
    }
    clock_date(clock_now(), days, search.before);
    search.store = catalog_open();
    store_each_site(search.store, look_at, &search);
    if (search.n_found > 0) {
        qsort(search.found, search.n_found, sizeof(*search.found), compare);
    }
    int code = print_found(&search, line->is_json);
    store_free(search.store);
    free(search.found);
    return code;
}
