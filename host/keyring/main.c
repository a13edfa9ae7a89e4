/* SPDX-License-Identifier: MIT
 *
 * offswitch-keyring: started by the host and the command line with a socket as descriptor 0 and nothing else. Answers messages (message.h)
 * until the socket ends. Never sees what a page or an extension sent, but changes to choices.
 */
#include "config.h"
#include "keeper.h"
#include "message.h"
#include "paths.h"
#include "provider.h"
#include "sandbox.h"
#include "vault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib.h>

/* KWallet writes to disk 5 s after it said so. */
enum { CHUNK_SIZE = 64 * 1024, CONFIRM_AFTER_S = 6 };

/* More than the host's patience: it only ends who waits for a provider, perhaps holding the lock, after the host has gone. */
enum { WORK_LIMIT_S = 5 };

typedef struct {
    GMainLoop *loop;
    Buffer input;
    Provider *provider;
    ConfigStore place;
    Keeper *keeper;
    KeyringState told_state;
    char *told_text;
    guint watch;
    guint confirmation;
} Service;

/* Each of these would send choices to another place than the one that other programs of the user read. */
static void
clean_environment(void)
{
    static const char *const names[] = {"SNAP_NAME", "SECRET_BACKEND", "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD",
                                        "SECRET_SERVICE_BUS_NAME"};
    for (size_t i = 0; i < N_ELEMENTS(names); i++) {
        unsetenv(names[i]);
    }
}

/* Left are the configuration to read, and to write the folder of the lock and the one of the user's own file, should that be where choices are kept. Before the
 * first thread, for a thread that runs already would stay outside. */
