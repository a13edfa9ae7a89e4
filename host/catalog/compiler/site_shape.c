/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "value.h"

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
    {.name = "id", .flags = REQUIRED, .check = value_name},
    {.name = "names", .flags = REQUIRED, .check = shape_by_locale, .item = shape_texts},
};
static const Shape option_shape = SHAPE("an option", option_fields);

/* A control as an extension would send it. */
static const Field example_fields[] = {
    {.name = "name", .check = value_text},
    {.name = "role", .flags = REQUIRED, .check = value_name},
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
    {.name = "must_match", .flags = REQUIRED, .check = shape_list, .item = value_link},
    {.name = "must_not_match", .check = shape_list, .item = value_link},
};
static const Shape page_examples_shape = SHAPE("\"examples\"", page_examples_fields);

static const Field default_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region},
    {.name = "state", .flags = REQUIRED, .check = value_text},
    {.name = "source", .flags = REQUIRED, .check = value_name},
};
static const Shape default_shape = SHAPE("a default", default_fields);

static const Field applies_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region},
    {.name = "except", .check = shape_list, .item = value_region},
};
static const Shape applies_shape = SHAPE("\"applies\"", applies_fields);

static const Field effective_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region},
    {.name = "date", .flags = REQUIRED, .check = value_date},
};
static const Shape effective_shape = SHAPE("an effective date", effective_fields);

static const Field disputed_fields[] = {
    {.name = "fields", .flags = REQUIRED, .check = shape_list, .item = value_text},
    {.name = "note", .flags = REQUIRED, .check = shape_by_locale, .item = value_note},
};
static const Shape disputed_shape = SHAPE("\"disputed\"", disputed_fields);

static const Field gpc_fields[] = {
    {.name = "regions", .flags = REQUIRED, .check = shape_list, .item = value_region},
    {.name = "effect", .flags = REQUIRED, .check = value_word, .words = signals},
};
static const Shape gpc_shape = SHAPE("\"gpc\"", gpc_fields);

static const Field source_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_name},
    {.name = "kind", .flags = REQUIRED, .check = value_word, .words = source_kinds},
    {.name = "url", .check = value_link},
    {.name = "seen", .flags = REQUIRED, .check = value_date},
    {.name = "note", .check = value_note},
    {.name = "says", .flags = REQUIRED, .check = shape_list, .item = value_text},
};
static const Shape source_shape = SHAPE("a source", source_fields);

static const Field control_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_text},
    {.name = "concept", .flags = REQUIRED, .check = value_word, .words = concepts},
    {.name = "kind", .flags = REQUIRED, .check = value_word, .words = kinds},
    {.name = "private", .check = value_text},
    {.name = "options", .check = shape_list, .item = shape_object, .shape = &option_shape},
    {.name = "key", .check = shape_object, .shape = &key_shape},
    {.name = "title", .check = shape_by_locale, .item = value_text},
    {.name = "names", .flags = REQUIRED, .check = shape_by_locale, .item = shape_texts},
    {.name = "not", .check = shape_by_locale, .item = shape_texts},
    {.name = "group", .check = shape_by_locale, .item = shape_texts},
    {.name = "alone", .check = value_flag},
    {.name = "commit", .flags = REQUIRED, .check = value_word, .words = commits},
    {.name = "destructive", .check = value_flag},
    {.name = "optional", .check = value_flag},
    {.name = "default", .check = shape_list, .item = shape_object, .shape = &default_shape},
    {.name = "applies", .flags = REQUIRED, .check = shape_object, .shape = &applies_shape},
    {.name = "accounts", .check = shape_by_locale, .item = value_text},
    {.name = "disputed", .check = shape_object, .shape = &disputed_shape},
    {.name = "effective", .check = shape_list, .item = shape_object, .shape = &effective_shape},
    {.name = "implied_off_by", .check = shape_list, .item = value_text},
    {.name = "gpc", .check = shape_object, .shape = &gpc_shape},
    {.name = "why", .flags = NULLABLE, .check = shape_by_locale, .item = value_note},
    {.name = "cost", .flags = NULLABLE, .check = shape_by_locale, .item = value_note},
    {.name = "sources", .flags = REQUIRED, .check = shape_list, .item = shape_object, .shape = &source_shape},
    {.name = "quality", .flags = REQUIRED, .check = value_word, .words = qualities},
    {.name = "review_after", .flags = REQUIRED, .check = value_date},
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
    {.name = "id", .flags = REQUIRED, .check = value_name},
    {.name = "title", .flags = REQUIRED, .check = shape_by_locale, .item = value_text},
    {.name = "url", .flags = REQUIRED | FIELD_MAY_BE_EMPTY, .check = shape_list, .item = shape_object, .shape = &url_shape},
    {.name = "deep_link", .flags = NULLABLE, .check = value_link},
    {.name = "reach", .check = shape_by_locale, .item = shape_texts},
    {.name = "examples", .check = shape_object, .shape = &page_examples_shape},
    {.name = "controls", .flags = REQUIRED, .check = shape_list, .item = shape_object, .shape = &control_shape},
};
static const Shape page_shape = SHAPE("a page", page_fields);

static const Field tombstone_fields[] = {
    {.name = "id", .flags = REQUIRED, .check = value_text},
    {.name = "replaced_by", .check = value_text},
    {.name = "since", .flags = REQUIRED, .check = value_date},
    {.name = "why", .flags = REQUIRED, .check = value_note},
};
static const Shape tombstone_shape = SHAPE("a tombstone", tombstone_fields);

static const Field site_fields[] = {
    {.name = "$schema", .check = value_text},
    {.name = "id", .flags = REQUIRED, .check = value_name},
    {.name = "name", .flags = REQUIRED, .check = value_text},
    {.name = "hosts", .flags = REQUIRED, .check = shape_list, .item = value_text},
    {.name = "pages", .flags = REQUIRED, .check = shape_list, .item = shape_object, .shape = &page_shape},
    {.name = "tombstones", .check = shape_list, .item = shape_object, .shape = &tombstone_shape},
};
static const Shape site_shape = SHAPE("a site", site_fields);

void
site_shape_check(Check *check)
{
    shape_check(check, &site_shape, check->file->json);
}
