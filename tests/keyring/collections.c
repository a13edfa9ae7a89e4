/* SPDX-License-Identifier: MIT */
#include "collections.h"

#include "service.h"

#define INTERNAL "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"

char *
collections_default(void)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    return service_default_collection(bus);
}

char *
collections_add(const char *label)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autofree char *session = service_open_session(bus);
    char *path = NULL;
    GVariantBuilder named;
    g_variant_builder_init(&named, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&named, "{sv}", "org.freedesktop.Secret.Collection.Label", g_variant_new_string(label));
    g_autoptr(GVariant) answer =
        service_call(bus, SERVICE_ROOT, INTERNAL, "CreateWithMasterPassword",
                     g_variant_new("(a{sv}@(oayays))", &named, service_secret(session, g_getenv("KEYRING_PASSWORD"))));
    g_variant_get(answer, "(o)", &path);
    return path;
}

void
collections_lock(const char *path)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    service_lock(bus, path);
}

void
collections_unlock(const char *path)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autofree char *session = service_open_session(bus);
    g_variant_unref(service_call(bus, SERVICE_ROOT, INTERNAL, "UnlockWithMasterPassword",
                                 g_variant_new("(o@(oayays))", path, service_secret(session, g_getenv("KEYRING_PASSWORD")))));
}

void
collections_set_default(const char *path)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_variant_unref(
        service_call(bus, SERVICE_ROOT, "org.freedesktop.Secret.Service", "SetAlias", g_variant_new("(so)", "default", path)));
}
