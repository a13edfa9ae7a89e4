/* SPDX-License-Identifier: MIT
 *
 * Which members an object has and what each holds, as tables. Has never heard of sites.
 */
#pragma once

#include "mistake.h"

typedef struct Shape Shape;
typedef struct Field Field;

/* Reports what is wrong with a value; `field` says what it should be. */
typedef void (*ValueCheck)(Check *check, const Field *field, const Json *value);

enum { FIELD_REQUIRED = 1, FIELD_NULLABLE = 2, FIELD_MAY_BE_EMPTY = 4 /* of a list */ };

struct Field {
    const char *name;
    unsigned flags;
    ValueCheck check;
    ValueCheck item;          /* of a list or of a table by locale */
    const char *const *words; /* the closed list of value_word, NULL-terminated */
    const Shape *shape;       /* of shape_object */
    const char *meaning;      /* of a required field: for whoever left it out */
};

struct Shape {
    const char *what; /* for sentences: "a control" */
    const Field *fields;
    size_t n_fields;
};

#define SHAPE(what, fields)              \
    {                                    \
        what, fields, N_ELEMENTS(fields) \
    }

/* NULL when there is no such field. The name need not end in a NUL. */
const Field *shape_find(const Shape *shape, const char *name, size_t length);

void shape_check(Check *check, const Shape *shape, const Json *value);

/* The ValueChecks that lead further in. */
void shape_object(Check *check, const Field *field, const Json *value);
void shape_list(Check *check, const Field *field, const Json *value);
void shape_by_locale(Check *check, const Field *field, const Json *value);

/* A list of texts under each locale. */
void shape_texts(Check *check, const Field *field, const Json *value);
