/* SPDX-License-Identifier: MIT */
#include "site_shape.h"

#include "checks.h"
#include "value.h"

#include <string.h>

static const char *const concepts[] = {"ai-training",
                                       "ads-personalization",
                                       "ads-offsite",
                                       "affiliate-sharing",
                                       "third-party-sharing",
                                       "sale-of-data",
                                       "activity-visibility",
                                       "discoverability",
                                       "telemetry",
                                       "research",
                                       NULL};
static const char *const kinds[] = {"switch", "checkbox", "radio", "select", "button", "form", "app", "none", NULL};
static const char *const commits[] = {"instant", "save-button", "confirm-dialog", "submit", "none", NULL};
static const char *const source_kinds[] = {"page", "code", "press", "observed", NULL};
static const char *const qualities[] = {"verified", "sourced", "lead", NULL};
static const char *const states[] = {"on", "off", NULL};
static const char *const signals[] = {"treated-as-off", NULL};

enum { REQUIRED = FIELD_REQUIRED, NULLABLE = FIELD_REQUIRED | FIELD_NULLABLE };

static const Field key_fields[] = {
    {.name = "id", .check = value_text},
    {.name = "name", .check = value_text},
    {.name = "labelledby", .check = value_text},
    {.name = "testid", .check = value_text},
};
static const Shape key_shape = SHAPE("a key", key_fields);

static const Field option_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_name, .meaning = "its name here"},
    {.name = "names", .flags = REQUIRED, .check = shape_by_locale, .item = shape_texts, .meaning = "what the page calls it"},
};
static const Shape option_shape = SHAPE("an option", option_fields);

/* A control as an extension would send it. */
static const Field example_fields[] = {
    {.name = "name", .check = value_text},
    {.name = "role", .flags = REQUIRED, .check = value_name, .meaning = "what assistive technology takes it for, e.g. switch"},
    {.name = "state", .check = value_word, .words = states},
    {.name = "group", .check = value_text},
    {.name = "key", .check = shape_object, .shape = &key_shape},
};
static const Shape example_shape = SHAPE("an example", example_fields);

static const Field control_examples_fields[] = {
    {.name = "must_match", .check = shape_list, .item = shape_object, .shape = &example_shape},
    {.name = "must_not_match", .check = shape_list, .item = shape_object, .shape = &example_shape},
};
static const Shape control_examples_shape = SHAPE("\"examples\"", control_examples_fields);

static const Field page_examples_fields[] = {
    {.name = "must_match",
     .flags = REQUIRED,
     .check = shape_list,
     .item = value_link,
     .meaning = "addresses of the page, as a browser shows them"},
    {.name = "must_not_match", .check = shape_list, .item = value_link},
};
static const Shape page_examples_shape = SHAPE("\"examples\"", page_examples_fields);

static const Field default_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region, .meaning = "where"},
    {.name = "state", .flags = REQUIRED, .check = value_text, .meaning = "how it stands there untouched"},
    {.name = "source", .flags = REQUIRED, .check = value_name, .meaning = "the id of the source that says so"},
};
static const Shape default_shape = SHAPE("a default", default_fields);

static const Field applies_fields[] = {
    {.name = "regions",
     .flags = REQUIRED,
     .check = shape_list,
     .item = value_region,
     .meaning = "where it exists, [\"*\"] for everywhere"},
    {.name = "except", .check = shape_list, .item = value_region},
};
static const Shape applies_shape = SHAPE("\"applies\"", applies_fields);

static const Field effective_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region, .meaning = "where"},
    {.name = "date", .flags = REQUIRED, .check = value_date, .meaning = "since when, or from when on"},
};
static const Shape effective_shape = SHAPE("an effective date", effective_fields);

static const Field disputed_fields[] = {
    {.name = "fields", .flags = REQUIRED, .check = shape_list, .item = value_text, .meaning = "what the sources disagree on"},
    {.name = "note", .flags = REQUIRED, .check = shape_by_locale, .item = value_note, .meaning = "how they disagree"},
};
static const Shape disputed_shape = SHAPE("\"disputed\"", disputed_fields);

static const Field gpc_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region, .meaning = "where the signal counts"},
    {.name = "effect", .flags = REQUIRED, .check = value_word, .words = signals, .meaning = "what it does"},
};
static const Shape gpc_shape = SHAPE("\"gpc\"", gpc_fields);

static const Field source_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_name, .meaning = "its name within the control, e.g. s1"},
    {.name = "kind", .flags = REQUIRED, .check = value_word, .words = source_kinds, .meaning = "page, code, press or observed"},
    {.name = "url", .check = value_link},
    {.name = "seen", .flags = REQUIRED, .check = value_date, .meaning = "the day on which it was read"},
    {.name = "note", .check = value_note},
    {.name = "says", .flags = REQUIRED, .check = shape_list, .item = value_text, .meaning = "the fields that it supports"},
};
static const Shape source_shape = SHAPE("a source", source_fields);

