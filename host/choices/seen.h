/* SPDX-License-Identifier: MIT
 *
 * What pages showed of one control in one browser profile, and whether the site took back what was in force. The one place that says which flips count. Pure.
 *
 * A site took it back when a page shows the exposing state on a load of its own, after pages of the same profile had shown the protecting one.
 * Another profile's pages say nothing: another account may be signed in there. What counts for nothing at all: a page whose state cannot be read, one that is
 * signed out or has changed (the control is not found, and nobody observes it), and what our own click left behind. A person who presses the site's
 * control themselves is no site: from then on it is as if it had never been in force, and what they turned off is in force once a load of its own shows
 * it, for until then it may wait for a Save button. Advice speaks of it only to who decided for private.
 */
#pragma once

#include "json.h"

typedef enum { SEEN_NOT_IN_FORCE, SEEN_IN_FORCE, SEEN_WENT_BACK, N_SEEN } SeenStanding;

typedef enum { SHOWN_PRIVATE, SHOWN_EXPOSING, SHOWN_UNREADABLE } Shown;

/* READ: on a load of its own; CLICK: read back after our click; RELOAD: our click, read again on a later load; PRESS: it changed on a page that had shown the
 * other state and that a person's hand was on. */
typedef enum { PROOF_READ, PROOF_CLICK, PROOF_RELOAD, PROOF_PRESS, N_PROOFS } Proof;

/* "read", "click", "reload", "press". False when `name` is none of them. */
const char *proof_name(Proof proof);
bool proof_read(const char *name, Proof *proof);

/* Every flip there is. */
SeenStanding seen_next(SeenStanding standing, Shown shown, Proof proof);

/* Of what is stored of a profile; NULL was never seen. */
SeenStanding seen_standing(const Json *seen);

typedef struct {
    const char *state; /* as it is kept: "on", "off", "unknown", an option's id */
    Shown shown;
    Proof proof;
    const char *at; /* a stamp of clock.h */
} Sight;

/* What is to be stored of a profile after one more sight. `before` may be NULL. Yours. */
Json *seen_after(const Json *before, const Sight *sight);
