/* SPDX-License-Identifier: MIT
 *
 * One conversation: text in, text out. Puts the catalog, the advice and the choices behind the methods of PROTOCOL.md. Has never heard of frames or of the descriptors
 * they come from, so it can be tested and fuzzed with strings; the browser's door (main) and the person's (ctl) both use it.
 */
#pragma once

#include "choices.h"
#include "store.h"

typedef struct Session Session;

/* What the door gave up before it read anything, as sandbox.h says it. */
typedef struct {
    const char *state;
    const char *problem; /* NULL when there is none */
} SessionSandbox;

typedef struct {
    const char *helper; /* path of offswitch-keyring */
    const char *databases[STORE_MAX_DATABASES + 1];
    bool is_for_people;   /* the command line's: it may also do what only a person decides */
    const char *country;  /* from the user's configuration, "" when not set; borrowed */
    int64_t (*now)(void); /* clock_now and clock_ticks, or a test's */
    int64_t (*ticks)(void);
    const char *caller;            /* how `initialize` calls a side that nobody vouches for; NULL for one that is known */
    const SessionSandbox *sandbox; /* looked at by `initialize`; NULL for a door that has none */
    /* A message for the other side: at most FRAME_MAX_OUT bytes, borrowed during the call. */
    void (*send)(void *context, const char *text, size_t length);
    void *context;
} SessionConfig;

Session *session_new(const SessionConfig *config);
void session_free(Session *session);

/* One message. Its answer is sent before this returns, or later from session_process or session_expire when it needs the keyring. */
void session_receive(Session *session, const char *text, size_t length);

/* Says that a frame above the limit came; nothing after it can be read. */
void session_refuse_frame(Session *session);

/* Says that this host will do no more good (its program was replaced, its launcher died): the other side should connect anew. */
void session_tell_outlived(Session *session);

/* What to poll for input beside the channel; -1 stands for none. */
enum { SESSION_N_DESCRIPTORS = 2 };
void session_descriptors(const Session *session, int descriptors[static SESSION_N_DESCRIPTORS]);

/* Does what has become possible; never blocks. Call when a descriptor is readable. */
void session_process(Session *session);

/* Milliseconds until session_expire wants to be called, -1 for never. */
int session_timeout(const Session *session);
void session_expire(Session *session);

/* True while a request waits for its answer. */
bool session_owes(const Session *session);
