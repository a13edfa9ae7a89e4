/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "kind.h"
#include "pattern.h"

#include <string.h>

typedef struct {
    const char *name;
    PatternComponent component;
} Component;

static const Component components[] = {{"pathname", PATTERN_PATHNAME}, {"search", PATTERN_SEARCH}, {"hash", PATTERN_HASH}};

static void
check_pattern(Check *check, const Json *pattern)
{
    Error error = {0};
    if (json_first(pattern) == NULL) {
        mistake(check, pattern, "missing", "a url pattern needs \"pathname\", \"search\" or \"hash\"");
    }
    for (size_t i = 0; i < N_ELEMENTS(components); i++) {
        const Json *value = json_get(pattern, components[i].name);
        if (value != NULL && !pattern_check(json_string(value), components[i].component, &error)) {
            mistake(check, value, "badPattern", "\"%s\": %s", json_string(value), error.text);
        }
    }
}

/* What has no address can only be listed: nothing on it is ever found. */
static void
check_addresses(Check *check, const Json *page)
{
    if (json_first(json_get(page, "url")) != NULL) {
        return;
    }
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        if (kind_is_on_page(control)) {
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
        if (is_repeated(page)) {
            mistake(check, json_get(page, "id"), "duplicateId", "there are two pages \"%s\"", json_get_string(page, "id"));
        }
        check_addresses(check, page);
        for (const Json *pattern = json_first(json_get(page, "url")); pattern != NULL; pattern = json_next(pattern)) {
            check_pattern(check, pattern);
        }
    }
}
