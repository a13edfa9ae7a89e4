/* SPDX-License-Identifier: MIT
 *
 * One look at what a vault holds: which of its texts are documents, and what they say together. Writes nothing.
 */
#pragma once

#include "document.h"
#include "vault.h"

enum { READING_MAX_TEXTS = 16 };

typedef struct {
    KeyringState state;
    Document *document;               /* NULL when nothing is stored or the state does not keep */
    int positions[READING_MAX_TEXTS]; /* of the texts that a new one replaces */
    int n_positions;
    bool is_newer;  /* a newer version wrote it: read only */
    bool is_behind; /* the vault has lost what it had said it stored; the document has it all the same */
} Reading;

#define AUTOREADING BASE_CLEANUP(reading_finish) Reading

void reading_finish(Reading *reading);

/* Looks again with a new session where the first one seems broken, and takes in what the vault said it stored (`owed`: a list of changes, or NULL).
 * A secret that came back empty and is owed us is lost, not damaged: KWallet leaves it behind when it dies. */
Reading reading_take(Vault *vault, const Json *owed);

/* Everything that a document says, as a change. */
Json *reading_change_of(const Document *document);
