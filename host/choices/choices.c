/* SPDX-License-Identifier: MIT */
#include "choices.h"

#include "clock.h"
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

static Json *
change_of_record(const char *control, Json *record)
{
    Json *change = json_new_object();
    Json *records = json_new_object();
    json_set(records, control, record);
    json_set(change, "records", records);
    return change;
}

static Json *
new_stamp(int64_t now)
{
    char text[CLOCK_STAMP_SIZE];
    clock_stamp(now, text);
    return json_new_string(text);
}

/* What a change adds to: also what is still on its way. */
static Document *
expect(const Choices *choices)
{
    Document *document = document_copy(choices->document);
    merge_pending(choices, document);
    return document;
}

static int64_t
after(const char *stamp, int64_t now)
{
    int64_t before = stamp != NULL ? clock_read(stamp) : 0;
    return before < now ? now : before + 1;
}

void
choices_choose(Choices *choices, const char *control, ChoiceKind kind, const char *until, const ChangeStamp *stamp)
{
    AUTODOCUMENT *expected = expect(choices);
    const char *before = json_get_string(document_record(expected, control), "at");
    Json *record = json_new_object();
    json_set(record, "choice", json_new_string(choice_kind_name(kind)));
    json_set(record, "at", new_stamp(after(before, stamp->now)));
    if (until != NULL) {
        json_set(record, "until", json_new_string(until));
    }
    submit(choices, change_of_record(control, record), stamp);
}

void
choices_observe(Choices *choices, const Observation *observation, const ChangeStamp *stamp)
{
    AUTODOCUMENT *expected = expect(choices);
    const Json *before = json_get(json_get(document_record(expected, observation->control), "seen"), observation->profile);
    const char *last = json_get_string(before, "at");
    char at[CLOCK_STAMP_SIZE];
    clock_stamp(after(last, stamp->now), at);
    Sight sight = {.state = observation->state, .shown = observation->shown, .proof = observation->proof, .at = at};
    Json *profiles = json_new_object();
    json_set(profiles, observation->profile, seen_after(before, &sight));
    Json *record = json_new_object();
    json_set(record, "seen", profiles);
    submit(choices, change_of_record(observation->control, record), stamp);
}

static Json *
new_forget(const char *scope, const char *id, int64_t now)
{
    Json *forget = json_new_object();
    json_set(forget, scope, id == NULL ? json_new_flag(true) : json_new_string(id));
    json_set(forget, "at", new_stamp(now));
    return forget;
}

void
choices_forget(Choices *choices, const char *scope, const char *id, const Json *also, const ChangeStamp *stamp)
{
    Json *list = json_new_array();
    json_append(list, new_forget(scope, id, stamp->now));
    for (const Json *other = json_first(also); other != NULL; other = json_next(other)) {
        json_append(list, new_forget("control", json_string(other), stamp->now));
    }
    Json *change = json_new_object();
    json_set(change, "forget", list);
    submit(choices, change, stamp);
}

void
choices_import(Choices *choices, const Json *records, const ChangeStamp *stamp)
{
    Json *change = json_new_object();
    json_set(change, "records", json_copy(records));
    submit(choices, change, stamp);
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
