/* SPDX-License-Identifier: MIT */
#include "matcher.h"

#include "label.h"
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

struct Matcher {
    Finding *findings;
    Buffer labels;    /* the page's normal forms, one after the other, each with a NUL */
    size_t *label_at; /* where control i's begins */
    bool *taken;      /* control i is somebody's by key or name */
    size_t n_room;
    Buffer scratch;
};

/* What is asked of one page. */
typedef struct {
    const PageControl *controls;
    size_t n_controls;
} Page;

/* ---- the page ---- */

static bool
component_fits(const Json *pattern, const char *name, PatternComponent component, const char *text, size_t length)
{
    const char *wanted = json_get_string(pattern, name);
    return wanted == NULL || pattern_match(wanted, component, text, length);
}

static bool
page_fits(const PageHeading *page, const Url *url)
{
    for (const Json *pattern = json_first(page->url); pattern != NULL; pattern = json_next(pattern)) {
        if (component_fits(pattern, "pathname", PATTERN_PATHNAME, url->path, url->path_length) &&
            component_fits(pattern, "search", PATTERN_SEARCH, url->query, url->query_length) &&
            component_fits(pattern, "hash", PATTERN_HASH, url->fragment, url->fragment_length)) {
            return true;
        }
    }
    return false;
}

const PageHeading *
matcher_find_page(const SiteRecord *site, const Url *url)
{
    for (size_t i = 0; i < site->n_pages; i++) {
        if (page_fits(&site->pages[i], url)) {
            return &site->pages[i];
        }
    }
    return NULL;
}

/* ---- one control against one record ---- */

