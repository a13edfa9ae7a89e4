/* SPDX-License-Identifier: MIT
 *
 * What a single value of a site file may be: texts, ids, dates, regions, links. Knows no object.
 */
#pragma once

#include "shape.h"

enum { VALUE_MAX_CHARACTERS = 300, VALUE_MAX_NOTE = 1200 };

/* How a text begins that still waits for a person (`offswitch catalog new`): a mistake wherever it stands. */
#define VALUE_PLACEHOLDER "FILL IN: "

/* Words between '-', of [a-z0-9]. */
bool value_is_name(const char *text);

/* "de", "pt-BR", "zh-Hant" */
bool value_is_locale(const char *text);

/* The ValueChecks. */
void value_text(Check *check, const Field *field, const Json *value);    /* 1 to 300 characters that can be seen */
void value_note(Check *check, const Field *field, const Json *value);    /* prose for people: up to 1,200 characters */
void value_pattern(Check *check, const Field *field, const Json *value); /* as value_text, may be empty */
void value_flag(Check *check, const Field *field, const Json *value);
void value_date(Check *check, const Field *field, const Json *value);
void value_name(Check *check, const Field *field, const Json *value);
void value_word(Check *check, const Field *field, const Json *value);
void value_region(Check *check, const Field *field, const Json *value);
void value_link(Check *check, const Field *field, const Json *value);
