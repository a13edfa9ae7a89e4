/* SPDX-License-Identifier: MIT
 *
 * One record of the document, read: what the user decided about a control and what pages showed of it. Pure.
 */
#pragma once

#include "seen.h"

typedef enum { CHOICE_NONE, CHOICE_PRIVATE, CHOICE_KEEP, CHOICE_LATER, N_CHOICES } ChoiceKind;

/* Text is borrowed from the record; NULL: nothing known. Times as clock.h writes them. */
typedef struct {
    ChoiceKind kind;
    const char *at;
    const char *until;      /* of LATER: a date */
    const char *seen_state; /* the profile's last observation */
    const char *seen_at;
    const char *seen_proof;
    SeenStanding standing;
    const char *private_at; /* when the profile last saw the protecting state that is, or was, in force */
    const char *exposed_at; /* when it first saw it gone */
} Choice;

/* `record` may be NULL. Without a profile, the one that looked last counts: a person at a terminal asks about all of theirs. */
Choice choice_read(const Json *record, const char *profile);

/* True until the day on which the user wants to be asked again. `today` as clock_date writes it. */
bool choice_is_later(const Choice *choice, const char *today);

/* "private", "keep", "later"; NULL for NONE. */
const char *choice_kind_name(ChoiceKind kind);

/* False when `name` is none of them. */
bool choice_kind_read(const char *name, ChoiceKind *kind);