static bool
is_one_of(const char *role, const char *const roles[3])
{
    for (size_t i = 0; i < 3 && roles[i] != NULL; i++) {
        if (strcmp(role, roles[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A switch may be drawn as a pressed button; a button that cannot be read as one is none. */
static bool
role_fits(ControlKind kind, const PageControl *control)
{
    static const char *const roles[N_KINDS][3] = {
        [KIND_SWITCH] = {"switch", "checkbox", NULL},
        [KIND_CHECKBOX] = {"checkbox", "switch", NULL},
        [KIND_RADIO] = {"radiogroup", "radio", NULL},
        [KIND_SELECT] = {"combobox", "listbox", NULL},
        [KIND_BUTTON] = {"button", "link", NULL},
        [KIND_FORM] = {NULL},
        [KIND_APP] = {NULL},
        [KIND_NONE] = {NULL},
    };
    if (control->role == NULL) {
        return false;
    }
    bool is_toggle = kind == KIND_SWITCH || kind == KIND_CHECKBOX;
    bool is_pressed_button = is_toggle && strcmp(control->role, "button") == 0 && control->state != STATE_UNKNOWN;
    return is_pressed_button || is_one_of(control->role, roles[kind]);
}

static bool
same_key(const Json *key, const char *name, const char *value)
{
    const char *wanted = json_get_string(key, name);
    return wanted != NULL && value != NULL && strcmp(wanted, value) == 0;
}

static bool
key_fits(const ControlRecord *record, const PageControl *control)
{
    return same_key(record->key, "labelledby", control->key_labelledby) || same_key(record->key, "id", control->key_id) ||
           same_key(record->key, "name", control->key_name) || same_key(record->key, "testid", control->key_testid);
}

static bool
list_has(const Json *list, const char *normal)
{
    for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
        const char *known = json_string(name);
        if (known != NULL && strcmp(known, normal) == 0) {
            return true;
        }
    }
    return false;
}

static bool
any_locale_has(const Json *by_locale, const char *normal)
{
    if (normal[0] == '\0') {
        return false;
    }
    for (const Json *list = json_first(by_locale); list != NULL; list = json_next(list)) {
        if (list_has(list, normal)) {
            return true;
        }
    }
    return false;
}

static const char *
label_of(const Matcher *matcher, size_t index)
{
    return matcher->labels.data + matcher->label_at[index];
}

static bool
group_fits(Matcher *matcher, const ControlRecord *record, const PageControl *control)
{
    if (record->group == NULL) {
        return true;
    }
    return control->group != NULL && any_locale_has(record->group, label_normalise(control->group, &matcher->scratch));
}

static bool
name_fits(Matcher *matcher, const ControlRecord *record, const Page *page, size_t index)
{
    const char *normal = label_of(matcher, index);
    return any_locale_has(record->names, normal) && !any_locale_has(record->not_names, normal) &&
           group_fits(matcher, record, &page->controls[index]);
}

/* ---- all controls against one record ---- */

typedef bool (*Evidence)(Matcher *matcher, const ControlRecord *record, const Page *page, size_t index);

static bool
by_key(Matcher *matcher, const ControlRecord *record, const Page *page, size_t index)
{
    (void)matcher;
    return key_fits(record, &page->controls[index]);
}

static bool
by_kind(Matcher *matcher, const ControlRecord *record, const Page *page, size_t index)
{
    (void)page;
    return !matcher->taken[index] && !any_locale_has(record->not_names, label_of(matcher, index));
}

/* Settles the finding when exactly one control fits; two or more are named. False when none fits. */
static bool
settle(Matcher *matcher, Finding *finding, const Page *page, Evidence fits, Certainty certainty)
{
    for (size_t i = 0; i < page->n_controls; i++) {
        if (!role_fits(finding->control->kind, &page->controls[i]) || !fits(matcher, finding->control, page, i)) {
            continue;
        }
        if (finding->n_candidates < MATCH_MAX_CANDIDATES) {
            finding->candidates[finding->n_candidates] = (int)i;
        }
        finding->n_candidates++;
    }
    if (finding->n_candidates == 1) {
        finding->handle = finding->candidates[0];
        finding->certainty = certainty;
        matcher->taken[finding->handle] = true;
    }
    return finding->n_candidates > 0;
}

static bool
has_toggle_kind(const ControlRecord *record)
{
    return record->kind != KIND_FORM && record->kind != KIND_APP && record->kind != KIND_NONE;
}

static void
find_alone(Matcher *matcher, Finding *finding, const Page *page)
{
    bool is_open = finding->n_candidates == 0 && finding->control->alone && has_toggle_kind(finding->control);
    if (is_open && settle(matcher, finding, page, by_kind, CERTAINTY_LIKELY) && finding->handle == MATCH_NO_HANDLE) {
        finding->n_candidates = 0; /* not alone after all: no evidence, no candidates */
    }
}

/* ---- working memory ---- */

Matcher *
matcher_new(void)
{
    return base_allocate(1, sizeof(Matcher));
}

void
matcher_free(Matcher *matcher)
{
    buffer_finish(&matcher->labels);
    buffer_finish(&matcher->scratch);
    free(matcher->findings);
    free(matcher->label_at);
    free(matcher->taken);
    free(matcher);
}

static void
make_room(Matcher *matcher, size_t n_needed)
{
    if (n_needed <= matcher->n_room) {
        return;
    }
    matcher->findings = base_resize(matcher->findings, n_needed, sizeof(*matcher->findings));
    matcher->label_at = base_resize(matcher->label_at, n_needed, sizeof(*matcher->label_at));
    matcher->taken = base_resize(matcher->taken, n_needed, sizeof(*matcher->taken));
    matcher->n_room = n_needed;
}

static void
read_labels(Matcher *matcher, const Page *page)
{
    buffer_clear(&matcher->labels);
    for (size_t i = 0; i < page->n_controls; i++) {
        const char *name = page->controls[i].name;
        const char *normal = name == NULL ? "" : label_normalise(name, &matcher->scratch);
        matcher->taken[i] = false;
        matcher->label_at[i] = matcher->labels.length;
        buffer_append(&matcher->labels, normal, strlen(normal) + 1);
    }
}

const Finding *
matcher_run(Matcher *matcher, const PageRecord *record, const PageControl *controls, size_t n_controls)
{
    const Page page = {.controls = controls, .n_controls = n_controls};
    make_room(matcher, record->n_controls > n_controls ? record->n_controls : n_controls);
    read_labels(matcher, &page);
    for (size_t i = 0; i < record->n_controls; i++) {
        Finding *finding = &matcher->findings[i];
        *finding = (Finding){.control = &record->controls[i], .handle = MATCH_NO_HANDLE};
        if (has_toggle_kind(finding->control) && !settle(matcher, finding, &page, by_key, CERTAINTY_SURE)) {
            (void)settle(matcher, finding, &page, name_fits, CERTAINTY_SURE);
        }
    }
    for (size_t i = 0; i < record->n_controls; i++) {
        find_alone(matcher, &matcher->findings[i], &page);
    }
    return matcher->findings;
}

/* ---- options ---- */

const char *
control_option_id(const ControlRecord *record, const char *name, Buffer *scratch)
{
    const char *normal = label_normalise(name, scratch);
    for (const Json *option = json_first(record->options); option != NULL; option = json_next(option)) {
        const char *id = json_get_string(option, "id");
        if (id != NULL && (strcmp(id, name) == 0 || any_locale_has(json_get(option, "names"), normal))) {
            return id;
        }
    }
    return NULL;
}

const char *
control_selected_option(const ControlRecord *record, const PageControl *control, Buffer *scratch)
{
    for (size_t i = 0; i < control->n_options; i++) {
        if (control->options[i].selected && control->options[i].name != NULL) {
            return control_option_id(record, control->options[i].name, scratch);
        }
    }
    return NULL;
}
