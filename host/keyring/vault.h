/* SPDX-License-Identifier: MIT
 *
 * A place that keeps the document's text: the keyring or the user's own file. Knows no document: it neither merges nor judges what it
 * holds. A vault waits for as long as its provider does; the host kills a process that waits too long.
 */
#pragma once

#include "base.h"
#include "keyring.h"

/* The texts found: none when nothing is stored, one as a rule, more after a race or a restored backup. */
typedef struct {
    char **texts;
    size_t n_texts;
} VaultTexts;

#define AUTOTEXTS BASE_CLEANUP(vault_texts_finish) VaultTexts

/* A text with a NUL in it is none of ours and is taken as empty, as is none at all. */
void vault_texts_add(VaultTexts *texts, const char *text, size_t length);
void vault_texts_finish(VaultTexts *texts);

enum { VAULT_NEW = -1 };

typedef struct Vault Vault;

struct Vault {
    KeyringState kept; /* the state of a vault that is well: KEYRING_READY or KEYRING_FILE */
    /* Adds what is stored. A state that keeps says that this is all there is; any other, why nothing is known. */
    KeyringState (*read)(Vault *vault, VaultTexts *texts);
    /* Replaces the text at this position of the last reading, or stores a first one (VAULT_NEW). */
    KeyringState (*write)(Vault *vault, int position, const char *text);
    /* Adds what is stored now at a position that was written since the last reading. */
    KeyringState (*read_back)(Vault *vault, int position, VaultTexts *texts);
    /* True where a change that comes before the last one is on the disk (journal.h) does harm; NULL where it never does. */
    bool (*needs_rest)(const Vault *vault);
    /* Forgets its session with the provider: the next reading begins anew. */
    void (*reset)(Vault *vault);
    void (*free)(Vault *vault);
};

typedef struct Provider Provider;

/* The Secret Service, through libsecret. `provider` (provider.h) must outlive it. */
Vault *secret_vault_new(Provider *provider);

/* A folder of its own, which is all that the helper may write in the user's data. */
#define FILE_VAULT_NAME "choices/choices.json"

/* $XDG_DATA_HOME/offswitch/choices/choices.json. */
Vault *file_vault_new(void);
bool file_vault_exists(void);
void file_vault_remove(void);
