/* SPDX-License-Identifier: MIT
 *
 * Whether a browser would take a host manifest, by that browser's own rules (measured in Chromium 156 and Firefox 153). Reads
 * files, starts nothing.
 */
#pragma once

#include "browser.h"

typedef struct {
    const char *code; /* stable, described in README.md; "accepted" */
    Error reason;     /* what the browser minds, a sentence without a capital */
    char *program;    /* what it would start, yours to free() */
} Judgement;

Judgement rules_judge(const Browser *browser, const char *manifest);
