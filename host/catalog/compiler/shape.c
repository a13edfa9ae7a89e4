/* SPDX-License-Identifier: MIT */
#include "shape.h"

#include "value.h"

#include <string.h>

const Field *
shape_find(const Shape *shape, const char *name, size_t length)
{
    for (size_t i = 0; i < shape->n_fields; i++) {
        if (strlen(shape->fields[i].name) == length && strncmp(shape->fields[i].name, name, length) == 0) {
            return &shape->fields[i];
        }
    }
    return NULL;
}

static void
check_member(Check *check, const Shape *shape, const Json *object, const Json *member)
{
    const Field *field = shape_find(shape, json_name(member), strlen(json_name(member)));
    if (field == NULL) {
        mistake(check, member, "unknownField", "%s has no field \"%s\"", shape->what, json_name(member));
        return;
    }
    if (json_get(object, field->name) != member) {
        mistake(check, member, "duplicateField", "\"%s\" is there twice", field->name);
        return;
    }
    if (json_is_null(member) && (field->flags & FIELD_NULLABLE) != 0) {
        return;
    }
    field->check(check, field, member);
}

void
shape_check(Check *check, const Shape *shape, const Json *value) /* NOLINT(misc-no-recursion): as deep as the tables */
{
    if (!json_is_object(value)) {
        mistake(check, value, "badType", "%s must be an object", shape->what);
        return;
    }
    for (const Json *member = json_first(value); member != NULL; member = json_next(member)) {
        check_member(check, shape, value, member);
    }
    for (size_t i = 0; i < shape->n_fields; i++) {
        const Field *field = &shape->fields[i];
        if ((field->flags & FIELD_REQUIRED) != 0 && json_get(value, field->name) == NULL) {
            mistake(check, value, "missing", "%s needs \"%s\": %s", shape->what, field->name, field->meaning);
        }
    }
}

void
shape_object(Check *check, const Field *field, const Json *value) /* NOLINT(misc-no-recursion) */
{
    shape_check(check, field->shape, value);
}

void
shape_list(Check *check, const Field *field, const Json *value)
{
    bool may_be_empty = (field->flags & FIELD_MAY_BE_EMPTY) != 0;
    if (!json_is_array(value) || (json_first(value) == NULL && !may_be_empty)) {
        mistake(check, value, "badType", "\"%s\" must be a list%s", field->name, may_be_empty ? "" : " that is not empty");
        return;
    }
    for (const Json *item = json_first(value); item != NULL; item = json_next(item)) {
        field->item(check, field, item);
    }
}

void
shape_texts(Check *check, const Field *field, const Json *value)
{
    const Field texts = {.name = field->name, .item = value_text};
    shape_list(check, &texts, value);
}

void
shape_by_locale(Check *check, const Field *field, const Json *value)
{
    if (!json_is_object(value) || json_first(value) == NULL) {
        mistake(check, value, "badType", "\"%s\" must be a table by language that is not empty", field->name);
        return;
    }
    for (const Json *entry = json_first(value); entry != NULL; entry = json_next(entry)) {
        if (!value_is_locale(json_name(entry))) {
            mistake(check, entry, "badValue", "\"%s\" is no language such as \"de\" or \"pt-BR\"", json_name(entry));
        } else if (json_get(value, json_name(entry)) != entry) {
            mistake(check, entry, "duplicateField", "\"%s\" is there twice", json_name(entry));
        } else {
            field->item(check, field, entry);
        }
    }
}
