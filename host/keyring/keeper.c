/* SPDX-License-Identifier: MIT */
#include "keeper.h"

#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Keeper {
    KeeperParts parts;
    ConfigStore place;
    KeyringState state;
    char *text;
};

Keeper *
keeper_new(const KeeperParts *parts)
{
    Keeper *keeper = base_allocate(1, sizeof(*keeper));
    *keeper = (Keeper){.parts = *parts, .state = KEYRING_OPENING};
    return keeper;
}

void
keeper_free(Keeper *keeper)
{
    for (size_t i = 0; i < CONFIG_N_STORES; i++) {
        keeper->parts.vaults[i]->free(keeper->parts.vaults[i]);
    }
    journal_free(keeper->parts.journal);
    lock_free(keeper->parts.lock);
    free(keeper->text);
    free(keeper);
}

static void
complain(const Error *error)
{
    (void)fprintf(stderr, "offswitch-keyring: %s\n", error->text);
}

/* Every time anew: the user may have moved their choices meanwhile, with another process. */
static void
settle_place(Keeper *keeper)
{
    Config config = {0};
    Error error = {0};
    if (!config_read(&config, &error)) {
        complain(&error);
    }
    keeper->place = config.store;
}

static Vault *
vault_of(const Keeper *keeper)
{
    return keeper->parts.vaults[keeper->place];
}

/* A file is on the disk when it is written. */
static Json *
owed(const Keeper *keeper)
{
    return keeper->place == CONFIG_STORE_KEYRING ? journal_read(keeper->parts.journal) : NULL;
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
    settle_place(keeper);
    AUTOJSON *missing = owed(keeper);
    AUTOREADING reading = reading_take(vault_of(keeper), missing);
    remember(keeper, &reading);
}

/* ---- merging ---- */

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

static KeyringState
write_document(const Keeper *keeper, const Reading *reading)
{
    Vault *vault = vault_of(keeper);
    AUTOFREE char *text = document_write(reading->document);
    KeyringState state = reading->n_positions == 0 ? write_text(vault, VAULT_NEW, text) : reading->state;
    for (int i = 0; keyring_state_keeps(state) && i < reading->n_positions; i++) {
        state = write_text(vault, reading->positions[i], text);
    }
    return state;
}

static bool
forgets_everything(const Json *change)
{
    const Json *forgets = json_get(change, "forget");
    return json_count(forgets) == 1 && json_get_flag(json_first(forgets), "all", false);
}

/* The document that a change goes into; NULL when none can be written. */
static Document *
prepare(const Keeper *keeper, Reading *reading, const Json *change)
{
    if (reading->state == KEYRING_DAMAGED && reading->n_positions > 0 && forgets_everything(change)) {
        reading->state = vault_of(keeper)->kept;
        reading->is_behind = true;
    }
    if (keyring_state_keeps(reading->state) && reading->document == NULL) {
        reading->document = document_new();
    }
    return reading->document;
}

static KeyringState
store(Keeper *keeper, Reading *reading)
{
    reading->state = write_document(keeper, reading);
    if (keyring_state_keeps(reading->state)) {
        remember(keeper, reading);
    } else {
        keeper->state = reading->state;
        base_cleanup_memory(&keeper->text);
    }
    return reading->state;
}

/* Also when somebody else has just stored the same: they may have died before they wrote it down. */
static void
note(const Keeper *keeper, KeyringState state, const Json *change)
{
    if (state == KEYRING_READY) {
        journal_add(keeper->parts.journal, change);
    }
}

/* `changed` is set when something was written. Before a first item is made, the change is noted: where making it fails, KWallet leaves an empty one behind, which
 * would be taken for damage. */
static KeyringState
merge_once(Keeper *keeper, const Json *change, bool *changed)
{
    Error error = {0};
    AUTOJSON *missing = owed(keeper);
    AUTOREADING reading = reading_take(vault_of(keeper), missing);
    remember(keeper, &reading);
    if (prepare(keeper, &reading, change) == NULL) {
        return reading.state;
    }
    bool is_new = !reading.is_newer && document_merge(reading.document, change, &error);
    if (reading.is_newer || error.text[0] != '\0') {
        return KEYRING_REFUSED;
    }
    if (!is_new && !reading.is_behind) {
        return reading.state;
    }
    *changed = true;
    if (reading.n_positions == 0) {
        note(keeper, reading.state, change);
    }
    return store(keeper, &reading);
}

static KeyringState
merge_twice(Keeper *keeper, const Json *change, bool *changed)
{
    KeyringState state = merge_once(keeper, change, changed);
    if (state == KEYRING_LOST) {
        vault_of(keeper)->reset(vault_of(keeper));
        state = merge_once(keeper, change, changed);
    }
    return state;
}

