/* SPDX-License-Identifier: MIT
 *
 * The document as all processes of the user see it: read, merged, written, read again, under one lock, and told about when another process
 * changed it. Knows no libsecret and no descriptor but the lock's.
 */
#pragma once

#include "lock.h"
#include "vault.h"

typedef struct Keeper Keeper;

/* Takes over the lock and the vault. */
Keeper *keeper_new(Lock *lock, Vault *vault);
void keeper_free(Keeper *keeper);

/* Reads what is stored. */
void keeper_read(Keeper *keeper);

/* Merges a change in. A state that keeps means that it was found there when read again. KEYRING_REFUSED: the change's own fault, or a newer
 * version's document; keeper_state tells of the document itself. */
KeyringState keeper_update(Keeper *keeper, const char *change, size_t length);

/* Writes what was found or stored last once more, should it have gone missing and nobody else have changed it: KWallet says "stored" seconds
 * before it is true. */
void keeper_confirm(Keeper *keeper);

/* True when another process changed the document since it was last read; empties the lock's descriptor. */
bool keeper_has_news(Keeper *keeper);

/* What was found last: the state, and the text, NULL when there is none. Borrowed until the next call. */
KeyringState keeper_state(const Keeper *keeper);
const char *keeper_text(const Keeper *keeper);
