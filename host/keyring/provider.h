/* SPDX-License-Identifier: MIT
 *
 * Asks the session bus, without opening any dialog, whether secrets can be kept: the bus, who owns org.freedesktop.secrets, the default
 * collection, and whether that is locked. libsecret answers all four with the same NULL, or with a dialog. Knows no secret.
 */
#pragma once

#include "keyring.h"

#include <gio/gio.h>

typedef struct Provider Provider;

/* `call` is called from the main loop, once there was a bus, when a provider appeared or its collection was locked or unlocked. The process
 * ends when the bus does: libsecret cannot be revived after that. */
Provider *provider_new(void (*call)(void *context), void *context);
void provider_free(Provider *provider);

/* KEYRING_READY, or what is in the way. Starts a provider that the bus can start, and unlocks what its owner has opened already; neither opens a
 * dialog. */
KeyringState provider_ask(Provider *provider);

/* What was found by the last question: the bus, NULL without one, and the path of the default collection, "/" without one. Borrowed. */
GDBusConnection *provider_bus(const Provider *provider);
const char *provider_collection(const Provider *provider);
