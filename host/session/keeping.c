/* SPDX-License-Identifier: MIT
 *
 * Where choices are kept: unlocking the keyring, moving to another place, taking in what was exported.
 */
#include "config.h"
#include "conversation.h"

#include <string.h>

Outcome
handle_unlock(Session *session, Request *request, Refusal *refusal)
{
    if (waiting_includes(&session->waiting, TAG_UNLOCK)) {
        refuse(refusal, REASON_BUSY, "%s", "");
        return REFUSED;
    }
    Outcome outcome = wait_for(session, request, TAG_UNLOCK, refusal);
    if (outcome == HANDLED_LATER && !choices_unlock(session->choices)) {
        on_unlocked(session, choices_state(session->choices));
    }
    return outcome;
}

void
on_unlocked(void *context, KeyringState state)
{
    Session *session = context;
    Request request;
    if (!waiting_take(&session->waiting, TAG_UNLOCK, &request)) {
        return;
    }
    if (request.wants_answer) {
        Writer writer = reply_begin(&session->reply, request.id);
        writer_begin_object(&writer, "result");
        answer_keyring(&writer, state);
        writer_end_object(&writer);
        reply_end(&writer);
        send_reply(session, request.id);
    }
    request_finish(&request);
}

Outcome
handle_cancel_unlock(Session *session, Request *request, Refusal *refusal)
{
    (void)refusal;
    choices_cancel_unlock(session->choices);
    Writer writer = reply_begin(&session->reply, request->id);
    writer_begin_object(&writer, "result");
    writer_end_object(&writer);
    reply_end(&writer);
    return HANDLED;
}

Outcome
handle_store(Session *session, Request *request, Refusal *refusal)
{
    ConfigStore place = CONFIG_STORE_KEYRING;
    ChangeStamp stamp;
    if (!config_store_read(json_get_string(request->params, "store"), &place)) {
        refuse(refusal, REASON_INVALID_PARAMS, "store");
        return REFUSED;
    }
    if (!begin_change(session, request, &stamp, refusal)) {
        return REFUSED;
    }
    choices_move(session->choices, config_store_name(place), &stamp);
    return HANDLED_LATER;
}

void
write_moved(Session *session, Writer *writer, const Request *request)
{
    writer_begin_object(writer, "result");
    writer_string(writer, "store", json_get_string(request->params, "store"));
    writer_integer(writer, "records", (int64_t)json_count(choices_records(session->choices)));
    answer_keyring(writer, choices_state(session->choices));
    writer_end_object(writer);
}

Outcome
handle_import(Session *session, Request *request, Refusal *refusal)
{
    const Json *records = json_get(request->params, "records");
    ChangeStamp stamp;
    if (!json_is_object(records)) {
        refuse(refusal, REASON_INVALID_PARAMS, "records");
        return REFUSED;
    }
    if (!begin_change(session, request, &stamp, refusal)) {
        return REFUSED;
    }
    choices_import(session->choices, records, &stamp);
    return HANDLED_LATER;
}

/* A decision that is not the one that was imported is a newer one. */
static bool
is_kept(const Session *session, const Json *imported)
{
    const char *at = json_get_string(imported, "at");
    const char *stored_at = json_get_string(choices_record(session->choices, json_name(imported)), "at");
    return at != NULL && (stored_at == NULL || strcmp(at, stored_at) != 0);
}

static void
write_controls(const Session *session, Writer *writer, const Json *records, bool kept)
{
    writer_begin_array(writer, kept ? "kept" : "taken");
    for (const Json *record = json_first(records); record != NULL; record = json_next(record)) {
        if (is_kept(session, record) == kept) {
            writer_string(writer, NULL, json_name(record));
        }
    }
    writer_end_array(writer);
}

void
write_imported(Session *session, Writer *writer, const Request *request)
{
    const Json *records = json_get(request->params, "records");
    writer_begin_object(writer, "result");
    write_controls(session, writer, records, false);
    write_controls(session, writer, records, true);
    writer_end_object(writer);
}
