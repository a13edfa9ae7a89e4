/* SPDX-License-Identifier: MIT */
#include "keeper.h"

#include "document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_READABLE = 16 };

struct Keeper {
    Lock *lock;
    Vault *vault;
    KeyringState state;
    char *text;
};

/* One look at the vault. */
typedef struct {
    KeyringState state;
    Document *document;          /* NULL when nothing is stored or the state does not keep */
    int positions[MAX_READABLE]; /* of the texts that could be read */
    int n_readable;
    bool is_newer;
} Reading;

#define AUTOREADING BASE_CLEANUP(reading_finish) Reading

static void
reading_finish(Reading *reading)
{
    document_free(reading->document);
    reading->document = NULL;
}

Keeper *
keeper_new(Lock *lock, Vault *vault)
{
    Keeper *keeper = base_allocate(1, sizeof(*keeper));
    *keeper = (Keeper){.lock = lock, .vault = vault, .state = KEYRING_OPENING};
    return keeper;
}

void
keeper_free(Keeper *keeper)
{
    keeper->vault->free(keeper->vault);
    lock_free(keeper->lock);
    free(keeper->text);
    free(keeper);
}

static Json *
change_of(const Document *document)
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
    if (document == NULL || reading->n_readable == MAX_READABLE) {
        return;
    }
    reading->is_newer = reading->is_newer || verdict == DOCUMENT_NEWER;
    reading->positions[reading->n_readable++] = position;
    if (reading->document == NULL) {
        reading->document = base_steal(&document);
        return;
    }
    AUTOJSON *change = change_of(document);
    document_merge(reading->document, change, NULL);
}

static Reading
read_once(Keeper *keeper)
{
    AUTOTEXTS texts = {0};
    Reading reading = {.state = keeper->vault->read(keeper->vault, &texts)};
    if (!keyring_state_keeps(reading.state)) {
        return reading;
    }
    for (size_t i = 0; i < texts.n_texts; i++) {
        take_in(&reading, texts.texts[i], (int)i);
    }
    if (texts.n_texts > 0 && reading.document == NULL) {
        reading.state = KEYRING_DAMAGED;
    }
    return reading;
}

static bool
deserves_another_try(KeyringState state)
{
    return state == KEYRING_LOST || state == KEYRING_DAMAGED;
}

/* A session with a restarted provider, or with a broken key exchange, looks just like a lost or damaged document. */
static Reading
read_twice(Keeper *keeper)
{
    Reading reading = read_once(keeper);
    if (deserves_another_try(reading.state)) {
        reading_finish(&reading);
        keeper->vault->reset(keeper->vault);
        reading = read_once(keeper);
    }
    return reading;
}

static void
remember(Keeper *keeper, const Reading *reading)
{
    free(keeper->text);
    keeper->state = reading->state;
    keeper->text = reading->document != NULL ? document_write(reading->document) : NULL;
}

void
keeper_read(Keeper *keeper)
{
    AUTOREADING reading = read_twice(keeper);
    remember(keeper, &reading);
}

/* A provider's word is not enough: what it stored is read again. */
static KeyringState
write_document(Keeper *keeper, const Reading *reading)
{
    AUTOFREE char *text = document_write(reading->document);
    KeyringState state = reading->n_readable == 0 ? keeper->vault->write(keeper->vault, VAULT_NEW, text) : reading->state;
    for (int i = 0; keyring_state_keeps(state) && i < reading->n_readable; i++) {
        state = keeper->vault->write(keeper->vault, reading->positions[i], text);
    }
    if (!keyring_state_keeps(state)) {
        return state;
    }
    AUTOREADING again = read_once(keeper);
    AUTOFREE char *stored = again.document != NULL ? document_write(again.document) : NULL;
    if (keyring_state_keeps(again.state) && (stored == NULL || strcmp(stored, text) != 0)) {
        return KEYRING_LOST;
    }
    return again.state;
}

/* `changed` is set when something was written. */
static KeyringState
merge_once(Keeper *keeper, const Json *change, bool *changed)
{
    Error error = {0};
    AUTOREADING reading = read_twice(keeper);
    remember(keeper, &reading);
    if (!keyring_state_keeps(reading.state)) {
        return reading.state;
    }
    if (reading.document == NULL) {
        reading.document = document_new();
    }
    bool is_new = !reading.is_newer && document_merge(reading.document, change, &error);
    if (!is_new) {
        return reading.is_newer || error.text[0] != '\0' ? KEYRING_REFUSED : reading.state;
    }
    *changed = true;
    reading.state = write_document(keeper, &reading);
    if (keyring_state_keeps(reading.state)) {
        remember(keeper, &reading);
    } else {
        keeper->state = reading.state;
        base_cleanup_memory(&keeper->text);
    }
    return reading.state;
}

static KeyringState
merge_twice(Keeper *keeper, const Json *change, bool *changed)
{
    KeyringState state = merge_once(keeper, change, changed);
    if (state == KEYRING_LOST) {
        keeper->vault->reset(keeper->vault);
        state = merge_once(keeper, change, changed);
    }
    return state;
}

static bool
take_lock(const Keeper *keeper)
{
    Error error = {0};
    if (lock_take(keeper->lock, &error)) {
        return true;
    }
    (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
    return false;
}

KeyringState
keeper_update(Keeper *keeper, const char *change, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    bool changed = false;
    AUTOJSON *parsed = json_parse(change, length, &verdict, NULL);
    if (parsed == NULL) {
        return KEYRING_REFUSED;
    }
    if (!take_lock(keeper)) {
        return KEYRING_LOST;
    }
    KeyringState state = merge_twice(keeper, parsed, &changed);
    lock_release(keeper->lock, changed);
    return state;
}

/* What another process changed since is theirs to confirm: our older document would bring back what they have forgotten. */
static bool
confirm_last(Keeper *keeper)
{
    DocumentVerdict verdict = DOCUMENT_OK;
    bool changed = false;
    if (lock_has_news(keeper->lock)) {
        keeper_read(keeper);
        return false;
    }
    AUTODOCUMENT *document = document_read(keeper->text, strlen(keeper->text), &verdict);
    AUTOJSON *change = change_of(document);
    (void)merge_twice(keeper, change, &changed);
    return changed;
}

void
keeper_confirm(Keeper *keeper)
{
    if (keeper->text != NULL && take_lock(keeper)) {
        lock_release(keeper->lock, confirm_last(keeper));
    }
}

KeyringState
keeper_state(const Keeper *keeper)
{
    return keeper->state;
}

const char *
keeper_text(const Keeper *keeper)
{
    return keeper->text;
}

bool
keeper_has_news(Keeper *keeper)
{
    return lock_has_news(keeper->lock);
}
