/* SPDX-License-Identifier: MIT
 *
 * Advice, overview and records as the JSON of PROTOCOL.md. Writes, decides nothing.
 */
#pragma once

#include "status.h"
#include "store.h"
#include "suspect.h"
#include "writer.h"

void answer_keyring(Writer *writer, KeyringState state);

/* One element of "advice". `language` is the one people read advice in. */
void answer_advice(Writer *writer, const Advice *advice, const PageHeading *page, const char *language);

/* One element of "suspected". */
void answer_suspicion(Writer *writer, int handle, const PageControl *control, const Suspicion *suspicion);

typedef struct {
    const PageHeading *page;
    const ControlRecord *control;
    Choice choice;
} OverviewEntry;

/* One element of "overview". */
void answer_overview(Writer *writer, const OverviewEntry *entry, const char *language);

typedef struct {
    const char *site;
    const PageHeading *page;
    const ControlRecord *control;
    Choice choice;
    Status status;
} StandingEntry;

/* One element of "controls" of a report. */
void answer_standing(Writer *writer, const StandingEntry *entry, const char *language);

/* One element of "records", or a result of its own (`name` "result"): all that is stored of it, a newer version's members too. `title` may be NULL: a control that the catalog no longer has. */
void answer_record(Writer *writer, const char *name, const Json *record, const char *control, const char *title);
