/* SPDX-License-Identifier: MIT
 *
 * The host started once with a browser's arguments, environment and directory, greeted, and ended as that browser ends it.
 */
#pragma once

#include "browser.h"

typedef struct {
    const char *code;  /* stable, described in offswitch-doctor(7); "answers" when all is well */
    bool has_answered; /* a browser would have an answer, whatever is wrong otherwise */
    int milliseconds;  /* from the start to the answer */
    Error sentence;    /* what is wrong */
} Attempt;

Attempt attempt_make(const Browser *browser, const char *manifest, const char *program);
