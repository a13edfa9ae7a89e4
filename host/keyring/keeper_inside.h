/* SPDX-License-Identifier: MIT
 *
 * What keeper.c (reading, merging, confirming) and keeper_move.c (from one place to the other) share. Private to both.
 */
#pragma once

#include "keeper.h"
#include "reading.h"

struct Keeper {
    KeeperParts parts;
    ConfigStore place;
    KeyringState state;
    char *text;
    bool has_waiting; /* at the end of the last merging something was left to the journal alone */
    bool is_ending;
};

/* On standard error. */
void keeper_complain(const Error *error);

/* Where the choices are kept now. */
Vault *keeper_vault(const Keeper *keeper);

/* What that place said it stored and may not have on its disk yet: a list of changes, yours to free; NULL when nothing is owed. */
Json *keeper_owed(const Keeper *keeper);

/* Both with the lock. Merges a change in and proves it, with a second session where the first one breaks; `changed` is set when something was written. */
KeyringState keeper_merge(Keeper *keeper, const Json *change, bool *changed);
void keeper_note(const Keeper *keeper, KeyringState state, const Json *change);

/* Takes the lock and looks anew where the choices are kept. */
bool keeper_lock(Keeper *keeper);

/* True when a file lies beside a keyring that is in use: a move that nobody has finished yet. */
bool keeper_has_left_a_file(const Keeper *keeper);

/* What the place that is not `place` has, as a change, yours to free; in `state` whether it could be read. */
Json *keeper_take_along(Keeper *keeper, ConfigStore place, KeyringState *state);

/* Removes the file that a move has left. */
void keeper_finish_move(const Keeper *keeper);
