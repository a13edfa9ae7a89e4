/* SPDX-License-Identifier: MIT
 *
 * A site file to begin with: everything that has to be said and is not known yet stands there as a question, which the check repeats.
 */
#pragma once

#include "error.h"

typedef struct {
    const char *site;   /* its id, small letters and digits with single '-' between */
    const char *host;   /* NULL: a question too */
    const char *schema; /* where an editor finds site.schema.json */
    const char *today;  /* YYYY-MM-DD: the day on which it is seen */
    const char *review; /* YYYY-MM-DD: the day after which to look again */
} Skeleton;

/* The file's text, yours to free(). NULL with the error when the id or the host cannot be one. */
char *skeleton_text(const Skeleton *skeleton, Error *error) MUST_USE;
