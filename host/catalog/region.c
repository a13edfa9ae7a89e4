/* SPDX-License-Identifier: MIT */
#include "region.h"

#include <string.h>

/* The members of the European Union, 2026. */
static const char european_union[] = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/* The rest of the European Economic Area. */
static const char rest_of_eea[] = "IS LI NO";

static bool
lists(const char *countries, const char *country)
{
    return strlen(country) == 2 && strstr(countries, country) != NULL;
}

static bool
region_covers(const char *region, const char *country)
{
    if (strcmp(region, "*") == 0 || strcmp(region, country) == 0) {
        return true;
    }
    bool in_union = lists(european_union, country);
    return (strcmp(region, "EU") == 0 && in_union) || (strcmp(region, "EEA") == 0 && (in_union || lists(rest_of_eea, country)));
}

bool
region_list_covers(const Json *regions, const char *country)
{
    for (const Json *region = json_first(regions); region != NULL; region = json_next(region)) {
        const char *code = json_string(region);
        if (code != NULL && region_covers(code, country)) {
            return true;
        }
    }
    return false;
}

Applies
region_applies(const Json *applies, const char *country)
{
    const Json *regions = json_get(applies, "regions");
    const Json *except = json_get(applies, "except");
    if (json_count(regions) == 0) {
        return APPLIES_UNKNOWN;
    }
    if (country == NULL || country[0] == '\0') {
        return region_list_covers(regions, "") && json_count(except) == 0 ? APPLIES_YES : APPLIES_UNKNOWN;
    }
    return region_list_covers(regions, country) && !region_list_covers(except, country) ? APPLIES_YES : APPLIES_NO;
}

const Json *
region_entry(const Json *entries, const char *country)
{
    const Json *everywhere = NULL;
    for (const Json *entry = json_first(entries); entry != NULL; entry = json_next(entry)) {
        const Json *regions = json_get(entry, "regions");
        bool is_everywhere = region_list_covers(regions, "");
        if (!is_everywhere && region_list_covers(regions, country)) {
            return entry;
        }
        everywhere = is_everywhere && everywhere == NULL ? entry : everywhere;
    }
    return everywhere;
}
