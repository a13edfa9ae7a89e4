/* SPDX-License-Identifier: MIT */
#include "conversation.h"

#include <string.h>

enum { LATER_DAYS = 7 };

/* NULL with the refusal. */
static const ControlRecord *
find_control(Session *session, const Json *params, Refusal *refusal)
{
    const char *id = NULL;
    ControlPlace place = {0};
    if (!params_text(params, "control", &id, refusal)) {
        return NULL;
    }
    if (id == NULL) {
        refuse(refusal, REASON_INVALID_PARAMS, "control");
        return NULL;
    }
    if (!store_find_control(session->store, id, &place)) {
        refuse(refusal, REASON_UNKNOWN_CONTROL, "control");
    }
    return place.control;
}

bool
begin_change(Session *session, Request *request, ChangeStamp *stamp, Refusal *refusal)
{
    *stamp = (ChangeStamp){
        .tag = ++session->last_tag,
        .now = session->config.now(),
        .ticks = session->config.ticks(),
    };
    return waiting_add(&session->waiting, stamp->tag, request) || refuse(refusal, REASON_BUSY, "%s", "");
}

static bool
read_until(const Session *session, const Json *params, ChoiceKind kind, char until[static CLOCK_DATE_SIZE], Refusal *refusal)
{
    const char *text = NULL;
    if (!params_text(params, "until", &text, refusal)) {
        return false;
    }
    if (text != NULL && (kind != CHOICE_LATER || !clock_is_date(text))) {
        return refuse(refusal, REASON_INVALID_PARAMS, "until");
    }
    clock_date(session->config.now(), LATER_DAYS, until);
    if (text != NULL) {
        memcpy(until, text, strlen(text) + 1);
    }
    return true;
}

static bool
read_at(const Json *params, int64_t *at, Refusal *refusal)
{
    const char *text = NULL;
    if (!params_text(params, "at", &text, refusal)) {
        return false;
    }
    if (text != NULL && !clock_is_stamp(text)) {
        return refuse(refusal, REASON_INVALID_PARAMS, "at");
    }
    *at = text != NULL ? clock_read(text) : 0;
    return true;
}

Outcome
handle_choose(Session *session, Request *request, Refusal *refusal)
{
    Decision decision = {0};
    char until[CLOCK_DATE_SIZE];
    const ControlRecord *control = find_control(session, request->params, refusal);
    if (control == NULL) {
        return REFUSED;
    }
    if (!choice_kind_read(json_get_string(request->params, "choice"), &decision.kind)) {
        refuse(refusal, REASON_INVALID_PARAMS, "choice");
        return REFUSED;
    }
    if (!read_until(session, request->params, decision.kind, until, refusal) ||
        !read_at(request->params, &decision.at, refusal)) {
        return REFUSED;
    }
    ChangeStamp stamp;
    if (!begin_change(session, request, &stamp, refusal)) {
        return REFUSED;
    }
    decision.control = control->id;
    decision.until = decision.kind == CHOICE_LATER ? until : NULL;
    choices_choose(session->choices, &decision, &stamp);
    return HANDLED_LATER;
}

/* A state of this control: "on", "off" and so on, or one of its options, by id or by name. */
static const char *
read_observed_state(Session *session, const ControlRecord *control, const char *name)
{
    ControlState state = STATE_UNKNOWN;
    if (name == NULL) {
        return NULL;
    }
    const char *option = control_option_id(control, name, &session->scratch);
    return option != NULL ? option : page_state_read(name, &state) ? name : NULL;
}

static Shown
shown(const ControlRecord *control, const char *state)
{
    if (strcmp(state, "unknown") == 0 || strcmp(state, "mixed") == 0 || control->private_state == NULL) {
        return SHOWN_UNREADABLE;
    }
    return strcmp(state, control->private_state) == 0 ? SHOWN_PRIVATE : SHOWN_EXPOSING;
}

