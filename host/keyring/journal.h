/* SPDX-License-Identifier: MIT
 *
 * What was stored in a keyring a moment ago and may not be on its disk yet, for KeePassXC writes 0.3 s after it said so, KWallet 5 s after, and what dies in
 * between takes it along; and what KeePassXC has still to be given, because it cannot take it yet (vault.h, needs_rest). One file in $XDG_RUNTIME_DIR, which
 * is memory and ends with the login; it is gone again as soon as the keyring has had the time and has everything. Knows changes (document.h), no keyring.
 */
#pragma once

#include "json.h"

enum { JOURNAL_MATURES_MS = 6000 /* KWallet's 5 s and one to spare */ };

typedef struct Journal Journal;

Journal *journal_new(void);
void journal_free(Journal *journal);

/* A list of changes in the order in which they came, yours to free; NULL when there is none. */
Json *journal_read(const Journal *journal);

bool journal_exists(const Journal *journal);

/* True when nothing was added for as long as any keyring needs. */
bool journal_is_mature(const Journal *journal);

/* Both only by whoever has the lock (lock.h). A journal that cannot be written is said on standard error: false. */
bool journal_add(const Journal *journal, const Json *change);
void journal_end(const Journal *journal);
