/* SPDX-License-Identifier: MIT */
#include "status.h"

#include <string.h>

const char *
status_name(Status status)
{
    static const char *const names[N_STATUSES] = {
        [STATUS_WENT_BACK] = "wentBack",     [STATUS_EXPOSED] = "exposed", [STATUS_UNKNOWN] = "unknown",
        [STATUS_NOT_CHECKED] = "notChecked", [STATUS_LATER] = "later",     [STATUS_KEPT] = "kept",
        [STATUS_PRIVATE] = "private",
    };
    return names[status];
}

static bool
is(const char *state, const char *wanted)
{
    return state != NULL && wanted != NULL && strcmp(state, wanted) == 0;
}

static Status
status_of_seen(const Choice *choice)
{
    if (choice->seen_state == NULL) {
        return STATUS_NOT_CHECKED;
    }
    if (choice->kind == CHOICE_PRIVATE && choice->standing == SEEN_WENT_BACK) {
        return STATUS_WENT_BACK;
    }
    return is(choice->seen_state, "unknown") || is(choice->seen_state, "mixed") ? STATUS_UNKNOWN : STATUS_EXPOSED;
}

Status
status_of(const ControlRecord *control, const Choice *choice, const char *today)
{
    if (is(choice->seen_state, control->private_state)) {
        return STATUS_PRIVATE;
    }
    if (choice->kind == CHOICE_KEEP) {
        return STATUS_KEPT;
    }
    return choice_is_later(choice, today) ? STATUS_LATER : status_of_seen(choice);
}
