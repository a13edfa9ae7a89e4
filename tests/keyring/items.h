/* SPDX-License-Identifier: MIT
 *
 * The items of the default collection as the provider has them, past our helper and past libsecret: one connection, an unencrypted session, no
 * dialog. Ends the test where the provider does not answer.
 */
#pragma once

#include <stddef.h>

/* Attributes beside those that every document of ours has: none, one more than ours, or one less. */
typedef enum { ITEMS_OURS, ITEMS_WITH_MORE, ITEMS_WITH_LESS } ItemsKind;

/* Deletes all items of all kinds. */
void items_clear(void);

/* A new item, whatever there is already. */
void items_add(ItemsKind kind, const char *text);

/* How many items there are of a kind. */
size_t items_count(ItemsKind kind);

/* The secret of the first item of a kind, and what it says without its escapes; yours to free(), NULL without one. */
char *items_secret(ItemsKind kind);
char *items_text(ItemsKind kind);

/* The labels and attributes of all items, in some form, yours to free(). */
char *items_faces(void);

/* Locks the default collection, as a desktop does with its screen. */
void items_lock(void);
