/* SPDX-License-Identifier: MIT
 *
 * Which records want which controls of a page, and where two want the same. Private to the matcher.
 */
#pragma once

#include "evidence.h"

/* One record that wants one control. */
typedef struct {
    uint16_t record;
    uint16_t control;
    Evidence evidence;
    bool is_banned;    /* the record's "not" names it */
    bool is_contested; /* by another record, as well founded */
    bool is_turned;
    Certainty certainty; /* NONE: it came to nothing */
} Claim;

/* In the order of the controls. */
typedef struct {
    Claim *claims;
    size_t n_claims;
    size_t n_room;
} Claims;

typedef struct {
    size_t index;
    const PageControl *shown;
    const char *normal; /* its name in normal form */
} LabelledControl;

/* Adds what the page's records claim of one control. Set n_claims to 0 before the first of a page. */
void claims_add(Claims *claims, const PageRecord *page, const LabelledControl *control);

/* Whether any record claims the control, even one whose claim came to nothing. */
bool claims_name(const Claims *claims, size_t control);

void claims_finish(Claims *claims);
