/* SPDX-License-Identifier: MIT
 *
 * The whole picture: every advised control of a site with what was decided and seen.
 */
#include "conversation.h"
#include "paging.h"
#include "status.h"

#include <string.h>

typedef struct {
    Session *session;
    Writer *writer;
    Paging paging;
    AdviceContext context;
} Report;

static void
report_page(Report *report, const SiteRecord *site, const PageHeading *page)
{
    Session *session = report->session;
    const PageRecord *record = store_find_page(session->store, site, page);
    for (size_t i = 0; record != NULL && i < record->n_controls && !report->paging.has_more; i++) {
        const ControlRecord *control = &record->controls[i];
        bool concerns_us = control->advised && region_applies(control->applies, session->config.country) != APPLIES_NO;
        if (concerns_us && paging_takes(&report->paging)) {
            StandingEntry entry = {.site = site->id, .page = page, .control = control};
            entry.choice = advice_choice(&report->context, control);
            entry.status = status_of(control, &entry.choice, report->context.today);
            answer_standing(report->writer, &entry, session->language);
        }
    }
}

static void
report_site(Report *report, const char *id)
{
    const SiteRecord *site = store_find_site(report->session->store, id);
    for (size_t i = 0; site != NULL && i < site->n_pages && !report->paging.has_more; i++) {
        report_page(report, site, &site->pages[i]);
    }
}

static bool
is_of_site(const char *control, const char *id)
{
    size_t length = strlen(id);
    return strncmp(control, id, length) == 0 && control[length] == '/';
}

/* A site stands where its first record does. */
static bool
is_first_of_site(const Json *records, const Json *record, const char *id)
{
    const Json *other = json_first(records);
    while (other != record && !is_of_site(json_name(other), id)) {
        other = json_next(other);
    }
    return other == record;
}

static void
report_recorded_sites(Report *report)
{
    const Json *records = choices_records(report->session->choices);
    for (const Json *record = json_first(records); record != NULL && !report->paging.has_more; record = json_next(record)) {
        AUTOFREE char *id = base_copy(json_name(record));
        id[strcspn(id, "/")] = '\0';
        if (is_first_of_site(records, record, id)) {
            report_site(report, id);
        }
    }
}

static void
write_report(Session *session, Writer *writer, const char *site, size_t cursor)
{
    char today[CLOCK_DATE_SIZE];
    clock_date(session->config.now(), 0, today);
    Report report = {.session = session, .writer = writer, .paging = {.cursor = cursor}};
    report.context = (AdviceContext){
        .choices = session->choices, .profile = observer(session), .country = session->config.country, .today = today};
    writer_begin_array(writer, "controls");
    if (site != NULL) {
        report_site(&report, site);
    } else {
        report_recorded_sites(&report);
    }
    writer_end_array(writer);
    paging_end(&report.paging, writer);
}

Outcome
handle_report(Session *session, Request *request, Refusal *refusal)
{
    size_t cursor = 0;
    const char *site = NULL;
    if (!params_cursor(request->params, &cursor, refusal) || !params_text(request->params, "site", &site, refusal)) {
        return REFUSED;
    }
    if (choices_state(session->choices) == KEYRING_OPENING) {
        return wait_for(session, request, TAG_OPEN, refusal);
    }
    Writer writer = reply_begin(&session->reply, request->id);
    writer_begin_object(&writer, "result");
    write_report(session, &writer, site, cursor);
    answer_keyring(&writer, choices_state(session->choices));
    writer_end_object(&writer);
    reply_end(&writer);
    return HANDLED;
}
