/* SPDX-License-Identifier: MIT */
#include "items.h"

#include "service.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#define ITEM "org.freedesktop.Secret.Item"

static GVariant *
attributes(ItemsKind kind)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a{ss}"));
    g_variant_builder_add(&builder, "{ss}", "xdg:schema", "org.offswitch.Choices");
    g_variant_builder_add(&builder, "{ss}", "application", "offswitch");
    if (kind != ITEMS_WITH_LESS) {
        g_variant_builder_add(&builder, "{ss}", "document", "choices");
    }
    if (kind == ITEMS_WITH_MORE) {
        g_variant_builder_add(&builder, "{ss}", "other", "thing");
    }
    return g_variant_builder_end(&builder);
}

/* What else KeePassXC shows there are fields of its own. */
static bool
is_of_kind(GDBusConnection *bus, const char *item, ItemsKind kind)
{
    g_autoptr(GVariant) answer =
        service_call(bus, item, "org.freedesktop.DBus.Properties", "Get", g_variant_new("(ss)", ITEM, "Attributes"));
    g_autoptr(GVariant) boxed = g_variant_get_child_value(answer, 0);
    g_autoptr(GVariant) found = g_variant_get_variant(boxed);
    const char *value = NULL;
    bool has_document = g_variant_lookup(found, "document", "&s", &value);
    bool has_other = g_variant_lookup(found, "other", "&s", &value);
    return has_document == (kind != ITEMS_WITH_LESS) && has_other == (kind == ITEMS_WITH_MORE);
}

static GPtrArray *
find(GDBusConnection *bus, ItemsKind kind)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *collection = service_default_collection(bus);
    service_unlock(bus, collection);
    g_autoptr(GVariant) answer = service_call(bus, SERVICE_ROOT, "org.freedesktop.Secret.Service", "SearchItems",
                                              g_variant_new("(@a{ss})", attributes(kind)));
    g_autoptr(GVariant) unlocked = g_variant_get_child_value(answer, 0);
    GVariantIter iterator;
    const char *path = NULL;
    g_variant_iter_init(&iterator, unlocked);
    while (g_variant_iter_next(&iterator, "&o", &path)) {
        if (is_of_kind(bus, path, kind)) {
            g_ptr_array_add(paths, g_strdup(path));
        }
    }
    return paths;
}

static void
clear_kind(GDBusConnection *bus, ItemsKind kind)
{
    g_autoptr(GPtrArray) paths = find(bus, kind);
    for (guint i = 0; i < paths->len; i++) {
        const char *prompt = NULL;
        g_autoptr(GVariant) answer = service_call(bus, paths->pdata[i], ITEM, "Delete", NULL);
        g_variant_get(answer, "(&o)", &prompt);
        service_run_prompt(bus, prompt);
    }
}

void
items_clear(void)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    clear_kind(bus, ITEMS_OURS);
    clear_kind(bus, ITEMS_WITH_MORE);
    clear_kind(bus, ITEMS_WITH_LESS);
}

static GVariant *
properties(ItemsKind kind)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&builder, "{sv}", ITEM ".Label", g_variant_new_string("theirs"));
    g_variant_builder_add(&builder, "{sv}", ITEM ".Attributes", attributes(kind));
    return g_variant_builder_end(&builder);
}

void
items_add(ItemsKind kind, const char *text)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autofree char *session = service_open_session(bus);
    g_autofree char *collection = service_default_collection(bus);
    const char *prompt = NULL;
    service_unlock(bus, collection);
    g_autoptr(GVariant) answer =
        service_call(bus, collection, "org.freedesktop.Secret.Collection", "CreateItem",
                     g_variant_new("(@a{sv}@(oayays)b)", properties(kind), service_secret(session, text), FALSE));
    g_variant_get(answer, "(o&o)", NULL, &prompt);
    service_run_prompt(bus, prompt);
}

size_t
items_count(ItemsKind kind)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autoptr(GPtrArray) paths = find(bus, kind);
    return paths->len;
}

char *
items_secret(ItemsKind kind)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autofree char *session = service_open_session(bus);
    g_autoptr(GPtrArray) paths = find(bus, kind);
    gsize length = 0;
    if (paths->len == 0) {
        return NULL;
    }
    g_autoptr(GVariant) answer = service_call(bus, paths->pdata[0], ITEM, "GetSecret", g_variant_new("(o)", session));
    g_autoptr(GVariant) secret = g_variant_get_child_value(answer, 0);
    g_autoptr(GVariant) bytes = g_variant_get_child_value(secret, 2);
    const char *text = g_variant_get_fixed_array(bytes, &length, 1);
    return strndup(text != NULL ? text : "", length);
}

char *
items_text(ItemsKind kind)
{
    g_autofree char *secret = items_secret(kind);
    return secret != NULL ? g_uri_unescape_string(secret, NULL) : NULL;
}

char *
items_faces(void)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autoptr(GString) faces = g_string_new("");
    g_autoptr(GPtrArray) paths = find(bus, ITEMS_OURS);
    for (guint i = 0; i < paths->len; i++) {
        g_autoptr(GVariant) answer =
            service_call(bus, paths->pdata[i], "org.freedesktop.DBus.Properties", "GetAll", g_variant_new("(s)", ITEM));
        g_autofree char *text = g_variant_print(answer, FALSE);
        g_string_append(faces, text);
    }
    return strdup(faces->str);
}

void
items_lock(void)
{
    g_autoptr(GDBusConnection) bus = service_connect();
    g_autofree char *collection = service_default_collection(bus);
    service_unlock(bus, collection);
    service_lock(bus, collection);
}
