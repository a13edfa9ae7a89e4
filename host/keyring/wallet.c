/* SPDX-License-Identifier: MIT */
#include "wallet.h"

#include "prompt.h"

#define SECRETS "org.freedesktop.secrets"

enum { NO_LIMIT = -1 };

typedef struct {
    const char *name;
    const char *path;
} Daemon;

static const Daemon daemons[] = {{"org.kde.kwalletd6", "/modules/kwalletd6"}, {"org.kde.kwalletd5", "/modules/kwalletd5"}};

static GVariant *
call(GDBusConnection *bus, const char *name, const char *path, const char *interface, const char *method, GVariant *parameters,
     const char *type)
{
    return g_dbus_connection_call_sync(bus, name, path, interface, method, parameters, G_VARIANT_TYPE(type),
                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, NO_LIMIT, NULL, NULL);
}

static char *
owner_of(GDBusConnection *bus, const char *name)
{
    char *owner = NULL;
    g_autoptr(GVariant) answer = call(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                      "GetNameOwner", g_variant_new("(s)", name), "(s)");
    if (answer != NULL) {
        g_variant_get(answer, "(s)", &owner);
    }
    return owner;
}

/* The daemon that is the provider too; NULL when the provider is no KWallet. */
static const Daemon *
find_daemon(GDBusConnection *bus)
{
    g_autofree char *provider = owner_of(bus, SECRETS);
    for (gsize i = 0; i < G_N_ELEMENTS(daemons); i++) {
        g_autofree char *owner = owner_of(bus, daemons[i].name);
        if (provider != NULL && g_strcmp0(owner, provider) == 0) {
            return &daemons[i];
        }
    }
    return NULL;
}

/* The wallet's name is the collection's label. */
static char *
label_of(GDBusConnection *bus, const char *collection)
{
    g_autoptr(GVariant) value = NULL;
    g_autoptr(GVariant) answer = call(bus, SECRETS, collection, "org.freedesktop.DBus.Properties", "Get",
                                      g_variant_new("(ss)", "org.freedesktop.Secret.Collection", "Label"), "(v)");
    if (answer != NULL) {
        g_variant_get(answer, "(v)", &value);
    }
    return value != NULL && g_variant_is_of_type(value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string(value, NULL) : NULL;
}

static bool
is_open(GDBusConnection *bus, const Daemon *daemon, const char *wallet)
{
    gboolean is = FALSE;
    g_autoptr(GVariant) answer =
        call(bus, daemon->name, daemon->path, "org.kde.KWallet", "isOpen", g_variant_new("(s)", wallet), "(b)");
    if (answer != NULL) {
        g_variant_get(answer, "(b)", &is);
    }
    return is;
}

static bool
unlock(GDBusConnection *bus, const char *collection)
{
    const char *prompt = NULL;
    g_autoptr(GVariant) answer = call(bus, SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Unlock",
                                      g_variant_new("(@ao)", g_variant_new_objv(&collection, 1)), "(aoo)");
    if (answer == NULL) {
        return false;
    }
    g_variant_get(answer, "(@ao&o)", NULL, &prompt);
    if (!g_str_equal(prompt, "/")) {
        prompt_run_silently(bus, prompt);
    }
    return true;
}

bool
wallet_unlocks_silently(GDBusConnection *bus, const char *collection)
{
    const Daemon *daemon = find_daemon(bus);
    g_autofree char *wallet = daemon != NULL ? label_of(bus, collection) : NULL;
    return wallet != NULL && is_open(bus, daemon, wallet) && unlock(bus, collection);
}
