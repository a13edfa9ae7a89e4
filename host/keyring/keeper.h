/* SPDX-License-Identifier: MIT
 *
 * The document as all processes of the user see it: read, merged, written, read again, under one lock, and told about when another process
 * changed it. Knows where the user wants it kept (config.h), no libsecret, and no descriptor but the lock's.
 */
#pragma once

#include "config.h"
#include "journal.h"
#include "lock.h"
#include "vault.h"

typedef struct Keeper Keeper;

typedef struct {
    Lock *lock;
    Journal *journal;
    Vault *vaults[CONFIG_N_STORES];
} KeeperParts;

/* Takes over all parts. */
Keeper *keeper_new(const KeeperParts *parts);
void keeper_free(Keeper *keeper);

/* Reads what is stored where the user wants it kept now. */
void keeper_read(Keeper *keeper);

/* Merges a change in. A state that keeps means that it was found there when read again. KEYRING_REFUSED: the change's own fault, or a newer
 * version's document; keeper_state tells of the document itself. A damaged document gives way only to a change that forgets everything. */
KeyringState keeper_update(Keeper *keeper, const char *change, size_t length);

/* Keeps the choices in this place from now on: takes those of the other one along and says so in the user's configuration. Where the new place does not keep, nothing
 * changes. What is in a keyring stays there; a file is removed once the keyring has had the time to keep its choices for good. */
KeyringState keeper_move(Keeper *keeper, ConfigStore place);

/* Looks whether what a keyring said it stored is there still, and writes it again if not. True when there is something left to confirm: call again
 * JOURNAL_MATURES_MS later. */
bool keeper_confirm(Keeper *keeper);

/* Before the process ends: what a vault that needs rest has not got yet is written now, at that risk, for nobody may come back before the login ends. */
void keeper_end(Keeper *keeper);

/* True when something waits for a confirmation, whoever stored it. */
bool keeper_owes_confirmation(const Keeper *keeper);

/* The lock's descriptor, to poll for input; keeper_has_news empties it: true when another process changed the document since it was last read. */
int keeper_descriptor(const Keeper *keeper);
bool keeper_has_news(Keeper *keeper);

/* What was found last: the state, and the text, NULL when there is none. Borrowed until the next call. */
KeyringState keeper_state(const Keeper *keeper);
const char *keeper_text(const Keeper *keeper);
