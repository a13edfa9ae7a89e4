/* SPDX-License-Identifier: MIT
 *
 * What the report says about a control, in words, whether on a terminal or on a page.
 */
#pragma once

#include "json.h"

typedef struct {
    const char *word; /* on the wire */
    const char *heading;
    const char *meaning;
} ReportStatus;

/* In the order in which they are said. */
extern const ReportStatus report_statuses[];
extern const size_t report_n_statuses;

/* This control, or the first after it, that has the status; NULL when there is none. */
const Json *report_find(const Json *control, const ReportStatus *status);

/* Each of a control of the report; NULL when there is nothing to say. Yours to free(). */
char *report_seen(const Json *control);
char *report_went_back(const Json *control);
char *report_choice(const Json *control);

/* How what was seen last was proven. */
const char *report_proof(const Json *control);

/* One HTML page without scripts and without anything from elsewhere. `now` is a stamp of clock.h. Yours to free(). */
char *report_html(const Json *controls, const char *now);
