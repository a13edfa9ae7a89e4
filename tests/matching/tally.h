/* SPDX-License-Identifier: MIT
 *
 * What was right and what was wrong, and how much that says: shares with their 95 % interval after Wilson.
 */
#pragma once

#include "base.h"

typedef struct {
    size_t n_right;
    size_t n_all;
} Share;

typedef struct {
    size_t n_pages;
    size_t n_controls;
    Share sure;                 /* of what was called sure */
    Share likely;               /* of what was called likely */
    Share found_sure;           /* of what is there and in the catalog */
    Share found;                /* the same, sure or likely */
    Share without_false_prompt; /* of the pages */
    Share told;                 /* states told of what was found */
    Share suspected;            /* of what was suspected */
    Share suspects_found;       /* of what shares data on unknown pages */
    Share concepts;             /* of what was suspected rightly */
    Share suspects_told;        /* private states told of it */
} Tally;

void share_count(Share *share, bool is_right);

void tally_print(const char *title, const Tally *tally);

/* What must never happen: a wrong sure, a wrong state. */
size_t tally_n_wrong(const Tally *tally);
