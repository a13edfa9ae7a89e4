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

/* What requests wait for that wait for no change of their own: the keyring's first answer; the end of a dialog. */
enum { TAG_OPEN = 0 };
#define TAG_UNLOCK UINT64_MAX

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
Outcome handle_report(Session *session, Request *request, Refusal *refusal);
Outcome handle_unlock(Session *session, Request *request, Refusal *refusal);
Outcome handle_cancel_unlock(Session *session, Request *request, Refusal *refusal);
Outcome handle_store(Session *session, Request *request, Refusal *refusal);
Outcome handle_import(Session *session, Request *request, Refusal *refusal);

/* Writes the result of a change that the keyring has stored. */
void write_stored(Session *session, Writer *writer, const Request *request);
void write_moved(Session *session, Writer *writer, const Request *request);
void write_imported(Session *session, Writer *writer, const Request *request);

/* The keyring has ended the unlocking that a request waits for. */
void on_unlocked(void *context, KeyringState state);

/* Sends what is in session->reply. */
void send_reply(Session *session, const char *id);

/* A stamp for a change that `request` waits for. False with the refusal when too many wait. */
bool begin_change(Session *session, Request *request, ChangeStamp *stamp, Refusal *refusal);

/* Whose observations count in this conversation: the profile's; NULL for a person at a terminal, who has several. */
const char *observer(const Session *session);

/* Lets a request wait. */
Outcome wait_for(Session *session, Request *request, uint64_t tag, Refusal *refusal);

/* The name of a control in the language people read, NULL when the catalog no longer has it. */
const char *title_of(Session *session, const char *control);

/* Whether the "site" and "control" of the parameters, where given, name this control, or the one in its place. */
bool is_asked_for(Session *session, const Json *params, const char *control);
