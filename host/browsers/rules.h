/* SPDX-License-Identifier: MIT
 *
 * Which host manifest a browser takes and whether it would start what that names, by that browser's own rules (measured in Chromium 156 and
 * Firefox 153). Reads files, starts nothing.
 */
#pragma once

#include "browser.h"

typedef struct {
    const char *code; /* stable, described in offswitch-doctor(7); "accepted", "notRegistered" */
    Error reason;     /* what the browser minds, a sentence without a capital */
    char *manifest;   /* the file it took, or the first it refused; NULL when there is none */
    char *skipped;    /* a file it refused before it took this one (Firefox goes on, Chromium does not) */
    char *program;    /* what it would start; NULL when the file was refused before */
} Judgement;

/* `is_system_only`: by policy the user's directories do not count. Free with judgement_finish. */
Judgement rules_judge(const Browser *browser, bool is_system_only);
void judgement_finish(Judgement *judgement);
#define AUTOJUDGEMENT BASE_CLEANUP(judgement_finish) Judgement
