/* SPDX-License-Identifier: MIT */
#include "writing.h"

#include <string.h>

static bool
forgets_everything(const Json *change)
{
    const Json *forgets = json_get(change, "forget");
    return json_count(forgets) == 1 && json_get_flag(json_first(forgets), "all", false);
}

Document *
writing_prepare(const Vault *vault, Reading *reading, const Json *change)
{
    if (reading->state == KEYRING_DAMAGED && reading->n_positions > 0 && forgets_everything(change)) {
        reading->state = vault->kept;
        reading->is_behind = true;
    }
    if (keyring_state_keeps(reading->state) && reading->document == NULL) {
        reading->document = document_new();
    }
    return reading->document;
}

/* A provider's word is not enough: what it stored is read again. */
static KeyringState
write_text(Vault *vault, int position, const char *text)
{
    AUTOTEXTS texts = {0};
    KeyringState state = vault->write(vault, position, text);
    state = keyring_state_keeps(state) ? vault->read_back(vault, position, &texts) : state;
    bool differs = keyring_state_keeps(state) && (texts.n_texts != 1 || strcmp(texts.texts[0], text) != 0);
    return differs ? KEYRING_LOST : state;
}

KeyringState
writing_store(Vault *vault, const Reading *reading)
{
    AUTOFREE char *text = document_write(reading->document);
    KeyringState state = reading->n_positions == 0 ? write_text(vault, VAULT_NEW, text) : reading->state;
    for (int i = 0; keyring_state_keeps(state) && i < reading->n_positions; i++) {
        state = write_text(vault, reading->positions[i], text);
    }
    return state;
}
