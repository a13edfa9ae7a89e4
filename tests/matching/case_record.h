/* SPDX-License-Identifier: MIT
 *
 * The little catalog at the head of a file of labelled pages.
 */
#pragma once

#include "record.h"

/* Cuts the text before the next separator off *rest, NULL when nothing is left. */
char *case_next(char **rest, const char *separator);

/* Splits "name: value" in place; NULL when it is none. */
char *case_value(char *part);

/* One line: "id | kind private | key: … | en: name / name | option id: name | group: … | not: … | alone". Appends to `records`. */
bool case_record_read(char *line, Json *records);

/* The page's record as the host reads it; NULL without records. */
PageRecord *case_record_make(const Json *records);
