/* SPDX-License-Identifier: MIT */
#include "record.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_names[N_KINDS] = {
    [KIND_SWITCH] = "switch", [KIND_CHECKBOX] = "checkbox", [KIND_RADIO] = "radio", [KIND_SELECT] = "select",
    [KIND_BUTTON] = "button", [KIND_FORM] = "form",         [KIND_APP] = "app",     [KIND_NONE] = "none",
};

const char *
control_kind_name(ControlKind kind)
{
    return kind_names[kind];
}

static bool
read_kind(const char *name, ControlKind *kind)
{
    for (size_t i = 0; name != NULL && i < N_KINDS; i++) {
        if (strcmp(name, kind_names[i]) == 0) {
            *kind = (ControlKind)i;
            return true;
        }
    }
    return false;
}

static bool
read_heading(const Json *json, ControlHeading *control)
{
    control->id = json_get_string(json, "id");
    return control->id != NULL;
}

static bool
read_page_heading(const Json *json, PageHeading *page)
{
    const Json *controls = json_get(json, "controls");
    page->id = json_get_string(json, "id");
    page->title = json_get(json, "title");
    page->url = json_get(json, "url");
    page->deep_link = json_get_string(json, "deep_link");
    page->reach = json_get(json, "reach");
    page->controls = base_allocate(json_count(controls), sizeof(*page->controls));
    for (const Json *control = json_first(controls); control != NULL; control = json_next(control)) {
        if (!read_heading(control, &page->controls[page->n_controls++])) {
            return false;
        }
    }
    return page->id != NULL && json_is_array(page->url);
}

static Json *
parse(const char *text, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    return json_parse(text, length, &verdict, NULL);
}

static bool
read_site(SiteRecord *site)
{
    const Json *pages = json_get(site->json, "pages");
    site->id = json_get_string(site->json, "id");
    site->name = json_get_string(site->json, "name");
    site->pages = base_allocate(json_count(pages), sizeof(*site->pages));
    for (const Json *page = json_first(pages); page != NULL; page = json_next(page)) {
        if (!read_page_heading(page, &site->pages[site->n_pages++])) {
            return false;
        }
    }
    return site->id != NULL && site->name != NULL;
}

SiteRecord *
site_record_read(const char *text, size_t length)
{
    SiteRecord *site = base_allocate(1, sizeof(*site));
    site->json = parse(text, length);
    if (!read_site(site)) {
        site_record_free(site);
        return NULL;
    }
    return site;
}

void
site_record_free(SiteRecord *record)
{
    for (size_t i = 0; i < record->n_pages; i++) {
        free(record->pages[i].controls);
    }
    free(record->pages);
    json_free(record->json);
    free(record);
}

static bool
read_control(const Json *json, ControlRecord *control)
{
    *control = (ControlRecord){
        .id = json_get_string(json, "id"),
        .title = json_get(json, "title"),
        .concept = json_get_string(json, "concept"),
        .private_state = json_get_string(json, "private"),
        .options = json_get(json, "options"),
        .key = json_get(json, "key"),
        .names = json_get(json, "names"),
        .not_names = json_get(json, "not"),
        .group = json_get(json, "group"),
        .alone = json_get_flag(json, "alone", false),
        .commit = json_get_string(json, "commit"),
        .destructive = json_get_flag(json, "destructive", false),
        .default_state = json_get_string(json, "default"),
        .applies = json_get(json, "applies"),
        .effective = json_get(json, "effective"),
        .implied_off_by = json_get(json, "implied_off_by"),
        .gpc = json_get(json, "gpc"),
        .why = json_get(json, "why"),
        .cost = json_get(json, "cost"),
        .source = json_get(json, "source"),
        .seen = json_get_string(json, "seen"),
        .advised = json_get_flag(json, "advised", false),
        .quality = json_get_string(json, "quality"),
        .disputed = json_get(json, "disputed"),
        .accounts = json_get(json, "accounts"),
        .formerly = json_get(json, "formerly"),
        .review_after = json_get_string(json, "review_after"),
    };
    return control->id != NULL && read_kind(json_get_string(json, "kind"), &control->kind);
}

static void
index_names(NameIndex *index, const Json *by_locale, TextUse use, size_t record)
{
    for (const Json *list = json_first(by_locale); list != NULL; list = json_next(list)) {
        for (const Json *name = json_first(list); name != NULL; name = json_next(name)) {
            name_index_add(index, json_string(name), use, record);
        }
    }
}

static void
index_control(NameIndex *index, const ControlRecord *control, size_t record)
{
    index_names(index, control->names, TEXT_NAME, record);
    index_names(index, control->not_names, TEXT_NOT, record);
    name_index_add(index, json_get_string(control->key, "id"), TEXT_KEY_ID, record);
    name_index_add(index, json_get_string(control->key, "name"), TEXT_KEY_NAME, record);
    name_index_add(index, json_get_string(control->key, "labelledby"), TEXT_KEY_LABELLEDBY, record);
    name_index_add(index, json_get_string(control->key, "testid"), TEXT_KEY_TESTID, record);
}

static bool
read_page(PageRecord *page)
{
    const Json *controls = json_get(page->json, "controls");
    page->controls = base_allocate(json_count(controls), sizeof(*page->controls));
    for (const Json *control = json_first(controls); control != NULL; control = json_next(control)) {
        if (!read_control(control, &page->controls[page->n_controls++])) {
            return false;
        }
        index_control(&page->index, &page->controls[page->n_controls - 1], page->n_controls - 1);
    }
    name_index_sort(&page->index);
    return json_is_array(controls);
}

PageRecord *
page_record_read(const char *text, size_t length)
{
    PageRecord *page = base_allocate(1, sizeof(*page));
    page->json = parse(text, length);
    if (!read_page(page)) {
        page_record_free(page);
        return NULL;
    }
    return page;
}

void
page_record_free(PageRecord *record)
{
    free(record->controls);
    name_index_finish(&record->index);
    json_free(record->json);
    free(record);
}

const Json *
localised(const Json *by_locale, const char *language)
{
    const Json *value = language == NULL ? NULL : json_get(by_locale, language);
    if (value == NULL && language != NULL) {
        AUTOFREE char *primary = base_copy(language);
        primary[strcspn(primary, "-_")] = '\0';
        value = json_get(by_locale, primary);
    }
    if (value == NULL) {
        value = json_get(by_locale, "en");
    }
    return value != NULL ? value : json_first(by_locale);
}

const char *
localised_text(const Json *by_locale, const char *language)
{
    return json_string(localised(by_locale, language));
}
