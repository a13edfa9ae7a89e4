/* SPDX-License-Identifier: MIT */
#include "unlocker.h"

#include "item.h"
#include "prompt.h"

#define SECRETS "org.freedesktop.secrets"
#define SERVICE "org.freedesktop.Secret.Service"

/* What libsecret calls a collection that it has to make. */
static const char new_label[] = "Default keyring";

struct Unlocker {
    Provider *provider;
    void (*call)(void *context);
    void *context;
    GCancellable *asking; /* NULL while nobody waits */
    Prompt *prompt;
    void (*next)(Unlocker *unlocker); /* after this dialog */
};

static void
end(Unlocker *unlocker)
{
    g_clear_pointer(&unlocker->prompt, prompt_free);
    if (unlocker->asking != NULL) {
        g_cancellable_cancel(unlocker->asking);
        g_clear_object(&unlocker->asking);
        unlocker->call(unlocker->context);
    }
}

static void
on_prompt_ended(void *context)
{
    Unlocker *unlocker = context;
    g_clear_pointer(&unlocker->prompt, prompt_free);
    unlocker->next(unlocker);
}

/* The last member of the answer is the prompt to run, "/" when there is none. */
static void
on_answer(GObject *bus, GAsyncResult *result, gpointer context)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer = g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error);
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        return;
    }
    Unlocker *unlocker = context;
    if (answer == NULL) {
        g_printerr("offswitch-keyring: %s\n", error->message);
        end(unlocker);
        return;
    }
    g_autoptr(GVariant) last = g_variant_get_child_value(answer, g_variant_n_children(answer) - 1);
    const char *path = g_variant_get_string(last, NULL);
    if (g_str_equal(path, "/")) {
        unlocker->next(unlocker);
    } else {
        unlocker->prompt = prompt_new(provider_bus(unlocker->provider), path, on_prompt_ended, unlocker);
    }
}

static void
ask(Unlocker *unlocker, const char *method, GVariant *parameters, const char *type)
{
    g_dbus_connection_call(provider_bus(unlocker->provider), SECRETS, "/org/freedesktop/secrets", SERVICE, method, parameters,
                           G_VARIANT_TYPE(type), G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, unlocker->asking, on_answer,
                           unlocker);
}

static void
unlock(Unlocker *unlocker, GVariant *paths)
{
    ask(unlocker, "Unlock", g_variant_new("(@ao)", paths), "(aoo)");
}

/* KeePassXC shows an item to a connection that its owner has allowed, and remembers it as long as that lives. */
static void
on_found(GObject *bus, GAsyncResult *result, gpointer context)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer = g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error);
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        return;
    }
    g_autoptr(GVariant) locked = answer != NULL ? g_variant_get_child_value(answer, 1) : NULL;
    if (locked != NULL && g_variant_n_children(locked) > 0) {
        unlock(context, locked);
    } else {
        end(context);
    }
}

static void
unlock_items(Unlocker *unlocker)
{
    GVariantBuilder attributes;
    unlocker->next = end;
    if (provider_ask(unlocker->provider) != KEYRING_READY) {
        end(unlocker);
        return;
    }
    g_variant_builder_init(&attributes, G_VARIANT_TYPE("a{ss}"));
    g_variant_builder_add(&attributes, "{ss}", "xdg:schema", ITEM_SCHEMA);
    g_variant_builder_add(&attributes, "{ss}", "application", ITEM_APPLICATION);
    g_variant_builder_add(&attributes, "{ss}", "document", ITEM_DOCUMENT);
    g_dbus_connection_call(provider_bus(unlocker->provider), SECRETS, "/org/freedesktop/secrets", SERVICE, "SearchItems",
                           g_variant_new("(a{ss})", &attributes), G_VARIANT_TYPE("(aoao)"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                           G_MAXINT, unlocker->asking, on_found, unlocker);
}

static void
make_collection(Unlocker *unlocker)
{
    GVariantBuilder properties;
    g_variant_builder_init(&properties, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&properties, "{sv}", "org.freedesktop.Secret.Collection.Label", g_variant_new_string(new_label));
    ask(unlocker, "CreateCollection", g_variant_new("(a{sv}s)", &properties, "default"), "(oo)");
}

void
unlocker_start(Unlocker *unlocker)
{
    if (unlocker->asking != NULL) {
        return;
    }
    unlocker->asking = g_cancellable_new();
    unlocker->next = unlock_items;
    KeyringState state = provider_ask(unlocker->provider);
    const char *collection = provider_collection(unlocker->provider);
    if (state == KEYRING_LOCKED) {
        unlock(unlocker, g_variant_new_objv(&collection, 1));
    } else if (state == KEYRING_NO_COLLECTION) {
        make_collection(unlocker);
    } else if (state == KEYRING_READY) {
        unlock_items(unlocker);
    } else {
        end(unlocker);
    }
}

void
unlocker_cancel(Unlocker *unlocker)
{
    end(unlocker);
}

Unlocker *
unlocker_new(Provider *provider, void (*call)(void *context), void *context)
{
    Unlocker *unlocker = g_new0(Unlocker, 1);
    *unlocker = (Unlocker){.provider = provider, .call = call, .context = context};
    return unlocker;
}

void
unlocker_free(Unlocker *unlocker)
{
    if (unlocker->asking != NULL) {
        g_cancellable_cancel(unlocker->asking);
        g_object_unref(unlocker->asking);
    }
    g_clear_pointer(&unlocker->prompt, prompt_free);
    g_free(unlocker);
}