static bool
take_lock(Keeper *keeper)
{
    Error error = {0};
    if (!lock_take(keeper->parts.lock, &error)) {
        complain(&error);
        return false;
    }
    settle_place(keeper);
    return true;
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
    note(keeper, state, parsed);
    lock_release(keeper->parts.lock, changed);
    return state;
}

/* ---- moving ---- */

/* A file beside a keyring that is in use is a move that somebody did not live to finish. */
static bool
has_left_a_file(const Keeper *keeper)
{
    return keeper->place == CONFIG_STORE_KEYRING && file_vault_exists();
}

static bool
configure(ConfigStore place)
{
    Config config = {0};
    Error error = {0};
    bool is_done = config_read(&config, &error);
    config.store = place;
    is_done = is_done && config_write(&config, &error);
    if (!is_done) {
        complain(&error);
    }
    return is_done;
}

/* What the other place has, as a change; in `state` whether it could be read. */
static Json *
take_along(Keeper *keeper, ConfigStore place, KeyringState *state)
{
    keeper->place = place == CONFIG_STORE_FILE ? CONFIG_STORE_KEYRING : CONFIG_STORE_FILE;
    AUTOJSON *missing = owed(keeper);
    AUTOREADING reading = reading_take(vault_of(keeper), missing);
    keeper->place = place;
    *state = reading.state;
    return reading.document != NULL ? reading_change_of(reading.document) : json_new_object();
}

/* A keyring that does not open is why people take the file; a file that cannot be read is theirs to settle first. Where there is nothing to take along, the new place
 * need not even be there. */
static KeyringState
move(Keeper *keeper, ConfigStore place, bool *changed)
{
    KeyringState state = KEYRING_OPENING;
    AUTOJSON *change = take_along(keeper, place, &state);
    if (place == CONFIG_STORE_KEYRING && !keyring_state_keeps(state)) {
        return state;
    }
    if (json_count(json_get(change, "records")) == 0) {
        *changed = true;
        return configure(place) ? vault_of(keeper)->kept : KEYRING_LOST;
    }
    state = merge_twice(keeper, change, changed);
    if (!keyring_state_keeps(state)) {
        return state;
    }
    note(keeper, state, change);
    *changed = true;
    return configure(place) ? state : KEYRING_LOST;
}

KeyringState
keeper_move(Keeper *keeper, ConfigStore place)
{
    bool changed = false;
    if (!take_lock(keeper)) {
        return KEYRING_LOST;
    }
    bool is_to_move = place != keeper->place || has_left_a_file(keeper);
    KeyringState state = is_to_move ? move(keeper, place, &changed) : KEYRING_OPENING;
    lock_release(keeper->parts.lock, changed);
    keeper_read(keeper);
    return is_to_move ? state : keeper->state;
}

/* ---- confirming ---- */

bool
keeper_owes_confirmation(const Keeper *keeper)
{
    return journal_exists(keeper->parts.journal) || has_left_a_file(keeper);
}

static void
finish_move(const Keeper *keeper)
{
    if (has_left_a_file(keeper)) {
        file_vault_remove();
    }
}

/* The clock starts again with what had to be written again. */
static void
settle(const Keeper *keeper, const Json *change, bool is_written)
{
    bool is_first = !journal_exists(keeper->parts.journal);
    if (is_written || is_first) {
        journal_add(keeper->parts.journal, change);
    } else if (journal_is_mature(keeper->parts.journal)) {
        finish_move(keeper);
        journal_end(keeper->parts.journal);
    }
}

static bool
confirm(Keeper *keeper)
{
    KeyringState state = KEYRING_FILE;
    bool changed = false;
    AUTOJSON *change = has_left_a_file(keeper) ? take_along(keeper, CONFIG_STORE_KEYRING, &state) : json_new_object();
    state = keyring_state_keeps(state) ? merge_twice(keeper, change, &changed) : state;
    if (state == KEYRING_READY) {
        settle(keeper, change, changed);
    }
    lock_release(keeper->parts.lock, changed);
    return state == KEYRING_READY && keeper_owes_confirmation(keeper);
}

bool
keeper_confirm(Keeper *keeper)
{
    if (!take_lock(keeper)) {
        return false;
    }
    if (keeper->place == CONFIG_STORE_KEYRING && keeper_owes_confirmation(keeper)) {
        return confirm(keeper);
    }
    journal_end(keeper->parts.journal);
    lock_release(keeper->parts.lock, false);
    return false;
}

/* ---- asking ---- */

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

int
keeper_descriptor(const Keeper *keeper)
{
    return lock_descriptor(keeper->parts.lock);
}

bool
keeper_has_news(Keeper *keeper)
{
    return lock_has_news(keeper->parts.lock);
}
