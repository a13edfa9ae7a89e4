/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "pattern.h"
#include "url.h"

#include <string.h>

typedef struct {
    const char *name;
    PatternComponent component;
} Component;

static const Component components[] = {{"pathname", PATTERN_PATHNAME}, {"search", PATTERN_SEARCH}, {"hash", PATTERN_HASH}};

/* False when a mistake was reported. */
static bool
check_pattern(Check *check, const Json *pattern)
{
    Error error = {0};
    size_t before = check->n_mistakes;
    if (json_first(pattern) == NULL) {
        mistake(check, pattern, "missing", "a url pattern needs \"pathname\", \"search\" or \"hash\"");
    }
    for (size_t i = 0; i < N_ELEMENTS(components); i++) {
        const Json *value = json_get(pattern, components[i].name);
        if (value != NULL && !pattern_check(json_string(value), components[i].component, &error)) {
            mistake(check, value, "badPattern", "\"%s\": %s", json_string(value), error.text);
        }
    }
    return check->n_mistakes == before;
}

static bool
fits(const Json *pattern, const Url *url)
{
    const struct {
        const char *text;
        size_t length;
    } parts[] = {{url->path, url->path_length}, {url->query, url->query_length}, {url->fragment, url->fragment_length}};
    for (size_t i = 0; i < N_ELEMENTS(components); i++) {
        const char *wanted = json_get_string(pattern, components[i].name);
        if (wanted != NULL && !pattern_match(wanted, components[i].component, parts[i].text, parts[i].length)) {
            return false;
        }
    }
    return true;
}

static void
check_deep_link(Check *check, const Json *page)
{
    Url url;
    const Json *link = json_get(page, "deep_link");
    if (!json_is_string(link) || url_parse(json_string(link), &url) != URL_OK) {
        return;
    }
    if (!site_has_host(check->file->json, url.host)) {
        mistake(check, link, "offHost", "the deep link leads to %s, which is none of the site's hosts", url.host);
        return;
    }
    const Json *pattern = json_first(json_get(page, "url"));
    bool is_off_page = pattern != NULL;
    for (; is_off_page && pattern != NULL; pattern = json_next(pattern)) {
        is_off_page = !fits(pattern, &url);
    }
    if (is_off_page) {
        mistake(check, link, "offPage", "no url pattern of the page matches its own deep link");
    }
}

/* What has no address can only be listed: nothing on it is ever found. */
static void
check_addresses(Check *check, const Json *page)
{
    static const char *const listed[] = {"form", "app", "none"};
    if (json_first(json_get(page, "url")) != NULL) {
        return;
    }
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        bool is_listed = false;
        for (size_t i = 0; i < N_ELEMENTS(listed); i++) {
            is_listed = is_listed || strcmp(json_get_string(control, "kind"), listed[i]) == 0;
        }
        if (!is_listed) {
            mistake(check, control, "noAddress", "a %s can only be found on a page with a \"url\"",
                    json_get_string(control, "kind"));
        }
    }
}

static bool
is_repeated(const Json *page)
{
    const Json *next = json_next(page);
    for (; next != NULL; next = json_next(next)) {
        if (strcmp(json_get_string(next, "id"), json_get_string(page, "id")) == 0) {
            return true;
        }
    }
    return false;
}

void
check_pages(Check *check)
{
    for (const Json *page = json_first(json_get(check->file->json, "pages")); page != NULL; page = json_next(page)) {
        bool good = true;
        if (is_repeated(page)) {
            mistake(check, json_get(page, "id"), "duplicateId", "there are two pages \"%s\"", json_get_string(page, "id"));
        }
        check_addresses(check, page);
        for (const Json *pattern = json_first(json_get(page, "url")); pattern != NULL; pattern = json_next(pattern)) {
            good = check_pattern(check, pattern) && good;
        }
        if (good) {
            check_deep_link(check, page);
        }
    }
}
