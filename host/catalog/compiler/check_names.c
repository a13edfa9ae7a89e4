/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "kind.h"
#include "label.h"

#include <string.h>

static bool
list_holds(const Json *list, const char *normal, Buffer *scratch)
{
    for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
        if (strcmp(label_normalise(json_string(name), scratch), normal) == 0) {
            return true;
        }
    }
    return false;
}

bool
names_hold(const Json *by_locale, const char *normal)
{
    AUTOBUFFER scratch = {0};
    bool is_held = false;
    for (const Json *list = json_first(by_locale); !is_held && list != NULL; list = json_next(list)) {
        is_held = list_holds(list, normal, &scratch);
    }
    return is_held;
}

static bool
list_meets(const Json *list, const Json *other)
{
    AUTOBUFFER normal = {0};
    for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
        if (names_hold(other, label_normalise(json_string(name), &normal))) {
            return true;
        }
    }
    return false;
}

bool
names_meet(const Json *by_locale, const Json *other)
{
    bool is_met = false;
    for (const Json *list = json_first(by_locale); !is_met && list != NULL; list = json_next(list)) {
        is_met = list_meets(list, other);
    }
    return is_met;
}

/* ---- names that say something ---- */

/* "On", "3", "(off)": what the normal form cuts from behind another name is no name. */
static bool
is_only_state(const char *name)
{
    AUTOBUFFER normal = {0};
    AUTOFREE char *after = base_format("x %s", name);
    AUTOFREE char *bracketed = base_format("x (%s)", name);
    return strcmp(label_normalise(after, &normal), "x") == 0 || strcmp(label_normalise(bracketed, &normal), "x") == 0;
}

static void
check_text(Check *check, const Json *name, bool may_be_state)
{
    AUTOBUFFER normal = {0};
    if (label_normalise(json_string(name), &normal)[0] == '\0') {
        mistake(check, name, "badName", "nothing of this name is left to compare");
    } else if (!may_be_state && is_only_state(buffer_text(&normal))) {
        mistake(check, name, "badName", "\"%s\" is only a state or a count, as pages put behind any name", json_string(name));
    }
}

static void
check_texts(Check *check, const Json *by_locale, bool may_be_state)
{
    for (const Json *list = json_first(by_locale); list != NULL; list = json_next(list)) {
        for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
            check_text(check, name, may_be_state);
        }
    }
}

/* ---- names that tell apart ---- */

/* Both have keys, none in common. */
static bool
have_own_keys(const Json *control, const Json *other)
{
    const Json *others = json_get(other, "key");
    for (const Json *key = json_first(json_get(control, "key")); key != NULL; key = json_next(key)) {
        const char *value = json_get_string(others, json_name(key));
        if (value != NULL && strcmp(value, json_string(key)) == 0) {
            return false;
        }
    }
    return json_get(control, "key") != NULL && others != NULL;
}

static bool
have_own_groups(const Json *control, const Json *other)
{
    const Json *one = json_get(control, "group");
    const Json *two = json_get(other, "group");
    return one != NULL && two != NULL && !names_meet(one, two);
}

static void
check_against(Check *check, const Json *name, const Json *control, const Json *other)
{
    AUTOBUFFER normal = {0};
    bool is_told_apart = have_own_keys(control, other) || have_own_groups(control, other) || !kind_is_on_page(other);
    if (!is_told_apart && names_hold(json_get(other, "names"), label_normalise(json_string(name), &normal))) {
        mistake(check, name, "ambiguousName", "%s on this page has the same name: give each its own key or group",
                json_get_string(other, "id"));
    }
}

static void
check_name(Check *check, const Json *control, const Json *name)
{
    AUTOBUFFER normal = {0};
    if (names_hold(json_get(control, "not"), label_normalise(json_string(name), &normal))) {
        mistake(check, name, "ambiguousName", "the control's own \"not\" has the same name: it would never be found by it");
    }
    for (const Json *other = json_next(control); other != NULL; other = json_next(other)) {
        check_against(check, name, control, other);
    }
}

static void
check_names_of(Check *check, const Json *control)
{
    for (const Json *list = json_first(json_get(control, "names")); list != NULL; list = json_next(list)) {
        for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
            check_name(check, control, name);
        }
    }
}

/* ---- alone ---- */

static bool
is_lead(const Json *control)
{
    return strcmp(json_get_string(control, "quality"), "lead") == 0;
}

static void
check_alone(Check *check, const SiteControl *entry)
{
    const Json *other = json_first(json_get(entry->page, "controls"));
    for (; other != NULL; other = json_next(other)) {
        if (other != entry->control && !is_lead(other) && kinds_are_alike(entry->control, other)) {
            mistake(check, json_get(entry->control, "alone"), "notAlone", "%s is of the same kind on the same page",
                    json_get_string(other, "id"));
            return;
        }
    }
}

void
check_names(Check *check)
{
    for (size_t i = 0; i < check->file->n_controls; i++) {
        const SiteControl *entry = &check->file->controls[i];
        const Json *options = json_get(entry->control, "options");
        check_texts(check, json_get(entry->control, "names"), false);
        check_texts(check, json_get(entry->control, "not"), true);
        check_texts(check, json_get(entry->control, "group"), true);
        for (const Json *option = json_first(options); option != NULL; option = json_next(option)) {
            check_texts(check, json_get(option, "names"), true);
        }
        if (kind_is_on_page(entry->control)) {
            check_names_of(check, entry->control);
        }
        if (json_get_flag(entry->control, "alone", false)) {
            check_alone(check, entry);
        }
    }
}
