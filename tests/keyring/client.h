/* SPDX-License-Identifier: MIT
 *
 * A host as far as the keyring is concerned.
 */
#pragma once

#include "keyring.h"

typedef struct {
    Keyring *keyring;
    KeyringState state; /* of the last read */
    char *text;
    unsigned n_reads;
    uint64_t answered; /* tag of the last update that was answered */
    KeyringState answer;
    unsigned n_unlocked;
} Client;

/* Starts the real helper (OFFSWITCH_KEYRING) and waits until it has nothing more to say. The client must not move. */
void client_open(Client *client);
void client_close(Client *client);

/* While this descriptor is readable, the deadline of every client's every question has passed: no test waits out what never answers. -1: none. */
void client_heed(int fd);

/* Waits until the helper has nothing more to say. */
void client_settle(Client *client);

/* Waits until the client was told to read `n_reads` times; false when patience ends. */
bool client_await_reads(Client *client, unsigned n_reads);

/* Asks again until the keyring is in this state; false when patience ends. */
bool client_await_state(Client *client, KeyringState state);

/* Waits until the client was told `n_unlocked` times that unlocking has ended; false when patience ends. */
bool client_await_unlocked(Client *client, unsigned n_unlocked);

/* Asks to move to another place and waits for the answer. */
KeyringState client_move(Client *client, const char *place, uint64_t tag);

/* Asks for a change and waits for its answer. */
KeyringState client_update(Client *client, const char *change, uint64_t tag);

/* Asks for a change that keeps `control` on, made at second `second` of some minute. */
KeyringState client_keep(Client *client, const char *control, unsigned second, uint64_t tag);

/* `n_writers` processes, each with a helper of its own, keep `n_writes` controls each at the same time. True when all were told `state`. */
bool write_at_once(unsigned n_writers, unsigned n_writes, KeyringState state);

/* The pid of this process's newest helper, for one before it may still be leaving; 0 without one. kill_helper kills it. */
int helper_pid(void);
void kill_helper(void);
