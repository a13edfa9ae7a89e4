/* SPDX-License-Identifier: MIT
 *
 * What the files of this layer share: the state of one conversation, and one handler for each method. Private to the layer.
 */
#pragma once

#include "answer.h"
#include "clock.h"
#include "page_context.h"
#include "protocol.h"
#include "session.h"
#include "waiting.h"

enum { SESSION_MAX_REPLY = 1048576, SESSION_MAX_PROFILE = 64, SESSION_MAX_LANGUAGE = 35 };

struct Session {
    SessionConfig config;
    Store *store;
    Choices *choices;
    Matcher *matcher;
    Waiting waiting;
    uint64_t last_tag;
    Buffer reply; /* the message being written */
    Buffer scratch;
    Advice *advice;
    size_t n_advice_room;
    KeyringState told_state; /* what the other side knows of the keyring */
    bool is_initialized;
    char profile[SESSION_MAX_PROFILE + 1];
    char language[SESSION_MAX_LANGUAGE + 1];
};

/* HANDLED: the reply is in session->reply. HANDLED_LATER: the request was taken and waits. REFUSED: the refusal says why. */
typedef enum { HANDLED, HANDLED_LATER, REFUSED } Outcome;

Outcome handle_initialize(Session *session, Request *request, Refusal *refusal);
Outcome handle_match(Session *session, Request *request, Refusal *refusal);
Outcome handle_choose(Session *session, Request *request, Refusal *refusal);
Outcome handle_observe(Session *session, Request *request, Refusal *refusal);
Outcome handle_choices(Session *session, Request *request, Refusal *refusal);
Outcome handle_forget(Session *session, Request *request, Refusal *refusal);

/* Writes the result of a change that the keyring has stored. */
void write_stored(Session *session, Writer *writer, const Request *request);

/* Lets a request wait; 0 is the tag of those that wait for the keyring to open. */
Outcome wait_for(Session *session, Request *request, uint64_t tag, Refusal *refusal);

/* The name of a control in the language people read, NULL when the catalog no longer has it. */
const char *title_of(Session *session, const char *control);

/* Whether the "site" and "control" of the parameters, where given, name this control, or the one in its place. */
bool is_asked_for(Session *session, const Json *params, const char *control);
