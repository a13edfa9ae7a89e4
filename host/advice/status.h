/* SPDX-License-Identifier: MIT
 *
 * Where a control stands that no page shows at the moment: what was seen of it last, and what the user decided. Pure.
 */
#pragma once

#include "advice.h"

typedef enum {
    STATUS_WENT_BACK,   /* it was private, as the user decided, and was seen exposing since */
    STATUS_EXPOSED,     /* last seen exposing */
    STATUS_UNKNOWN,     /* last seen in a state that could not be read */
    STATUS_NOT_CHECKED, /* never seen by this profile */
    STATUS_LATER,       /* the user wants to be asked later */
    STATUS_KEPT,        /* the user wants it as the site has it */
    STATUS_PRIVATE,     /* last seen private */
    N_STATUSES,
} Status;

/* The word on the wire: "wentBack", … */
const char *status_name(Status status);

Status status_of(const ControlRecord *control, const Choice *choice, const char *today);
