/* SPDX-License-Identifier: MIT
 *
 * A keyring without a process, behind the same header as the real one: a test says what state it is in and when it answers.
 */
#pragma once

#include "keyring.h"

/* The state and the stored document that the next keyring finds; text may be NULL. Answers are given by keyring_process and keyring_expire;
 * the descriptor is readable while one of them has something to say. */
void fake_keyring_begin(KeyringState state, const char *text);

/* From now on every reading and every change meets this state. */
void fake_keyring_state(KeyringState state);

/* Gives no answer and no news until it is let go again. */
void fake_keyring_hold(bool is_held);

/* The next change that is answered meets this state and is not stored; those behind it are. */
void fake_keyring_fail_next(KeyringState state);

/* Another process changed what is stored; told by the next keyring_process. */
void fake_keyring_change(const char *change);

/* What is stored now; borrowed, NULL when nothing is. */
const char *fake_keyring_text(void);

/* The dialog of keyring_unlock ends, and the keyring is in this state then. */
void fake_keyring_end_dialog(KeyringState state);

/* Ends the fake's own memory. */
void fake_keyring_end(void);
