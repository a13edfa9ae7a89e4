/* SPDX-License-Identifier: MIT
 *
 * Unlocking as a person asked for it: lets the provider show its dialogs, for a collection that is locked or missing and for an item that it shows to
 * nobody unasked (KeePassXC), and waits as long as they take while everything else goes on.
 */
#pragma once

#include "provider.h"

typedef struct Unlocker Unlocker;

/* `call` is called from the main loop when the dialogs have ended, however they did; at once when there is none to show. */
Unlocker *unlocker_new(Provider *provider, void (*call)(void *context), void *context);
void unlocker_free(Unlocker *unlocker);

/* Does nothing while one waits already. */
void unlocker_start(Unlocker *unlocker);

/* Waits no longer; the dialog stays, and what it unlocks is unlocked. `call` is called. */
void unlocker_cancel(Unlocker *unlocker);
