/* SPDX-License-Identifier: MIT */
#include "keeper_inside.h"
#include "writing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void
keeper_complain(const Error *error)
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
        keeper_complain(&error);
    }
    keeper->place = config.store;
}

Vault *
keeper_vault(const Keeper *keeper)
{
    return keeper->parts.vaults[keeper->place];
}

/* A file is on the disk when it is written. */
Json *
keeper_owed(const Keeper *keeper)
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
    AUTOJSON *missing = keeper_owed(keeper);
    AUTOREADING reading = reading_take(keeper_vault(keeper), missing);
    remember(keeper, &reading);
}

/* ---- merging ---- */

static KeyringState
store(Keeper *keeper, Reading *reading)
{
    reading->state = writing_store(keeper_vault(keeper), reading);
    if (keyring_state_keeps(reading->state)) {
        remember(keeper, reading);
    } else {
        keeper->state = reading->state;
        base_cleanup_memory(&keeper->text);
    }
    return reading->state;
}

/* Also when somebody else has just stored the same: they may have died before they wrote it down. */
void
keeper_note(const Keeper *keeper, KeyringState state, const Json *change)
{
    if (state == KEYRING_READY) {
        (void)journal_add(keeper->parts.journal, change); /* it is stored all the same */
    }
}

static bool
needs_rest(const Keeper *keeper, const Reading *reading)
{
    const Vault *vault = keeper_vault(keeper);
    bool was_just_written =
        reading->n_positions > 0 && journal_exists(keeper->parts.journal) && !journal_is_mature(keeper->parts.journal);
    return was_just_written && !keeper->is_ending && vault->needs_rest != NULL && vault->needs_rest(vault);
}

/* What the vault cannot take yet is left to the journal, where each of us finds it, and to the confirmation that is due. False when it cannot be noted. */
static bool
leave(Keeper *keeper, const Reading *reading, const Json *change, bool is_new)
{
    bool is_noted = !is_new || journal_add(keeper->parts.journal, change);
    if (is_noted) {
        remember(keeper, reading);
    }
    return is_noted;
}

/* Before a first item is made, the change is noted: where making it fails, KWallet leaves an empty one behind, which would be taken for damage. */
static KeyringState
write_now(Keeper *keeper, Reading *reading, const Json *change)
{
    if (reading->n_positions == 0) {
        keeper_note(keeper, reading->state, change);
    }
    return store(keeper, reading);
}

/* `changed` is set when something was written, or left to be written. */
static KeyringState
merge_once(Keeper *keeper, const Json *change, bool *changed)
{
    Error error = {0};
    AUTOJSON *missing = keeper_owed(keeper);
    AUTOREADING reading = reading_take(keeper_vault(keeper), missing);
    remember(keeper, &reading);
    if (writing_prepare(keeper_vault(keeper), &reading, change) == NULL) {
        return reading.state;
    }
    bool is_new = !reading.is_newer && document_merge(reading.document, change, &error);
    if (reading.is_newer || error.text[0] != '\0') {
        return KEYRING_REFUSED;
    }
    keeper->has_waiting =
        (is_new || reading.is_behind) && needs_rest(keeper, &reading) && leave(keeper, &reading, change, is_new);
    if (keeper->has_waiting || (!is_new && !reading.is_behind)) {
        *changed = is_new;
        return reading.state;
    }
    *changed = true;
    return write_now(keeper, &reading, change);
}

KeyringState
keeper_merge(Keeper *keeper, const Json *change, bool *changed)
{
    KeyringState state = merge_once(keeper, change, changed);
    if (state == KEYRING_LOST) {
        keeper_vault(keeper)->reset(keeper_vault(keeper));
        state = merge_once(keeper, change, changed);
    }
    return state;
}

bool
keeper_lock(Keeper *keeper)
{
    Error error = {0};
    if (!lock_take(keeper->parts.lock, &error)) {
        keeper_complain(&error);
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
    if (!keeper_lock(keeper)) {
        return KEYRING_LOST;
    }
    KeyringState state = keeper_merge(keeper, parsed, &changed);
    keeper_note(keeper, state, parsed);
    lock_release(keeper->parts.lock, changed);
    return state;
}

/* ---- confirming ---- */

bool
keeper_owes_confirmation(const Keeper *keeper)
{
    return journal_exists(keeper->parts.journal) || keeper_has_left_a_file(keeper);
}

/* The clock starts again with what had to be written again. */
static void
settle(const Keeper *keeper, const Json *change, bool is_written)
{
    bool is_first = !journal_exists(keeper->parts.journal);
    if (is_written || is_first) {
        (void)journal_add(keeper->parts.journal, change);
    } else if (!keeper->has_waiting && journal_is_mature(keeper->parts.journal)) {
        keeper_finish_move(keeper);
        journal_end(keeper->parts.journal);
    }
}

static bool
confirm(Keeper *keeper)
{
    KeyringState state = KEYRING_FILE;
    bool changed = false;
    AUTOJSON *change =
        keeper_has_left_a_file(keeper) ? keeper_take_along(keeper, CONFIG_STORE_KEYRING, &state) : json_new_object();
    state = keyring_state_keeps(state) ? keeper_merge(keeper, change, &changed) : state;
    if (state == KEYRING_READY) {
        settle(keeper, change, changed);
    }
    lock_release(keeper->parts.lock, changed);
    return state == KEYRING_READY && keeper_owes_confirmation(keeper);
}

bool
keeper_confirm(Keeper *keeper)
{
    if (!keeper_lock(keeper)) {
        return false;
    }
    if (keeper->place == CONFIG_STORE_KEYRING && keeper_owes_confirmation(keeper)) {
        return confirm(keeper);
    }
    journal_end(keeper->parts.journal);
    lock_release(keeper->parts.lock, false);
    return false;
}

void
keeper_end(Keeper *keeper)
{
    bool changed = false;
    if (!keeper->has_waiting || !keeper_lock(keeper)) {
        return;
    }
    AUTOJSON *nothing = json_new_object();
    keeper->is_ending = true;
    if (keeper->place == CONFIG_STORE_KEYRING) {
        (void)keeper_merge(keeper, nothing, &changed);
    }
    lock_release(keeper->parts.lock, changed);
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
