/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "kind.h"
#include "region.h"

#include <string.h>

static bool
is_on_or_off(const char *state)
{
    return strcmp(state, "on") == 0 || strcmp(state, "off") == 0;
}

static bool
has_option(const Json *control, const char *id)
{
    for (const Json *option = json_first(json_get(control, "options")); option != NULL; option = json_next(option)) {
        if (strcmp(json_get_string(option, "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- the state that protects ---- */

static void
check_private(Check *check, const Json *control)
{
    const Json *value = json_get(control, "private");
    const char *kind = json_get_string(control, "kind");
    const char *state = json_string(value);
    if (!kind_is_toggle(control) && !kind_has_options(control)) {
        if (state != NULL) {
            mistake(check, value, "badValue", "a %s has no state, so no private one", kind);
        }
    } else if (state == NULL) {
        mistake(check, control, "missing", "a %s needs \"private\": the state that protects", kind);
    } else if (kind_is_toggle(control) && !is_on_or_off(state)) {
        mistake(check, value, "badValue", "\"private\" of a %s is on or off", kind);
    } else if (kind_has_options(control) && !has_option(control, state)) {
        mistake(check, value, "badValue", "\"private\" names no option of this control");
    }
}

/* What has no state of its own may still say whether it shares from the start: on or off. */
static void
check_default(Check *check, const Json *control)
{
    for (const Json *entry = json_first(json_get(control, "default")); entry != NULL; entry = json_next(entry)) {
        const Json *value = json_get(entry, "state");
        bool is_state = kind_has_options(control) ? has_option(control, json_string(value)) : is_on_or_off(json_string(value));
        if (!is_state) {
            mistake(check, value, "badState", "the default \"%s\" is no state of a %s: use %s", json_string(value),
                    json_get_string(control, "kind"), kind_has_options(control) ? "the id of one of its options" : "on or off");
        }
    }
}

/* ---- options ---- */

static void
check_option(Check *check, const Json *option)
{
    const char *id = json_get_string(option, "id");
    for (const Json *other = json_next(option); other != NULL; other = json_next(other)) {
        if (strcmp(json_get_string(other, "id"), id) == 0) {
            mistake(check, other, "duplicateId", "there are two options \"%s\"", id);
        } else if (names_meet(json_get(option, "names"), json_get(other, "names"))) {
            mistake(check, other, "ambiguousName", "the option \"%s\" has the same name: nobody could tell which is chosen", id);
        }
    }
}

static void
check_options(Check *check, const Json *control)
{
    const Json *options = json_get(control, "options");
    if (options != NULL && !kind_has_options(control)) {
        mistake(check, options, "badValue", "a %s has no options", json_get_string(control, "kind"));
    }
    for (const Json *option = json_first(options); option != NULL; option = json_next(option)) {
        check_option(check, option);
    }
}

/* ---- regions ---- */

/* A group lies in itself and in a larger one; a country in each that has it, which region.h knows. */
static bool
lies_in(const char *region, const char *other)
{
    static const char *const around[][2] = {{"EU", "EU"}, {"EU", "EEA"}, {"EEA", "EEA"}};
    bool is_group = false;
    for (size_t i = 0; i < N_ELEMENTS(around); i++) {
        is_group = is_group || (strcmp(region, around[i][0]) == 0 && strcmp(other, around[i][1]) == 0);
    }
    return is_group;
}

static bool
is_within(const char *region, const Json *regions)
{
    for (const Json *entry = json_first(regions); entry != NULL; entry = json_next(entry)) {
        if (lies_in(region, json_string(entry))) {
            return true;
        }
    }
    return region_list_covers(regions, region);
}

static void
check_regions(Check *check, const Json *regions, const Json *applies)
{
    for (const Json *region = json_first(regions); region != NULL; region = json_next(region)) {
        const char *code = json_string(region);
        if (!is_within(code, json_get(applies, "regions")) || is_within(code, json_get(applies, "except"))) {
            mistake(check, region, "outsideRegion", "it takes effect in \"%s\", where \"applies\" says it does not exist", code);
        }
    }
}

static void
check_effective(Check *check, const Json *control)
{
    for (const Json *entry = json_first(json_get(control, "effective")); entry != NULL; entry = json_next(entry)) {
        check_regions(check, json_get(entry, "regions"), json_get(control, "applies"));
    }
}

void
check_states(Check *check)
{
    for (size_t i = 0; i < check->file->n_controls; i++) {
        const Json *control = check->file->controls[i].control;
        check_private(check, control);
        check_options(check, control);
        check_default(check, control);
        check_effective(check, control);
    }
}
