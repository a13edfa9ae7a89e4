/* SPDX-License-Identifier: MIT */
#include "keyring.h"

#include "document.h"
#include "fake_keyring.h"

#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { MAX_PENDING = 128 };

struct Keyring {
    KeyringCalls calls;
    void *context;
    KeyringState state;
    int descriptor;
    bool has_news;
    size_t n_pending;
    struct {
        char *change;
        uint64_t tag;
    } pending[MAX_PENDING];
};

static struct {
    KeyringState state;
    bool is_held;
    bool fails_next;
    bool is_unlocking;
    KeyringState failure;
    Document *document;
    char *text;
    Keyring *keyring;
} fake;

static void
write_text(void)
{
    free(fake.text);
    fake.text = fake.document == NULL ? NULL : document_write(fake.document);
}

void
fake_keyring_end(void)
{
    document_free(fake.document);
    fake.document = NULL;
    fake.is_held = false;
    fake.fails_next = false;
    fake.is_unlocking = false;
    write_text();
}

/* The descriptor is readable while there is something to say. */
static void
signal_readiness(const Keyring *keyring)
{
    eventfd_t count = 0;
    (void)eventfd_read(keyring->descriptor, &count);
    if (!fake.is_held && (keyring->has_news || keyring->n_pending > 0)) {
        (void)eventfd_write(keyring->descriptor, 1);
    }
}

void
fake_keyring_hold(bool is_held)
{
    fake.is_held = is_held;
    signal_readiness(fake.keyring);
}

void
fake_keyring_fail_next(KeyringState state)
{
    fake.fails_next = true;
    fake.failure = state;
}

void
fake_keyring_begin(KeyringState state, const char *text)
{
    DocumentVerdict verdict = DOCUMENT_OK;
    fake_keyring_end();
    fake.state = state;
    fake.document = text == NULL ? NULL : document_read(text, strlen(text), &verdict);
    write_text();
}

void
fake_keyring_state(KeyringState state)
{
    fake.state = state;
    fake.keyring->has_news = true;
    signal_readiness(fake.keyring);
}

static void
merge(const char *change)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *parsed = json_parse(change, strlen(change), &verdict, NULL);
    if (fake.document == NULL) {
        fake.document = document_new();
    }
    (void)document_merge(fake.document, parsed, NULL);
    write_text();
}

void
fake_keyring_change(const char *change)
{
    merge(change);
    fake.keyring->has_news = true;
    signal_readiness(fake.keyring);
}

const char *
fake_keyring_text(void)
{
    return fake.text;
}

/* ---- keyring.h ---- */

Keyring *
keyring_new(const char *program, const KeyringCalls *calls, void *context)
{
    (void)program;
    Keyring *keyring = base_allocate(1, sizeof(*keyring));
    *keyring = (Keyring){.calls = *calls, .context = context, .state = KEYRING_OPENING};
    keyring->descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    fake.keyring = keyring;
    return keyring;
}

void
keyring_free(Keyring *keyring)
{
    for (size_t i = 0; i < keyring->n_pending; i++) {
        free(keyring->pending[i].change);
    }
    close(keyring->descriptor);
    free(keyring);
}

bool
keyring_can_recover(const Keyring *keyring)
{
    (void)keyring;
    return true;
}

KeyringState
keyring_state(const Keyring *keyring)
{
    return keyring->state;
}

int
keyring_descriptor(const Keyring *keyring)
{
    return keyring->descriptor;
}

static void
tell(Keyring *keyring)
{
    bool keeps = keyring_state_keeps(fake.state) && fake.text != NULL;
    keyring->has_news = false;
    keyring->state = fake.state;
    keyring->calls.read(keyring->context, fake.state, keeps ? fake.text : NULL, keeps ? strlen(fake.text) : 0);
}

static KeyringState
store(Keyring *keyring, const char *change)
{
    KeyringState state = fake.fails_next ? fake.failure : fake.state;
    fake.fails_next = false;
    if (keyring_state_keeps(state)) {
        merge(change);
        tell(keyring);
    }
    return state;
}

static void
answer_first(Keyring *keyring)
{
    AUTOFREE char *change = keyring->pending[0].change;
    uint64_t tag = keyring->pending[0].tag;
    keyring->n_pending--;
    memmove(&keyring->pending[0], &keyring->pending[1], keyring->n_pending * sizeof(keyring->pending[0]));
    KeyringState state = store(keyring, change);
    keyring->calls.updated(keyring->context, tag, state);
}

void
keyring_process(Keyring *keyring)
{
    if (!fake.is_held && keyring->has_news) {
        tell(keyring);
    }
    while (!fake.is_held && keyring->n_pending > 0) {
        answer_first(keyring);
    }
    signal_readiness(keyring);
}

void
keyring_update(Keyring *keyring, const char *change, uint64_t tag, int64_t now)
{
    (void)now;
    if (keyring->n_pending < MAX_PENDING) {
        keyring->pending[keyring->n_pending].change = base_copy(change);
        keyring->pending[keyring->n_pending++].tag = tag;
    }
    signal_readiness(keyring);
}

void
keyring_move(Keyring *keyring, const char *place, uint64_t tag, int64_t now)
{
    fake.state = strcmp(place, "file") == 0 ? KEYRING_FILE : KEYRING_READY;
    keyring_update(keyring, "{}", tag, now);
}

bool
keyring_unlock(Keyring *keyring)
{
    (void)keyring;
    bool is_new = !fake.is_unlocking;
    fake.is_unlocking = true;
    return is_new;
}

static void
end_unlock(const Keyring *keyring)
{
    fake.is_unlocking = false;
    keyring->calls.unlocked(keyring->context, keyring->state);
}

void
fake_keyring_end_dialog(KeyringState state)
{
    fake.state = state;
    tell(fake.keyring);
    end_unlock(fake.keyring);
}

void
keyring_cancel_unlock(Keyring *keyring)
{
    if (fake.is_unlocking) {
        end_unlock(keyring);
    }
}

void
keyring_refresh(Keyring *keyring, int64_t now)
{
    (void)now;
    keyring->has_news = true;
    signal_readiness(keyring);
}

int
keyring_timeout(const Keyring *keyring, int64_t now)
{
    (void)keyring;
    (void)now;
    return -1;
}

void
keyring_expire(Keyring *keyring, int64_t now)
{
    (void)now;
    keyring_process(keyring);
}
