/* SPDX-License-Identifier: MIT
 *
 * What speaks for a control of the page being the control of a record, and what against. One pair at a time; who else claims it is the matcher's business. Private to the
 * matcher.
 */
#pragma once

#include "control.h"
#include "record.h"

typedef enum { CERTAINTY_NONE, CERTAINTY_LIKELY, CERTAINTY_SURE } Certainty;

typedef struct {
    bool by_key;
    bool by_name;
} Evidence;

/* Whether a control of this role can be of the record's kind. */
bool evidence_role_fits(const ControlRecord *record, const PageControl *control);

/* How sure this evidence is by itself: NONE when something speaks against it (another group, a cookie dialog), LIKELY when something leaves a doubt: another key beside the
 * fitting one, a name of the other polarity, a heading that turns the meaning, a short name on a control of another role. *is_turned: on may mean what the record calls
 * off. `normal` is the control's normal name. */
Certainty evidence_weigh(const ControlRecord *record, const PageControl *control, const char *normal, Evidence evidence,
                         bool *is_turned);

/* Whether a control that nothing else explains may be the only one of its kind: it is called like nothing else. */
bool evidence_may_be_alone(const ControlRecord *record, const PageControl *control, const char *normal);

/* True when one of the names by locale is this one. */
bool names_have(const Json *by_locale, const char *normal);
