/* SPDX-License-Identifier: MIT */
#include "draft.h"

#include "input.h"

#include <string.h>

Json *
draft_read(const char *path, Error *error)
{
    Json *page = input_read(path, error);
    if (page == NULL || json_is_object(page)) {
        return page;
    }
    json_free(page);
    error_set(error, "%s: a page is a JSON object with \"url\" and \"controls\"", path);
    return NULL;
}

void
draft_add_control(Json *page, const char *name)
{
    if (json_get(page, "controls") == NULL) {
        json_set(page, "controls", json_new_array());
    }
    Json *control = json_new_object();
    json_set(control, "name", json_new_string(name));
    json_set(control, "role", json_new_string("switch"));
    json_append(json_get_mutable(page, "controls"), control);
}

static const Json *
last_control(const Json *page)
{
    const Json *last = NULL;
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        last = control;
    }
    return last;
}

bool
draft_set(Json *page, const char *member, const char *value)
{
    const Json *last = last_control(page);
    if (last == NULL) {
        return false;
    }
    bool is_key = strcmp(member, "labelledby") == 0 || strcmp(member, "id") == 0 || strcmp(member, "testid") == 0;
    Json *control = json_copy(last);
    if (is_key && json_get(control, "key") == NULL) {
        json_set(control, "key", json_new_object());
    }
    json_set(is_key ? json_get_mutable(control, "key") : control, member, json_new_string(value));
    /* Arrays only grow in json.h: the list is made again with the changed control in the last place. */
    Json *controls = json_new_array();
    for (const Json *other = json_first(json_get(page, "controls")); other != last; other = json_next(other)) {
        json_append(controls, json_copy(other));
    }
    json_append(controls, control);
    json_set(page, "controls", controls);
    return true;
}
