/* SPDX-License-Identifier: MIT */
#include "catalog_walk.h"

#include "compiler.h"
#include "disturb.h"
#include "matcher.h"
#include "site_file.h"
#include "store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_SHOWN = 64, MAX_STRANGERS = 12, MAX_OPTIONS = 20, NO_RECORD = -1, NOBODY = -1 };

/* A page as it stands. */
typedef struct {
    size_t n_controls;
    PageControl controls[MAX_SHOWN];
    PageOption options[MAX_SHOWN][MAX_OPTIONS];
    char *names[MAX_SHOWN];
    int records[MAX_SHOWN]; /* whose each is */
} Shown;

/* One page in one language. */
typedef struct {
    const char *path;
    const Json *site;
    const Json *page;
    const PageRecord *record;
    const char *locale;
    size_t turn; /* which of the names, which disturbance */
    Matcher *matcher;
    Tally *tally;
} Walk;

/* ---- showing ---- */

static const char *
any_name(const Json *by_locale, const char *locale, size_t turn)
{
    const Json *names = json_get(by_locale, locale) != NULL ? json_get(by_locale, locale) : json_first(by_locale);
    size_t n_names = json_count(names);
    const Json *name = json_first(names);
    for (size_t i = n_names == 0 ? 0 : turn % n_names; i > 0; i--) {
        name = json_next(name);
    }
    return json_string(name);
}

static const char *
role_of(const Json *control)
{
    static const char *const roles[][2] = {
        {"switch", "switch"}, {"checkbox", "checkbox"}, {"radio", "radiogroup"}, {"select", "combobox"}, {"button", "button"}};
    for (size_t i = 0; i < N_ELEMENTS(roles); i++) {
        if (strcmp(json_get_string(control, "kind"), roles[i][0]) == 0) {
            return roles[i][1];
        }
    }
    return NULL;
}

static void
show_options(const Walk *walk, const Json *control, PageControl *shown, PageOption *options)
{
    shown->options = options;
    for (const Json *option = json_first(json_get(control, "options")); option != NULL && shown->n_options < MAX_OPTIONS;
         option = json_next(option)) {
        options[shown->n_options] =
            (PageOption){.name = any_name(json_get(option, "names"), walk->locale, 0),
                         .selected = shown->n_options == walk->turn % json_count(json_get(control, "options"))};
        shown->n_options++;
    }
}

static void
show(const Walk *walk, Shown *shown, const Json *control, int record)
{
    const char *name = any_name(json_get(control, "names"), walk->locale, walk->turn);
    const char *role = role_of(control);
    if (name == NULL || role == NULL || shown->n_controls == MAX_SHOWN) {
        return;
    }
    size_t index = shown->n_controls++;
    bool has_options = json_get(control, "options") != NULL;
    bool is_button = strcmp(role, "button") == 0;
    ControlState state = has_options || is_button ? STATE_UNKNOWN : (index + walk->turn) % 2 == 0 ? STATE_ON : STATE_OFF;
    AUTOFREE char *once = disturb(name, (index + walk->turn) % N_DISTURBANCES, state);
    shown->names[index] = disturb(once, (5 * index + 7 * walk->turn) % N_DISTURBANCES, state);
    shown->records[index] = record;
    shown->controls[index] = (PageControl){.name = shown->names[index], .role = role, .state = state};
    shown->controls[index].group = any_name(json_get(control, "group"), walk->locale, 0);
    show_options(walk, control, &shown->controls[index], shown->options[index]);
}

/* Called like something of this page, too: nobody could tell it. */
static bool
is_namesake(const Walk *walk, const Json *control)
{
    AUTOBUFFER scratch = {0};
    const char *name = any_name(json_get(control, "names"), walk->locale, walk->turn);
    size_t n_found = 0;
    return name == NULL || name_index_find(&walk->record->index, label_normalise(name, &scratch), TEXT_NAME, &n_found) != NULL;
}

static void
show_strangers_of(const Json *page, const Walk *walk, Shown *shown, size_t limit)
{
    const Json *control = json_first(json_get(page, "controls"));
    for (; control != NULL && shown->n_controls < limit; control = json_next(control)) {
        if (!is_namesake(walk, control)) {
            show(walk, shown, control, NO_RECORD);
        }
    }
}

static void
show_strangers(const Walk *walk, Shown *shown)
{
    size_t limit = shown->n_controls + MAX_STRANGERS;
    for (const Json *page = json_first(json_get(walk->site, "pages")); page != NULL; page = json_next(page)) {
        if (page != walk->page) {
            show_strangers_of(page, walk, shown, limit);
        }
    }
}

static void
show_page(const Walk *walk, Shown *shown, int without)
{
    int index = 0;
    shown->n_controls = 0;
    for (const Json *control = json_first(json_get(walk->page, "controls")); control != NULL; control = json_next(control)) {
        if (index != without) {
            show(walk, shown, control, index);
        }
        index++;
    }
    show_strangers(walk, shown);
}

static void
clear(Shown *shown)
{
    for (size_t i = 0; i < shown->n_controls; i++) {
        free(shown->names[i]);
    }
    shown->n_controls = 0;
}

