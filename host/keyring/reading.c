/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include <string.h>

/* About one fresh session with KWallet in a hundred is broken and returns nothing, empty text or another text. */
enum { MAX_TRIES = 4 };

void
reading_finish(Reading *reading)
{
    document_free(reading->document);
    reading->document = NULL;
}

Json *
reading_change_of(const Document *document)
{
    Json *change = json_new_object();
    json_set(change, "records", json_copy(document_records(document)));
    return change;
}

/* All texts that can be read become one, and are replaced by it: what is forgotten must not come back out of a copy. What cannot be read is
 * left alone. */
static void
take_in(Reading *reading, const char *text, int position)
{
    DocumentVerdict verdict = DOCUMENT_OK;
    AUTODOCUMENT *document = document_read(text, strlen(text), &verdict);
    if (document == NULL || reading->n_positions == READING_MAX_TEXTS) {
        return;
    }
    reading->is_newer = reading->is_newer || verdict == DOCUMENT_NEWER;
    reading->positions[reading->n_positions++] = position;
    if (reading->document == NULL) {
        reading->document = base_steal(&document);
        return;
    }
    AUTOJSON *change = reading_change_of(document);
    document_merge(reading->document, change, NULL);
}

/* Nothing could be read: the state says so, and every position is one that a person may give up. */
static void
call_damaged(Reading *reading, const VaultTexts *texts)
{
    reading->state = KEYRING_DAMAGED;
    for (size_t i = 0; i < texts->n_texts && i < READING_MAX_TEXTS; i++) {
        reading->positions[reading->n_positions++] = (int)i;
    }
}

static bool
are_all_empty(const VaultTexts *texts)
{
    for (size_t i = 0; i < texts->n_texts; i++) {
        if (texts->texts[i][0] != '\0') {
            return false;
        }
    }
    return true;
}

static Reading
look(Vault *vault, bool *is_ghost)
{
    AUTOTEXTS texts = {0};
    Reading reading = {.state = vault->read(vault, &texts)};
    *is_ghost = false;
    if (!keyring_state_keeps(reading.state)) {
        return reading;
    }
    for (size_t i = 0; i < texts.n_texts; i++) {
        take_in(&reading, texts.texts[i], (int)i);
    }
    if (texts.n_texts > 0 && reading.document == NULL) {
        call_damaged(&reading, &texts);
        *is_ghost = are_all_empty(&texts);
    }
    return reading;
}

static bool
deserves_another_try(KeyringState state)
{
    return state == KEYRING_LOST || state == KEYRING_DAMAGED;
}

static void
merge_all(Document *document, const Json *changes)
{
    for (const Json *change = json_first(changes); change != NULL; change = json_next(change)) {
        (void)document_merge(document, change, NULL);
    }
}

/* What is there already may come and go on the way; only the end counts. */
static void
take_owed(Reading *reading, KeyringState kept, const Json *owed)
{
    AUTODOCUMENT *document = reading->document != NULL ? document_copy(reading->document) : document_new();
    AUTOJSON *before = json_copy(document_records(document));
    merge_all(document, owed);
    reading->is_behind = !json_equal(before, document_records(document));
    if (reading->is_behind) {
        document_free(reading->document);
        reading->document = base_steal(&document);
        reading->state = kept;
    }
}

Reading
reading_take(Vault *vault, const Json *owed)
{
    bool is_ghost = false;
    Reading reading = look(vault, &is_ghost);
    for (int n_tries = 1; n_tries < MAX_TRIES && deserves_another_try(reading.state); n_tries++) {
        reading_finish(&reading);
        vault->reset(vault);
        reading = look(vault, &is_ghost);
    }
    if (owed != NULL && (is_ghost || keyring_state_keeps(reading.state))) {
        take_owed(&reading, vault->kept, owed);
    }
    return reading;
}
