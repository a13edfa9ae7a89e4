/* SPDX-License-Identifier: MIT */
#include "conversation.h"
#include "paging.h"

#include <stdlib.h>

/* `today` is filled and must outlive the result. */
static AdviceContext
advice_context(const Session *session, const PageContext *page, char today[static CLOCK_DATE_SIZE])
{
    clock_date(session->config.now(), 0, today);
    return (AdviceContext){
        .sends_gpc = page->sends_gpc,
        .choices = session->choices,
        .profile = observer(session),
        .country = session->config.country,
        .today = today,
    };
}

static size_t
make_advice(Session *session, const PageRecord *record, const PageContext *page)
{
    char today[CLOCK_DATE_SIZE];
    AdviceContext context = advice_context(session, page, today);
    const Finding *findings = matcher_run(session->matcher, record, page->controls, page->n_controls);
    size_t n_advice = 0;
    context.findings = findings;
    context.n_findings = record->n_controls;
    if (session->n_advice_room < record->n_controls) {
        session->advice = base_resize(session->advice, record->n_controls, sizeof(*session->advice));
        session->n_advice_room = record->n_controls;
    }
    for (size_t i = 0; i < record->n_controls; i++) {
        if (record->controls[i].advised) {
            const PageControl *control = findings[i].handle == MATCH_NO_HANDLE ? NULL : &page->controls[findings[i].handle];
            session->advice[n_advice++] = advice_make(&context, &findings[i], control);
        }
    }
    qsort(session->advice, n_advice, sizeof(*session->advice), advice_compare);
    return n_advice;
}

static void
write_known_page(Session *session, Writer *writer, const PageHeading *heading, const PageRecord *record, const PageContext *page)
{
    size_t n_advice = make_advice(session, record, page);
    bool prompt = false;
    writer_begin_object(writer, "page");
    writer_string(writer, "id", heading->id);
    writer_string(writer, "title", localised_text(heading->title, session->language));
    writer_end_object(writer);
    writer_begin_array(writer, "advice");
    for (size_t i = 0; i < n_advice; i++) {
        prompt = prompt || advice_is_question(&session->advice[i]);
        answer_advice(writer, &session->advice[i], heading, session->language);
    }
    writer_end_array(writer);
    writer_flag(writer, "prompt", prompt);
}

static void
write_open_controls(Session *session, Writer *writer, const SiteRecord *site, const PageHeading *heading, Paging *paging)
{
    char today[CLOCK_DATE_SIZE];
    const AdviceContext context = advice_context(session, &(PageContext){0}, today);
    const PageRecord *record = store_find_page(session->store, site, heading);
    for (size_t i = 0; record != NULL && i < record->n_controls && !paging->has_more; i++) {
        const ControlRecord *control = &record->controls[i];
        OverviewEntry entry = {.page = heading, .control = control};
        entry.choice = advice_choice(&context, control);
        if (advice_is_open(control, &entry.choice, &context) && paging_takes(paging)) {
            answer_overview(writer, &entry, session->language);
        }
    }
}

static void
write_overview(Session *session, Writer *writer, const SiteRecord *site, size_t cursor)
{
    Paging paging = {.cursor = cursor};
    writer_null(writer, "page");
    writer_begin_array(writer, "advice");
    writer_end_array(writer);
    writer_begin_array(writer, "overview");
    for (size_t i = 0; i < site->n_pages && !paging.has_more; i++) {
        write_open_controls(session, writer, site, &site->pages[i], &paging);
    }
    writer_end_array(writer);
    writer_flag(writer, "prompt", paging.n_written > 0);
    paging_end(&paging, writer);
}

/* Only when a person asked, and only of a page that is in no catalog. */
static void
write_suspected(Session *session, Writer *writer, const PageContext *page)
{
    if (!page->is_asked) {
        return;
    }
    writer_begin_array(writer, "suspected");
    for (size_t i = 0; i < page->n_controls; i++) {
        Suspicion suspicion;
        if (suspect_control(&page->controls[i], page->language, &session->scratch, &suspicion)) {
            answer_suspicion(writer, (int)i, &page->controls[i], &suspicion);
        }
    }
    writer_end_array(writer);
}

static void
write_site(Session *session, Writer *writer, const SiteRecord *site, const Url *url, const PageContext *page)
{
    const PageHeading *heading = matcher_find_page(site, url);
    const PageRecord *record = heading == NULL ? NULL : store_find_page(session->store, site, heading);
    writer_begin_object(writer, "site");
    writer_string(writer, "id", site->id);
    writer_string(writer, "name", site->name);
    writer_end_object(writer);
    answer_keyring(writer, choices_state(session->choices));
    if (record != NULL) {
        write_known_page(session, writer, heading, record, page);
    } else {
        write_overview(session, writer, site, page->cursor);
        write_suspected(session, writer, page);
    }
}

/* The site of a frame, which is nobody's when the page around it is another site's. */
static const SiteRecord *
find_site(Session *session, const PageContext *page, const Url *url)
{
    const SiteRecord *site = store_find_host(session->store, url->host);
    if (site == NULL || page->top_url == NULL) {
        return site;
    }
    Url top;
    return url_parse(page->top_url, &top) == URL_OK && store_find_host(session->store, top.host) == site ? site : NULL;
}

static void
write_no_site(Session *session, Writer *writer, const PageContext *page, UrlVerdict verdict)
{
    writer_null(writer, "site");
    writer_begin_array(writer, "advice");
    writer_end_array(writer);
    if (verdict != URL_OK) {
        writer_string(writer, "refused", url_verdict_name(verdict));
    }
    write_suspected(session, writer, page);
}

static void
answer_match(Session *session, const Request *request, const PageContext *page)
{
    Url url;
    UrlVerdict verdict = url_parse(page->url, &url);
    const SiteRecord *site = verdict == URL_OK ? find_site(session, page, &url) : NULL;
    Writer writer = reply_begin(&session->reply, request->id);
    writer_begin_object(&writer, "result");
    if (site == NULL) {
        write_no_site(session, &writer, page, verdict);
    } else {
        write_site(session, &writer, site, &url, page);
    }
    writer_end_object(&writer);
    reply_end(&writer);
}

Outcome
handle_match(Session *session, Request *request, Refusal *refusal)
{
    PageContext page;
    bool good = page_context_read(request->params, &page, refusal);
    bool must_wait = good && choices_state(session->choices) == KEYRING_OPENING;
    if (good && !must_wait) {
        answer_match(session, request, &page);
    }
    page_context_finish(&page);
    return must_wait ? wait_for(session, request, TAG_OPEN, refusal) : good ? HANDLED : REFUSED;
}
