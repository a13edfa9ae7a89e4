/* SPDX-License-Identifier: MIT
 *
 * The document as all processes of the user see it: read, merged, written, read again, under one lock, and told about when another process
 * changed it. Knows no libsecret and no descriptor but the lock's.
 */
#pragma once

#include "lock.h"
#include "vault.h"

typedef struct Store Store;

/* Takes over the lock and the vault. */
Store *store_new(Lock *lock, Vault *vault);
void store_free(Store *store);

/* Reads what is stored. */
void store_read(Store *store);

/* Merges a change in. A state that keeps means that it was found there when read again. KEYRING_REFUSED: the change's own fault, or a newer
 * version's document; store_state tells of the store itself. */
KeyringState store_update(Store *store, const char *change, size_t length);

/* Writes what was found or stored last once more, should it have gone missing: KWallet says "stored" seconds before it is true. */
void store_confirm(Store *store);

/* True when another process changed the document since it was last read; empties the lock's descriptor. */
bool store_has_news(Store *store);

/* What was found last: the state, and the text, NULL when there is none. Borrowed until the next call. */
KeyringState store_state(const Store *store);
const char *store_text(const Store *store);
