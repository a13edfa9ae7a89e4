/* SPDX-License-Identifier: MIT
 *
 * A control as the extension read it off a page. Knows no catalog.
 */
#pragma once

#include "label.h"

typedef enum { STATE_UNKNOWN, STATE_OFF, STATE_ON, STATE_MIXED } ControlState;

typedef struct {
    const char *name;
    bool selected;
} PageOption;

/* Every text may be NULL. */
typedef struct {
    const char *name;
    const char *role;
    ControlState state;
    bool disabled;
    const char *group;
    const char *key_id;
    const char *key_name;
    const char *key_labelledby;
    const char *key_testid;
    size_t n_options;
    const PageOption *options;
} PageControl;

/* The control's own state; unknown where its label says another ("Share my data: No", ticked). */
ControlState control_state(const PageControl *control, LabelState said);
