/* SPDX-License-Identifier: MIT */
#include "compile_site.h"

#include "label.h"

#include <string.h>

/* {locale: [text]} → {locale: [normal form]} */
static Json *
normalised(const Json *by_locale)
{
    AUTOBUFFER scratch = {0};
    Json *result = json_new_object();
    for (const Json *list = json_first(by_locale); list != NULL; list = json_next(list)) {
        Json *normals = json_new_array();
        for (const Json *text = json_first(list); text != NULL; text = json_next(text)) {
            json_append(normals, json_new_string(label_normalise(json_string(text), &scratch)));
        }
        json_set(result, json_name(list), normals);
    }
    return result;
}

/* What people read: the given title, else the first name of each language. */
static Json *
title_of(const Json *control)
{
    const Json *title = json_get(control, "title");
    if (title != NULL) {
        return json_copy(title);
    }
    Json *result = json_new_object();
    for (const Json *list = json_first(json_get(control, "names")); list != NULL; list = json_next(list)) {
        json_set(result, json_name(list), json_copy(json_first(list)));
    }
    return result;
}

/* A lead is too thin, what is optional is nobody's to recommend, and where there is no way out there is nothing to do. */
static bool
is_advised(const Json *control)
{
    bool is_lead = strcmp(json_get_string(control, "quality"), "lead") == 0;
    bool has_way_out = strcmp(json_get_string(control, "kind"), "none") != 0;
    return !is_lead && has_way_out && !json_get_flag(control, "optional", false);
}

static bool
is_worldwide(const Json *entry)
{
    const Json *region = json_first(json_get(entry, "regions"));
    return region != NULL && strcmp(json_string(region), "*") == 0;
}

/* The state that most people found: the world's, else the first one named. */
static const char *
default_of(const Json *control)
{
    const Json *first = json_first(json_get(control, "default"));
    for (const Json *entry = first; entry != NULL; entry = json_next(entry)) {
        if (is_worldwide(entry)) {
            return json_get_string(entry, "state");
        }
    }
    return json_get_string(first, "state");
}

static void
copy_members(Json *compiled, const Json *control, const char *const *names)
{
    for (; *names != NULL; names++) {
        const Json *value = json_get(control, *names);
        if (value != NULL && !json_is_null(value)) {
            json_set(compiled, *names, json_copy(value));
        }
    }
}

/* Advice names the first source, and the newest day on which any was seen. */
static void
add_source(Json *compiled, const Json *sources)
{
    static const char *const copied[] = {"kind", "url", "note", NULL};
    const char *newest = "";
    Json *first = json_new_object();
    copy_members(first, json_first(sources), copied);
    for (const Json *source = json_first(sources); source != NULL; source = json_next(source)) {
        const char *seen = json_get_string(source, "seen");
        newest = strcmp(seen, newest) > 0 ? seen : newest;
    }
    json_set(compiled, "source", first);
    json_set(compiled, "seen", json_new_string(newest));
}

static Json *
compile_options(const Json *options)
{
    Json *result = json_new_array();
    for (const Json *option = json_first(options); option != NULL; option = json_next(option)) {
        Json *compiled = json_new_object();
        json_set(compiled, "id", json_copy(json_get(option, "id")));
        json_set(compiled, "names", normalised(json_get(option, "names")));
        json_append(result, compiled);
    }
    return result;
}

static void
normalise_members(Json *compiled, const Json *control, const char *const *names)
{
    for (; *names != NULL; names++) {
        const Json *value = json_get(control, *names);
        if (value != NULL) {
            json_set(compiled, *names, normalised(value));
        }
    }
}

/* The gone ids in whose place this one is; NULL when there are none. */
static Json *
formerly(const Json *heirs, const char *id)
{
    Json *former = NULL;
    for (const Json *heir = json_first(heirs); heir != NULL; heir = json_next(heir)) {
        if (strcmp(json_string(heir), id) == 0) {
            former = former == NULL ? json_new_array() : former;
            json_append(former, json_new_string(json_name(heir)));
        }
    }
    return former;
}

