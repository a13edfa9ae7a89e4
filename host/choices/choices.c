/* SPDX-License-Identifier: MIT */
#include "choices.h"

#include "differing.h"
#include "document.h"

#include <stdlib.h>
#include <string.h>

/* A change that the keyring has not answered yet. */
typedef struct Pending {
    struct Pending *next;
    uint64_t tag;
    Json *change;
} Pending;

struct Choices {
    Keyring *keyring;
    Document *document;
    Pending *pending;
    ChoicesCalls calls;
    void *context;
};

static void
report(const Choices *choices, const Document *expected, const Document *read)
{
    DifferingSites sites = differing_sites(expected, read);
    choices->calls.changed(choices->context, (const char *const *)sites.ids);
    differing_sites_finish(&sites);
}

/* ---- what the keyring says ---- */

static void
merge_pending(const Choices *choices, Document *document)
{
    for (const Pending *pending = choices->pending; pending != NULL; pending = pending->next) {
        (void)document_merge(document, pending->change, NULL);
    }
}

static void
on_read(void *context, KeyringState state, const char *text, size_t length)
{
    Choices *choices = context;
    DocumentVerdict verdict = DOCUMENT_OK;
    Document *read = text != NULL ? document_read(text, length, &verdict) : keyring_state_keeps(state) ? document_new() : NULL;
    if (read == NULL) {
        report(choices, choices->document, NULL);
        return;
    }
    /* What this process asked for itself is no news: the old document, about to go, is brought up to it first. */
    merge_pending(choices, choices->document);
    Document *expected = choices->document;
    choices->document = read;
    report(choices, expected, read);
    document_free(expected);
}

static void
on_updated(void *context, uint64_t tag, KeyringState state)
{
    Choices *choices = context;
    for (Pending **at = &choices->pending; *at != NULL; at = &(*at)->next) {
        Pending *pending = *at;
        if (pending->tag == tag) {
            *at = pending->next;
            json_free(pending->change);
            free(pending);
            break;
        }
    }
    choices->calls.stored(choices->context, tag, state);
}

static void
on_unlocked(void *context, KeyringState state)
{
    const Choices *choices = context;
    choices->calls.unlocked(choices->context, state);
}

/* ---- life ---- */

Choices *
choices_new(const char *helper, const ChoicesCalls *calls, void *context)
{
    static const KeyringCalls keyring_calls = {.read = on_read, .updated = on_updated, .unlocked = on_unlocked};
    Choices *choices = base_allocate(1, sizeof(*choices));
    choices->calls = *calls;
    choices->context = context;
    choices->document = document_new();
    choices->keyring = keyring_new(helper, &keyring_calls, choices);
    return choices;
}

void
choices_open(Choices *choices, int64_t ticks)
{
    keyring_refresh(choices->keyring, ticks);
}

void
choices_free(Choices *choices)
{
    keyring_free(choices->keyring);
    while (choices->pending != NULL) {
        Pending *pending = choices->pending;
        choices->pending = pending->next;
        json_free(pending->change);
        free(pending);
    }
    document_free(choices->document);
    free(choices);
}

KeyringState
choices_state(const Choices *choices)
{
    return keyring_state(choices->keyring);
}

bool
choices_can_recover(const Choices *choices)
{
    return keyring_can_recover(choices->keyring);
}

int
choices_descriptor(const Choices *choices)
{
    return keyring_descriptor(choices->keyring);
}

void
choices_process(Choices *choices)
{
    keyring_process(choices->keyring);
}

int
choices_timeout(const Choices *choices, int64_t ticks)
{
    return keyring_timeout(choices->keyring, ticks);
}

void
choices_expire(Choices *choices, int64_t ticks)
{
    keyring_expire(choices->keyring, ticks);
}

/* ---- reading ---- */

const Json *
choices_record(const Choices *choices, const char *control)
{
    return document_record(choices->document, control);
}

const Json *
choices_records(const Choices *choices)
{
    return document_records(choices->document);
}

Choice
choices_find(const Choices *choices, const char *control, const char *profile)
{
    return choice_read(choices_record(choices, control), profile);
}

/* ---- changing ---- */

/* `change` becomes ours. */
static void
submit(Choices *choices, Json *change, const ChangeStamp *stamp)
{
    Pending **end = &choices->pending;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = base_allocate(1, sizeof(**end));
    **end = (Pending){.tag = stamp->tag, .change = change};
    AUTOFREE char *text = json_print(change);
    keyring_update(choices->keyring, text, stamp->tag, stamp->ticks);
}

/* What a change adds to: also what is still on its way. */
static Document *
expect(const Choices *choices)
{
    Document *document = document_copy(choices->document);
    merge_pending(choices, document);
    return document;
}

void
choices_choose(Choices *choices, const Decision *decision, const ChangeStamp *stamp)
{
    AUTODOCUMENT *expected = expect(choices);
    submit(choices, change_choose(document_record(expected, decision->control), decision, stamp->now), stamp);
}

void
choices_observe(Choices *choices, const Observation *observation, const ChangeStamp *stamp)
{
    AUTODOCUMENT *expected = expect(choices);
    submit(choices, change_observe(document_record(expected, observation->control), observation, stamp->now), stamp);
}

void
choices_forget(Choices *choices, const char *scope, const char *id, const Json *also, const ChangeStamp *stamp)
{
    submit(choices, change_forget(scope, id, also, stamp->now), stamp);
}

void
choices_import(Choices *choices, const Json *records, const ChangeStamp *stamp)
{
    submit(choices, change_import(records), stamp);
}

void
choices_move(Choices *choices, const char *place, const ChangeStamp *stamp)
{
    keyring_move(choices->keyring, place, stamp->tag, stamp->ticks);
}

bool
choices_unlock(Choices *choices)
{
    return keyring_unlock(choices->keyring);
}

void
choices_cancel_unlock(Choices *choices)
{
    keyring_cancel_unlock(choices->keyring);
}
