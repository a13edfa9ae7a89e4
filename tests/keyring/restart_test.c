/* SPDX-License-Identifier: MIT
 *
 * What a provider that is locked, killed, started again or stopped makes of what was stored, and of what is stored next.
 */
#include "client.h"
#include "clock.h"
#include "daemon.h"
#include "dialog.h"
#include "items.h"
#include "run.h"
#include "shell.h"
#include "stored.h"

#include <signal.h>

/* Nothing stored, and so it stays when the provider is killed. */
static void
begin(void)
{
    forget_everything();
    keyring_daemon_await_saved("");
}

static void
restart(const char *option)
{
    keyring_daemon_kill();
    keyring_daemon_start(option);
}

TEST(a_collection_that_is_locked_meanwhile_is_locked_at_once_and_nothing_is_lost)
{
    Client client;
    begin();
    client_open(&client);
    (void)client_keep(&client, "a/b.c", 1, 1);
    keyring_daemon_await_saved("a/b.c");
    items_lock();
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_LOCKED); /* and not KEYRING_TIMEOUT */
    restart("");
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.e", 3, 3), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    client_close(&client);
}

TEST(a_collection_that_was_never_unlocked_is_locked_at_once_without_a_dialog)
{
    Client client;
    begin();
    client_open(&client);
    (void)client_keep(&client, "a/b.c", 1, 1);
    client_close(&client);
    restart("--locked");
    CU_ASSERT_TRUE(is_locked_without_a_dialog("Unlock|Prompt"));
    restart("");
    client_open(&client);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    client_close(&client);
}

TEST(a_killed_daemon_is_missed_and_its_successor_taken)
{
    Client client;
    begin();
    client_open(&client);
    (void)client_keep(&client, "a/b.c", 1, 1);
    keyring_daemon_kill();
    KeyringState state = client_keep(&client, "a/b.d", 2, 2);
    CU_ASSERT_TRUE(state == KEYRING_NO_PROVIDER || state == KEYRING_LOST);
    keyring_daemon_start("");
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.e", 3, 3), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    client_close(&client);
}

/* KWallet has it on its disk only 5 s after it said so, KeePassXC 0.3 s; both forget what they had not written. */
/* KeePassXC dies of changes that come while it saves. */
TEST(of_changes_in_a_row_all_are_known_at_once_and_stored_in_the_end)
{
    Client client;
    Client other;
    forget_everything();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    AUTOFREE char *stored = items_text(ITEMS_OURS);
    CU_ASSERT_EQUAL(count_records(stored), provider_is("keepassxc") ? 1 : 2);
    client_open(&other);
    CU_ASSERT_EQUAL(count_records(other.text), 2);
    client_close(&other);
    client_close(&client);
    CU_ASSERT_TRUE(await_stored("", 2));
}

TEST(what_was_stored_survives_the_death_of_its_provider)
{
    Client client;
    Client other;
    begin();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    keyring_daemon_kill();
    client_close(&client);
    keyring_daemon_start("");
    client_open(&other);
    CU_ASSERT_EQUAL(other.state, KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(other.text), 1);
    CU_ASSERT_EQUAL(client_keep(&other, "a/b.d", 2, 1), KEYRING_READY);
    client_close(&other);
    CU_ASSERT_TRUE(await_stored("", 2));
}

TEST(what_was_forgotten_does_not_come_back_with_a_restarted_provider)
{
    Client client;
    begin();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_update(&client, "{\"forget\": [{\"all\": true, \"at\": \"2026-11-24T05:00:09.000Z\"}]}", 2),
                    KEYRING_READY);
    restart("");
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 20, 3), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    client_close(&client);
}

TEST(what_is_on_the_disk_is_noted_nowhere_else)
{
    Client client;
    forget_everything();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_TRUE(shell("test \"$(stat -c %a \"$XDG_RUNTIME_DIR/offswitch/unconfirmed.json\")\" = 600"));
    let_journal_mature();
    CU_ASSERT_TRUE(shell("timeout 10 sh -c 'while [ -e \"$XDG_RUNTIME_DIR/offswitch/unconfirmed.json\" ]; do sleep 0.05; done'"));
    client_close(&client);
}

TEST(a_daemon_that_hangs_ends_in_a_timeout_and_matching_goes_on)
{
    Client client;
    forget_everything();
    client_open(&client);
    int pid = keyring_daemon_pid();
    kill(pid, SIGSTOP);
    int64_t began = clock_ticks();
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_TIMEOUT);
    CU_ASSERT_TRUE(clock_ticks() - began < KEYRING_DEADLINE_MS + 1000);
    CU_ASSERT_EQUAL(keyring_state(client.keyring), KEYRING_TIMEOUT);
    kill(pid, SIGCONT);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_READY);
    client_close(&client);
}

RUN_TESTS("keyring/restart",
          {CASE(a_collection_that_is_locked_meanwhile_is_locked_at_once_and_nothing_is_lost),
           CASE(a_collection_that_was_never_unlocked_is_locked_at_once_without_a_dialog),
           CASE(a_killed_daemon_is_missed_and_its_successor_taken),
           CASE(of_changes_in_a_row_all_are_known_at_once_and_stored_in_the_end),
           CASE(what_was_stored_survives_the_death_of_its_provider),
           CASE(what_was_forgotten_does_not_come_back_with_a_restarted_provider), CASE(what_is_on_the_disk_is_noted_nowhere_else),
           CASE(a_daemon_that_hangs_ends_in_a_timeout_and_matching_goes_on)})
