/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "site_shape.h"

#include <string.h>

static bool
is_past(const Check *check, const char *date)
{
    return check->job->today != NULL && strcmp(date, check->job->today) < 0;
}

static bool
is_future(const Check *check, const char *date)
{
    return check->job->today != NULL && strcmp(date, check->job->today) > 0;
}

static void
check_fields(Check *check, const Json *names)
{
    for (const Json *name = json_first(names); name != NULL; name = json_next(name)) {
        if (!site_shape_has_field(json_string(name))) {
            mistake(check, name, "unknownField",
                    "\"%s\" is no field of a control or a page: say e.g. \"default\" or \"names.en\"", json_string(name));
        }
    }
}

static bool
has_source(const Json *control, const char *id, const Json *but)
{
    for (const Json *source = json_first(json_get(control, "sources")); source != but; source = json_next(source)) {
        if (strcmp(json_get_string(source, "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

static void
check_source(Check *check, const Json *control, const Json *source)
{
    const Json *seen = json_get(source, "seen");
    if (json_get(source, "url") == NULL && json_get(source, "note") == NULL) {
        mistake(check, source, "noSource", "a source needs a \"url\", or a \"note\" that says where it was");
    }
    if (has_source(control, json_get_string(source, "id"), source)) {
        mistake(check, source, "duplicateId", "there are two sources \"%s\"", json_get_string(source, "id"));
    }
    if (is_future(check, json_string(seen))) {
        mistake(check, seen, "badDate", "\"seen\" lies in the future");
    }
    check_fields(check, json_get(source, "says"));
}

static void
check_control(Check *check, const Json *control)
{
    const Json *review = json_get(control, "review_after");
    for (const Json *source = json_first(json_get(control, "sources")); source != NULL; source = json_next(source)) {
        check_source(check, control, source);
    }
    for (const Json *state = json_first(json_get(control, "default")); state != NULL; state = json_next(state)) {
        if (!has_source(control, json_get_string(state, "source"), NULL)) {
            mistake(check, state, "noSource", "\"%s\" is no source of this control", json_get_string(state, "source"));
        }
    }
    check_fields(check, json_get(json_get(control, "disputed"), "fields"));
    if (is_past(check, json_string(review))) {
        warning(check, review, "stale",
                "look at the page again, then move \"review_after\": until then the advice is \"worth a look\"");
    }
}

void
check_sources(Check *check)
{
    for (size_t i = 0; i < check->file->n_controls; i++) {
        check_control(check, check->file->controls[i].control);
    }
}
