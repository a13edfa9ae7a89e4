/* SPDX-License-Identifier: MIT */
#include "item.h"
#include "owner.h"
#include "provider.h"
#include "vault.h"

#include <string.h>

#include <libsecret/secret.h>

static const SecretSchema schema = {
    ITEM_SCHEMA,
    SECRET_SCHEMA_NONE,
    {{"application", SECRET_SCHEMA_ATTRIBUTE_STRING},
     {"document", SECRET_SCHEMA_ATTRIBUTE_STRING},
     {NULL, SECRET_SCHEMA_ATTRIBUTE_STRING}},
    0,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
};

typedef struct {
    Vault vault;
    Provider *provider;
    SecretService *service; /* NULL while no session is open */
    GMainContext *quiet;    /* where the service's signals go: never run */
    unsigned n_looks;       /* since the session was opened */
    GPtrArray *items;       /* of the last reading: SecretItem */
} SecretVault;

/* Signals that are never taken pile up; a new session is cheap at this distance. */
enum { MAX_LOOKS = 500 };

static KeyringState
lose(const GError *error)
{
    g_printerr("offswitch-keyring: %s\n", error != NULL ? error->message : "the provider gave no answer");
    return KEYRING_LOST;
}

static GHashTable *
new_attributes(void)
{
    return secret_attributes_build(&schema, "application", ITEM_APPLICATION, "document", ITEM_DOCUMENT, NULL);
}

static void
close_session(SecretVault *vault)
{
    g_ptr_array_set_size(vault->items, 0);
    g_clear_object(&vault->service);
    secret_service_disconnect();
    g_clear_pointer(&vault->quiet, g_main_context_unref);
}

/* In a context of its own: once a provider that had told of its collections (KeePassXC does) dies, libsecret reads a NULL in the main loop, and we would die with it. */
static KeyringState
open_session(SecretVault *vault)
{
    g_autoptr(GError) error = NULL;
    if (vault->n_looks++ >= MAX_LOOKS) {
        close_session(vault);
    }
    if (vault->service == NULL) {
        vault->n_looks = 0;
        vault->quiet = g_main_context_new();
        g_main_context_push_thread_default(vault->quiet);
        vault->service = secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, NULL, &error);
        g_main_context_pop_thread_default(vault->quiet);
    }
    if (vault->service == NULL) {
        close_session(vault);
    }
    return vault->service != NULL ? KEYRING_READY : lose(error);
}

/* A search also finds items with more attributes than were asked for. Those are somebody else's, except that KeePassXC shows the fields of
 * its entry among the attributes. */
static bool
is_ours(SecretItem *item)
{
    static const char *const known[] = {"xdg:schema", "application", "document", "Title", "UserName", "URL",
                                        "Notes",      "Path",        "Uuid",     "TOTP",  NULL};
    g_autoptr(GHashTable) attributes = secret_item_get_attributes(item);
    GHashTableIter iterator;
    gpointer name = NULL;
    g_hash_table_iter_init(&iterator, attributes);
    while (g_hash_table_iter_next(&iterator, &name, NULL)) {
        if (!g_strv_contains(known, name)) {
            return false;
        }
    }
    return true;
}

/* In another collection that is locked: what it says is merged when somebody opens it, but nobody waits for that. */
static bool
is_out_of_reach(const SecretVault *vault, SecretItem *item)
{
    const char *path = g_dbus_proxy_get_object_path(G_DBUS_PROXY(item));
    const char *collection = provider_collection(vault->provider);
    size_t length = strlen(collection);
    bool is_inside = strncmp(path, collection, length) == 0 && path[length] == '/';
    return !is_inside && secret_item_get_locked(item);
}

static KeyringState
search(SecretVault *vault)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) attributes = new_attributes();
    g_ptr_array_set_size(vault->items, 0);
    GList *found = secret_service_search_sync(vault->service, &schema, attributes, SECRET_SEARCH_ALL, NULL, &error);
    for (GList *link = found; link != NULL; link = link->next) {
        if (is_ours(link->data) && !is_out_of_reach(vault, link->data)) {
            g_ptr_array_add(vault->items, g_object_ref(link->data));
        }
    }
    g_list_free_full(found, g_object_unref);
    return error == NULL ? KEYRING_READY : lose(error);
}

