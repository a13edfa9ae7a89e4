/* SPDX-License-Identifier: MIT
 *
 * What the user decided and what pages showed, as this process knows it: the document last read from the keyring, and changes on their way there. Decides nothing. Has
 * never heard of the catalog or the wire.
 */
#pragma once

#include "change.h"
#include "keyring.h"

typedef struct Choices Choices;

typedef struct {
    /* Somebody else changed records of these sites (ids, ends with NULL), or the keyring's state changed (then possibly none). */
    void (*changed)(void *context, const char *const *sites);
    /* The answer to a change: stored, or why not. */
    void (*stored)(void *context, uint64_t tag, KeyringState state);
    /* The unlocking that was asked for has ended. */
    void (*unlocked)(void *context, KeyringState state);
} ChoicesCalls;

/* `helper` is the path of offswitch-keyring. Asks nobody yet. */
Choices *choices_new(const char *helper, const ChoicesCalls *calls, void *context);

/* Asks the keyring what it has, for the first time or again. Returns at once. */
void choices_open(Choices *choices, int64_t ticks);

void choices_free(Choices *choices);

/* OPENING until the keyring answered for the first time. */
KeyringState choices_state(const Choices *choices);

/* As in keyring.h. */
bool choices_can_recover(const Choices *choices);
int choices_descriptor(const Choices *choices);
void choices_process(Choices *choices);
int choices_timeout(const Choices *choices, int64_t ticks);
void choices_expire(Choices *choices, int64_t ticks);

/* Borrowed until the next call of choices_process or choices_expire. */
Choice choices_find(const Choices *choices, const char *control, const char *profile);
const Json *choices_record(const Choices *choices, const char *control);
const Json *choices_records(const Choices *choices);

typedef struct {
    uint64_t tag;  /* comes back in `stored` */
    int64_t now;   /* clock_now() */
    int64_t ticks; /* clock_ticks() */
} ChangeStamp;

/* As in change.h. */
void choices_choose(Choices *choices, const Decision *decision, const ChangeStamp *stamp);
void choices_observe(Choices *choices, const Observation *observation, const ChangeStamp *stamp);

/* `also` are more controls: what was kept of one under another id. */
void choices_forget(Choices *choices, const char *scope, const char *id, const Json *also, const ChangeStamp *stamp);

/* Takes records as `choices_records` gives them; what is stored and newer stays. */
void choices_import(Choices *choices, const Json *records, const ChangeStamp *stamp);

/* As in keyring.h. `place` is "keyring" or "file". */
void choices_move(Choices *choices, const char *place, const ChangeStamp *stamp);
bool choices_unlock(Choices *choices) MUST_USE;
void choices_cancel_unlock(Choices *choices);
