/* SPDX-License-Identifier: MIT */
#include "provider.h"

#include "sandbox.h"
#include "wallet.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRETS    "org.freedesktop.secrets"
#define COLLECTION "org.freedesktop.Secret.Collection"

/* Less than the host's patience: activation that takes longer goes on, and the next question finds it done. */
enum { START_LIMIT_MS = 1500, NO_LIMIT = -1 };

struct Provider {
    GDBusConnection *bus; /* NULL until there was one */
    gulong closed;
    guint subscriptions[2];
    char *collection; /* NULL until one was asked for */
    void (*call)(void *context);
    void *context;
};

typedef struct {
    const char *destination;
    const char *path;
    const char *interface;
    const char *method;
} Call;

static const Call name_has_owner = {"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner"};
static const Call start_service = {"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "StartServiceByName"};
static const Call read_alias = {SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "ReadAlias"};

/* Other transports reach other machines or start programs; "autolaunch:" starts a bus of its own. */
static bool
is_unix_address(const char *address)
{
    g_auto(GStrv) entries = g_strsplit(address, ";", -1);
    for (gchar **entry = entries; *entry != NULL; entry++) {
        if (!g_str_has_prefix(*entry, "unix:")) {
            return false;
        }
    }
    return entries[0] != NULL;
}

/* Without an address GIO would run dbus-launch wherever DISPLAY is set. */
static bool
settle_address(void)
{
    const char *address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
    const char *runtime = g_getenv("XDG_RUNTIME_DIR");
    struct stat status = {0};
    if (address != NULL && address[0] != '\0') {
        return is_unix_address(address);
    }
    if (runtime == NULL || runtime[0] != '/') {
        return false;
    }
    g_autofree char *path = g_build_filename(runtime, "bus", NULL);
    if (stat(path, &status) != 0 || !S_ISSOCK(status.st_mode) || status.st_uid != getuid()) {
        return false;
    }
    g_autofree char *escaped = g_dbus_address_escape_value(path);
    g_autofree char *settled = g_strconcat("unix:path=", escaped, NULL);
    return g_setenv("DBUS_SESSION_BUS_ADDRESS", settled, TRUE);
}

static GVariant *
call(GDBusConnection *bus, const Call *what, GVariant *parameters, int limit_ms, GError **error)
{
    return g_dbus_connection_call_sync(bus, what->destination, what->path, what->interface, what->method, parameters, NULL,
                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, limit_ms, NULL, error);
}

static KeyringState
ask_owner(GDBusConnection *bus)
{
    g_autoptr(GError) error = NULL;
    gboolean has_owner = FALSE;
    g_autoptr(GVariant) owned = call(bus, &name_has_owner, g_variant_new("(s)", SECRETS), NO_LIMIT, &error);
    if (owned == NULL) {
        return KEYRING_LOST;
    }
    g_variant_get(owned, "(b)", &has_owner);
    if (has_owner) {
        return KEYRING_READY;
    }
    g_autoptr(GVariant) started = call(bus, &start_service, g_variant_new("(su)", SECRETS, 0), START_LIMIT_MS, &error);
    if (started != NULL) {
        return KEYRING_READY;
    }
    bool late =
        g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) || g_error_matches(error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);
    return late ? KEYRING_TIMEOUT : KEYRING_NO_PROVIDER;
}

static KeyringState
ask_whether_locked(GDBusConnection *bus, const char *collection)
{
    const Call get = {SECRETS, collection, "org.freedesktop.DBus.Properties", "Get"};
    g_autoptr(GVariant) answer = call(bus, &get, g_variant_new("(ss)", COLLECTION, "Locked"), NO_LIMIT, NULL);
    g_autoptr(GVariant) value = NULL;
    if (answer == NULL || !g_variant_is_of_type(answer, G_VARIANT_TYPE("(v)"))) {
        return KEYRING_LOST;
    }
    g_variant_get(answer, "(v)", &value);
    if (!g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN)) {
        return KEYRING_LOST;
    }
    return g_variant_get_boolean(value) ? KEYRING_LOCKED : KEYRING_READY;
}