/* ---- judging ---- */

static void
complain(const Walk *walk, const char *what, const char *record, const char *name)
{
    printf("WRONG %s: %s, page %s in %s: %s '%s'\n", what, walk->path, json_get_string(walk->page, "id"), walk->locale, record,
           name);
}

static void
judge_finding(const Walk *walk, const Finding *finding, const Shown *shown, size_t record)
{
    if (finding->handle == MATCH_NO_HANDLE) {
        return;
    }
    const PageControl *control = &shown->controls[finding->handle];
    bool is_right = shown->records[finding->handle] == (int)record;
    bool is_sure = finding->certainty == CERTAINTY_SURE;
    share_count(is_sure ? &walk->tally->sure : &walk->tally->likely, is_right);
    if (is_sure && !is_right) {
        complain(walk, "sure", finding->control->id, control->name);
    }
    if (is_right && finding->state != STATE_UNKNOWN) {
        share_count(&walk->tally->told, finding->state == control->state);
    }
}

static void
judge(const Walk *walk, const Shown *shown)
{
    const Finding *findings = matcher_run(walk->matcher, walk->record, shown->controls, shown->n_controls);
    for (size_t i = 0; i < walk->record->n_controls; i++) {
        judge_finding(walk, &findings[i], shown, i);
    }
    for (size_t i = 0; i < shown->n_controls; i++) {
        int record = shown->records[i];
        if (record != NO_RECORD) {
            bool is_found = findings[record].handle == (int)i;
            share_count(&walk->tally->found, is_found);
            share_count(&walk->tally->found_sure, is_found && findings[record].certainty == CERTAINTY_SURE);
        }
    }
    walk->tally->n_pages++;
    walk->tally->n_controls += shown->n_controls;
}

/* ---- walking ---- */

static void
walk_language(Walk *walk)
{
    Shown *shown = base_allocate(1, sizeof(*shown));
    int n_controls = (int)walk->record->n_controls;
    for (walk->turn = 0; walk->turn < N_DISTURBANCES; walk->turn++) {
        for (int without = NOBODY; without < n_controls; without++) {
            show_page(walk, shown, without);
            judge(walk, shown);
            clear(shown);
        }
    }
    free(shown);
}

/* The locales in which the first control with a name has one; the others follow where they can. */
static void
walk_page(Walk *walk)
{
    AUTOJSON *locales = json_new_object();
    for (const Json *control = json_first(json_get(walk->page, "controls")); control != NULL; control = json_next(control)) {
        for (const Json *names = json_first(json_get(control, "names")); names != NULL; names = json_next(names)) {
            json_set(locales, json_name(names), json_new_flag(true));
        }
    }
    for (const Json *locale = json_first(locales); locale != NULL; locale = json_next(locale)) {
        walk->locale = json_name(locale);
        walk_language(walk);
    }
}

static void
walk_site(Store *store, Walk *walk)
{
    const SiteRecord *site = store_find_site(store, json_get_string(walk->site, "id"));
    size_t index = 0;
    for (const Json *page = json_first(json_get(walk->site, "pages")); site != NULL && page != NULL; page = json_next(page)) {
        walk->page = page;
        walk->record = store_find_page(store, site, &site->pages[index++]);
        if (walk->record != NULL) {
            walk_page(walk);
        }
    }
}

static int
is_site_file(const struct dirent *entry)
{
    const char *end = strrchr(entry->d_name, '.');
    return end != NULL && end != entry->d_name && strcmp(end, ".json") == 0;
}

static void
walk_files(const char *sites, Store *store, Tally *tally)
{
    struct dirent **names = NULL;
    Walk walk = {.matcher = matcher_new(), .tally = tally};
    int n_names = scandir(sites, &names, is_site_file, alphasort);
    for (int i = 0; i < n_names; i++) {
        Error error = {0};
        AUTOFREE char *path = base_format("%s/%s", sites, names[i]->d_name);
        AUTOJSON *site = json_read_file(path, SITE_FILE_MAX_BYTES, &error);
        walk.path = path;
        walk.site = site;
        walk_site(store, &walk);
        free(names[i]);
    }
    free(names);
    matcher_free(walk.matcher);
}

static void
report(void *context, const CatalogMistake *mistake)
{
    (void)context;
    fprintf(stderr, "%s:%zu: %s\n", mistake->path, mistake->line, mistake->sentence);
}

void
catalog_walk(const char *sites, Tally *tally)
{
    Error error = {0};
    CatalogSummary summary = {0};
    char database[] = "/tmp/offswitch-matching-XXXXXX";
    int fd = mkstemp(database);
    const CatalogJob job = {.directory = sites, .database = database, .report = report};
    if (fd < 0 || !catalog_compile(&job, &summary, &error)) {
        fprintf(stderr, "%s: does not compile %s\n", sites, error.text);
        exit(2);
    }
    close(fd);
    Store *store = store_new((const char *const[STORE_MAX_DATABASES + 1]){database});
    walk_files(sites, store, tally);
    store_free(store);
    unlink(database);
}