static Json *
compile_control(const Json *control, const Json *heirs)
{
    static const char *const copied[] = {"id",          "concept",  "kind",      "private",        "key", "alone", "commit",
                                         "destructive", "applies",  "effective", "implied_off_by", "gpc", "why",   "cost",
                                         "quality",     "disputed", "accounts",  "review_after",   NULL};
    static const char *const compared[] = {"names", "not", "group", NULL};
    Json *compiled = json_new_object();
    const char *state = default_of(control);
    Json *former = formerly(heirs, json_get_string(control, "id"));
    copy_members(compiled, control, copied);
    normalise_members(compiled, control, compared);
    add_source(compiled, json_get(control, "sources"));
    json_set(compiled, "title", title_of(control));
    json_set(compiled, "advised", json_new_flag(is_advised(control)));
    if (json_get(control, "options") != NULL) {
        json_set(compiled, "options", compile_options(json_get(control, "options")));
    }
    if (state != NULL) {
        json_set(compiled, "default", json_new_string(state));
    }
    if (former != NULL) {
        json_set(compiled, "formerly", former);
    }
    return compiled;
}

static Json *
compile_heading(const Json *control)
{
    Json *heading = json_new_object();
    json_set(heading, "id", json_copy(json_get(control, "id")));
    return heading;
}

static Json *
compile_page_heading(const Json *page)
{
    static const char *const copied[] = {"id", "title", "url", "deep_link", "reach", NULL};
    Json *heading = json_new_object();
    Json *controls = json_new_array();
    copy_members(heading, page, copied);
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        json_append(controls, compile_heading(control));
    }
    json_set(heading, "controls", controls);
    return heading;
}

static void
add(DatabaseWriter *writer, const char *prefix, const char *name, const Json *value)
{
    AUTOFREE char *text = json_print(value);
    database_writer_add(writer, prefix, name, text);
}

Json *
compile_page_record(const Json *page, const Json *heirs)
{
    Json *record = json_new_object();
    Json *controls = json_new_array();
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        json_append(controls, compile_control(control, heirs));
    }
    json_set(record, "controls", controls);
    return record;
}

Json *
compile_site_record(const SiteFile *file)
{
    Json *site = json_new_object();
    Json *pages = json_new_array();
    for (const Json *page = json_first(json_get(file->json, "pages")); page != NULL; page = json_next(page)) {
        json_append(pages, compile_page_heading(page));
    }
    json_set(site, "id", json_new_string(file->id));
    json_set(site, "name", json_copy(json_get(file->json, "name")));
    json_set(site, "pages", pages);
    return site;
}

void
compile_site(const SiteFile *file, const Json *heirs, DatabaseWriter *writer)
{
    AUTOJSON *site = compile_site_record(file);
    for (const Json *host = json_first(json_get(file->json, "hosts")); host != NULL; host = json_next(host)) {
        database_writer_add(writer, "h:", json_string(host), file->id);
    }
    for (const Json *page = json_first(json_get(file->json, "pages")); page != NULL; page = json_next(page)) {
        AUTOJSON *record = compile_page_record(page, heirs);
        AUTOFREE char *name = base_format("%s/%s", file->id, json_get_string(page, "id"));
        add(writer, "p:", name, record);
    }
    add(writer, "s:", file->id, site);
    add(writer, "f:", file->id, file->json);
}

static Json *
compile_dated(const SiteFile *file, const SiteControl *entry)
{
    static const char *const copied[] = {"id", "effective", "applies", NULL};
    Json *dated = json_new_object();
    copy_members(dated, entry->control, copied);
    json_set(dated, "site", json_new_string(file->id));
    json_set(dated, "siteName", json_copy(json_get(file->json, "name")));
    json_set(dated, "title", title_of(entry->control));
    if (json_get_string(entry->page, "deep_link") != NULL) {
        json_set(dated, "deep_link", json_copy(json_get(entry->page, "deep_link")));
    }
    return dated;
}

void
compile_effective(const SiteFile *file, Json *list)
{
    for (size_t i = 0; i < file->n_controls; i++) {
        const SiteControl *entry = &file->controls[i];
        if (is_advised(entry->control) && json_count(json_get(entry->control, "effective")) > 0) {
            json_append(list, compile_dated(file, entry));
        }
    }
}
