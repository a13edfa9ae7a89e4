/* SPDX-License-Identifier: MIT
 *
 * What to say about a control: what the page shows, what the catalog knows and what the user decided, put together. Pure. Has never heard of JSON-RPC, of the keyring or of the
 * clock.
 */
#pragma once

#include "choices.h"
#include "matcher.h"
#include "region.h"

/* In the order in which they are said. */
typedef enum {
    ADVICE_TURN_OFF,
    ADVICE_TURN_ON,
    ADVICE_SELECT,
    ADVICE_WORTH_A_LOOK,
    ADVICE_CANNOT_TELL,
    ADVICE_PAGE_CHANGED,
    ADVICE_MANUAL,
    ADVICE_COVERED_BY,
    ADVICE_LATER,
    ADVICE_KEPT_BY_CHOICE,
    ADVICE_ALREADY_PRIVATE,
    ADVICE_NOT_FOR_YOUR_REGION,
    N_ADVICE,
} AdviceKind;

/* The word on the wire: "turnOff", … */
const char *advice_kind_name(AdviceKind kind);

typedef struct {
    AdviceKind kind;
    const Finding *finding;
    const char *state; /* "on", "off", "mixed", "unknown", or the id of the selected option */
    bool disabled;
    bool went_back;
    const char *covered_by; /* the control that covers this one, or "gpc" */
    Choice choice;
    Applies applies;
} Advice;

typedef struct {
    const Choices *choices;
    const char *profile;
    const char *country; /* "" when the user said nothing */
    const char *today;   /* YYYY-MM-DD */
    bool sends_gpc;      /* the browser sends the Global Privacy Control signal */
    size_t n_findings;   /* all of the page: one control may cover another */
    const Finding *findings;
} AdviceContext;

/* What the user decided about a control and what was seen of it, also before it took the place of another. */
Choice advice_choice(const AdviceContext *context, const ControlRecord *control);

/* `control` is what the finding's handle points at, NULL without one. The result borrows from all arguments. */
Advice advice_make(const AdviceContext *context, const Finding *finding, const PageControl *control);

/* True when it is worth asking the user now: it exposes and they have not decided, or it went back. */
bool advice_is_question(const Advice *advice);

/* Worth a review on the site's overview: advised, not decided, not last seen private. */
bool advice_is_open(const ControlRecord *control, const Choice *choice, const AdviceContext *context);

/* For sorting: what went back first, then in the order of AdviceKind. As qsort wants it, on Advice. */
int advice_compare(const void *one, const void *other);