static KeyringState
read_item(SecretItem *item, VaultTexts *texts)
{
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    if (secret_item_get_locked(item)) {
        return KEYRING_LOCKED;
    }
    if (!secret_item_load_secret_sync(item, NULL, &error)) {
        return lose(error);
    }
    g_autoptr(SecretValue) value = secret_item_get_secret(item);
    const char *text = value != NULL ? secret_value_get(value, &length) : NULL;
    g_autofree char *document = text != NULL ? item_unescape(text, length) : NULL;
    vault_texts_add(texts, document, document != NULL ? strlen(document) : 0);
    return KEYRING_READY;
}

static KeyringState
read_secrets(Vault *base, VaultTexts *texts)
{
    SecretVault *vault = (SecretVault *)base;
    KeyringState state = provider_ask(vault->provider);
    state = state == KEYRING_READY ? open_session(vault) : state;
    state = state == KEYRING_READY ? search(vault) : state;
    for (guint i = 0; state == KEYRING_READY && i < vault->items->len; i++) {
        state = read_item(vault->items->pdata[i], texts);
    }
    return state;
}

/* Never secret_password_store: it replaces items that merely have our attributes among theirs. */
static KeyringState
create_item(SecretVault *vault, SecretValue *value)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) attributes = new_attributes();
    g_autoptr(SecretCollection) collection =
        secret_collection_for_alias_sync(vault->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, &error);
    if (collection == NULL) {
        return error != NULL ? lose(error) : KEYRING_NO_COLLECTION;
    }
    g_autoptr(SecretItem) item =
        secret_item_create_sync(collection, &schema, attributes, ITEM_LABEL, value, SECRET_ITEM_CREATE_NONE, NULL, &error);
    if (item == NULL) {
        return lose(error);
    }
    g_ptr_array_add(vault->items, g_object_ref(item));
    return KEYRING_READY;
}

static KeyringState
write_secret(Vault *base, int position, const char *text)
{
    SecretVault *vault = (SecretVault *)base;
    g_autoptr(GError) error = NULL;
    g_autofree char *secret = item_escape(text);
    g_autoptr(SecretValue) value = secret_value_new(secret, -1, "text/plain");
    if (position == VAULT_NEW) {
        return create_item(vault, value);
    }
    return secret_item_set_secret_sync(vault->items->pdata[position], value, NULL, &error) ? KEYRING_READY : lose(error);
}

/* Of the item itself: whoever searches again pays for it three times. A new one is the last. */
static KeyringState
read_back(Vault *base, int position, VaultTexts *texts)
{
    const SecretVault *vault = (SecretVault *)base;
    return read_item(vault->items->pdata[position == VAULT_NEW ? vault->items->len - 1 : (guint)position], texts);
}

/* KeePassXC saves 0.3 s after a change, in a thread that takes as long as its key derivation and reads what the next change writes: where both meet it dies (2.7.4,
 * once in some 4000 changes without a pause). */
static bool
needs_rest(const Vault *base)
{
    const SecretVault *vault = (const SecretVault *)base;
    return owner_is_also(provider_bus(vault->provider), "org.keepassxc.KeePassXC.MainWindow");
}

/* After a restart of the provider, or with a broken key exchange, nothing else helps. */
static void
reset(Vault *base)
{
    close_session((SecretVault *)base);
}

static void
free_vault(Vault *base)
{
    SecretVault *vault = (SecretVault *)base;
    close_session(vault);
    g_ptr_array_unref(vault->items);
    g_free(vault);
}

Vault *
secret_vault_new(Provider *provider)
{
    SecretVault *vault = g_new0(SecretVault, 1);
    vault->vault = (Vault){.kept = KEYRING_READY,
                           .read = read_secrets,
                           .write = write_secret,
                           .read_back = read_back,
                           .needs_rest = needs_rest,
                           .reset = reset,
                           .free = free_vault};
    vault->provider = provider;
    vault->items = g_ptr_array_new_with_free_func(g_object_unref);
    return &vault->vault;
}
