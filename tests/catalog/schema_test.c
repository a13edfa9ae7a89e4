/* SPDX-License-Identifier: MIT
 *
 * site.schema.json, which editors read, and the tables, which the check reads, say the same.
 */
#include "run.h"
#include "site_shape.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

enum { SCHEMA_MAX_BYTES = 256 * 1024 };

static void
expect(bool holds, const char *path, const char *sentence)
{
    if (!holds) {
        printf("\n    %s: %s", path, sentence);
    }
    CU_ASSERT_TRUE(holds);
}

static bool
has_text(const Json *list, const char *text)
{
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        if (json_is_string(entry) && strcmp(json_string(entry), text) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_type(const Json *schema, const char *type)
{
    const Json *types = json_get(schema, "type");
    return json_is_string(types) ? strcmp(json_string(types), type) == 0 : has_text(types, type);
}

static bool
is_limit(const Json *schema, const char *name, int64_t expected)
{
    int64_t number = 0;
    return json_get_integer(schema, name, &number) && number == expected;
}

/* ---- single values ---- */

/* Whether the schema of a value says what the check of the field wants. */
typedef bool (*Agreement)(const Json *schema, const Field *field);

static bool
is_text_of(const Json *schema, int64_t n_characters)
{
    return is_type(schema, "string") && is_limit(schema, "minLength", 1) && is_limit(schema, "maxLength", n_characters);
}

static bool
has_pattern(const Json *schema, const char *begins)
{
    const char *pattern = json_get_string(schema, "pattern");
    return is_type(schema, "string") && pattern != NULL && strncmp(pattern, begins, strlen(begins)) == 0;
}

/* A pattern that says more than the check does is the editor's to enjoy. */
static bool
is_text(const Json *schema, const Field *field)
{
    (void)field;
    return is_text_of(schema, VALUE_MAX_CHARACTERS) || has_pattern(schema, "^");
}

static bool
is_note(const Json *schema, const Field *field)
{
    (void)field;
    return is_text_of(schema, VALUE_MAX_NOTE);
}

static bool
is_words(const Json *schema, const Field *field)
{
    const Json *allowed = json_get(schema, "enum");
    size_t n_words = 0;
    while (field->words[n_words] != NULL && has_text(allowed, field->words[n_words])) {
        n_words++;
    }
    return field->words[n_words] == NULL && json_count(allowed) == n_words;
}

static bool
is_url_pattern(const Json *schema, const Field *field)
{
    (void)field;
    return is_type(schema, "string") && is_limit(schema, "maxLength", VALUE_MAX_CHARACTERS);
}

static bool
is_flag(const Json *schema, const Field *field)
{
    (void)field;
    return is_type(schema, "boolean");
}

static bool
is_date(const Json *schema, const Field *field)
{
    (void)field;
    const char *format = json_get_string(schema, "format");
    return is_type(schema, "string") && format != NULL && strcmp(format, "date") == 0;
}

static bool
is_name(const Json *schema, const Field *field)
{
    (void)field;
    return has_pattern(schema, "^[a-z");
}

static bool
is_region(const Json *schema, const Field *field)
{
    (void)field;
    return has_pattern(schema, "^(\\*|EU|EEA|");
}

static bool
is_link(const Json *schema, const Field *field)
{
    (void)field;
    return has_pattern(schema, "^https://");
}

static bool
agrees(const Json *schema, ValueCheck check, const Field *field)
{
    static const struct {
        ValueCheck check;
        Agreement agreement;
    } table[] = {
        {value_text, is_text},           {value_note, is_note},     {value_word, is_words},
        {value_pattern, is_url_pattern}, {value_flag, is_flag},     {value_date, is_date},
        {value_name, is_name},           {value_region, is_region}, {value_link, is_link},
    };
    for (size_t i = 0; i < N_ELEMENTS(table); i++) {
        if (table[i].check == check) {
            return table[i].agreement(schema, field);
        }
    }
    return false;
}

/* ---- values that hold others ---- */

static void compare_shape(const Json *schema, const Shape *shape, const char *path);

static void
compare_item(const Json *schema, ValueCheck check, const Field *field, const char *path) /* NOLINT(misc-no-recursion) */
{
    if (check == shape_object) {
        compare_shape(schema, field->shape, path);
    } else if (check == shape_texts) {
        const Json *items = json_get(schema, "items");
        expect(is_type(schema, "array") && is_limit(schema, "minItems", 1) && agrees(items, value_text, field), path, "texts");
    } else {
        expect(agrees(schema, check, field), path, "the value");
    }
}

static void
compare_field(const Json *schema, const Field *field, const char *path) /* NOLINT(misc-no-recursion) */
{
    if (field->check == shape_list) {
        bool may_be_empty = (field->flags & FIELD_MAY_BE_EMPTY) != 0;
        expect(is_type(schema, "array") && is_limit(schema, "minItems", 1) != may_be_empty, path, "a list");
        compare_item(json_get(schema, "items"), field->item, field, path);
    } else if (field->check == shape_by_locale) {
        const Json *names = json_get(schema, "propertyNames");
        expect(is_type(schema, "object") && is_limit(schema, "minProperties", 1), path, "a table");
        expect(names != NULL && json_get_string(names, "pattern") != NULL, path, "its languages");
        compare_item(json_get(schema, "additionalProperties"), field->item, field, path);
    } else {
        compare_item(schema, field->check, field, path);
    }
}

static void
compare_shape(const Json *schema, const Shape *shape, const char *path) /* NOLINT(misc-no-recursion): as deep as the tables */
{
    const Json *properties = json_get(schema, "properties");
    const Json *required = json_get(schema, "required");
    size_t n_required = 0;
    expect(is_type(schema, "object") && !json_get_flag(schema, "additionalProperties", true), path, "an object of known fields");
    expect(json_count(properties) == shape->n_fields, path, "as many fields");
    for (size_t i = 0; i < shape->n_fields; i++) {
        const Field *field = &shape->fields[i];
        const Json *property = json_get(properties, field->name);
        AUTOFREE char *below = base_format("%s.%s", path, field->name);
        bool is_required = (field->flags & FIELD_REQUIRED) != 0;
        expect(property != NULL, below, "is there");
        expect(is_required == has_text(required, field->name), below, "required or not");
        expect(!is_required || field->meaning != NULL, below, "says what it means");
        expect(((field->flags & FIELD_NULLABLE) != 0) == is_type(property, "null"), below, "null or not");
        expect(json_get_string(property, "description") != NULL, below, "a description");
        compare_field(property, field, below);
        n_required += is_required ? 1 : 0;
    }
    expect(json_count(required) == n_required, path, "as many required");
}

TEST(what_an_editor_shows_is_what_the_check_wants)
{
    Error error = {0};
    AUTOJSON *schema = json_read_file(SCHEMA, SCHEMA_MAX_BYTES, &error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    compare_shape(schema, &site_shape, "site");
}

TEST(a_source_says_fields_that_exist)
{
    static const char *const fields[] = {"default",        "names", "names.en",   "names.pt-BR", "url",
                                         "applies.except", "key",   "key.testid", "deep_link",   "options"};
    static const char *const others[] = {"defaults", "names.english", "key.class", "", ".", "default.", "tombstones"};
    for (size_t i = 0; i < N_ELEMENTS(fields); i++) {
        CU_ASSERT_TRUE(site_shape_has_field(fields[i]));
    }
    for (size_t i = 0; i < N_ELEMENTS(others); i++) {
        CU_ASSERT_FALSE(site_shape_has_field(others[i]));
    }
}

RUN_TESTS("catalog/schema", {
                                CASE(what_an_editor_shows_is_what_the_check_wants),
                                CASE(a_source_says_fields_that_exist),
                            })
