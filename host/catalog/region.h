/* SPDX-License-Identifier: MIT
 *
 * Which regions a country belongs to. Regions are ISO 3166-1 alpha-2 codes, "EU", "EEA" and "*". Pure.
 */
#pragma once

#include "json.h"

typedef enum { APPLIES_UNKNOWN, APPLIES_YES, APPLIES_NO } Applies;

/* True when the array of regions holds the country itself or a group it belongs to. */
bool region_list_covers(const Json *regions, const char *country);

/* `applies` is {"regions": [...], "except": [...]}. A country of NULL or "" (the user said nothing) is unknown, unless it applies everywhere. Nothing said about
 * regions is unknown too. */
Applies region_applies(const Json *applies, const char *country);

/* The entry of [{"regions": [...], ...}] that holds for a country: the one that names it or its group, else the one for everywhere; NULL when there is none. */
const Json *region_entry(const Json *entries, const char *country);
