/* SPDX-License-Identifier: MIT
 *
 * A host as far as the keyring is concerned, and what tests do to the keyring behind its back.
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

/* How many records there are in a document's text, 0 for NULL or what is none. */
size_t count_records(const char *text);

/* The pid of this process's newest helper, for one before it may still be leaving; 0 without one. kill_helper kills it. */
int helper_pid(void);
void kill_helper(void);

/* As if what was noted beside the keyring (journal.h) had had all the time that it needs. */
void let_journal_mature(void);

/* Waits until our item in the keyring has `part` in it and `n_records` records: a helper whose host is gone may still have to write. False when patience ends. */
bool await_stored(const char *part, size_t n_records);

/* Runs a command of the shell; true when it ends well. */
bool shell(const char *command);

/* The first line that a command of the shell prints, yours to free(). */
char *shell_line(const char *command);

/* The pid of the one who owns org.freedesktop.secrets, 0 without one. */
int keyring_daemon_pid(void);

/* Which provider this is: "gnome-keyring", "keepassxc", "kwallet". */
bool provider_is(const char *name);

/* Starts a daemon where there is none and waits until it owns the name. `option` is "" or "--locked". */
void keyring_daemon_start(const char *option);

/* Waits until the provider has our item with `text` in it in its file, or none when `text` is "": before that KeePassXC, killed, would forget what a test
 * did past the helper, and may crash when it is locked. The others write at once, or what the tests do not mind to lose. */
void keyring_daemon_await_saved(const char *text);

/* Kills the daemon and waits until it is gone from the bus. */
void keyring_daemon_kill(void);

/* Whether a new client finds the collection locked, for reading and for a choice, before the deadline, and none of these methods, as "Unlock|Prompt", was called for
 * that. */
bool is_locked_without_a_dialog(const char *methods);
