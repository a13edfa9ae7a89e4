/* SPDX-License-Identifier: MIT */
#include "conversation.h"

#include <stdlib.h>
#include <string.h>

void
send_reply(Session *session, const char *id)
{
    if (session->reply.length > SESSION_MAX_REPLY) {
        const Refusal refusal = {.reason = REASON_INTERNAL};
        reply_refuse(&session->reply, id, &refusal);
    }
    session->config.send(session->config.context, session->reply.data, session->reply.length);
}

static void
send_refusal(Session *session, const Request *request, const Refusal *refusal)
{
    if (request->wants_answer) {
        reply_refuse(&session->reply, request->id, refusal);
        send_reply(session, request->id);
    }
}

static void
send_changed(Session *session, const char *what, const char *const *sites)
{
    buffer_clear(&session->reply);
    Writer writer = writer_on(&session->reply);
    writer_begin_object(&writer, NULL);
    writer_string(&writer, "jsonrpc", "2.0");
    writer_string(&writer, "method", "changed");
    writer_begin_object(&writer, "params");
    writer_begin_array(&writer, "sites");
    for (; sites != NULL && *sites != NULL; sites++) {
        writer_string(&writer, NULL, *sites);
    }
    writer_end_array(&writer);
    writer_string(&writer, "what", what);
    answer_keyring(&writer, choices_state(session->choices));
    writer_end_object(&writer);
    writer_end_object(&writer);
    send_reply(session, "null");
}

Outcome
wait_for(Session *session, Request *request, uint64_t tag, Refusal *refusal)
{
    if (waiting_add(&session->waiting, tag, request)) {
        return HANDLED_LATER;
    }
    refuse(refusal, REASON_BUSY, "%s", "");
    return REFUSED;
}

static void
on_stored(void *context, uint64_t tag, KeyringState state)
{
    Session *session = context;
    Request request;
    if (!waiting_take(&session->waiting, tag, &request)) {
        return;
    }
    if (!keyring_state_keeps(state)) {
        const Refusal refusal = {.reason = REASON_NOT_SAVED, .detail = keyring_state_name(state)};
        send_refusal(session, &request, &refusal);
    } else if (request.wants_answer) {
        Writer writer = reply_begin(&session->reply, request.id);
        write_stored(session, &writer, &request);
        reply_end(&writer);
        send_reply(session, request.id);
    }
    request_finish(&request);
}

static void answer(Session *session, Request *request);

static void
on_changed(void *context, const char *const *sites)
{
    Session *session = context;
    KeyringState state = choices_state(session->choices);
    if (sites[0] != NULL && session->is_initialized) {
        send_changed(session, "choices", sites);
    } else if (state != session->told_state && session->is_initialized) {
        send_changed(session, "keyring", NULL);
    }
    session->told_state = state;
    if (!choices_can_recover(session->choices)) {
        session_tell_outlived(session);
    }
    Request request;
    while (state != KEYRING_OPENING && waiting_take(&session->waiting, TAG_OPEN, &request)) {
        answer(session, &request);
        request_finish(&request);
    }
}

typedef Outcome (*Handler)(Session *session, Request *request, Refusal *refusal);

static const Handler handlers[N_METHODS] = {
    [METHOD_INITIALIZE] = handle_initialize, [METHOD_MATCH] = handle_match,     [METHOD_CHOOSE] = handle_choose,
    [METHOD_OBSERVE] = handle_observe,       [METHOD_CHOICES] = handle_choices, [METHOD_FORGET] = handle_forget,
    [METHOD_REPORT] = handle_report,         [METHOD_UNLOCK] = handle_unlock,   [METHOD_CANCEL_UNLOCK] = handle_cancel_unlock,
    [METHOD_STORE] = handle_store,           [METHOD_IMPORT] = handle_import,
};

/* A control that is gone is asked about as the one in its place. */
static void
follow_tombstone(const Session *session, Request *request)
{
    ControlPlace place;
    const char *control = json_get_string(request->params, "control");
    bool is_moved =
        control != NULL && store_find_control(session->store, control, &place) && strcmp(place.control->id, control) != 0;
    if (is_moved) {
        json_set(json_get_mutable(request->json, "params"), "control", json_new_string(place.control->id));
    }
}

static void
answer(Session *session, Request *request)
{
    Refusal refusal = {0};
    Outcome outcome = REFUSED;
    follow_tombstone(session, request);
    if (request->method != METHOD_INITIALIZE && !session->is_initialized) {
        refuse(&refusal, REASON_NOT_INITIALIZED, "%s", "");
    } else if (method_is_for_people(request->method) && !session->config.is_for_people) {
        refuse(&refusal, REASON_UNKNOWN_METHOD, "%s", "");
    } else {
        outcome = handlers[request->method](session, request, &refusal);
    }
    if (outcome == HANDLED && request->wants_answer) {
        send_reply(session, request->id);
    } else if (outcome == REFUSED) {
        send_refusal(session, request, &refusal);
    }
    /* The helper's start must not hold up the first reply: they may have one core between them. */
    if (outcome == HANDLED && request->method == METHOD_INITIALIZE) {
        choices_open(session->choices, session->config.ticks());
    }
}

void
session_receive(Session *session, const char *text, size_t length)
{
    Request request;
    Refusal refusal;
    store_trim(session->store);
    if (request_read(text, length, &request, &refusal)) {
        answer(session, &request);
    } else {
        send_refusal(session, &request, &refusal);
    }
    request_finish(&request);
}

void
session_refuse_frame(Session *session)
{
    const Refusal refusal = {.reason = REASON_FRAME_TOO_LARGE};
    reply_refuse(&session->reply, "null", &refusal);
    send_reply(session, "null");
}

void
session_tell_outlived(Session *session)
{
    if (session->is_initialized) {
        send_changed(session, "host", NULL);
    }
}

Session *
session_new(const SessionConfig *config)
{
    static const ChoicesCalls calls = {.changed = on_changed, .stored = on_stored, .unlocked = on_unlocked};
    Session *session = base_allocate(1, sizeof(*session));
    session->config = *config;
    session->choices = choices_new(config->helper, &calls, session);
    session->store = store_new(config->databases);
    session->matcher = matcher_new();
    return session;
}

void
session_free(Session *session)
{
    choices_free(session->choices);
    store_free(session->store);
    matcher_free(session->matcher);
    waiting_finish(&session->waiting);
    buffer_finish(&session->reply);
    buffer_finish(&session->scratch);
    free(session->advice);
    free(session);
}

void
session_descriptors(const Session *session, int descriptors[static SESSION_N_DESCRIPTORS])
{
    descriptors[0] = choices_descriptor(session->choices);
    descriptors[1] = store_descriptor(session->store);
}

void
session_process(Session *session)
{
    if (store_refresh(session->store) && session->is_initialized) {
        send_changed(session, "catalog", NULL);
    }
    choices_process(session->choices);
}

int
session_timeout(const Session *session)
{
    return choices_timeout(session->choices, session->config.ticks());
}

void
session_expire(Session *session)
{
    choices_expire(session->choices, session->config.ticks());
}

bool
session_owes(const Session *session)
{
    return session->waiting.n_requests > 0;
}
