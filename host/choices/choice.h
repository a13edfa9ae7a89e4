/* SPDX-License-Identifier: MIT
 *
 * One record of the document, read: what the user decided about a control and what pages showed of it. Pure.
 */
#pragma once

#include "json.h"

typedef enum { CHOICE_NONE, CHOICE_PRIVATE, CHOICE_KEEP, CHOICE_LATER, N_CHOICES } ChoiceKind;

/* Text is borrowed from the record; NULL: nothing known. Times as clock.h writes them. */
typedef struct {
    ChoiceKind kind;
    const char *at;
    const char *until;      /* of LATER: a date */
    const char *seen_state; /* this profile's last observation */
    const char *seen_at;
    const char *seen_proof;
    const char *private_at; /* when any profile last saw the private state in force */
} Choice;

/* `record` may be NULL. */
Choice choice_read(const Json *record, const char *profile);

/* "private", "keep", "later"; NULL for NONE. */
const char *choice_kind_name(ChoiceKind kind);

/* False when `name` is none of them. */
bool choice_kind_read(const char *name, ChoiceKind *kind);
