/* SPDX-License-Identifier: MIT */
#include "prompt.h"

#define SECRETS   "org.freedesktop.secrets"
#define INTERFACE "org.freedesktop.Secret.Prompt"

struct Prompt {
    GDBusConnection *bus;
    GCancellable *asking; /* forgets the answer to Prompt() */
    guint subscriptions[2];
    void (*call)(void *context);
    void *context;
};

static void
complete(Prompt *prompt)
{
    if (prompt->call != NULL) {
        void (*call)(void *context) = prompt->call;
        prompt->call = NULL;
        call(prompt->context);
    }
}

/* NOLINTBEGIN(readability-function-size): GDBus calls back with seven parameters. */

static void
hear_completed(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal_name,
               GVariant *parameters, gpointer prompt)
{
    (void)bus;
    (void)sender;
    (void)path;
    (void)interface;
    (void)signal_name;
    (void)parameters;
    complete(prompt);
}

/* Whoever took the name from the provider knows nothing of its prompt. */
static void
hear_owner(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal_name,
           GVariant *parameters, gpointer prompt)
{
    hear_completed(bus, sender, path, interface, signal_name, parameters, prompt);
}

/* NOLINTEND(readability-function-size) */

static void
hear_answer(GObject *bus, GAsyncResult *result, gpointer prompt)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer = g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, &error);
    if (answer == NULL && !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        complete(prompt);
    }
}

Prompt *
prompt_new(GDBusConnection *bus, const char *path, void (*call)(void *context), void *context)
{
    Prompt *prompt = g_new0(Prompt, 1);
    *prompt = (Prompt){.bus = bus, .asking = g_cancellable_new(), .call = call, .context = context};
    prompt->subscriptions[0] = g_dbus_connection_signal_subscribe(bus, SECRETS, INTERFACE, "Completed", path, NULL,
                                                                  G_DBUS_SIGNAL_FLAGS_NONE, hear_completed, prompt, NULL);
    prompt->subscriptions[1] =
        g_dbus_connection_signal_subscribe(bus, "org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged", NULL, SECRETS,
                                           G_DBUS_SIGNAL_FLAGS_NONE, hear_owner, prompt, NULL);
    g_dbus_connection_call(bus, SECRETS, path, INTERFACE, "Prompt", g_variant_new("(s)", ""), NULL,
                           G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, prompt->asking, hear_answer, prompt);
    return prompt;
}

void
prompt_free(Prompt *prompt)
{
    g_cancellable_cancel(prompt->asking);
    g_object_unref(prompt->asking);
    for (size_t i = 0; i < G_N_ELEMENTS(prompt->subscriptions); i++) {
        g_dbus_connection_signal_unsubscribe(prompt->bus, prompt->subscriptions[i]);
    }
    g_free(prompt);
}

static void
set_flag(void *flag)
{
    *(gboolean *)flag = TRUE;
}

/* In a context of its own, so that nothing else of this process happens meanwhile. */
void
prompt_run_silently(GDBusConnection *bus, const char *path)
{
    gboolean is_done = FALSE;
    g_autoptr(GMainContext) context = g_main_context_new();
    g_main_context_push_thread_default(context);
    Prompt *prompt = prompt_new(bus, path, set_flag, &is_done);
    while (!is_done) {
        g_main_context_iteration(context, TRUE);
    }
    prompt_free(prompt);
    g_main_context_pop_thread_default(context);
}
