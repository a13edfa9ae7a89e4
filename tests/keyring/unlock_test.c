/* SPDX-License-Identifier: MIT
 *
 * Unlocking with a person's hand on a real dialog: it is never taken away, and nothing else waits for it.
 */
#include "client.h"
#include "daemon.h"
#include "run.h"
#include "shell.h"
#include "stored.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static bool
desktop(const char *words)
{
    AUTOFREE char *command = base_format("sh \"$(dirname \"$KEYRING_PROVIDER\")/../desktop\" %s", words);
    return shell(command);
}

static void
type_password(void)
{
    CU_ASSERT_TRUE(desktop("type \"$KEYRING_PASSWORD\""));
    CU_ASSERT_TRUE(desktop("key Return"));
}

/* A locked keyring with one choice in it, and a client that waits for its dialog. */
static void
begin(Client *client)
{
    keyring_daemon_kill();
    keyring_daemon_start("");
    client_open(client);
    CU_ASSERT_TRUE(client_await_state(client, KEYRING_READY));
    CU_ASSERT_EQUAL(client_keep(client, "a/b.c", 1, 1), KEYRING_READY);
    client_close(client);
    keyring_daemon_kill();
    keyring_daemon_start("--locked");
    client_open(client);
    CU_ASSERT_TRUE(client_await_state(client, KEYRING_LOCKED));
    CU_ASSERT_TRUE(desktop("ready"));
    CU_ASSERT_TRUE(keyring_unlock(client->keyring));
    CU_ASSERT_TRUE(desktop("await"));
}

static void
expect_alive(int pid)
{
    CU_ASSERT_EQUAL(keyring_daemon_pid(), pid);
}

TEST(a_person_unlocks_and_everything_else_goes_on_meanwhile)
{
    Client client;
    begin(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 1), KEYRING_LOCKED);
    type_password();
    CU_ASSERT_TRUE(client_await_unlocked(&client, 1));
    CU_ASSERT_EQUAL(client.answer, KEYRING_READY);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    client_close(&client);
}

TEST(who_dismisses_the_dialog_is_left_in_peace)
{
    Client client;
    begin(&client);
    int pid = keyring_daemon_pid();
    CU_ASSERT_TRUE(desktop("key Escape"));
    CU_ASSERT_TRUE(client_await_unlocked(&client, 1));
    CU_ASSERT_EQUAL(client.answer, KEYRING_LOCKED);
    expect_alive(pid);
    client_close(&client);
}

TEST(nobody_waits_twice_for_one_dialog)
{
    Client client;
    begin(&client);
    CU_ASSERT_FALSE(keyring_unlock(client.keyring));
    CU_ASSERT_TRUE(desktop("key Escape"));
    CU_ASSERT_TRUE(client_await_unlocked(&client, 1));
    client_close(&client);
}

TEST(who_cancels_leaves_the_dialog_and_the_keyring_alive)
{
    Client client;
    begin(&client);
    int pid = keyring_daemon_pid();
    unsigned n_reads = client.n_reads;
    keyring_cancel_unlock(client.keyring);
    CU_ASSERT_TRUE(client_await_unlocked(&client, 1));
    CU_ASSERT_EQUAL(client.answer, KEYRING_LOCKED);
    expect_alive(pid);
    type_password();
    CU_ASSERT_TRUE(client_await_reads(&client, n_reads + 1));
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    expect_alive(pid);
    client_close(&client);
}

TEST(a_helper_killed_at_its_dialog_takes_no_keyring_along)
{
    Client client;
    begin(&client);
    int pid = keyring_daemon_pid();
    kill_helper();
    CU_ASSERT_TRUE(client_await_unlocked(&client, 1));
    CU_ASSERT_EQUAL(client.answer, KEYRING_LOST);
    expect_alive(pid);
    type_password();
    client_close(&client);
    client_open(&client);
    CU_ASSERT_TRUE(client.state == KEYRING_READY || client_await_reads(&client, client.n_reads + 1));
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    expect_alive(pid);
    client_close(&client);
}

TEST(a_provider_that_dies_at_its_dialog_ends_the_waiting)
{
    Client client;
    begin(&client);
    keyring_daemon_kill();
    CU_ASSERT_TRUE(client_await_unlocked(&client, 1));
    CU_ASSERT_EQUAL(client.answer, KEYRING_NO_PROVIDER);
    client_close(&client);
}

RUN_TESTS("keyring/unlock",
          {CASE(a_person_unlocks_and_everything_else_goes_on_meanwhile), CASE(who_dismisses_the_dialog_is_left_in_peace),
           CASE(nobody_waits_twice_for_one_dialog), CASE(who_cancels_leaves_the_dialog_and_the_keyring_alive),
           CASE(a_helper_killed_at_its_dialog_takes_no_keyring_along), CASE(a_provider_that_dies_at_its_dialog_ends_the_waiting)})