static KeyringState
ask_collection(Provider *provider)
{
    g_autoptr(GVariant) answer = call(provider->bus, &read_alias, g_variant_new("(s)", "default"), NO_LIMIT, NULL);
    g_clear_pointer(&provider->collection, g_free);
    if (answer == NULL || !g_variant_is_of_type(answer, G_VARIANT_TYPE("(o)"))) {
        return KEYRING_LOST;
    }
    g_variant_get(answer, "(o)", &provider->collection);
    if (g_str_equal(provider->collection, "/")) {
        return KEYRING_NO_COLLECTION;
    }
    KeyringState state = ask_whether_locked(provider->bus, provider->collection);
    if (state == KEYRING_LOCKED && wallet_unlocks_silently(provider->bus, provider->collection)) {
        state = ask_whether_locked(provider->bus, provider->collection);
    }
    return state;
}

static void
leave(GDBusConnection *bus, gboolean vanished, GError *error, gpointer data)
{
    (void)bus;
    (void)vanished;
    (void)error;
    (void)data;
    g_printerr("offswitch-keyring: the session bus went away\n");
    exit(EXIT_FAILURE);
}

/* NOLINTBEGIN(readability-function-size): GDBus calls back with seven parameters. */

/* Comes with every item that any program stores, too. */
static void
hear_collection(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal_name,
                GVariant *parameters, gpointer data)
{
    const Provider *provider = data;
    (void)bus;
    (void)sender;
    (void)path;
    (void)interface;
    (void)signal_name;
    if (!g_variant_is_of_type(parameters, G_VARIANT_TYPE("(sa{sv}as)"))) {
        return;
    }
    g_autoptr(GVariant) changed = g_variant_get_child_value(parameters, 1);
    g_autoptr(GVariant) locked = g_variant_lookup_value(changed, "Locked", G_VARIANT_TYPE_BOOLEAN);
    if (locked != NULL) {
        provider->call(provider->context);
    }
}

static void
hear_owner(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal_name,
           GVariant *parameters, gpointer data)
{
    const Provider *provider = data;
    const char *owner = "";
    (void)bus;
    (void)sender;
    (void)path;
    (void)interface;
    (void)signal_name;
    if (g_variant_is_of_type(parameters, G_VARIANT_TYPE("(sss)"))) {
        g_variant_get_child(parameters, 2, "&s", &owner);
    }
    if (owner[0] != '\0') {
        provider->call(provider->context);
    }
}

/* NOLINTEND(readability-function-size) */

static void
watch(Provider *provider)
{
    g_dbus_connection_set_exit_on_close(provider->bus, FALSE);
    provider->closed = g_signal_connect(provider->bus, "closed", G_CALLBACK(leave), NULL);
    provider->subscriptions[0] =
        g_dbus_connection_signal_subscribe(provider->bus, SECRETS, "org.freedesktop.DBus.Properties", "PropertiesChanged", NULL,
                                           COLLECTION, G_DBUS_SIGNAL_FLAGS_NONE, hear_collection, provider, NULL);
    provider->subscriptions[1] =
        g_dbus_connection_signal_subscribe(provider->bus, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged",
                                           NULL, SECRETS, G_DBUS_SIGNAL_FLAGS_NONE, hear_owner, provider, NULL);
}

static bool
reaches_bus(Provider *provider)
{
    g_autoptr(GError) error = NULL;
    if (provider->bus != NULL) {
        return true;
    }
    if (!settle_address()) {
        return false;
    }
    provider->bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error);
    if (provider->bus == NULL) {
        g_printerr("offswitch-keyring: %s\n", error->message);
        return false;
    }
    watch(provider);
    sandbox_seal(); /* whoever loses the bus ends, so this is the one connection there ever is */
    return true;
}

KeyringState
provider_ask(Provider *provider)
{
    if (!reaches_bus(provider)) {
        return KEYRING_NO_BUS;
    }
    KeyringState state = ask_owner(provider->bus);
    return state == KEYRING_READY ? ask_collection(provider) : state;
}

GDBusConnection *
provider_bus(const Provider *provider)
{
    return provider->bus;
}

const char *
provider_collection(const Provider *provider)
{
    return provider->collection != NULL ? provider->collection : "/";
}

Provider *
provider_new(void (*call_back)(void *context), void *context)
{
    Provider *provider = g_new0(Provider, 1);
    provider->call = call_back;
    provider->context = context;
    return provider;
}

void
provider_free(Provider *provider)
{
    if (provider->bus != NULL) {
        g_signal_handler_disconnect(provider->bus, provider->closed);
        for (size_t i = 0; i < G_N_ELEMENTS(provider->subscriptions); i++) {
            g_dbus_connection_signal_unsubscribe(provider->bus, provider->subscriptions[i]);
        }
    }
    g_clear_object(&provider->bus);
    g_free(provider->collection);
    g_free(provider);
}