static void
lock_in(void)
{
    Error error = {0};
    if (!sandbox_enter(&error)) {
        (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
    }
    AUTOFREE char *config = paths_config("config.json");
    AUTOFREE char *lock = paths_runtime("lock");
    AUTOFREE char *choices = paths_data(FILE_VAULT_NAME);
    (void)(paths_make_parent(config) && paths_make_parent(lock) && paths_make_parent(choices));
    AUTOFREE char *config_folder = paths_parent(config);
    AUTOFREE char *lock_folder = paths_parent(lock);
    AUTOFREE char *choices_folder = paths_parent(choices);
    const char *const readable[] = {config_folder, NULL};
    const char *const writable[] = {lock_folder, choices_folder, NULL};
    (void)sandbox_lock(FILTER_SPEAKER, readable, writable);
}

/* A host that is gone does not keep us from finishing what it asked for. */
static void
say(const Message *message)
{
    AUTOBUFFER output = {0};
    message_append(&output, message);
    while (output.length > 0) {
        ssize_t sent = send(STDIN_FILENO, output.data, output.length, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return;
        }
        buffer_consume(&output, sent > 0 ? (size_t)sent : 0);
    }
}

static void
tell_news(Service *service)
{
    KeyringState state = keeper_state(service->keeper);
    const char *text = keeper_text(service->keeper);
    if (state == service->told_state && g_strcmp0(text, service->told_text) == 0) {
        return;
    }
    g_free(service->told_text);
    service->told_text = g_strdup(text);
    service->told_state = state;
    say(&(Message){.kind = MESSAGE_READ, .state = state, .text = text, .length = text != NULL ? strlen(text) : 0});
}

static void
read_again(void *context)
{
    Service *service = context;
    alarm(WORK_LIMIT_S);
    keeper_read(service->keeper);
    alarm(0);
    tell_news(service);
}

static gboolean
hear_lock(gint fd, GIOCondition condition, gpointer context)
{
    (void)fd;
    (void)condition;
    Service *service = context;
    if (keeper_has_news(service->keeper)) {
        read_again(service);
    }
    return G_SOURCE_CONTINUE;
}

static ConfigStore
configured_place(void)
{
    Config config = {0};
    Error error = {0};
    if (!config_read(&config, &error)) {
        (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
    }
    return config.store;
}

static void
close_keeper(Service *service)
{
    if (service->keeper != NULL) {
        g_source_remove(service->watch);
        keeper_free(service->keeper);
        service->keeper = NULL;
    }
}

/* Once more at every OPEN: the user may have said `offswitch config store` meanwhile. */
static void
open_keeper(Service *service)
{
    ConfigStore place = configured_place();
    Error error = {0};
    if (service->keeper != NULL && place == service->place) {
        return;
    }
    close_keeper(service);
    Lock *lock = lock_new(&error);
    if (lock == NULL) {
        (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
        exit(EXIT_FAILURE);
    }
    service->place = place;
    service->keeper = keeper_new(lock, place == CONFIG_STORE_FILE ? file_vault_new() : secret_vault_new(service->provider));
    service->watch = g_unix_fd_add(lock_descriptor(lock), G_IO_IN, hear_lock, service);
}

static gboolean
confirm(gpointer context)
{
    Service *service = context;
    service->confirmation = 0;
    alarm(WORK_LIMIT_S);
    keeper_confirm(service->keeper);
    alarm(0);
    tell_news(service);
    return G_SOURCE_REMOVE;
}

static KeyringState
update(Service *service, const Message *message)
{
    KeyringState state = keeper_update(service->keeper, message->text, message->length);
    if (keyring_state_keeps(state) && service->confirmation == 0) {
        service->confirmation = g_timeout_add_seconds(CONFIRM_AFTER_S, confirm, service);
    }
    return state;
}

static void
answer(Service *service, const Message *message)
{
    KeyringState state = KEYRING_OPENING;
    alarm(WORK_LIMIT_S);
    if (message->kind == MESSAGE_UPDATE) {
        state = update(service, message);
    } else {
        open_keeper(service);
        keeper_read(service->keeper);
        state = keeper_state(service->keeper);
    }
    alarm(0);
    tell_news(service);
    say(&(Message){.kind = MESSAGE_DONE, .state = state, .tag = message->tag});
}

/* False when what came cannot be a message. */
static bool
answer_all(Service *service)
{
    Message message = {0};
    size_t size = 0;
    buffer_text(&service->input); /* reading JSON looks one byte beyond its end */
    MessageVerdict verdict = message_peek(&service->input, &message, &size);
    for (; verdict == MESSAGE_COMPLETE; verdict = message_peek(&service->input, &message, &size)) {
        answer(service, &message);
        buffer_consume(&service->input, size);
    }
    return verdict == MESSAGE_PENDING;
}

static gboolean
hear_host(gint fd, GIOCondition condition, gpointer context)
{
    (void)condition;
    Service *service = context;
    buffer_reserve(&service->input, CHUNK_SIZE);
    ssize_t received = recv(fd, service->input.data + service->input.length, CHUNK_SIZE, MSG_DONTWAIT);
    if (received < 0 && (errno == EINTR || errno == EAGAIN)) {
        return G_SOURCE_CONTINUE;
    }
    service->input.length += received > 0 ? (size_t)received : 0;
    if (received <= 0 || !answer_all(service)) {
        g_main_loop_quit(service->loop);
        return G_SOURCE_REMOVE;
    }
    return G_SOURCE_CONTINUE;
}

int
main(void)
{
    clean_environment();
    lock_in();
    Service service = {.loop = g_main_loop_new(NULL, FALSE), .told_state = KEYRING_OPENING};
    service.provider = provider_new(read_again, &service);
    open_keeper(&service);
    g_unix_fd_add(STDIN_FILENO, G_IO_IN | G_IO_HUP, hear_host, &service);
    g_main_loop_run(service.loop);
    close_keeper(&service);
    provider_free(service.provider);
    g_main_loop_unref(service.loop);
    g_free(service.told_text);
    buffer_finish(&service.input);
    return EXIT_SUCCESS;
}
