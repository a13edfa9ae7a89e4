/* SPDX-License-Identifier: MIT
 *
 * offswitch-keyring: started by the host and the command line with a socket as descriptor 0 and nothing else. Answers messages (message.h)
 * until the socket ends. Never sees what a page or an extension sent, but changes to choices.
 */
#include "keeper.h"
#include "message.h"
#include "paths.h"
#include "provider.h"
#include "sandbox.h"
#include "unlocker.h"
#include "vault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib.h>

enum { CHUNK_SIZE = 64 * 1024 };

/* More than the host's patience: it only ends who waits for a provider, perhaps holding the lock, after the host has gone. */
enum { WORK_LIMIT_S = 5 };

typedef struct {
    GMainLoop *loop;
    Buffer input;
    Provider *provider;
    Keeper *keeper;
    Unlocker *unlocker;
    KeyringState told_state;
    char *told_text;
    guint confirmation; /* 0 when none is due */
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

/* Left to write are the folders of the configuration, which says where choices are kept, of the lock, and of the user's own file. Before the first thread, for a
 * thread that runs already would stay outside. */
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
    const char *const readable[] = {NULL};
    const char *const writable[] = {config_folder, lock_folder, choices_folder, NULL};
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

static void plan_confirmation(Service *service);

static void
read_again(void *context)
{
    Service *service = context;
    alarm(WORK_LIMIT_S);
    keeper_read(service->keeper);
    alarm(0);
    plan_confirmation(service);
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

static gboolean
confirm(gpointer context)
{
    Service *service = context;
    service->confirmation = 0;
    alarm(WORK_LIMIT_S);
    bool goes_on = keeper_confirm(service->keeper);
    alarm(0);
    tell_news(service);
    if (goes_on) {
        plan_confirmation(service);
    }
    return G_SOURCE_REMOVE;
}

static void
plan_confirmation(Service *service)
{
    if (service->confirmation == 0 && keeper_owes_confirmation(service->keeper)) {
        service->confirmation = g_timeout_add(JOURNAL_MATURES_MS, confirm, service);
    }
}

/* ---- what the host asks ---- */

static KeyringState
read_for_host(Service *service, const Message *message)
{
    (void)message;
    keeper_read(service->keeper);
    return keeper_state(service->keeper);
}

static KeyringState
update(Service *service, const Message *message)
{
    return keeper_update(service->keeper, message->text, message->length);
}

static KeyringState
move(Service *service, const Message *message)
{
    ConfigStore place = CONFIG_STORE_KEYRING;
    g_autofree char *name = g_strndup(message->text, message->length);
    return config_store_read(name, &place) ? keeper_move(service->keeper, place) : KEYRING_REFUSED;
}

static void
answer(Service *service, const Message *message)
{
    static KeyringState (*const works[])(Service *, const Message *) = {
        [MESSAGE_OPEN] = read_for_host, [MESSAGE_UPDATE] = update, [MESSAGE_MOVE] = move};
    alarm(WORK_LIMIT_S);
    KeyringState state = works[message->kind](service, message);
    alarm(0);
    plan_confirmation(service);
    tell_news(service);
    say(&(Message){.kind = MESSAGE_DONE, .state = state, .tag = message->tag});
}

static void
end_unlock(void *context)
{
    Service *service = context;
    read_again(service);
    say(&(Message){.kind = MESSAGE_UNLOCKED, .state = keeper_state(service->keeper)});
}

static void
take(Service *service, const Message *message)
{
    if (message->kind == MESSAGE_UNLOCK) {
        alarm(WORK_LIMIT_S);
        unlocker_start(service->unlocker);
        alarm(0);
    } else if (message->kind == MESSAGE_CANCEL) {
        unlocker_cancel(service->unlocker);
    } else if (message->kind <= MESSAGE_MOVE) {
        answer(service, message);
    }
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
        take(service, &message);
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

static Keeper *
open_keeper(Provider *provider)
{
    Error error = {0};
    KeeperParts parts = {.lock = lock_new(&error)};
    if (parts.lock == NULL) {
        (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
        exit(EXIT_FAILURE);
    }
    parts.journal = journal_new();
    parts.vaults[CONFIG_STORE_KEYRING] = secret_vault_new(provider);
    parts.vaults[CONFIG_STORE_FILE] = file_vault_new();
    return keeper_new(&parts);
}

static void
finish(Service *service)
{
    unlocker_free(service->unlocker);
    keeper_free(service->keeper);
    provider_free(service->provider);
    g_main_loop_unref(service->loop);
    g_free(service->told_text);
    buffer_finish(&service->input);
}

int
main(void)
{
    clean_environment();
    lock_in();
    Service service = {.loop = g_main_loop_new(NULL, FALSE), .told_state = KEYRING_OPENING};
    service.provider = provider_new(read_again, &service);
    service.keeper = open_keeper(service.provider);
    service.unlocker = unlocker_new(service.provider, end_unlock, &service);
    g_unix_fd_add(keeper_descriptor(service.keeper), G_IO_IN, hear_lock, &service);
    g_unix_fd_add(STDIN_FILENO, G_IO_IN | G_IO_HUP, hear_host, &service);
    g_main_loop_run(service.loop);
    alarm(WORK_LIMIT_S);
    keeper_end(service.keeper);
    alarm(0);
    finish(&service);
    return EXIT_SUCCESS;
}
