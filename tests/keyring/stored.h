/* SPDX-License-Identifier: MIT
 *
 * What is kept, in the keyring and in the journal beside it (journal.h).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Nothing is stored and nothing noted; of the journal alone, nothing is noted. */
void forget_everything(void);
void forget_journal(void);

/* Until KeePassXC has our document in its file: it dies of a change that comes while it saves the one before. */
void await_rest(void);

/* As if what is noted had had all the time that any keyring needs. */
void let_journal_mature(void);

/* How many records there are in a document's text, 0 for NULL or what is none. */
size_t count_records(const char *text);

/* Waits until our item in the keyring has `part` in it and `n_records` records: a helper whose host is gone may still have to write. False when patience ends. */
bool await_stored(const char *part, size_t n_records);
