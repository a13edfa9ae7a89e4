/* SPDX-License-Identifier: MIT */
#include "items.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#define SECRETS "org.freedesktop.secrets"
#define ROOT    "/org/freedesktop/secrets"
#define ITEM    "org.freedesktop.Secret.Item"

enum { PATIENCE_MS = 20000 };

/* A connection of its own: the shared one would outlive the bus of the test. */
static GDBusConnection *
connect_to_bus(void)
{
    g_autoptr(GError) error = NULL;
    GDBusConnection *bus = g_dbus_connection_new_for_address_sync(
        g_getenv("DBUS_SESSION_BUS_ADDRESS"),
        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
    if (bus == NULL) {
        g_error("items: %s", error->message);
    }
    return bus;
}

static GVariant *
call(GDBusConnection *bus, const char *path, const char *interface, const char *method, GVariant *parameters)
{
    g_autoptr(GError) error = NULL;
    GVariant *answer = g_dbus_connection_call_sync(bus, SECRETS, path, interface, method, parameters, NULL,
                                                   G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, &error);
    if (answer == NULL) {
        g_error("items: %s.%s: %s", interface, method, error->message);
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
static void
run_prompt(GDBusConnection *bus, const char *prompt)
{
    bool is_done = false;
    if (strcmp(prompt, "/") == 0) {
        return;
    }
    guint id = g_dbus_connection_signal_subscribe(bus, SECRETS, "org.freedesktop.Secret.Prompt", "Completed", prompt, NULL,
                                                  G_DBUS_SIGNAL_FLAGS_NONE, hear_completed, &is_done, NULL);
    g_variant_unref(call(bus, prompt, "org.freedesktop.Secret.Prompt", "Prompt", g_variant_new("(s)", "")));
    while (!is_done) {
        g_main_context_iteration(NULL, TRUE);
    }
    g_dbus_connection_signal_unsubscribe(bus, id);
}

static char *
open_session(GDBusConnection *bus)
{
    char *session = NULL;
    g_autoptr(GVariant) answer = call(bus, ROOT, "org.freedesktop.Secret.Service", "OpenSession",
                                      g_variant_new("(sv)", "plain", g_variant_new_string("")));
    g_variant_get(answer, "(vo)", NULL, &session);
    return session;
}

static char *
default_collection(GDBusConnection *bus)
{
    char *path = NULL;
    g_autoptr(GVariant) answer = call(bus, ROOT, "org.freedesktop.Secret.Service", "ReadAlias", g_variant_new("(s)", "default"));
    g_variant_get(answer, "(o)", &path);
    return path;
}

/* An open wallet says that it is locked until somebody unlocks it. */
static void
unlock(GDBusConnection *bus, const char *collection)
{
    const char *prompt = NULL;
    g_autoptr(GVariant) answer =
        call(bus, ROOT, "org.freedesktop.Secret.Service", "Unlock", g_variant_new("(@ao)", g_variant_new_objv(&collection, 1)));
    g_variant_get(answer, "(@ao&o)", NULL, &prompt);
    run_prompt(bus, prompt);
}

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
        call(bus, item, "org.freedesktop.DBus.Properties", "Get", g_variant_new("(ss)", ITEM, "Attributes"));
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
    g_autofree char *collection = default_collection(bus);
    unlock(bus, collection);
    g_autoptr(GVariant) answer =
        call(bus, ROOT, "org.freedesktop.Secret.Service", "SearchItems", g_variant_new("(@a{ss})", attributes(kind)));
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
        g_autoptr(GVariant) answer = call(bus, paths->pdata[i], ITEM, "Delete", NULL);
        g_variant_get(answer, "(&o)", &prompt);
        run_prompt(bus, prompt);
    }
}

void
items_clear(void)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
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

static GVariant *
secret(const char *session, const char *text)
{
    GVariant *none = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, NULL, 0, 1);
    return g_variant_new("(o@ay@ays)", session, none, g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, text, strlen(text), 1),
                         "text/plain");
}

void
items_add(ItemsKind kind, const char *text)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autofree char *session = open_session(bus);
    g_autofree char *collection = default_collection(bus);
    const char *prompt = NULL;
    unlock(bus, collection);
    g_autoptr(GVariant) answer = call(bus, collection, "org.freedesktop.Secret.Collection", "CreateItem",
                                      g_variant_new("(@a{sv}@(oayays)b)", properties(kind), secret(session, text), FALSE));
    g_variant_get(answer, "(o&o)", NULL, &prompt);
    run_prompt(bus, prompt);
}

size_t
items_count(ItemsKind kind)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autoptr(GPtrArray) paths = find(bus, kind);
    return paths->len;
}

char *
items_secret(ItemsKind kind)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autofree char *session = open_session(bus);
    g_autoptr(GPtrArray) paths = find(bus, kind);
    gsize length = 0;
    if (paths->len == 0) {
        return NULL;
    }
    g_autoptr(GVariant) answer = call(bus, paths->pdata[0], ITEM, "GetSecret", g_variant_new("(o)", session));
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
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autoptr(GString) faces = g_string_new("");
    g_autoptr(GPtrArray) paths = find(bus, ITEMS_OURS);
    for (guint i = 0; i < paths->len; i++) {
        g_autoptr(GVariant) answer =
            call(bus, paths->pdata[i], "org.freedesktop.DBus.Properties", "GetAll", g_variant_new("(s)", ITEM));
        g_autofree char *text = g_variant_print(answer, FALSE);
        g_string_append(faces, text);
    }
    return strdup(faces->str);
}

static void
lock(GDBusConnection *bus, const char *collection)
{
    const char *prompt = NULL;
    g_autoptr(GVariant) answer =
        call(bus, ROOT, "org.freedesktop.Secret.Service", "Lock", g_variant_new("(@ao)", g_variant_new_objv(&collection, 1)));
    g_variant_get(answer, "(@ao&o)", NULL, &prompt);
    run_prompt(bus, prompt);
}

void
items_lock(void)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autofree char *collection = default_collection(bus);
    unlock(bus, collection);
    lock(bus, collection);
}

/* ---- other collections: gnome-keyring's own interface asks nobody for the password ---- */

#define INTERNAL "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"

char *
items_default_collection(void)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    return default_collection(bus);
}

char *
items_add_collection(const char *label)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autofree char *session = open_session(bus);
    char *path = NULL;
    GVariantBuilder named;
    g_variant_builder_init(&named, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&named, "{sv}", "org.freedesktop.Secret.Collection.Label", g_variant_new_string(label));
    g_autoptr(GVariant) answer = call(bus, ROOT, INTERNAL, "CreateWithMasterPassword",
                                      g_variant_new("(a{sv}@(oayays))", &named, secret(session, g_getenv("KEYRING_PASSWORD"))));
    g_variant_get(answer, "(o)", &path);
    return path;
}

void
items_lock_collection(const char *path)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    lock(bus, path);
}

void
items_unlock_collection(const char *path)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_autofree char *session = open_session(bus);
    g_variant_unref(call(bus, ROOT, INTERNAL, "UnlockWithMasterPassword",
                         g_variant_new("(o@(oayays))", path, secret(session, g_getenv("KEYRING_PASSWORD")))));
}

void
items_set_default_collection(const char *path)
{
    g_autoptr(GDBusConnection) bus = connect_to_bus();
    g_variant_unref(call(bus, ROOT, "org.freedesktop.Secret.Service", "SetAlias", g_variant_new("(so)", "default", path)));
}
