/* SPDX-License-Identifier: MIT */
#include "page_context.h"

#include <stddef.h>
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

static const char *const state_names[] = {
    [STATE_UNKNOWN] = "unknown", [STATE_OFF] = "off", [STATE_ON] = "on", [STATE_MIXED] = "mixed"};

const char *
page_state_name(ControlState state)
{
    return state_names[state];
}

bool
page_state_read(const char *name, ControlState *state)
{
    for (size_t i = 0; i < N_ELEMENTS(state_names); i++) {
        if (strcmp(name, state_names[i]) == 0) {
            *state = (ControlState)i;
            return true;
        }
    }
    return false;
}

/* One control being read. */
typedef struct {
    size_t index;
    PageControl *control;
    PageOption *options; /* room for its own */
    Refusal *refusal;
} Reading;

static bool
refuse_member(const Reading *reading, const char *name)
{
    return refuse(reading->refusal, REASON_INVALID_PARAMS, "controls[%zu].%s", reading->index, name);
}

static bool
take_text(const Json *member, const char **text)
{
    *text = json_string(member);
    return *text != NULL && is_within(*text, PAGE_MAX_CHARACTERS);
}

/* Members that are nothing but a text, and where it goes. */
typedef struct {
    const char *name;
    size_t offset;
} TextMember;

static bool
take_named_text(const Json *member, const TextMember *texts, size_t n_texts, PageControl *control, bool *good)
{
    for (size_t i = 0; i < n_texts; i++) {
        if (strcmp(json_name(member), texts[i].name) == 0) {
            *good = take_text(member, (const char **)(void *)((char *)control + texts[i].offset));
            return true;
        }
    }
    return false;
}

static bool
take_state(const Json *member, const Reading *reading)
{
    const char *name = json_string(member);
    return name != NULL && page_state_read(name, &reading->control->state);
}

static bool
take_disabled(const Json *member, const Reading *reading)
{
    reading->control->disabled = json_flag(member);
    return json_is_flag(member);
}

static bool
take_key(const Json *key, const Reading *reading)
{
    static const TextMember texts[] = {
        {"labelledby", offsetof(PageControl, key_labelledby)},
        {"id", offsetof(PageControl, key_id)},
        {"name", offsetof(PageControl, key_name)},
        {"testid", offsetof(PageControl, key_testid)},
    };
    bool good = json_is_object(key);
    for (const Json *member = json_first(key); good && member != NULL; member = json_next(member)) {
        (void)take_named_text(member, texts, N_ELEMENTS(texts), reading->control, &good);
    }
    return good;
}

/* Once a control: there is room for the first list only. */
static bool
take_options(const Json *list, const Reading *reading)
{
    PageControl *control = reading->control;
    if (control->options != NULL || !json_is_array(list) || json_count(list) > PAGE_MAX_OPTIONS) {
        return false;
    }
    control->options = reading->options;
    control->n_options = 0;
    for (const Json *option = json_first(list); option != NULL; option = json_next(option)) {
        PageOption *read = &reading->options[control->n_options++];
        const Json *selected = json_get(option, "selected");
        read->selected = json_flag(selected);
        if (!take_text(json_get(option, "name"), &read->name) || (selected != NULL && !json_is_flag(selected))) {
            return false;
        }
    }
    return true;
}

/* In one pass over its members: a page may have 500 controls. Members of a newer version are passed over. */
static bool
read_member(const Json *member, const Reading *reading)
{
    static const TextMember texts[] = {
        {"name", offsetof(PageControl, name)},
        {"role", offsetof(PageControl, role)},
        {"group", offsetof(PageControl, group)},
    };
    static const struct {
        const char *name;
        bool (*take)(const Json *member, const Reading *reading);
    } others[] = {{"state", take_state}, {"key", take_key}, {"disabled", take_disabled}, {"options", take_options}};
    bool good = true;
    if (take_named_text(member, texts, N_ELEMENTS(texts), reading->control, &good)) {
        return good;
    }
    for (size_t i = 0; i < N_ELEMENTS(others); i++) {
        if (strcmp(json_name(member), others[i].name) == 0) {
            return others[i].take(member, reading);
        }
    }
    return true;
}

static bool
read_control(const Json *object, const Reading *reading)
{
    if (!json_is_object(object)) {
        return refuse(reading->refusal, REASON_INVALID_PARAMS, "controls[%zu]", reading->index);
    }
    for (const Json *member = json_first(object); member != NULL; member = json_next(member)) {
        if (!read_member(member, reading)) {
            return refuse_member(reading, json_name(member));
        }
    }
    return true;
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
    Reading reading = {.options = context->options, .refusal = refusal};
    for (const Json *control = json_first(list); control != NULL; control = json_next(control)) {
        reading.index = context->n_controls;
        reading.control = &context->controls[context->n_controls++];
        if (!read_control(control, &reading)) {
            return false;
        }
        reading.options += reading.control->n_options;
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

static bool
read_flag(const Json *params, const char *name, bool *flag, Refusal *refusal)
{
    const Json *member = json_get(params, name);
    *flag = json_flag(member);
    return member == NULL || json_is_flag(member) || refuse(refusal, REASON_INVALID_PARAMS, "%s", name);
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
    return params_text(params, "lang", &context->language, refusal) &&
           read_flag(params, "suspect", &context->is_asked, refusal) && read_flag(params, "gpc", &context->sends_gpc, refusal) &&
           params_cursor(params, &context->cursor, refusal) && read_controls(json_get(params, "controls"), context, refusal);
}

void
page_context_finish(PageContext *context)
{
    free(context->controls);
    free(context->options);
    *context = (PageContext){0};
}
