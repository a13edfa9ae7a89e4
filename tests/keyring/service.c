/* SPDX-License-Identifier: MIT */
#include "service.h"

#include <stdbool.h>
#include <string.h>

#define SECRETS "org.freedesktop.secrets"

enum { PATIENCE_MS = 20000 };

/* A connection of its own: the shared one would outlive the bus of the test. */
GDBusConnection *
service_connect(void)
{
    g_autoptr(GError) error = NULL;
    GDBusConnection *bus = g_dbus_connection_new_for_address_sync(
        g_getenv("DBUS_SESSION_BUS_ADDRESS"),
        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
    if (bus == NULL) {
        g_error("service: %s", error->message);
    }
    return bus;
}

GVariant *
service_call(GDBusConnection *bus, const char *path, const char *interface, const char *method, GVariant *parameters)
{
    g_autoptr(GError) error = NULL;
    GVariant *answer = g_dbus_connection_call_sync(bus, SECRETS, path, interface, method, parameters, NULL,
                                                   G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, &error);
    if (answer == NULL) {
        g_error("service: %s.%s: %s", interface, method, error->message);
    }
    return answer;
}

/* NOLINTBEGIN(readability-function-size): GDBus calls back with seven parameters. */
static void
hear_completed(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal_name,
               GVariant *parameters, gpointer is_done)
{
    (void)bus, (void)sender, (void)path, (void)interface, (void)signal_name, (void)parameters;
    *(bool *)is_done = true;
}
/* NOLINTEND(readability-function-size) */

/* KeePassXC and KWallet give a prompt for everything; none of these opens a dialog. */
void
service_run_prompt(GDBusConnection *bus, const char *prompt)
{
    bool is_done = false;
    if (strcmp(prompt, "/") == 0) {
        return;
    }
    guint id = g_dbus_connection_signal_subscribe(bus, SECRETS, "org.freedesktop.Secret.Prompt", "Completed", prompt, NULL,
                                                  G_DBUS_SIGNAL_FLAGS_NONE, hear_completed, &is_done, NULL);
    g_variant_unref(service_call(bus, prompt, "org.freedesktop.Secret.Prompt", "Prompt", g_variant_new("(s)", "")));
    while (!is_done) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_dbus_connection_signal_unsubscribe(bus, id);
}

char *
service_open_session(GDBusConnection *bus)
{
    char *session = NULL;
    g_autoptr(GVariant) answer = service_call(bus, SERVICE_ROOT, "org.freedesktop.Secret.Service", "OpenSession",
                                              g_variant_new("(sv)", "plain", g_variant_new_string("")));
    g_variant_get(answer, "(vo)", NULL, &session);
    return session;
}

char *
service_default_collection(GDBusConnection *bus)
{
    char *path = NULL;
    g_autoptr(GVariant) answer =
        service_call(bus, SERVICE_ROOT, "org.freedesktop.Secret.Service", "ReadAlias", g_variant_new("(s)", "default"));
    g_variant_get(answer, "(o)", &path);
    return path;
}

/* Service.Lock or Service.Unlock. */
static void
turn(GDBusConnection *bus, const char *method, const char *collection)
{
    const char *prompt = NULL;
    g_autoptr(GVariant) answer = service_call(bus, SERVICE_ROOT, "org.freedesktop.Secret.Service", method,
                                              g_variant_new("(@ao)", g_variant_new_objv(&collection, 1)));
    g_variant_get(answer, "(@ao&o)", NULL, &prompt);
    service_run_prompt(bus, prompt);
}

void
service_unlock(GDBusConnection *bus, const char *collection)
{
    turn(bus, "Unlock", collection);
}

void
service_lock(GDBusConnection *bus, const char *collection)
{
    turn(bus, "Lock", collection);
}

GVariant *
service_secret(const char *session, const char *text)
{
    GVariant *none = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, NULL, 0, 1);
    return g_variant_new("(o@ay@ays)", session, none, g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, text, strlen(text), 1),
                         "text/plain");
}
