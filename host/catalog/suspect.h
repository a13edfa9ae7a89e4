/* SPDX-License-Identifier: MIT
 *
 * What a control of a page that no catalog knows looks like, by its words alone. A suspicion is for a person's eyes: it is never pressed and never
 * kept. Pure.
 */
#pragma once

#include "control.h"
#include "wording.h"

enum { SUSPECT_MAX_WORDS = 4 };

typedef struct {
    const char *concept;       /* as in the catalog, e.g. "third-party-sharing" */
    const char *private_state; /* "on", "off", or "unknown": rather that than a wrong one */
    ControlState state;
    size_t n_words;
    Word words[SUSPECT_MAX_WORDS]; /* that gave it away; borrowed from `scratch` */
} Suspicion;

/* False when the control looks like nothing of the kind. `language` is the page's own claim, NULL without one; `scratch` is working memory. */
bool suspect_control(const PageControl *control, const char *language, Buffer *scratch, Suspicion *suspicion);
