/* SPDX-License-Identifier: MIT
 *
 * The host's side of the keyring: starts offswitch-keyring, asks it, never waits for it. One descriptor to poll, every request has a
 * deadline, a helper that overstays is killed (killing it is harmless to the provider; cancelling a libsecret call is not). Knows no libsecret and no
 * D-Bus; the document is text to it. A unit test links another keyring.c behind this header.
 */
#pragma once

#include "error.h"

typedef enum {
    KEYRING_OPENING,       /* asked, no answer yet */
    KEYRING_READY,         /* in the keyring */
    KEYRING_FILE,          /* in the user's own file, by their choice */
    KEYRING_LOCKED,        /* the default collection is locked; never unlocked on our own */
    KEYRING_NO_COLLECTION, /* no default collection */
    KEYRING_NO_PROVIDER,   /* a bus, but nobody owns org.freedesktop.secrets */
    KEYRING_NO_BUS,        /* no session bus */
    KEYRING_TIMEOUT,       /* the helper overstayed and was killed */
    KEYRING_LOST,          /* the provider, the bus or the helper went away in the middle */
    KEYRING_NO_HELPER,     /* offswitch-keyring could not be started */
    KEYRING_DAMAGED,       /* what is stored cannot be read; it is left as it is */
    KEYRING_REFUSED,       /* only in `updated`: a change of another shape, a full document, or one that a newer version wrote */
} KeyringState;

/* The word on the wire: "opening", "ready", "file", "locked", "noCollection", "noProvider", "noBus", "timeout", "lost", "noHelper", "damaged",
 * "refused". */
const char *keyring_state_name(KeyringState state);

/* True in the states in which choices can be stored. */
bool keyring_state_keeps(KeyringState state);

enum { KEYRING_DEADLINE_MS = 2000, KEYRING_MAX_WAITING = 256 /* requests; one more is answered `lost` */ };

typedef struct Keyring Keyring;

/* Called from keyring_process and keyring_expire, never from a question. They may ask again, but not free the keyring. Nothing is called after
 * keyring_free. */
typedef struct {
    /* The document as it is stored now, when first read and whenever anybody changed it; `text` is NULL when nothing is stored yet or the state does
     * not keep. Not NUL-terminated, borrowed during the call. */
    void (*read)(void *context, KeyringState state, const char *text, size_t length);
    /* The answer to one keyring_update or keyring_move: its tag; stored exactly when the state keeps. A `read` with the merged document was called before. */
    void (*updated)(void *context, uint64_t tag, KeyringState state);
    /* The dialog that keyring_unlock asked for has ended, or nobody waits for it any more; a `read` was called before when the state is another one. */
    void (*unlocked)(void *context, KeyringState state);
} KeyringCalls;

/* Makes what starts the helper (launcher.h), so that this process may give up starting any; the helper itself is keyring_refresh's to start. `program` is its
 * path. Never NULL. */
Keyring *keyring_new(const char *program, const KeyringCalls *calls, void *context);
void keyring_free(Keyring *keyring); /* closes the pipe: a healthy helper finishes what it has and leaves */

KeyringState keyring_state(const Keyring *keyring);

/* False when a helper that is gone cannot be started again, whatever is asked: only another process can. */
bool keyring_can_recover(const Keyring *keyring);

/* The descriptor to poll for input, -1 when there is no helper. */
int keyring_descriptor(const Keyring *keyring);

/* Reads what the helper sent and calls back. Never blocks. */
void keyring_process(Keyring *keyring);

/* Asks to read, for the first time or again: the user may have unlocked the keyring since. Returns at once; the answer is a `read` when the state or the document is another one.
 * Starts the helper if there is none (one that cannot be started is the state noHelper, told by the next keyring_expire); does nothing while one is asked already. `now` is
 * clock_ticks(). */
void keyring_refresh(Keyring *keyring, int64_t now);

/* Asks to merge a change (document.h) into what is stored. Starts the helper again if it is gone. `tag` comes back in `updated`. */
void keyring_update(Keyring *keyring, const char *change, uint64_t tag, int64_t now);

/* Asks to keep the choices in another place from now on, "keyring" or "file", and to take along what there is (keeper.h). `tag` comes back in `updated`. */
void keyring_move(Keyring *keyring, const char *place, uint64_t tag, int64_t now);

/* Lets the provider ask the person for their password, as long as they take; everything else goes on. Only when a person asked for it. False when one waits
 * already. */
bool keyring_unlock(Keyring *keyring) MUST_USE;

/* Waits for the person no longer: `unlocked` follows. Their dialog stays, for taking it away would take gnome-keyring along. */
void keyring_cancel_unlock(Keyring *keyring);

/* Milliseconds until keyring_expire wants to be called, -1 for never. */
int keyring_timeout(const Keyring *keyring, int64_t now);

/* Kills a helper that overstayed and answers its requests with `timeout`; reports what could not even be asked. */
void keyring_expire(Keyring *keyring, int64_t now);
