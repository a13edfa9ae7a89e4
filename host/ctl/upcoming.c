/* SPDX-License-Identifier: MIT
 *
 * What takes effect when: the catalog's dates, for where the user lives.
 */
#include "clock.h"
#include "command.h"
#include "installation.h"
#include "options.h"
#include "record.h"
#include "region.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] = "usage: offswitch upcoming [--since DATE] [--region CODE] [--json]\n"
                           "\n"
                           "Lists which toggles of the catalog begin to share data, and when, from today on.\n"
                           "\n"
                           "  --since DATE   from this day on (YYYY-MM-DD), for what began before today\n"
                           "  --region CODE  as if you lived there (else: offswitch config region)\n"
                           "  --json         print the list\n"
                           "\n"
                           "  offswitch upcoming\n"
                           "  offswitch upcoming --since 2025-01-01 --region DE\n";

typedef struct {
    const char *since;
    const char *country; /* "" when the user said nothing */
    Json *list;
} Calendar;

static bool
is_date(const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof(shape); i++) {
        bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !is_digit : text[i] != shape[i]) {
            return false;
        }
    }
    return true;
}

static void
note(const Calendar *calendar, const Json *control, const Json *effective)
{
    const char *date = json_get_string(effective, "date");
    if (date == NULL || strcmp(date, calendar->since) < 0) {
        return;
    }
    static const char *const copied[] = {"id", "site", "siteName", "title", "deep_link"};
    static const char *const names[] = {"control", "site", "siteName", "title", "deepLink"};
    Json *entry = json_new_object();
    json_set(entry, "date", json_new_string(date));
    json_set(entry, "regions", json_copy(json_get(effective, "regions")));
    for (size_t i = 0; i < N_ELEMENTS(copied); i++) {
        if (json_get(control, copied[i]) != NULL) {
            json_set(entry, names[i], json_copy(json_get(control, copied[i])));
        }
    }
    json_append(calendar->list, entry);
}

static void
take_control(void *context, const Json *control)
{
    const Calendar *calendar = context;
    const Json *effective = json_get(control, "effective");
    if (calendar->country[0] == '\0') {
        for (const Json *entry = json_first(effective); entry != NULL; entry = json_next(entry)) {
            note(calendar, control, entry);
        }
    } else if (region_applies(json_get(control, "applies"), calendar->country) != APPLIES_NO) {
        const Json *entry = region_entry(effective, calendar->country);
        if (entry != NULL) {
            note(calendar, control, entry);
        }
    }
}

static int
compare_dates(const void *one, const void *other)
{
    const Json *const *a = one;
    const Json *const *b = other;
    int by_date = strcmp(json_get_string(*a, "date"), json_get_string(*b, "date"));
    return by_date != 0 ? by_date : strcmp(json_get_string(*a, "control"), json_get_string(*b, "control"));
}

/* The same list, by date. Yours to free. */
static Json *
sorted(const Json *list)
{
    size_t n_entries = 0;
    Json *result = json_new_array();
    /* NOLINTBEGIN(bugprone-sizeof-expression): it holds pointers */
    AUTOFREE const Json **entries = base_allocate(json_count(list) + 1, sizeof(*entries));
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        entries[n_entries++] = entry;
    }
    qsort(entries, n_entries, sizeof(*entries), compare_dates);
    /* NOLINTEND(bugprone-sizeof-expression) */
    for (size_t i = 0; i < n_entries; i++) {
        json_append(result, json_copy(entries[i]));
    }
    return result;
}

static void
print_entry(const Json *entry)
{
    char day[WORDS_SIZE];
    AUTOFREE char *regions = words_regions(json_get(entry, "regions"));
    const char *title = localised_text(json_get(entry, "title"), "en");
    AUTOFREE char *heading = base_format("%s · %s", json_get_string(entry, "siteName"), title == NULL ? "" : title);
    AUTOFREE char *when = base_format("%s, for %s", words_day(json_get_string(entry, "date"), day),
                                      strcmp(regions, "everywhere") == 0 ? "everyone else" : regions);
    putchar('\n');
    words_print(0, when);
    words_print(2, heading);
    if (json_get_string(entry, "deepLink") != NULL) {
        words_print(2, json_get_string(entry, "deepLink"));
    }
}

static int
print_calendar(const Calendar *calendar, bool is_json)
{
    char day[WORDS_SIZE];
    AUTOJSON *list = sorted(calendar->list);
    if (is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "since", json_new_string(calendar->since));
        json_set(result, "upcoming", json_copy(list));
        return command_prints(result);
    }
    printf("%s from %s on", json_count(list) == 0 ? "Nothing that we know of begins" : "What begins",
           words_day(calendar->since, day));
    printf(calendar->country[0] == '\0' ? ", anywhere (offswitch config region tells us where you live)\n" : " in %s\n",
           calendar->country);
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        print_entry(entry);
    }
    return EXIT_FINE;
}

static int
run(const char *since, const char *region, bool is_json)
{
    Error error = {0};
    Installation installation;
    if (!installation_find(&installation, &error)) {
        fprintf(stderr, "offswitch: %s\n", error.text);
    }
    const SessionConfig config = installation_session(&installation);
    AUTOJSON *list = json_new_array();
    Calendar calendar = {.since = since, .country = region != NULL ? region : config.country, .list = list};
    Store *store = store_new(config.databases);
    store_each_effective(store, take_control, &calendar);
    int code = print_calendar(&calendar, is_json);
    store_free(store);
    installation_finish(&installation);
    return code;
}

int
upcoming_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    const char *since = NULL;
    const char *region = NULL;
    char today[CLOCK_DATE_SIZE];
    const Option options[] = {
        {.name = "json", .flag = &is_json}, {.name = "since", .value = &since}, {.name = "region", .value = &region}};
    const Usage usage = {.name = "upcoming", .help = help, .options = options, .n_options = N_ELEMENTS(options)};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if (since != NULL && !is_date(since)) {
        return usage_error(&usage, "a day is written YYYY-MM-DD, not \"%s\"", since);
    }
    if (region != NULL && (strlen(region) != 2 || strspn(region, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)) {
        return usage_error(&usage, "a region is two capital letters (DE, CH, US), not \"%s\"", region);
    }
    clock_date(clock_now(), 0, today);
    return run(since != NULL ? since : today, region, is_json);
}
