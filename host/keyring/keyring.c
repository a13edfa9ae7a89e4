/* SPDX-License-Identifier: MIT */
#include "keyring.h"

#include "helper.h"
#include "message.h"

#include <stdlib.h>
#include <string.h>

enum { OUTPUT_RETRY_MS = 10 };

typedef struct {
    MessageKind kind;
    uint64_t tag;
    int64_t deadline;
    KeyringState verdict; /* KEYRING_OPENING while the helper has it; else what keyring_expire will answer */
} Request;

struct Keyring {
    char *program;
    KeyringCalls calls;
    void *context;
    Helper helper;
    bool was_started;
    KeyringState state;
    bool state_is_untold;
    Buffer input;
    Buffer output;
    Request *requests; /* in the order in which the helper answers */
    size_t n_requests;
};

static bool
start(Keyring *keyring)
{
    if (keyring->helper.fd >= 0) {
        return true;
    }
    buffer_clear(&keyring->input);
    buffer_clear(&keyring->output);
    if (!helper_start(&keyring->helper, keyring->program)) {
        /* It was there once: what fails now is this process (a sandbox, a limit), not the installation. */
        keyring->state = keyring->was_started ? KEYRING_LOST : KEYRING_NO_HELPER;
        keyring->state_is_untold = true;
        return false;
    }
    keyring->state = KEYRING_OPENING;
    keyring->state_is_untold = false;
    keyring->was_started = true;
    return true;
}

/* When the helper is gone nothing is sent, and the end of its output says so at the next keyring_process. */
static void
flush(Keyring *keyring)
{
    if (keyring->helper.fd >= 0 && helper_send(&keyring->helper, &keyring->output) == HELPER_GONE) {
        buffer_clear(&keyring->output);
    }
}

static size_t
count_waiting(const Keyring *keyring)
{
    size_t count = 0;
    for (size_t i = 0; i < keyring->n_requests; i++) {
        count += keyring->requests[i].verdict == KEYRING_OPENING ? 1 : 0;
    }
    return count;
}

static KeyringState
judge(Keyring *keyring, const Message *message)
{
    if (message->length > MESSAGE_MAX_SIZE) {
        return KEYRING_REFUSED;
    }
    if (!start(keyring)) {
        return keyring->state;
    }
    return count_waiting(keyring) < KEYRING_MAX_WAITING ? KEYRING_OPENING : KEYRING_LOST;
}

static void
ask(Keyring *keyring, const Message *message, int64_t now)
{
    Request request = {
        .kind = message->kind,
        .tag = message->tag,
        .deadline = now + KEYRING_DEADLINE_MS,
        .verdict = judge(keyring, message),
    };
    keyring->requests = base_resize(keyring->requests, keyring->n_requests + 1, sizeof(request));
    keyring->requests[keyring->n_requests++] = request;
    if (request.verdict == KEYRING_OPENING) {
        message_append(&keyring->output, message);
        flush(keyring);
    }
}

Keyring *
keyring_new(const char *program, const KeyringCalls *calls, void *context, int64_t now)
{
    Keyring *keyring = base_allocate(1, sizeof(*keyring));
    keyring->program = base_copy(program);
    keyring->calls = *calls;
    keyring->context = context;
    keyring->helper = HELPER_NONE;
    keyring_refresh(keyring, now);
    return keyring;
}

void
keyring_free(Keyring *keyring)
{
    if (keyring == NULL) {
        return;
    }
    flush(keyring);
    helper_leave(&keyring->helper);
    buffer_finish(&keyring->input);
    buffer_finish(&keyring->output);
    free(keyring->requests);
    free(keyring->program);
    free(keyring);
}

KeyringState
keyring_state(const Keyring *keyring)
{
    return keyring->state;
}

int
keyring_descriptor(const Keyring *keyring)
{
    return keyring->helper.fd;
}

void
keyring_refresh(Keyring *keyring, int64_t now)
{
    for (size_t i = 0; i < keyring->n_requests; i++) {
        if (keyring->requests[i].kind == MESSAGE_OPEN) {
            return;
        }
    }
    ask(keyring, &(Message){.kind = MESSAGE_OPEN}, now);
}

void
keyring_update(Keyring *keyring, const char *change, uint64_t tag, int64_t now)
{
    ask(keyring, &(Message){.kind = MESSAGE_UPDATE, .tag = tag, .text = change, .length = strlen(change)}, now);
}