static const Field control_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_text, .meaning = "site/page.control, for ever"},
    {.name = "concept", .flags = REQUIRED, .check = value_word, .words = concepts, .meaning = "what it shares"},
    {.name = "kind", .flags = REQUIRED, .check = value_word, .words = kinds, .meaning = "what it is on the page"},
    {.name = "private", .check = value_text},
    {.name = "options", .check = shape_list, .item = shape_object, .shape = &option_shape},
    {.name = "key", .check = shape_object, .shape = &key_shape},
    {.name = "title", .check = shape_by_locale, .item = value_text},
    {.name = "names", .flags = REQUIRED, .check = shape_by_locale, .item = shape_texts, .meaning = "what the page calls it"},
    {.name = "not", .check = shape_by_locale, .item = shape_texts},
    {.name = "group", .check = shape_by_locale, .item = shape_texts},
    {.name = "alone", .check = value_flag},
    {.name = "commit",
     .flags = REQUIRED,
     .check = value_word,
     .words = commits,
     .meaning = "what it takes until a change counts"},
    {.name = "destructive", .check = value_flag},
    {.name = "optional", .check = value_flag},
    {.name = "default", .check = shape_list, .item = shape_object, .shape = &default_shape},
    {.name = "applies", .flags = REQUIRED, .check = shape_object, .shape = &applies_shape, .meaning = "where it exists"},
    {.name = "accounts", .check = shape_by_locale, .item = value_text},
    {.name = "disputed", .check = shape_object, .shape = &disputed_shape},
    {.name = "effective", .check = shape_list, .item = shape_object, .shape = &effective_shape},
    {.name = "implied_off_by", .check = shape_list, .item = value_text},
    {.name = "gpc", .check = shape_object, .shape = &gpc_shape},
    {.name = "why",
     .flags = NULLABLE,
     .check = shape_by_locale,
     .item = value_note,
     .meaning = "what is shared, in a sentence; null where that is not known"},
    {.name = "cost",
     .flags = NULLABLE,
     .check = shape_by_locale,
     .item = value_note,
     .meaning = "what stops working, in a sentence; null where that is not known"},
    {.name = "sources",
     .flags = REQUIRED,
     .check = shape_list,
     .item = shape_object,
     .shape = &source_shape,
     .meaning = "how we know, and since when"},
    {.name = "quality",
     .flags = REQUIRED,
     .check = value_word,
     .words = qualities,
     .meaning = "how well it is known: verified, sourced or lead"},
    {.name = "review_after", .flags = REQUIRED, .check = value_date, .meaning = "the day after which somebody has to look again"},
    {.name = "examples", .check = shape_object, .shape = &control_examples_shape},
    {.name = "notes", .check = value_note},
};
static const Shape control_shape = SHAPE("a control", control_fields);

static const Field url_fields[] = {
    {.name = "pathname", .check = value_pattern},
    {.name = "search", .check = value_pattern},
    {.name = "hash", .check = value_pattern},
};
static const Shape url_shape = SHAPE("a url pattern", url_fields);

static const Field page_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_name, .meaning = "its name within the site"},
    {.name = "title", .flags = REQUIRED, .check = shape_by_locale, .item = value_text, .meaning = "what the site calls it"},
    {.name = "url",
     .flags = REQUIRED | FIELD_MAY_BE_EMPTY,
     .check = shape_list,
     .item = shape_object,
     .shape = &url_shape,
     .meaning = "the patterns of its address"},
    {.name = "deep_link", .flags = NULLABLE, .check = value_link, .meaning = "where to send people; null where there is no link"},
    {.name = "reach", .check = shape_by_locale, .item = shape_texts},
    {.name = "examples", .check = shape_object, .shape = &page_examples_shape},
    {.name = "controls",
     .flags = REQUIRED,
     .check = shape_list,
     .item = shape_object,
     .shape = &control_shape,
     .meaning = "what it holds"},
};
static const Shape page_shape = SHAPE("a page", page_fields);

static const Field tombstone_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_text, .meaning = "the id that is gone"},
    {.name = "replaced_by", .check = value_text},
    {.name = "since", .flags = REQUIRED, .check = value_date, .meaning = "since when"},
    {.name = "why", .flags = REQUIRED, .check = value_note, .meaning = "what became of it"},
};
static const Shape tombstone_shape = SHAPE("a tombstone", tombstone_fields);

static const Field site_fields[] = {
    {.name = "$schema", .check = value_text},
    {.name = "id", .flags = REQUIRED, .check = value_name, .meaning = "the file's name without .json"},
    {.name = "name", .flags = REQUIRED, .check = value_text, .meaning = "what people call it"},
    {.name = "hosts", .flags = REQUIRED, .check = shape_list, .item = value_text, .meaning = "where its pages are"},
    {.name = "pages",
     .flags = REQUIRED,
     .check = shape_list,
     .item = shape_object,
     .shape = &page_shape,
     .meaning = "its settings pages"},
    {.name = "tombstones", .check = shape_list, .item = shape_object, .shape = &tombstone_shape},
};
const Shape site_shape = SHAPE("a site", site_fields);

static bool
has_part(const Field *field, const char *part)
{
    bool is_by_locale = field->check == shape_by_locale;
    return is_by_locale ? value_is_locale(part) : field->shape != NULL && shape_find(field->shape, part, strlen(part)) != NULL;
}

bool
site_shape_has_field(const char *name)
{
    size_t length = strcspn(name, ".");
    const Field *field = shape_find(&control_shape, name, length);
    if (field == NULL) {
        field = shape_find(&page_shape, name, length);
    }
    return field != NULL && (name[length] == '\0' || has_part(field, name + length + 1));
}

void
site_shape_check(Check *check)
{
    shape_check(check, &site_shape, check->file->json);
}
