/* SPDX-License-Identifier: MIT
 *
 * What a person decides and what a page shows, as changes to the document (document.h). Pure: each is new and yours.
 */
#pragma once

#include "choice.h"

typedef struct {
    const char *control;
    ChoiceKind kind;
    const char *until; /* a date, or NULL */
    int64_t at; /* clock_now() when it was decided, where that was a while ago and could not be kept until now; 0: just now */
} Decision;

typedef struct {
    const char *control;
    const char *profile;
    const char *state;
    Proof proof;
    Shown shown;
} Observation;

/* `before` is the control's record, or NULL. What is decided just now is newer than the decision before it, whatever the clock says; what was decided a while
 * ago is as old as it is, so that a newer one stays. */
Json *change_choose(const Json *before, const Decision *decision, int64_t now);

/* Newer than what the same profile saw before. */
Json *change_observe(const Json *before, const Observation *observation, int64_t now);

/* `scope` is "control", "site" or "all"; `id` is NULL for all. `also` are more controls. */
Json *change_forget(const char *scope, const char *id, const Json *also, int64_t now);

/* The records are copied. */
Json *change_import(const Json *records);
