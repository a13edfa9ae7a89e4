/* SPDX-License-Identifier: MIT
 *
 * Which of a page's controls is which of the catalog's, and how sure that is. Pure. Has never heard of choices, of advice or of the wire.
 */
#pragma once

#include "evidence.h"
#include "url.h"

enum { MATCH_MAX_CANDIDATES = 8, MATCH_NO_HANDLE = -1 };

typedef struct {
    const ControlRecord *control;
    int handle;          /* index into the page's controls, or MATCH_NO_HANDLE */
    Certainty certainty; /* NONE: nothing fits, or it could not be told which (candidates) */
    ControlState state;  /* of the control; UNKNOWN also where its label or its heading says otherwise */
    const char *option;  /* of radio and select: the record's id of the selected option; NULL when that cannot be told */
    const char *
        selected_name; /* what the page calls it, and the protecting one; each NULL when that cannot be told. Borrowed from the page's controls. */
    const char *private_name;
    size_t n_candidates; /* without a handle: how many fit; one alone is claimed by another record, too */
    int candidates[MATCH_MAX_CANDIDATES];
} Finding;

/* The first page of the site with a pattern that the URL's path, query and fragment match; NULL when it is no page we know. */
const PageHeading *matcher_find_page(const SiteRecord *site, const Url *url);

typedef struct Matcher Matcher;

/* Keeps its working memory from page to page. */
Matcher *matcher_new(void);
void matcher_free(Matcher *matcher);

/* One finding for each control of the record, in its order; borrowed until the next call. Evidence in this order: stable key; exact normal name; alone of its kind, which is
 * never more than likely. A name counts in any language: the page's own claim of its language is often wrong.
 *
 * Sure is what nothing speaks against: one control of the page and no other, claimed by one record and no other, by a key whose control is not called like another record, or
 * by a name whose control does not carry another key. Where key and name point at two controls, or two records at one, all are named and none is taken. */
const Finding *matcher_run(Matcher *matcher, const PageRecord *record, const PageControl *controls, size_t n_controls);

/* The record's id of an option named by its id or by a name of it; NULL when there is none, or more than one. */
const char *control_option_id(const ControlRecord *record, const char *name, Buffer *scratch);