Outcome
handle_observe(Session *session, Request *request, Refusal *refusal)
{
    const ControlRecord *control = find_control(session, request->params, refusal);
    if (control == NULL) {
        return REFUSED;
    }
    Observation observation = {
        .control = control->id,
        .profile = session->profile,
        .state = read_observed_state(session, control, json_get_string(request->params, "state")),
    };
    bool is_proven = proof_read(json_get_string(request->params, "proof"), &observation.proof);
    if (observation.state == NULL || !is_proven) {
        refuse(refusal, REASON_INVALID_PARAMS, "%s", observation.state == NULL ? "state" : "proof");
        return REFUSED;
    }
    observation.shown = shown(control, observation.state);
    ChangeStamp stamp;
    if (!begin_change(session, request, &stamp, refusal)) {
        return REFUSED;
    }
    choices_observe(session->choices, &observation, &stamp);
    return HANDLED_LATER;
}

/* The one of "control", "site", "all" that is given; NULL when none or several are. */
static const char *
read_scope(const Json *params)
{
    static const char *const scopes[] = {"control", "site", "all"};
    const char *scope = NULL;
    for (size_t i = 0; i < N_ELEMENTS(scopes); i++) {
        const Json *member = json_get(params, scopes[i]);
        if (member == NULL) {
            continue;
        }
        bool good = i == 2 ? json_get_flag(params, "all", false)
                           : json_is_string(member) && strlen(json_string(member)) <= PAGE_MAX_CHARACTERS;
        if (scope != NULL || !good) {
            return NULL;
        }
        scope = scopes[i];
    }
    return scope;
}

/* The records that the forgetting will remove; kept with the request until they are gone. */
static Json *
list_removed(Session *session, const Json *params)
{
    Json *removed = json_new_array();
    const Json *record = json_first(choices_records(session->choices));
    for (; record != NULL; record = json_next(record)) {
        if (is_asked_for(session, params, json_name(record))) {
            json_append(removed, json_new_string(json_name(record)));
        }
    }
    return removed;
}

Outcome
handle_forget(Session *session, Request *request, Refusal *refusal)
{
    const char *scope = read_scope(request->params);
    if (scope == NULL) {
        refuse(refusal, REASON_INVALID_PARAMS, "control");
        return REFUSED;
    }
    AUTOFREE char *id = base_copy(json_get_string(request->params, scope));
    json_set(request->json, "removed", list_removed(session, request->params));
    const Json *also = strcmp(scope, "control") == 0 ? json_get(request->json, "removed") : NULL;
    ChangeStamp stamp;
    if (!begin_change(session, request, &stamp, refusal)) {
        return REFUSED;
    }
    choices_forget(session->choices, scope, id, also, &stamp);
    return HANDLED_LATER;
}

static void
write_chosen(Session *session, Writer *writer, const Request *request)
{
    const char *control = json_get_string(request->params, "control");
    answer_record(writer, "result", choices_record(session->choices, control), control, title_of(session, control));
}

static void
write_observed(Session *session, Writer *writer, const Request *request)
{
    const char *control = json_get_string(request->params, "control");
    Choice choice = choices_find(session->choices, control, session->profile);
    writer_begin_object(writer, "result");
    writer_string(writer, "control", control);
    writer_flag(writer, "wentBack", choice.kind == CHOICE_PRIVATE && choice.standing == SEEN_WENT_BACK);
    writer_end_object(writer);
}

static void
write_forgotten(Session *session, Writer *writer, const Request *request)
{
    (void)session;
    AUTOFREE char *removed = json_print(json_get(request->json, "removed"));
    writer_begin_object(writer, "result");
    writer_raw(writer, "removed", removed);
    writer_end_object(writer);
}

void
write_stored(Session *session, Writer *writer, const Request *request)
{
    static void (*const writers[N_METHODS])(Session *, Writer *, const Request *) = {
        [METHOD_CHOOSE] = write_chosen, [METHOD_OBSERVE] = write_observed, [METHOD_FORGET] = write_forgotten,
        [METHOD_STORE] = write_moved,   [METHOD_IMPORT] = write_imported,
    };
    writers[request->method](session, writer, request);
}
