/* SPDX-License-Identifier: MIT */
#include "page_context.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_within(const char *text, size_t n_characters)
{
    if (strnlen(text, n_characters + 1) <= n_characters) {
        return true; /* no more bytes than characters are allowed */
    }
    for (; *text != '\0'; text++) {
        bool begins_character = ((unsigned char)*text & 0xC0) != 0x80;
        if (begins_character && n_characters-- == 0) {
            return false;
        }
    }
    return true;
}

bool
params_text(const Json *params, const char *name, const char **text, Refusal *refusal)
{
    const Json *member = json_get(params, name);
    *text = json_string(member);
    bool good = member == NULL || (*text != NULL && is_within(*text, PAGE_MAX_CHARACTERS));
    return good || refuse(refusal, REASON_INVALID_PARAMS, "%s", name);
}

bool
params_cursor(const Json *params, size_t *cursor, Refusal *refusal)
{
    const char *text = NULL;
    *cursor = 0;
    if (!params_text(params, "cursor", &text, refusal)) {
        return false;
    }
    if (text == NULL) {
        return true;
    }
    bool good = text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10;
    if (!good) {
        return refuse(refusal, REASON_INVALID_PARAMS, "cursor");
    }
    *cursor = (size_t)strtoul(text, NULL, 10);
    return true;
}

bool
page_state_read(const char *name, ControlState *state)
{
    static const char *const names[] = {
        [STATE_UNKNOWN] = "unknown", [STATE_OFF] = "off", [STATE_ON] = "on", [STATE_MIXED] = "mixed"};
    for (size_t i = 0; i < N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            *state = (ControlState)i;
            return true;
        }
    }
    return false;
}

/* Where in the parameters a reader is. */
typedef struct {
    const char *path;
    Refusal *refusal;
} Place;

static bool
read_text(const Json *object, const char *name, const char **text, const Place *place)
{
    return params_text(object, name, text, place->refusal) ||
           refuse(place->refusal, REASON_INVALID_PARAMS, "%s.%s", place->path, name);
}

static bool
read_flag(const Json *object, const char *name, bool *flag, const Place *place)
{
    const Json *member = json_get(object, name);
    *flag = json_get_flag(object, name, false);
    return member == NULL || json_is_flag(member) || refuse(place->refusal, REASON_INVALID_PARAMS, "%s.%s", place->path, name);
}

static bool
read_state(const Json *object, ControlState *state, const Place *place)
{
    const char *name = NULL;
    *state = STATE_UNKNOWN;
    if (!read_text(object, "state", &name, place)) {
        return false;
    }
    return name == NULL || page_state_read(name, state) || refuse(place->refusal, REASON_INVALID_PARAMS, "%s.state", place->path);
}

static bool
read_key(const Json *object, PageControl *control, const Place *place)
{
    const Json *key = json_get(object, "key");
    if (key == NULL) {
        return true;
    }
    if (!json_is_object(key)) {
        return refuse(place->refusal, REASON_INVALID_PARAMS, "%s.key", place->path);
    }
    return read_text(key, "id", &control->key_id, place) && read_text(key, "name", &control->key_name, place) &&
           read_text(key, "labelledby", &control->key_labelledby, place) && read_text(key, "testid", &control->key_testid, place);
}

static bool
read_options(const Json *object, PageControl *control, PageOption *options, const Place *place)
{
    const Json *list = json_get(object, "options");
    control->options = options;
    if (list != NULL && (!json_is_array(list) || json_count(list) > PAGE_MAX_OPTIONS)) {
        return refuse(place->refusal, REASON_INVALID_PARAMS, "%s.options", place->path);
    }
    for (const Json *option = json_first(list); option != NULL; option = json_next(option)) {
        PageOption *read = &options[control->n_options++];
        if (!json_is_object(option) || !read_text(option, "name", &read->name, place) ||
            !read_flag(option, "selected", &read->selected, place)) {
            return refuse(place->refusal, REASON_INVALID_PARAMS, "%s.options", place->path);
        }
    }
    return true;
}

static bool
read_control(const Json *object, PageControl *control, PageOption *options, const Place *place)
{
    if (!json_is_object(object)) {
        return refuse(place->refusal, REASON_INVALID_PARAMS, "%s", place->path);
    }
    return read_text(object, "name", &control->name, place) && read_text(object, "role", &control->role, place) &&
           read_text(object, "group", &control->group, place) && read_flag(object, "disabled", &control->disabled, place) &&
           read_state(object, &control->state, place) && read_key(object, control, place) &&
           read_options(object, control, options, place);
}

static size_t
count_options(const Json *controls)
{
    size_t n_options = 0;
    for (const Json *control = json_first(controls); control != NULL; control = json_next(control)) {
        n_options += json_count(json_get(control, "options"));
    }
    return n_options;
}

static bool
read_controls(const Json *list, PageContext *context, Refusal *refusal)
{
    size_t n_controls = json_count(list);
    if (list != NULL && (!json_is_array(list) || n_controls > PAGE_MAX_CONTROLS)) {
        return refuse(refusal, REASON_INVALID_PARAMS, "controls");
    }
    context->controls = base_allocate(n_controls, sizeof(*context->controls));
    context->options = base_allocate(count_options(list), sizeof(*context->options));
    PageOption *options = context->options;
    for (const Json *control = json_first(list); control != NULL; control = json_next(control)) {
        char path[PROTOCOL_MAX_PATH];
        snprintf(path, sizeof(path), "controls[%zu]", context->n_controls);
        const Place place = {.path = path, .refusal = refusal};
        PageControl *read = &context->controls[context->n_controls++];
        if (!read_control(control, read, options, &place)) {
            return false;
        }
        options += read->n_options;
    }
    return true;
}

static bool
read_url(const Json *params, const char *name, const char **url, Refusal *refusal)
{
    const Json *member = json_get(params, name);
    *url = json_string(member);
    bool good = member == NULL || (*url != NULL && strlen(*url) <= URL_MAX_LENGTH);
    return good || refuse(refusal, REASON_INVALID_PARAMS, "%s", name);
}

bool
page_context_read(const Json *params, PageContext *context, Refusal *refusal)
{
    *context = (PageContext){0};
    if (!read_url(params, "url", &context->url, refusal) || !read_url(params, "topUrl", &context->top_url, refusal)) {
        return false;
    }
    if (context->url == NULL) {
        return refuse(refusal, REASON_INVALID_PARAMS, "url");
    }
    return params_cursor(params, &context->cursor, refusal) && read_controls(json_get(params, "controls"), context, refusal);
}

void
page_context_finish(PageContext *context)
{
    free(context->controls);
    free(context->options);
    *context = (PageContext){0};
}
