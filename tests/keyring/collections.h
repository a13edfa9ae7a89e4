/* SPDX-License-Identifier: MIT
 *
 * Other collections of gnome-keyring, whose own interface asks nobody for the password.
 */
#pragma once

/* The path of the default collection, and of a new one that is open; yours to free(). */
char *collections_default(void);
char *collections_add(const char *label);

void collections_lock(const char *path);
void collections_unlock(const char *path);
void collections_set_default(const char *path);
