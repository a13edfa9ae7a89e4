/* SPDX-License-Identifier: MIT
 *
 * The normal form in which labels are compared: NFKC and case fold (Unicode 15), bidi marks, soft hyphens and zero-width characters dropped,
 * runs of blanks squeezed, typographic quotes and dashes plain, trailing punctuation, state words ("On", "Aus") and counts cut. Pure. Knows no page and no
 * catalog.
 */
#pragma once

#include "buffer.h"

enum { LABEL_MAX_BYTES = 1200 }; /* 300 characters of at most 4 bytes */

typedef enum { LABEL_SAYS_NOTHING, LABEL_SAYS_OFF, LABEL_SAYS_ON, LABEL_SAYS_BOTH } LabelState;

/* Appends nothing but the normal form to `normal` (cleared first) and returns it as text; empty when nothing is left. `text` is well-formed UTF-8. The catalog
 * compiler and the matcher both call this, so that both sides are compared alike. */
const char *label_normalise(const char *text, Buffer *normal);

/* The state that the label itself tells behind its end: "Ads, Off". `scratch` is working memory. */
LabelState label_said_state(const char *text, Buffer *scratch);

/* Both in one. */
const char *label_read(const char *text, Buffer *normal, LabelState *said);
