/* SPDX-License-Identifier: MIT
 *
 * Which of a page's controls is which of the catalog's, and how sure that is. Pure. Has never heard of choices, of advice or of the wire.
 */
#pragma once

#include "buffer.h"
#include "record.h"
#include "url.h"

typedef enum { STATE_UNKNOWN, STATE_OFF, STATE_ON, STATE_MIXED } ControlState;

typedef struct {
    const char *name;
    bool selected;
} PageOption;

/* A control as the extension read it; every text may be NULL. */
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

typedef enum { CERTAINTY_NONE, CERTAINTY_LIKELY, CERTAINTY_SURE } Certainty;

enum { MATCH_MAX_CANDIDATES = 8, MATCH_NO_HANDLE = -1 };

typedef struct {
    const ControlRecord *control;
    int handle;          /* index into the page's controls, or MATCH_NO_HANDLE */
    Certainty certainty; /* NONE: nothing fits, or more than one does (candidates) */
    size_t n_candidates; /* 2 or more: they fit equally well */
    int candidates[MATCH_MAX_CANDIDATES];
} Finding;

/* The first page of the site with a pattern that the URL's path, query and fragment match; NULL when it is no page we know. */
const PageHeading *matcher_find_page(const SiteRecord *site, const Url *url);

typedef struct Matcher Matcher;

/* Keeps its working memory from page to page. */
Matcher *matcher_new(void);
void matcher_free(Matcher *matcher);

/* One finding for each control of the record, in its order; borrowed until the next call. Evidence in this order: stable
 * key; exact normal name with a fitting role (and group, where the record names one); alone of its kind. Text on a control whose role does not
 * fit, or that the record's `not` names, is no evidence. A name counts in any language: the page's own claim of its language is often wrong. */
const Finding *matcher_run(Matcher *matcher, const PageRecord *record, const PageControl *controls, size_t n_controls);

/* The record's id of the option that the page shows as selected; NULL when none is, or it is none we know. `scratch` is working memory. */
const char *control_selected_option(const ControlRecord *record, const PageControl *control, Buffer *scratch);

/* The record's id of an option named by its id or by a name of it; NULL when there is none. */
const char *control_option_id(const ControlRecord *record, const char *name, Buffer *scratch);
