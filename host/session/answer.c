/* SPDX-License-Identifier: MIT */
#include "answer.h"

#include "page_context.h"

#include <string.h>

void
answer_keyring(Writer *writer, KeyringState state)
{
    writer_begin_object(writer, "keyring");
    writer_string(writer, "state", keyring_state_name(state));
    writer_end_object(writer);
}

static void
write_json(Writer *writer, const char *name, const Json *value)
{
    if (value != NULL && !json_is_null(value)) {
        AUTOFREE char *text = json_print(value);
        writer_raw(writer, name, text);
    }
}

static void
write_strings(Writer *writer, const char *name, const Json *list)
{
    if (json_count(list) == 0) {
        return;
    }
    writer_begin_array(writer, name);
    for (const Json *text = json_first(list); text != NULL; text = json_next(text)) {
        writer_string(writer, NULL, json_string(text));
    }
    writer_end_array(writer);
}

static void
write_choice(Writer *writer, const Choice *choice)
{
    if (choice->kind == CHOICE_NONE) {
        return;
    }
    writer_begin_object(writer, "choice");
    writer_string(writer, "choice", choice_kind_name(choice->kind));
    writer_string(writer, "at", choice->at);
    writer_string(writer, "until", choice->until);
    writer_end_object(writer);
}

static void
write_went_back(Writer *writer, const Choice *choice)
{
    writer_begin_object(writer, "wentBack");
    writer_string(writer, "since", choice->at);
    writer_string(writer, "lastPrivate", choice->private_at);
    writer_string(writer, "exposed", choice->exposed_at);
    writer_end_object(writer);
}

static void
write_finding(Writer *writer, const Finding *finding)
{
    static const char *const names[] = {[CERTAINTY_NONE] = NULL, [CERTAINTY_LIKELY] = "likely", [CERTAINTY_SURE] = "sure"};
    if (finding->handle != MATCH_NO_HANDLE) {
        writer_integer(writer, "handle", finding->handle);
    }
    writer_string(writer, "certainty", names[finding->certainty]);
    if (finding->n_candidates == 0) {
        return;
    }
    writer_begin_array(writer, "candidates");
    for (size_t i = 0; i < finding->n_candidates && i < MATCH_MAX_CANDIDATES; i++) {
        writer_integer(writer, NULL, finding->candidates[i]);
    }
    writer_end_array(writer);
}

static void
write_effective(Writer *writer, const Json *effective)
{
    if (json_count(effective) == 0) {
        return;
    }
    writer_begin_array(writer, "effective");
    for (const Json *entry = json_first(effective); entry != NULL; entry = json_next(entry)) {
        writer_begin_object(writer, NULL);
        write_strings(writer, "regions", json_get(entry, "regions"));
        writer_string(writer, "date", json_get_string(entry, "date"));
        writer_end_object(writer);
    }
    writer_end_array(writer);
}

static void
write_applies(Writer *writer, const Advice *advice)
{
    static const char *const names[] = {[APPLIES_UNKNOWN] = "unknown", [APPLIES_YES] = "yes", [APPLIES_NO] = "no"};
    const Json *applies = advice->finding->control->applies;
    writer_begin_object(writer, "applies");
    write_strings(writer, "regions", json_get(applies, "regions"));
    write_strings(writer, "except", json_get(applies, "except"));
    writer_string(writer, "you", names[advice->applies]);
    writer_end_object(writer);
}

static void
write_source(Writer *writer, const Json *source)
{
    if (source != NULL) {
        writer_begin_object(writer, "source");
        writer_string(writer, "kind", json_get_string(source, "kind"));
        writer_string(writer, "url", json_get_string(source, "url"));
        writer_string(writer, "note", json_get_string(source, "note"));
        writer_end_object(writer);
    }
}

static void
write_disputed(Writer *writer, const Json *disputed, const char *language)
{
    if (disputed == NULL) {
        return;
    }
    writer_begin_object(writer, "disputed");
    write_strings(writer, "fields", json_get(disputed, "fields"));
    writer_string(writer, "note", localised_text(json_get(disputed, "note"), language));
    writer_end_object(writer);
}

static void
write_knowledge(Writer *writer, const Advice *advice, const PageHeading *page, const char *language)
{
    const ControlRecord *record = advice->finding->control;
    writer_string(writer, "title", localised_text(record->title, language));
    writer_string(writer, "why", localised_text(record->why, language));
    writer_string(writer, "cost", localised_text(record->cost, language));
    write_effective(writer, record->effective);
    write_applies(writer, advice);
    writer_string(writer, "default", record->default_state);
    writer_string(writer, "deepLink", page->deep_link);
    write_strings(writer, "reach", localised(page->reach, language));
    writer_string(writer, "commit", record->commit);
    if (record->destructive) {
        writer_flag(writer, "destructive", true);
    }
    write_disputed(writer, record->disputed, language);
    writer_string(writer, "accounts", localised_text(record->accounts, language));
    writer_string(writer, "quality", record->quality);
    write_source(writer, record->source);
    writer_string(writer, "seen", record->seen);
}

