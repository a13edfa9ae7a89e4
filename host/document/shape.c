/* SPDX-License-Identifier: MIT */
#include "shape.h"

#include "clock.h"

#include <string.h>

#define LOWER_AND_DIGITS "abcdefghijklmnopqrstuvwxyz0123456789"

static bool
consists_of(const char *text, const char *alphabet, size_t limit)
{
    size_t length = strspn(text, alphabet);
    return length > 0 && length <= limit && text[length] == '\0';
}

static bool
is_control(const char *text)
{
    const char *slash = strchr(text, '/');
    return consists_of(text, LOWER_AND_DIGITS "/._-", SHAPE_MAX_CONTROL) && slash != NULL && slash != text && slash[1] != '\0' &&
           strchr(slash + 1, '/') == NULL;
}

static bool
is_site(const char *text)
{
    return consists_of(text, LOWER_AND_DIGITS "._-", SHAPE_MAX_SITE);
}

static bool
is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(text, *words) == 0) {
            return true;
        }
    }
    return false;
}

static bool
has_stamp(const Json *value)
{
    const char *at = json_get_string(value, "at");
    return at != NULL && clock_is_stamp(at);
}

static size_t
count_characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xc0U) != 0x80U ? 1 : 0;
    }
    return count;
}

static bool
is_observation(const Json *value)
{
    static const char *const proofs[] = {"read", "click", "reload", "press", NULL};
    const char *state = json_get_string(value, "state");
    const char *proof = json_get_string(value, "proof");
    return state != NULL && state[0] != '\0' && count_characters(state) <= SHAPE_MAX_STATE && proof != NULL &&
           is_one_of(proof, proofs) && has_stamp(value);
}

static bool
are_observations(const Json *seen)
{
    if (!json_is_object(seen)) {
        return false;
    }
    for (const Json *one = json_first(seen); one != NULL; one = json_next(one)) {
        if (!consists_of(json_name(one), LOWER_AND_DIGITS "-", SHAPE_MAX_PROFILE) || !is_observation(one)) {
            return false;
        }
    }
    return true;
}

static bool
is_decision(const Json *record)
{
    static const char *const choices[] = {"private", "keep", "later", NULL};
    const char *choice = json_get_string(record, "choice");
    const Json *until = json_get(record, "until");
    return choice != NULL && is_one_of(choice, choices) && has_stamp(record) &&
           (until == NULL || (json_is_string(until) && clock_is_date(json_string(until))));
}

/* A decision, observations, or both; a date without a decision says nothing. */
static bool
is_record(const Json *record)
{
    const Json *seen = json_get(record, "seen");
    bool decides = json_get(record, "choice") != NULL || json_get(record, "at") != NULL || json_get(record, "until") != NULL;
    return json_is_object(record) && (decides || seen != NULL) && (!decides || is_decision(record)) &&
           (seen == NULL || are_observations(seen));
}

static bool
are_records(const Json *records)
{
    if (!json_is_object(records)) {
        return false;
    }
    for (const Json *record = json_first(records); record != NULL; record = json_next(record)) {
        if (!is_control(json_name(record)) || !is_record(record)) {
            return false;
        }
    }
    return true;
}

static bool
is_forget(const Json *forget)
{
    const Json *control = json_get(forget, "control");
    const Json *site = json_get(forget, "site");
    const Json *all = json_get(forget, "all");
    int n_targets = (control != NULL) + (site != NULL) + (all != NULL);
    return json_is_object(forget) && n_targets == 1 && has_stamp(forget) &&
           (control == NULL || (json_is_string(control) && is_control(json_string(control)))) &&
           (site == NULL || (json_is_string(site) && is_site(json_string(site)))) &&
           (all == NULL || json_get_flag(forget, "all", false));
}

static bool
are_forgets(const Json *forgets)
{
    for (const Json *forget = json_first(forgets); forget != NULL; forget = json_next(forget)) {
        if (!is_forget(forget)) {
            return false;
        }
    }
    return json_is_array(forgets);
}

bool
shape_is_change(const Json *change, Error *error)
{
    const Json *records = json_get(change, "records");
    const Json *forgets = json_get(change, "forget");
    if (!json_is_object(change)) {
        error_set(error, "a change is a JSON object");
        return false;
    }
    if (records != NULL && !are_records(records)) {
        error_set(error, "a record of the change has a shape we do not store");
        return false;
    }
    if (forgets != NULL && !are_forgets(forgets)) {
        error_set(error, "what the change forgets is not a list of controls, sites or all, with their time");
        return false;
    }
    return true;
}
