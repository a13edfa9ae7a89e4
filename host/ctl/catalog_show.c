/* SPDX-License-Identifier: MIT
 *
 * `offswitch catalog show`: all that is known about a site or a control, and how.
 */
#include "ask.h"
#include "buffer.h"
#include "catalog.h"
#include "knowledge.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    Store *store;
    const char *language;
    const char *only; /* the id of the control that is asked about; NULL: all */
    size_t n_shown;
} Show;

/* The compiler saw to it that what is asked for is there; a database that others made may lack it. */
static const char *
text_of(const Json *value, const char *name)
{
    const char *text = json_get_string(value, name);
    return text == NULL ? "" : text;
}

/* ---- the fields of a control ---- */

static char *
kind_words(const Show *show, const Json *control)
{
    ControlPlace place;
    const char *state = json_get_string(control, "private");
    bool is_advised = store_find_control(show->store, text_of(control, "id"), &place) && place.control->advised;
    bool is_optional = json_get_flag(control, "optional", false);
    return base_format("%s%s%s, %s", text_of(control, "kind"), state == NULL ? "" : ", private when ", state == NULL ? "" : state,
                       is_advised    ? "advised"
                       : is_optional ? "optional: listed, not advised"
                                     : "listed, not advised");
}

static void
print_names(const char *label, const Json *by_locale)
{
    for (const Json *list = json_first(by_locale); list != NULL; list = json_next(list)) {
        AUTOFREE char *names = knowledge_list(list, " | ");
        AUTOFREE char *text = base_format("%s: %s", json_name(list), names == NULL ? "" : names);
        words_field(list == json_first(by_locale) ? label : "", text);
    }
}

static void
print_options(const Json *options)
{
    for (const Json *option = json_first(options); option != NULL; option = json_next(option)) {
        AUTOFREE char *id = base_format("\"%s\"", text_of(option, "id"));
        words_field(option == json_first(options) ? "Options" : "", id);
        print_names("", json_get(option, "names"));
    }
}

static char *
default_words(const Json *defaults)
{
    AUTOBUFFER text = {0};
    for (const Json *entry = json_first(defaults); entry != NULL; entry = json_next(entry)) {
        AUTOFREE char *regions = words_regions(json_get(entry, "regions"));
        bool is_everywhere = strcmp(regions, "everywhere") == 0;
        AUTOFREE char *words = base_format("%s%s %s%s (%s)", text.length == 0 ? "" : "; ", text_of(entry, "state"),
                                           is_everywhere ? "" : "in ", regions, text_of(entry, "source"));
        buffer_append_text(&text, words);
    }
    return text.length == 0 ? NULL : buffer_take(&text);
}

static char *
source_words(const Json *source)
{
    char day[WORDS_SIZE];
    char age[WORDS_SIZE];
    const char *seen = json_get_string(source, "seen");
    const char *url = json_get_string(source, "url");
    const char *note = json_get_string(source, "note");
    AUTOFREE char *says = knowledge_list(json_get(source, "says"), ", ");
    return base_format("%s, %s, %s (%s), for %s%s%s%s%s", text_of(source, "id"), text_of(source, "kind"), words_day(seen, day),
                       words_age(seen, age), says == NULL ? "" : says, url == NULL ? "" : ": ", url == NULL ? "" : url,
                       note == NULL ? "" : ": ", note == NULL ? "" : note);
}

static void
print_sources(const Json *sources)
{
    for (const Json *source = json_first(sources); source != NULL; source = json_next(source)) {
        AUTOFREE char *text = source_words(source);
        words_field(source == json_first(sources) ? "Sources" : "", text);
    }
}

