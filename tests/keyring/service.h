/* SPDX-License-Identifier: MIT
 *
 * The Secret Service, past our helper and past libsecret: one connection, an unencrypted session, no dialog. Ends the test where the provider does not answer.
 */
#pragma once

#include <gio/gio.h>

#define SERVICE_ROOT "/org/freedesktop/secrets"

GDBusConnection *service_connect(void);
GVariant *service_call(GDBusConnection *bus, const char *path, const char *interface, const char *method, GVariant *parameters);

/* KeePassXC and KWallet give a prompt for everything; none of these opens a dialog. */
void service_run_prompt(GDBusConnection *bus, const char *prompt);

/* Paths, yours to g_free(). */
char *service_open_session(GDBusConnection *bus);
char *service_default_collection(GDBusConnection *bus);

/* An open wallet says that it is locked until somebody unlocks it. */
void service_unlock(GDBusConnection *bus, const char *collection);
void service_lock(GDBusConnection *bus, const char *collection);

/* A secret as the calls take it. */
GVariant *service_secret(const char *session, const char *text);
