/* SPDX-License-Identifier: MIT */
#include "keeper_inside.h"

/* A file beside a keyring that is in use is a move that somebody did not live to finish. */
bool
keeper_has_left_a_file(const Keeper *keeper)
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
        keeper_complain(&error);
    }
    return is_done;
}

/* What the other place has, as a change; in `state` whether it could be read. */
Json *
keeper_take_along(Keeper *keeper, ConfigStore place, KeyringState *state)
{
    keeper->place = place == CONFIG_STORE_FILE ? CONFIG_STORE_KEYRING : CONFIG_STORE_FILE;
    AUTOJSON *missing = keeper_owed(keeper);
    AUTOREADING reading = reading_take(keeper_vault(keeper), missing);
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
    AUTOJSON *change = keeper_take_along(keeper, place, &state);
    if (place == CONFIG_STORE_KEYRING && !keyring_state_keeps(state)) {
        return state;
    }
    if (json_count(json_get(change, "records")) == 0) {
        *changed = true;
        return configure(place) ? keeper_vault(keeper)->kept : KEYRING_LOST;
    }
    state = keeper_merge(keeper, change, changed);
    if (!keyring_state_keeps(state)) {
        return state;
    }
    keeper_note(keeper, state, change);
    *changed = true;
    return configure(place) ? state : KEYRING_LOST;
}

KeyringState
keeper_move(Keeper *keeper, ConfigStore place)
{
    bool changed = false;
    if (!keeper_lock(keeper)) {
        return KEYRING_LOST;
    }
    bool is_to_move = place != keeper->place || keeper_has_left_a_file(keeper);
    KeyringState state = is_to_move ? move(keeper, place, &changed) : KEYRING_OPENING;
    lock_release(keeper->parts.lock, changed);
    keeper_read(keeper);
    return is_to_move ? state : keeper->state;
}

void
keeper_finish_move(const Keeper *keeper)
{
    if (keeper_has_left_a_file(keeper)) {
        file_vault_remove();
    }
}