static void
print_fields(const Show *show, const Json *control)
{
    const Json *disputed = json_get(control, "disputed");
    const char *why = localised_text(json_get(control, "why"), show->language);
    const char *cost = localised_text(json_get(control, "cost"), show->language);
    char day[WORDS_SIZE];
    AUTOFREE char *kind = kind_words(show, control);
    AUTOFREE char *since = knowledge_effective(json_get(control, "effective"));
    AUTOFREE char *whom = knowledge_applies(json_get(control, "applies"));
    AUTOFREE char *untouched = default_words(json_get(control, "default"));
    AUTOFREE char *dispute =
        knowledge_disputed(json_get(disputed, "fields"), localised_text(json_get(disputed, "note"), show->language));
    AUTOFREE char *covered = knowledge_list(json_get(control, "implied_off_by"), ", ");
    words_field("Title", localised_text(json_get(control, "title"), show->language));
    words_field("What", kind);
    words_field("Shares", json_get_string(control, "concept"));
    print_names("Names", json_get(control, "names"));
    print_names("Not", json_get(control, "not"));
    print_names("Under", json_get(control, "group"));
    print_options(json_get(control, "options"));
    words_field("Why", why == NULL ? "not known" : why);
    words_field("You lose", cost == NULL ? "not known" : cost);
    words_field("Since", since);
    words_field("For whom", whom);
    words_field("Accounts", localised_text(json_get(control, "accounts"), show->language));
    words_field("Untouched", untouched);
    words_field("Disputed", dispute);
    words_field("Covered by", covered);
    words_field("Note", json_get_flag(control, "destructive", false) ? "turning it off deletes something" : NULL);
    words_field("Done by", json_get_string(control, "commit"));
    words_field("Known", knowledge_quality(json_get_string(control, "quality")));
    words_field("Review after", words_day(json_get_string(control, "review_after"), day));
    words_field("Notes", json_get_string(control, "notes"));
    print_sources(json_get(control, "sources"));
}

/* ---- the site ---- */

static void
print_page(Show *show, const Json *page)
{
    const char *link = json_get_string(page, "deep_link");
    const char *title = localised_text(json_get(page, "title"), show->language);
    AUTOFREE char *path = knowledge_list(localised(json_get(page, "reach"), show->language), " › ");
    bool is_told = false;
    for (const Json *control = json_first(json_get(page, "controls")); control != NULL; control = json_next(control)) {
        const char *id = text_of(control, "id");
        if (show->only != NULL && strcmp(show->only, id) != 0) {
            continue;
        }
        if (!is_told) {
            putchar('\n');
            words_print(0, title == NULL ? "" : title);
            words_print(0, link == NULL ? "no address" : link);
            words_print(0, path == NULL ? "" : path);
        }
        putchar('\n');
        words_print(0, id);
        print_fields(show, control);
        is_told = true;
        show->n_shown++;
    }
}

static void
print_tombstone(const Json *tombstone)
{
    char day[WORDS_SIZE];
    const char *heir = json_get_string(tombstone, "replaced_by");
    AUTOFREE char *text =
        base_format("gone since %s: %s", words_day(json_get_string(tombstone, "since"), day), text_of(tombstone, "why"));
    putchar('\n');
    words_print(0, text_of(tombstone, "id"));
    words_print(2, text);
    words_field("Now", heir);
}

static void
print_site(Show *show, const Json *site)
{
    AUTOFREE char *hosts = knowledge_list(json_get(site, "hosts"), ", ");
    words_print(0, text_of(site, "name"));
    words_print(0, hosts == NULL ? "" : hosts);
    for (const Json *page = json_first(json_get(site, "pages")); page != NULL; page = json_next(page)) {
        print_page(show, page);
    }
    const Json *tombstone = json_first(json_get(site, "tombstones"));
    for (; tombstone != NULL; tombstone = json_next(tombstone)) {
        if (show->only == NULL || strcmp(show->only, text_of(tombstone, "id")) == 0) {
            print_tombstone(tombstone);
            show->n_shown++;
        }
    }
}

static const Json *
find_in(const Json *list, const char *id)
{
    const Json *entry = json_first(list);
    while (entry != NULL && strcmp(text_of(entry, "id"), id) != 0) {
        entry = json_next(entry);
    }
    return entry;
}

/* The control or tombstone of an id; NULL when the site has neither. */
static const Json *
find_by_id(const Json *site, const char *id)
{
    const Json *found = find_in(json_get(site, "tombstones"), id);
    const Json *page = json_first(json_get(site, "pages"));
    for (; found == NULL && page != NULL; page = json_next(page)) {
        found = find_in(json_get(page, "controls"), id);
    }
    return found;
}

int
catalog_show(const CatalogLine *line)
{
    Error error = {0};
    Store *store = catalog_open();
    AUTOFREE char *language = ask_language();
    AUTOFREE char *id = base_format("%.*s", (int)strcspn(line->word, "/"), line->word);
    AUTOJSON *site = store_read_file(store, id);
    Show show = {.store = store, .language = language, .only = strchr(line->word, '/') == NULL ? NULL : line->word};
    const Json *found = show.only == NULL ? site : find_by_id(site, show.only);
    int code = EXIT_FINE;
    if (found == NULL) {
        error_set(&error, "nothing is known about \"%s\" (offswitch catalog list shows the sites)", line->word);
        code = command_fails("catalog", &error);
    } else if (line->is_json) {
        code = command_prints(found);
    } else {
        print_site(&show, site);
    }
    store_free(store);
    return code;
}