/* Takes the request out before calling back, because the callback may ask again. */
static void
answer(Keyring *keyring, size_t position, KeyringState state)
{
    Request request = keyring->requests[position];
    keyring->n_requests--;
    memmove(keyring->requests + position, keyring->requests + position + 1, (keyring->n_requests - position) * sizeof(request));
    if (request.kind == MESSAGE_UPDATE) {
        keyring->calls.updated(keyring->context, request.tag, state);
    }
}

static void
tell(Keyring *keyring, KeyringState state, const char *text, size_t length)
{
    keyring->state = state;
    keyring->state_is_untold = false;
    keyring->calls.read(keyring->context, state, text, length);
}

/* The helper is of no more use: everything it had is answered, nothing that is asked meanwhile. */
static void
give_up(Keyring *keyring, KeyringState state)
{
    size_t n_requests = keyring->n_requests;
    helper_kill(&keyring->helper);
    for (size_t i = 0; i < n_requests; i++) {
        Request *request = &keyring->requests[i];
        request->verdict = request->verdict == KEYRING_OPENING ? state : request->verdict;
    }
    tell(keyring, state, NULL, 0);
    for (; n_requests > 0; n_requests--) {
        answer(keyring, 0, keyring->requests[0].verdict);
    }
}

static bool
take_read(Keyring *keyring, const Message *message)
{
    if (message->state > KEYRING_DAMAGED) {
        return false;
    }
    AUTOFREE char *text = message->length > 0 ? strndup(message->text, message->length) : NULL;
    tell(keyring, (KeyringState)message->state, text, message->length);
    return true;
}

static bool
take_done(Keyring *keyring, const Message *message)
{
    for (size_t i = 0; i < keyring->n_requests; i++) {
        if (keyring->requests[i].verdict != KEYRING_OPENING) {
            continue;
        }
        if (keyring->requests[i].tag != message->tag || message->state > KEYRING_REFUSED) {
            return false;
        }
        answer(keyring, i, (KeyringState)message->state);
        return true;
    }
    return false;
}

static bool
take(Keyring *keyring, const Message *message)
{
    switch (message->kind) {
    case MESSAGE_READ:
        return take_read(keyring, message);
    case MESSAGE_DONE:
        return take_done(keyring, message);
    case MESSAGE_OPEN:
    case MESSAGE_UPDATE:
        break;
    }
    return false;
}

/* False when the helper does not make sense. */
static bool
take_all(Keyring *keyring)
{
    Message message = {0};
    size_t size = 0;
    MessageVerdict verdict = message_peek(&keyring->input, &message, &size);
    for (; verdict == MESSAGE_COMPLETE; verdict = message_peek(&keyring->input, &message, &size)) {
        if (!take(keyring, &message)) {
            return false;
        }
        buffer_consume(&keyring->input, size);
    }
    return verdict == MESSAGE_PENDING;
}

void
keyring_process(Keyring *keyring)
{
    if (keyring->helper.fd < 0) {
        return;
    }
    flush(keyring);
    HelperVerdict verdict = helper_receive(&keyring->helper, &keyring->input);
    if (!take_all(keyring) || verdict == HELPER_GONE) {
        give_up(keyring, KEYRING_LOST);
    }
}

int
keyring_timeout(const Keyring *keyring, int64_t now)
{
    int64_t soonest = keyring->state_is_untold ? 0 : -1;
    if (keyring->output.length > 0 && soonest < 0) {
        soonest = OUTPUT_RETRY_MS;
    }
    for (size_t i = 0; i < keyring->n_requests; i++) {
        const Request *request = &keyring->requests[i];
        int64_t left = request->verdict != KEYRING_OPENING || request->deadline < now ? 0 : request->deadline - now;
        soonest = soonest < 0 || left < soonest ? left : soonest;
    }
    return (int)soonest;
}

static bool
is_overdue(const Keyring *keyring, int64_t now)
{
    for (size_t i = 0; i < keyring->n_requests; i++) {
        if (keyring->requests[i].verdict == KEYRING_OPENING && keyring->requests[i].deadline <= now) {
            return true;
        }
    }
    return false;
}

static void
answer_unasked(Keyring *keyring)
{
    size_t position = 0;
    for (size_t left = keyring->n_requests; left > 0; left--) {
        if (keyring->requests[position].verdict == KEYRING_OPENING) {
            position++;
        } else {
            answer(keyring, position, keyring->requests[position].verdict);
        }
    }
}

void
keyring_expire(Keyring *keyring, int64_t now)
{
    keyring_process(keyring); /* an answer that lies there is in time, however late we come to look */
    if (keyring->state_is_untold) {
        tell(keyring, keyring->state, NULL, 0);
    }
    answer_unasked(keyring);
    if (is_overdue(keyring, now)) {
        give_up(keyring, KEYRING_TIMEOUT);
    }
}
