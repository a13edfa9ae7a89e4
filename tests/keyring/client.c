/* SPDX-License-Identifier: MIT */
#include "client.h"

#include "clock.h"
#include "shell.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is said to be unsaved is asked for again, as the extension does. */
enum { PATIENCE_MS = 10000, MAX_TRIES = 30 };

static void
on_read(void *context, KeyringState state, const char *text, size_t length)
{
    Client *client = context;
    free(client->text);
    client->text = text == NULL ? NULL : strndup(text, length);
    client->state = state;
    client->n_reads++;
}

static void
on_updated(void *context, uint64_t tag, KeyringState state)
{
    Client *client = context;
    client->answered = tag;
    client->answer = state;
}

static void
on_unlocked(void *context, KeyringState state)
{
    Client *client = context;
    client->n_unlocked++;
    client->answer = state;
}

static int alarm_fd = -1;

void
client_heed(int fd)
{
    alarm_fd = fd;
}

/* One turn of a host's loop, at most until `limit`. */
static void
turn(Client *client, int64_t limit)
{
    int64_t now = clock_ticks();
    int timeout = keyring_timeout(client->keyring, now);
    int left = (int)(limit > now ? limit - now : 0);
    struct pollfd polled[] = {{.fd = keyring_descriptor(client->keyring), .events = POLLIN}, {.fd = alarm_fd, .events = POLLIN}};
    (void)poll(polled, N_ELEMENTS(polled), timeout < 0 || timeout > left ? left : timeout);
    if (polled[0].revents != 0) {
        keyring_process(client->keyring);
    }
    keyring_expire(client->keyring, clock_ticks() + (polled[1].revents != 0 ? KEYRING_DEADLINE_MS : 0));
}

bool
client_await_reads(Client *client, unsigned n_reads)
{
    int64_t limit = clock_ticks() + PATIENCE_MS;
    while (client->n_reads < n_reads && clock_ticks() < limit) {
        turn(client, limit);
    }
    return client->n_reads >= n_reads;
}

/* The helper tells what it read before it says that it is done; until then another refresh asks nothing. */
void
client_settle(Client *client)
{
    int64_t limit = clock_ticks() + PATIENCE_MS;
    while (keyring_timeout(client->keyring, clock_ticks()) >= 0 && clock_ticks() < limit) {
        turn(client, limit);
    }
}

void
client_open(Client *client)
{
    static const KeyringCalls calls = {.read = on_read, .updated = on_updated, .unlocked = on_unlocked};
    *client = (Client){.state = KEYRING_OPENING};
    client->keyring = keyring_new(getenv("OFFSWITCH_KEYRING"), &calls, client);
    keyring_refresh(client->keyring, clock_ticks());
    (void)client_await_reads(client, 1);
    client_settle(client);
}

void
client_close(Client *client)
{
    keyring_free(client->keyring);
    free(client->text);
}

bool
client_await_state(Client *client, KeyringState state)
{
    int64_t limit = clock_ticks() + PATIENCE_MS;
    while (client->state != state && clock_ticks() < limit) {
        keyring_refresh(client->keyring, clock_ticks());
        client_settle(client);
    }
    if (client->state != state) {
        (void)fprintf(stderr, "keyring: %s\n", keyring_state_name(client->state));
    }
    return client->state == state;
}

bool
client_await_unlocked(Client *client, unsigned n_unlocked)
{
    int64_t limit = clock_ticks() + PATIENCE_MS;
    while (client->n_unlocked < n_unlocked && clock_ticks() < limit) {
        turn(client, limit);
    }
    return client->n_unlocked >= n_unlocked;
}

static KeyringState
await_answer(Client *client, uint64_t tag)
{
    int64_t limit = clock_ticks() + PATIENCE_MS;
    while (client->answered != tag && clock_ticks() < limit) {
        turn(client, limit);
    }
    return client->answered == tag ? client->answer : KEYRING_OPENING;
}

KeyringState
client_move(Client *client, const char *place, uint64_t tag)
{
    keyring_move(client->keyring, place, tag, clock_ticks());
    return await_answer(client, tag);
}

KeyringState
client_update(Client *client, const char *change, uint64_t tag)
{
    keyring_update(client->keyring, change, tag, clock_ticks());
    return await_answer(client, tag);
}

KeyringState
client_keep(Client *client, const char *control, unsigned second, uint64_t tag)
{
    AUTOFREE char *change =
        base_format("{\"records\": {\"%s\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:%02u.000Z\"}}}", control, second);
    return client_update(client, change, tag);
}

static bool
write_all(unsigned writer, unsigned n_writes, KeyringState state)
{
    Client client;
    bool is_kept = true;
    uint64_t tag = 0;
    client_open(&client);
    for (unsigned i = 0; is_kept && i < n_writes; i++) {
        AUTOFREE char *control = base_format("a/w%u.c%u", writer, i);
        is_kept = false;
        for (unsigned n_tries = 0; !is_kept && n_tries < MAX_TRIES; n_tries++) {
            is_kept = client_keep(&client, control, i % 60, ++tag) == state;
        }
    }
    client_close(&client);
    return is_kept;
}

bool
write_at_once(unsigned n_writers, unsigned n_writes, KeyringState state)
{
    AUTOFREE pid_t *writers = base_allocate(n_writers, sizeof(*writers));
    bool is_fine = true;
    for (unsigned writer = 0; writer < n_writers; writer++) {
        writers[writer] = fork();
        if (writers[writer] == 0) {
            _exit(write_all(writer, n_writes, state) ? EXIT_SUCCESS : EXIT_FAILURE);
        }
    }
    for (unsigned writer = 0; writer < n_writers; writer++) {
        int status = -1;
        is_fine = waitpid(writers[writer], &status, 0) > 0 && status == 0 && is_fine;
    }
    return is_fine;
}

int
helper_pid(void)
{
    AUTOFREE char *command = base_format("pgrep -n -x offswitch-keyri -P \"$(pgrep -d , -P %d)\"", (int)getpid());
    AUTOFREE char *line = shell_line(command);
    return (int)strtol(line, NULL, 10);
}

void
kill_helper(void)
{
    int pid = helper_pid();
    if (pid > 0) {
        kill(pid, SIGKILL);
    }
}