/* Of a protecting option that the page does not show: a name that the catalog knows, in the form that names are compared in. */
static const char *
known_private_name(const ControlRecord *record)
{
    for (const Json *option = json_first(record->options); option != NULL; option = json_next(option)) {
        const char *id = json_get_string(option, "id");
        if (id != NULL && record->private_state != NULL && strcmp(id, record->private_state) == 0) {
            return json_string(json_first(json_first(json_get(option, "names"))));
        }
    }
    return NULL;
}

/* The state that protects, and for radio and select what people call that and the state they see. */
static void
write_private(Writer *writer, const Finding *finding)
{
    const char *name = finding->private_name != NULL ? finding->private_name : known_private_name(finding->control);
    writer_string(writer, "private", finding->control->private_state);
    writer_string(writer, "stateName", finding->selected_name);
    writer_string(writer, "privateName", name);
}

void
answer_advice(Writer *writer, const Advice *advice, const PageHeading *page, const char *language)
{
    const ControlRecord *record = advice->finding->control;
    writer_begin_object(writer, NULL);
    writer_string(writer, "control", record->id);
    writer_string(writer, "advice", advice_kind_name(advice->kind));
    write_finding(writer, advice->finding);
    writer_string(writer, "kind", control_kind_name(record->kind));
    writer_string(writer, "state", advice->state);
    if (advice->disabled) {
        writer_flag(writer, "disabled", true);
    }
    write_private(writer, advice->finding);
    writer_string(writer, "concept", record->concept);
    write_choice(writer, &advice->choice);
    writer_string(writer, "lastProof", advice->choice.seen_proof);
    if (advice->went_back) {
        write_went_back(writer, &advice->choice);
    }
    writer_string(writer, "coveredBy", advice->covered_by);
    write_knowledge(writer, advice, page, language);
    writer_end_object(writer);
}

void
answer_suspicion(Writer *writer, int handle, const PageControl *control, const Suspicion *suspicion)
{
    writer_begin_object(writer, NULL);
    writer_integer(writer, "handle", handle);
    writer_string(writer, "concept", suspicion->concept);
    writer_string(writer, "state", page_state_name(suspicion->state));
    writer_string(writer, "private", suspicion->private_state);
    writer_begin_array(writer, "words");
    for (size_t i = 0; i < suspicion->n_words; i++) {
        AUTOFREE char *word = base_format("%.*s", (int)suspicion->words[i].length, suspicion->words[i].text);
        writer_string(writer, NULL, word);
    }
    writer_end_array(writer);
    writer_string(writer, "title", control->name != NULL ? control->name : control->group);
    writer_end_object(writer);
}

void
answer_overview(Writer *writer, const OverviewEntry *entry, const char *language)
{
    writer_begin_object(writer, NULL);
    writer_string(writer, "control", entry->control->id);
    writer_string(writer, "title", localised_text(entry->control->title, language));
    writer_string(writer, "concept", entry->control->concept);
    writer_string(writer, "deepLink", entry->page->deep_link);
    write_strings(writer, "reach", localised(entry->page->reach, language));
    write_choice(writer, &entry->choice);
    writer_string(writer, "lastState", entry->choice.seen_state);
    writer_string(writer, "lastSeen", entry->choice.seen_at);
    writer_end_object(writer);
}

static void
write_seen(Writer *writer, const Choice *choice)
{
    if (choice->seen_state != NULL) {
        writer_begin_object(writer, "seen");
        writer_string(writer, "state", choice->seen_state);
        writer_string(writer, "at", choice->seen_at);
        writer_string(writer, "proof", choice->seen_proof);
        writer_end_object(writer);
    }
}

void
answer_standing(Writer *writer, const StandingEntry *entry, const char *language)
{
    writer_begin_object(writer, NULL);
    writer_string(writer, "site", entry->site);
    writer_string(writer, "control", entry->control->id);
    writer_string(writer, "title", localised_text(entry->control->title, language));
    writer_string(writer, "concept", entry->control->concept);
    writer_string(writer, "deepLink", entry->page->deep_link);
    write_strings(writer, "reach", localised(entry->page->reach, language));
    writer_string(writer, "status", status_name(entry->status));
    write_choice(writer, &entry->choice);
    write_seen(writer, &entry->choice);
    if (entry->status == STATUS_WENT_BACK) {
        write_went_back(writer, &entry->choice);
    }
    writer_end_object(writer);
}

void
answer_record(Writer *writer, const char *name, const Json *record, const char *control, const char *title)
{
    writer_begin_object(writer, name);
    writer_string(writer, "control", control);
    writer_string(writer, "title", title);
    for (const Json *member = json_first(record); member != NULL; member = json_next(member)) {
        write_json(writer, json_name(member), member);
    }
    writer_end_object(writer);
}
