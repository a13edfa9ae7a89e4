/* SPDX-License-Identifier: MIT */
#include "matcher.h"
#include "pattern.h"

static bool
component_fits(const Json *pattern, const char *name, PatternComponent component, const char *text, size_t length)
{
    const char *wanted = json_get_string(pattern, name);
    return wanted == NULL || pattern_match(wanted, component, text, length);
}

static bool
page_fits(const PageHeading *page, const Url *url)
{
    for (const Json *pattern = json_first(page->url); pattern != NULL; pattern = json_next(pattern)) {
        if (component_fits(pattern, "pathname", PATTERN_PATHNAME, url->path, url->path_length) &&
            component_fits(pattern, "search", PATTERN_SEARCH, url->query, url->query_length) &&
            component_fits(pattern, "hash", PATTERN_HASH, url->fragment, url->fragment_length)) {
            return true;
        }
    }
    return false;
}

const PageHeading *
matcher_find_page(const SiteRecord *site, const Url *url)
{
    for (size_t i = 0; i < site->n_pages; i++) {
        if (page_fits(&site->pages[i], url)) {
            return &site->pages[i];
        }
    }
    return NULL;
}
