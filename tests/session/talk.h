/* SPDX-License-Identifier: MIT
 *
 * A session with a catalog of its own and a fake keyring, and all that it said. For tests; one at a time.
 */
#pragma once

#include "fake_keyring.h"
#include "session.h"

#include <stddef.h>

enum { TALK_MAX_HEARD = 128 };

typedef struct {
    Session *session;
    size_t n_heard;
    char *heard[TALK_MAX_HEARD];
} Talk;

/* The database is fixture.h's, written anew. Before the first one. */
bool talk_open(void);
void talk_close(void);
const char *talk_database(void);

/* The keyring is asked at the first session_process. */
void talk_begin(Talk *talk, KeyringState state);
void talk_end(Talk *talk);

/* One message, as JSON. */
void talk_say(Talk *talk, const char *text);
void talk_introduce(Talk *talk);

/* True when some message has both. */
bool talk_heard(const Talk *talk, const char *one, const char *other);
void talk_forget_heard(Talk *talk);

#define TALK_ASK(id, method, params) "{\"jsonrpc\":\"2.0\",\"id\":" id ",\"method\":\"" method "\",\"params\":" params "}"
#define TALK_MATCH                                                                  \
    TALK_ASK("2", "match",                                                          \
             "{\"url\":\"https://www.example.com/settings/privacy\",\"controls\":[" \
             "{\"role\":\"switch\",\"state\":\"on\",\"key\":{\"labelledby\":\"adsKey\"}}]}")
