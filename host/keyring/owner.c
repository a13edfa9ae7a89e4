/* SPDX-License-Identifier: MIT */
#include "owner.h"

enum { NO_LIMIT = -1 };

/* Yours; NULL without one. */
static char *
owner_of(GDBusConnection *bus, const char *name)
{
    char *owner = NULL;
    g_autoptr(GVariant) answer = g_dbus_connection_call_sync(
        bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetNameOwner", g_variant_new("(s)", name),
        G_VARIANT_TYPE("(s)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, NO_LIMIT, NULL, NULL);
    if (answer != NULL) {
        g_variant_get(answer, "(s)", &owner);
    }
    return owner;
}

bool
owner_is_also(GDBusConnection *bus, const char *name)
{
    g_autofree char *owner = owner_of(bus, name);
    g_autofree char *provider = owner != NULL ? owner_of(bus, OWNER_SECRETS) : NULL;
    return owner != NULL && g_strcmp0(owner, provider) == 0;
}
