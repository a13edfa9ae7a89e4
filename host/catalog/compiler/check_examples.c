/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "compile_site.h"
#include "matcher.h"

#include <string.h>

/* The page under test, as the host will have it. */
typedef struct {
    const SiteRecord *site;
    const Json *page;
    Matcher *matcher;
} Trial;

/* ---- addresses ---- */

/* The id of the page that an address leads to: the first that fits. */
static const char *
page_at(const Trial *trial, const Url *url)
{
    const PageHeading *heading = matcher_find_page(trial->site, url);
    return heading == NULL ? NULL : heading->id;
}

static bool
is_page_at(const Trial *trial, const Url *url)
{
    const char *id = page_at(trial, url);
    return id != NULL && strcmp(id, json_get_string(trial->page, "id")) == 0;
}

/* An address that has to lead to the page, or, with `off_page` NULL, to the site. One that is no URL was reported with the shape. */
static void
check_address(Check *check, const Trial *trial, const Json *address, const char *off_host, const char *off_page)
{
    Url url;
    if (url_parse(json_string(address), &url) != URL_OK) {
        return;
    }
    const char *found = page_at(trial, &url);
    if (!site_has_host(check->file->json, url.host)) {
        mistake(check, address, off_host, "this address is on %s, which is none of the site's hosts", url.host);
    } else if (off_page != NULL && found == NULL) {
        mistake(check, address, off_page, "no \"url\" of the page matches this address");
    } else if (off_page != NULL && !is_page_at(trial, &url)) {
        mistake(check, address, off_page, "the page \"%s\" matches this address first: the order of pages counts", found);
    }
}

static void
check_other_address(Check *check, const Trial *trial, const Json *address)
{
    Url url;
    bool is_here =
        url_parse(json_string(address), &url) == URL_OK && site_has_host(check->file->json, url.host) && is_page_at(trial, &url);
    if (is_here) {
        mistake(check, address, "badExample", "this address must not match, and does");
    }
}

static void
check_addresses(Check *check, const Trial *trial)
{
    const Json *link = json_get(trial->page, "deep_link");
    const Json *examples = json_get(trial->page, "examples");
    bool is_matched = json_first(json_get(trial->page, "url")) != NULL;
    if (is_matched && examples == NULL) {
        mistake(check, trial->page, "noExample",
                "a page with a \"url\" needs \"examples\": addresses that must match and, better still, some that must not");
    }
    if (json_is_string(link)) {
        check_address(check, trial, link, "offHost", is_matched ? "offPage" : NULL);
    }
    for (const Json *address = json_first(json_get(examples, "must_match")); address != NULL; address = json_next(address)) {
        check_address(check, trial, address, "badExample", "badExample");
    }
    for (const Json *address = json_first(json_get(examples, "must_not_match")); address != NULL; address = json_next(address)) {
        check_other_address(check, trial, address);
    }
}

/* ---- controls ---- */

enum { MAX_OPTIONS = 50 };

/* An example, and the options of its control, which it has without saying so. */
typedef struct {
    PageControl control;
    PageOption options[MAX_OPTIONS];
} Shown;

static size_t
read_options(const Json *options, PageOption shown[static MAX_OPTIONS])
{
    size_t n_options = 0;
    for (const Json *option = json_first(options); option != NULL && n_options < MAX_OPTIONS; option = json_next(option)) {
        shown[n_options++].name = json_string(json_first(json_first(json_get(option, "names"))));
    }
    return n_options;
}

/* A button is a toggle only where it says how it is pressed. */
static void
show(const Json *example, const Json *control, Shown *shown)
{
    const Json *key = json_get(example, "key");
    *shown = (Shown){0};
    shown->control = (PageControl){
        .name = json_get_string(example, "name"),
        .role = json_get_string(example, "role"),
        .state = json_get(example, "state") != NULL ? STATE_ON : STATE_UNKNOWN,
        .group = json_get_string(example, "group"),
        .key_id = json_get_string(key, "id"),
        .key_name = json_get_string(key, "name"),
        .key_labelledby = json_get_string(key, "labelledby"),
        .key_testid = json_get_string(key, "testid"),
        .n_options = read_options(json_get(control, "options"), shown->options),
        .options = shown->options,
    };
}

static void
check_found(Check *check, const Json *example, const Finding *findings, size_t n_findings, size_t own)
{
    if (findings[own].handle == MATCH_NO_HANDLE) {
        mistake(check, example, "badExample", "this must be found as the control, and is not: no key, name, role or group fits");
    } else if (findings[own].certainty != CERTAINTY_SURE) {
        mistake(
            check, example, "badExample",
            "this is found, but not surely: that needs the key, or a name with the role of its kind, and nothing that speaks against it");
    }
    for (size_t i = 0; i < n_findings; i++) {
        if (i != own && findings[i].certainty == CERTAINTY_SURE) {
            mistake(check, example, "badExample", "this is just as surely taken for %s", findings[i].control->id);
        }
    }
}

static void
check_control(Check *check, const Trial *trial, const PageRecord *record, size_t own, const Json *control)
{
    const Json *examples = json_get(control, "examples");
    Shown shown;
    for (const Json *example = json_first(json_get(examples, "must_match")); example != NULL; example = json_next(example)) {
        show(example, control, &shown);
        check_found(check, example, matcher_run(trial->matcher, record, &shown.control, 1), record->n_controls, own);
    }
    for (const Json *example = json_first(json_get(examples, "must_not_match")); example != NULL; example = json_next(example)) {
        show(example, control, &shown);
        if (matcher_run(trial->matcher, record, &shown.control, 1)[own].handle != MATCH_NO_HANDLE) {
            mistake(check, example, "badExample", "this must not be found as the control, and is");
        }
    }
}

static void
check_page(Check *check, const Trial *trial)
{
    AUTOJSON *json = compile_page_record(trial->page, NULL);
    AUTOFREE char *text = json_print(json);
    PageRecord *record = page_record_read(text, strlen(text));
    size_t own = 0;
    check_addresses(check, trial);
    for (const Json *control = json_first(json_get(trial->page, "controls")); control != NULL; control = json_next(control)) {
        check_control(check, trial, record, own++, control);
    }
    page_record_free(record);
}

void
check_examples(Check *check)
{
    AUTOJSON *json = compile_site_record(check->file);
    AUTOFREE char *text = json_print(json);
    SiteRecord *site = site_record_read(text, strlen(text));
    Matcher *matcher = matcher_new();
    for (const Json *page = json_first(json_get(check->file->json, "pages")); page != NULL; page = json_next(page)) {
        const Trial trial = {.site = site, .page = page, .matcher = matcher};
        check_page(check, &trial);
    }
    matcher_free(matcher);
    site_record_free(site);
}
