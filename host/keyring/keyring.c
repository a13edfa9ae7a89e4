/* SPDX-License-Identifier: MIT */
#include "keyring.h"

#include "helper.h"
#include "requests.h"

#include <stdlib.h>
#include <string.h>

enum { OUTPUT_RETRY_MS = 10 };

struct Keyring {
    KeyringCalls calls;
    void *context;
    Helper helper;
    bool was_started;
    KeyringState state;
    bool state_is_untold;
    bool is_unlocking;
    Requests requests;
};

static bool
start(Keyring *keyring)
{
    if (keyring->helper.fd >= 0) {
        return true;
    }
    if (!helper_start(&keyring->helper)) {
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

static KeyringState
judge(Keyring *keyring, const Message *message)
{
    if (message->length > MESSAGE_MAX_SIZE) {
        return KEYRING_REFUSED;
    }
    if (!start(keyring)) {
        return keyring->state;
    }
    return requests_count_waiting(&keyring->requests) < KEYRING_MAX_WAITING ? KEYRING_OPENING : KEYRING_LOST;
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
    requests_add(&keyring->requests, &request);
    if (request.verdict == KEYRING_OPENING) {
        helper_say(&keyring->helper, message);
    }
}

Keyring *
keyring_new(const char *program, const KeyringCalls *calls, void *context)
{
    Keyring *keyring = base_allocate(1, sizeof(*keyring));
    keyring->calls = *calls;
    keyring->context = context;
    keyring->helper = helper_new(program);
    return keyring;
}

void
keyring_free(Keyring *keyring)
{
    if (keyring == NULL) {
        return;
    }
    helper_flush(&keyring->helper);
    helper_free(&keyring->helper);
    requests_finish(&keyring->requests);
    free(keyring);
}

KeyringState
keyring_state(const Keyring *keyring)
{
    return keyring->state;
}

bool
keyring_can_recover(const Keyring *keyring)
{
    return !keyring->was_started || keyring->helper.fd >= 0 || launcher_is_there(&keyring->helper.launcher);
}

int
keyring_descriptor(const Keyring *keyring)
{
    return keyring->helper.fd;
}

void
keyring_refresh(Keyring *keyring, int64_t now)
{
    if (!requests_include_open(&keyring->requests)) {
        ask(keyring, &(Message){.kind = MESSAGE_OPEN}, now);
    }
}

void
keyring_update(Keyring *keyring, const char *change, uint64_t tag, int64_t now)
{
    ask(keyring, &(Message){.kind = MESSAGE_UPDATE, .tag = tag, .text = change, .length = strlen(change)}, now);
}

void
keyring_move(Keyring *keyring, const char *place, uint64_t tag, int64_t now)
{
    ask(keyring, &(Message){.kind = MESSAGE_MOVE, .tag = tag, .text = place, .length = strlen(place)}, now);
}

bool
keyring_unlock(Keyring *keyring)
{
    if (keyring->is_unlocking) {
        return false;
    }
    keyring->is_unlocking = true;
    if (start(keyring)) {
        helper_say(&keyring->helper,
                   &(Message){.kind = MESSAGE_UNLOCK}); /* a person has no deadline: it is not among the requests */
    }
    return true;
}

void
keyring_cancel_unlock(Keyring *keyring)
{
    if (keyring->is_unlocking && keyring->helper.fd >= 0) {
        helper_say(&keyring->helper, &(Message){.kind = MESSAGE_CANCEL});
    }
}

static void
end_unlock(Keyring *keyring)
{
    if (keyring->is_unlocking) {
        keyring->is_unlocking = false;
        keyring->calls.unlocked(keyring->context, keyring->state);
    }
}

/* Takes the request out before calling back, because the callback may ask again. */
static void
answer(Keyring *keyring, size_t position)
{
    Request request = requests_take(&keyring->requests, position);
    if (request.kind != MESSAGE_OPEN) {
        keyring->calls.updated(keyring->context, request.tag, request.verdict);
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
    size_t n_requests = keyring->requests.count;
    helper_kill(&keyring->helper);
    requests_judge(&keyring->requests, state);
    tell(keyring, state, NULL, 0);
    for (; n_requests > 0; n_requests--) {
        answer(keyring, 0);
    }
    end_unlock(keyring);
}

static bool
take_read(Keyring *keyring, const Message *message)
{
    if (message->state > KEYRING_DAMAGED) {
        return false;
    }
    tell(keyring, (KeyringState)message->state, message->length > 0 ? message->text : NULL, message->length);
    return true;
}

static bool
take_done(Keyring *keyring, const Message *message)
{
    size_t position = requests_first_waiting(&keyring->requests);
    if (position == keyring->requests.count || message->state > KEYRING_REFUSED) {
        return false;
    }
    Request *request = &keyring->requests.items[position];
    if (request->tag != message->tag) {
        return false;
    }
    request->verdict = (KeyringState)message->state;
    answer(keyring, position);
    return true;
}

static bool
take(Keyring *keyring, const Message *message)
{
    switch (message->kind) {
    case MESSAGE_READ:
        return take_read(keyring, message);
    case MESSAGE_DONE:
        return take_done(keyring, message);
    case MESSAGE_UNLOCKED:
        end_unlock(keyring);
        return true;
    case MESSAGE_OPEN:
    case MESSAGE_UPDATE:
    case MESSAGE_MOVE:
    case MESSAGE_UNLOCK:
    case MESSAGE_CANCEL:
        break;
    }
    return false;
}

/* False when the helper does not make sense. */
static bool
take_all(Keyring *keyring)
{
    Message message = {0};
    MessageVerdict verdict = helper_hear(&keyring->helper, &message);
    while (verdict == MESSAGE_COMPLETE && take(keyring, &message)) {
        verdict = helper_hear(&keyring->helper, &message);
    }
    return verdict == MESSAGE_PENDING;
}

void
keyring_process(Keyring *keyring)
{
    if (keyring->helper.fd < 0) {
        return;
    }
    helper_flush(&keyring->helper);
    bool goes_on = helper_receive(&keyring->helper);
    if (!take_all(keyring) || !goes_on) {
        give_up(keyring, KEYRING_LOST);
    }
}

int
keyring_timeout(const Keyring *keyring, int64_t now)
{
    int64_t soonest = keyring->state_is_untold ? 0 : -1;
    if (helper_waits_for_room(&keyring->helper) && soonest < 0) {
        soonest = OUTPUT_RETRY_MS;
    }
    int64_t left = requests_timeout(&keyring->requests, now);
    return (int)(left >= 0 && (soonest < 0 || left < soonest) ? left : soonest);
}

static void
answer_decided(Keyring *keyring)
{
    size_t n_decided = keyring->requests.count - requests_count_waiting(&keyring->requests);
    for (; n_decided > 0; n_decided--) {
        answer(keyring, requests_first_decided(&keyring->requests));
    }
}

void
keyring_expire(Keyring *keyring, int64_t now)
{
    keyring_process(keyring); /* an answer that lies there is in time, however late we come to look */
    if (keyring->state_is_untold) {
        tell(keyring, keyring->state, NULL, 0);
        end_unlock(keyring);
    }
    answer_decided(keyring);
    if (requests_include_late(&keyring->requests, now)) {
        give_up(keyring, KEYRING_TIMEOUT);
    }
}
