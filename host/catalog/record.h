/* SPDX-License-Identifier: MIT
 *
 * What is known of a site, as the compiler stored it and the host reads it. Keys and values of the constant database (values are JSON):
 *
 *   "meta"            {"format": 1, "revision", "sites", "controls"}; small, for it is read whenever a database is opened
 *   "origins"         ["https://host/star", …]
 *   "effective"       [{"id", "site", "siteName", "title": {locale: text}, "deep_link", "effective", "applies"}] of all controls with a date
 *   "h:<host>"        the site's id; "h:.<suffix>" for a wildcard
 *   "s:<site>"        {"id", "name", "pages": [{"id", "title": {locale: text}, "url": [{"pathname", "search", "hash"}], "deep_link", "reach": {locale: [text]},
 *                      "controls": [{"id"}]}]}
 *   "p:<site>/<page>" {"controls": [what advice needs of the site file's control: "names", "not", "group" and "options" names normalised, "default" the
 *                      usual state, "source" the first one, "seen" the newest day of any; "formerly": [id], "advised": bool]}
 *   "g:<control>"     of a gone id: the id of the control in its place
 *   "f:<site>"        the site file as it was written, for people
 *   "sites"           {id: number of controls} of all sites
 *
 * Two keys a request at most, so that a hit parses a few kilobytes however large the site. The structs are views: all text is borrowed from the record
 * and lives as long as it. Reads what a damaged file holds without trusting it: a record of another shape is NULL.
 */
#pragma once

#include "name_index.h"

typedef struct {
    const char *id;
} ControlHeading;

typedef struct {
    const char *id;
    const Json *title; /* {locale: text} */
    const Json *url;   /* array of {"pathname", "search", "hash"}, each component may be missing */
    const char *deep_link;
    const Json *reach; /* {locale: [text]} */
    size_t n_controls;
    ControlHeading *controls;
} PageHeading;

typedef struct {
    const char *id;
    const char *name;
    size_t n_pages;
    PageHeading *pages;
    Json *json; /* what all text is borrowed from */
} SiteRecord;

typedef enum {
    KIND_SWITCH,
    KIND_CHECKBOX,
    KIND_RADIO,
    KIND_SELECT,
    KIND_BUTTON,
    KIND_FORM,
    KIND_APP,
    KIND_NONE,
    N_KINDS
} ControlKind;

typedef struct {
    const char *id;
    const Json *title;
    const char *concept;
    ControlKind kind;
    const char *private_state; /* "on", "off", or the id of the protecting option; NULL for kinds without a state */
    const Json *options;       /* [{"id", "names": {locale: [normal]}}] of radio and select */
    const Json *key;           /* {"id", "name", "labelledby", "testid"} */
    const Json *names;         /* {locale: [normal]} */
    const Json *not_names;     /* {locale: [normal]} */
    const Json *group;         /* {locale: [normal]} */
    bool alone;
    const char *commit;
    bool destructive;
    const char *default_state;
    const Json *applies;   /* {"regions": [...], "except": [...]} */
    const Json *effective; /* [{"regions": [...], "date"}] */
    const Json *implied_off_by;
    const Json *gpc; /* {"regions": [...], "effect"} */
    const Json *why;
    const Json *cost;
    const Json *source;   /* {"kind", "url", "note"}: the best one */
    const char *seen;     /* the newest day on which any source was seen */
    bool advised;         /* false: listed, never advised */
    const char *quality;  /* "verified", "sourced", "lead" */
    const Json *disputed; /* {"fields": [...], "note": {locale: text}} */
    const Json *accounts; /* {locale: text}: which accounts have it, where not all do */
    const Json *formerly; /* [id]: gone controls in whose place this one is */
    const char *review_after;
} ControlRecord;

typedef struct {
    size_t n_controls;
    ControlRecord *controls;
    NameIndex index; /* of the controls' names, "not" and keys */
    Json *json;
} PageRecord;

SiteRecord *site_record_read(const char *text, size_t length);
void site_record_free(SiteRecord *record);
PageRecord *page_record_read(const char *text, size_t length);
void page_record_free(PageRecord *record);

const char *control_kind_name(ControlKind kind);

/* The value for a language: the tag itself ("de-CH"), its first part, "en", then any; NULL when there is none. */
const Json *localised(const Json *by_locale, const char *language);
const char *localised_text(const Json *by_locale, const char *language);
