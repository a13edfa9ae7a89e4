/* SPDX-License-Identifier: MIT */
#include "merge.h"

#include <string.h>

/* Stamps compare as text (clock.h). Nothing stored is older than everything; on equal stamps what is stored stays. */
static bool
is_newer(const Json *candidate, const Json *stored)
{
    const char *at = json_get_string(candidate, "at");
    const char *stored_at = json_get_string(stored, "at");
    return at != NULL && (stored_at == NULL || strcmp(at, stored_at) > 0);
}

static Json *
get_or_make(Json *value, const char *name)
{
    if (!json_is_object(json_get(value, name))) {
        json_set(value, name, json_new_object());
    }
    return json_get_mutable(value, name);
}

/* What only the stored one has stays: a newer version put it there, or this one when it knew more. */
static void
take_members(Json *stored, const Json *newer)
{
    for (const Json *member = json_first(newer); member != NULL; member = json_next(member)) {
        if (strcmp(json_name(member), "seen") != 0) {
            json_set(stored, json_name(member), json_copy(member));
        }
    }
}

static void
merge_decision(Json *stored, const Json *record)
{
    if (is_newer(record, stored)) {
        json_remove(stored, "until");
        take_members(stored, record);
    }
}

static void
merge_observations(Json *stored, const Json *record)
{
    const Json *first = json_first(json_get(record, "seen"));
    if (first == NULL) {
        return;
    }
    Json *seen = get_or_make(stored, "seen");
    for (const Json *observation = first; observation != NULL; observation = json_next(observation)) {
        if (is_newer(observation, json_get(seen, json_name(observation)))) {
            take_members(get_or_make(seen, json_name(observation)), observation);
        }
    }
}

static void
merge_record(Json *records, const Json *record)
{
    Json *stored = get_or_make(records, json_name(record));
    merge_decision(stored, record);
    merge_observations(stored, record);
    if (json_first(stored) == NULL) {
        json_remove(records, json_name(record));
    }
}

static bool
is_meant(const Json *forget, const char *control)
{
    const char *one = json_get_string(forget, "control");
    const char *site = json_get_string(forget, "site");
    if (one != NULL) {
        return strcmp(one, control) == 0;
    }
    if (site != NULL) {
        size_t length = strlen(site);
        return strncmp(site, control, length) == 0 && control[length] == '/';
    }
    return json_get_flag(forget, "all", false);
}

static void
forget_observations(Json *record, const Json *forget)
{
    Json *seen = json_get_mutable(record, "seen");
    for (const Json *observation = json_first(seen), *next = NULL; observation != NULL; observation = next) {
        next = json_next(observation);
        if (!is_newer(observation, forget)) {
            json_remove(seen, json_name(observation));
        }
    }
    if (json_first(seen) == NULL) {
        json_remove(record, "seen");
    }
}

/* False when nothing of the record is left; what a newer version put beside the decision goes with it. */
static bool
forget_record(Json *record, const Json *forget)
{
    forget_observations(record, forget);
    bool decided = is_newer(record, forget);
    if (!decided) {
        json_remove(record, "choice");
        json_remove(record, "at");
        json_remove(record, "until");
    }
    return decided || json_get(record, "seen") != NULL;
}

static void
merge_forget(Json *records, const Json *forget)
{
    for (const Json *record = json_first(records), *next = NULL; record != NULL; record = next) {
        next = json_next(record);
        const char *control = json_name(record);
        if (is_meant(forget, control) && !forget_record(json_get_mutable(records, control), forget)) {
            json_remove(records, control);
        }
    }
}

void
merge_change(Json *records, const Json *change)
{
    for (const Json *record = json_first(json_get(change, "records")); record != NULL; record = json_next(record)) {
        merge_record(records, record);
    }
    for (const Json *forget = json_first(json_get(change, "forget")); forget != NULL; forget = json_next(forget)) {
        merge_forget(records, forget);
    }
}
