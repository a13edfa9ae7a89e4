/* SPDX-License-Identifier: MIT */
#include "wallet.h"

#include "owner.h"
#include "prompt.h"

enum { NO_LIMIT = -1 };

typedef struct {
    const char *name;
    const char *path;
} Daemon;

static const Daemon daemons[] = {{"org.kde.kwalletd6", "/modules/kwalletd6"}, {"org.kde.kwalletd5", "/modules/kwalletd5"}};

typedef struct {
    const char *owner;
    const char *path;
    const char *interface;
    const char *name;
    const char *answer; /* its type */
} Method;

static GVariant *
call(GDBusConnection *bus, const Method *method, GVariant *parameters)
{
    return g_dbus_connection_call_sync(bus, method->owner, method->path, method->interface, method->name, parameters,
                                       G_VARIANT_TYPE(method->answer), G_DBUS_CALL_FLAGS_NO_AUTO_START, NO_LIMIT, NULL, NULL);
}

/* The daemon that is the provider too; NULL when the provider is no KWallet. */
static const Daemon *
find_daemon(GDBusConnection *bus)
{
    for (gsize i = 0; i < G_N_ELEMENTS(daemons); i++) {
        if (owner_is_also(bus, daemons[i].name)) {
            return &daemons[i];
        }
    }
    return NULL;
}

/* The wallet's name is the collection's label. */
static char *
label_of(GDBusConnection *bus, const char *collection)
{
    const Method method = {OWNER_SECRETS, collection, "org.freedesktop.DBus.Properties", "Get", "(v)"};
    g_autoptr(GVariant) value = NULL;
    g_autoptr(GVariant) answer = call(bus, &method, g_variant_new("(ss)", "org.freedesktop.Secret.Collection", "Label"));
    if (answer != NULL) {
        g_variant_get(answer, "(v)", &value);
    }
    return value != NULL && g_variant_is_of_type(value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string(value, NULL) : NULL;
}

static bool
is_open(GDBusConnection *bus, const Daemon *daemon, const char *wallet)
{
    const Method method = {daemon->name, daemon->path, "org.kde.KWallet", "isOpen", "(b)"};
    gboolean is = FALSE;
    g_autoptr(GVariant) answer = call(bus, &method, g_variant_new("(s)", wallet));
    if (answer != NULL) {
        g_variant_get(answer, "(b)", &is);
    }
    return is;
}

static bool
unlock(GDBusConnection *bus, const char *collection)
{
    static const Method method = {OWNER_SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Unlock", "(aoo)"};
    const char *prompt = NULL;
    g_autoptr(GVariant) answer = call(bus, &method, g_variant_new("(@ao)", g_variant_new_objv(&collection, 1)));
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
