/* SPDX-License-Identifier: MIT
 *
 * The parameters of `match`: what the extension read off a page, checked against the limits of PROTOCOL.md. Knows the wire's spelling of a control.
 */
#pragma once

#include "matcher.h"
#include "protocol.h"

enum { PAGE_MAX_CONTROLS = 500, PAGE_MAX_OPTIONS = 50, PAGE_MAX_CHARACTERS = 300, PAGE_MAX_CURSOR = 20 };

/* Text is borrowed from the request. */
typedef struct {
    const char *url;
    const char *top_url;  /* NULL: this is the top frame */
    const char *language; /* the page's own claim, NULL without one */
    bool is_asked;        /* a person asked about this page: also say what looks suspicious */
    bool sends_gpc;       /* the browser sends the Global Privacy Control signal */
    size_t cursor;
    size_t n_controls;
    PageControl *controls;
    PageOption *options; /* of all controls together */
} PageContext;

/* False with the refusal; to be finished either way. */
bool page_context_read(const Json *params, PageContext *context, Refusal *refusal);
void page_context_finish(PageContext *context);

/* The name of a state on the wire, e.g. "on". False when it is none. */
bool page_state_read(const char *name, ControlState *state);
const char *page_state_name(ControlState state);

/* An optional text member of at most PAGE_MAX_CHARACTERS; *text is NULL when it is missing. */
bool params_text(const Json *params, const char *name, const char **text, Refusal *refusal);

/* The optional "cursor" that a reply gave as "next"; 0 without one. */
bool params_cursor(const Json *params, size_t *cursor, Refusal *refusal);
