/* SPDX-License-Identifier: MIT */
#include "conversation.h"
#include "paging.h"

#include <string.h>

/* What is kept under a gone id belongs to the control in its place. */
static bool
is_about(Session *session, const char *control, const char *one)
{
    ControlPlace place;
    return strcmp(one, control) == 0 ||
           (store_find_control(session->store, control, &place) && strcmp(place.control->id, one) == 0);
}

bool
is_asked_for(Session *session, const Json *params, const char *control)
{
    const char *site = json_get_string(params, "site");
    const char *one = json_get_string(params, "control");
    size_t site_length = strcspn(control, "/");
    return (one == NULL || is_about(session, control, one)) &&
           (site == NULL || (strlen(site) == site_length && strncmp(site, control, site_length) == 0));
}

const char *
observer(const Session *session)
{
    return session->config.is_for_people ? NULL : session->profile;
}

const char *
title_of(Session *session, const char *control)
{
    ControlPlace place;
    return store_find_control(session->store, control, &place) ? localised_text(place.control->title, session->language) : NULL;
}

static void
write_records(Session *session, Writer *writer, const Json *params, size_t cursor)
{
    Paging paging = {.cursor = cursor};
    writer_begin_array(writer, "records");
    const Json *record = json_first(choices_records(session->choices));
    for (; record != NULL && !paging.has_more; record = json_next(record)) {
        const char *control = json_name(record);
        if (is_asked_for(session, params, control) && paging_takes(&paging)) {
            answer_record(writer, NULL, record, control, title_of(session, control));
        }
    }
    writer_end_array(writer);
    paging_end(&paging, writer);
}

Outcome
handle_choices(Session *session, Request *request, Refusal *refusal)
{
    size_t cursor = 0;
    if (!params_cursor(request->params, &cursor, refusal)) {
        return REFUSED;
    }
    if (choices_state(session->choices) == KEYRING_OPENING) {
        return wait_for(session, request, TAG_OPEN, refusal);
    }
    Writer writer = reply_begin(&session->reply, request->id);
    writer_begin_object(&writer, "result");
    write_records(session, &writer, request->params, cursor);
    answer_keyring(&writer, choices_state(session->choices));
    writer_end_object(&writer);
    reply_end(&writer);
    return HANDLED;
}
