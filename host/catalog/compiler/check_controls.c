/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "label.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

/* ---- ids ---- */

static bool
is_id_of(const Check *check, const SiteControl *entry, const char *id)
{
    char prefix[2 * VALUE_MAX_CHARACTERS];
    int length = snprintf(prefix, sizeof(prefix), "%s/%s.", check->file->id, json_get_string(entry->page, "id"));
    return length > 0 && strncmp(id, prefix, (size_t)length) == 0 && value_is_name(id + length);
}

static bool
is_buried(const Json *site, const char *id)
{
    for (const Json *grave = json_first(json_get(site, "tombstones")); grave != NULL; grave = json_next(grave)) {
        if (strcmp(json_get_string(grave, "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

static void
check_id(Check *check, const SiteControl *entry)
{
    const Json *value = json_get(entry->control, "id");
    const char *id = json_string(value);
    if (!is_id_of(check, entry, id)) {
        mistake(check, value, "badId", "a control's id is site/page.control: \"%s/%s.…\"", check->file->id,
                json_get_string(entry->page, "id"));
    } else if (site_file_find(check->file, id) != entry) {
        mistake(check, value, "duplicateId", "there are two controls \"%s\"", id);
    } else if (is_buried(check->file->json, id)) {
        mistake(check, value, "reusedId", "\"%s\" is a tombstone; an id is never used again", id);
    }
}

/* ---- states ---- */

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

static bool
is_kind(const Json *control, const char *one, const char *other)
{
    const char *kind = json_get_string(control, "kind");
    return strcmp(kind, one) == 0 || strcmp(kind, other) == 0;
}

static void
check_state(Check *check, const Json *control)
{
    const Json *value = json_get(control, "private");
    const char *state = json_string(value);
    bool is_toggle = is_kind(control, "switch", "checkbox");
    bool has_options = is_kind(control, "radio", "select");
    if (!is_toggle && !has_options) {
        if (state != NULL) {
            mistake(check, value, "badValue", "a %s has no state, so no private one", json_get_string(control, "kind"));
        }
    } else if (state == NULL) {
        mistake(check, control, "missing", "a %s needs \"private\": the state that protects", json_get_string(control, "kind"));
    } else if (is_toggle && strcmp(state, "on") != 0 && strcmp(state, "off") != 0) {
        mistake(check, value, "badValue", "\"private\" of a %s is on or off", json_get_string(control, "kind"));
    } else if (has_options && !has_option(control, state)) {
        mistake(check, value, "badValue", "\"private\" names no option of this control");
    }
}

/* ---- sources ---- */

static bool
has_source(const Json *control, const char *id)
{
    for (const Json *source = json_first(json_get(control, "sources")); source != NULL; source = json_next(source)) {
        if (strcmp(json_get_string(source, "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

static void
check_sources(Check *check, const Json *control)
{
    for (const Json *source = json_first(json_get(control, "sources")); source != NULL; source = json_next(source)) {
        const Json *seen = json_get(source, "seen");
        if (json_get(source, "url") == NULL && json_get(source, "note") == NULL) {
            mistake(check, source, "noSource", "a source needs a \"url\", or a \"note\" that says where it was");
        }
        if (check->job->today != NULL && strcmp(json_string(seen), check->job->today) > 0) {
            mistake(check, seen, "badDate", "\"seen\" lies in the future");
        }
    }
    for (const Json *state = json_first(json_get(control, "default")); state != NULL; state = json_next(state)) {
        if (!has_source(control, json_get_string(state, "source"))) {
            mistake(check, state, "noSource", "\"%s\" is no source of this control", json_get_string(state, "source"));
        }
    }
}

/* ---- names ---- */

static bool
list_has_normal(const Json *list, const char *normal, Buffer *scratch)
{
    for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
        if (strcmp(label_normalise(json_string(name), scratch), normal) == 0) {
            return true;
        }
    }
    return false;
}

static bool
any_has_normal(const Json *by_locale, const char *normal, Buffer *scratch)
{
    for (const Json *list = json_first(by_locale); list != NULL; list = json_next(list)) {
        if (list_has_normal(list, normal, scratch)) {
            return true;
        }
    }
    return false;
}

/* Two controls that no key tells apart must not share a name, unless their groups do. */
static bool
is_told_apart(const Json *control, const Json *other)
{
    bool have_keys = json_get(control, "key") != NULL && json_get(other, "key") != NULL;
    bool have_groups = json_get(control, "group") != NULL && json_get(other, "group") != NULL;
    return have_keys || have_groups;
}

static void
check_name(Check *check, const SiteControl *entry, const Json *name)
{
    AUTOBUFFER normal = {0};
    AUTOBUFFER scratch = {0};
    if (label_normalise(json_string(name), &normal)[0] == '\0') {
        mistake(check, name, "badName", "nothing of this name is left to compare");
        return;
    }
    const Json *other = json_next(entry->control);
    for (; other != NULL; other = json_next(other)) {
        if (!is_told_apart(entry->control, other) && any_has_normal(json_get(other, "names"), buffer_text(&normal), &scratch)) {
            mistake(check, name, "ambiguousName", "%s on this page has the same name: give both a key or a group",
                    json_get_string(other, "id"));
        }
    }
}

static void
check_names(Check *check, const SiteControl *entry)
{
    const Json *names = json_first(json_get(entry->control, "names"));
    for (; names != NULL; names = json_next(names)) {
        for (const Json *name = json_first(names); name != NULL; name = json_next(name)) {
            check_name(check, entry, name);
        }
    }
}

void
check_controls(Check *check)
{
    for (size_t i = 0; i < check->file->n_controls; i++) {
        const SiteControl *entry = &check->file->controls[i];
        check_id(check, entry);
        check_state(check, entry->control);
        check_sources(check, entry->control);
        check_names(check, entry);
    }
}
