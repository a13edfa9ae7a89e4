/* SPDX-License-Identifier: MIT
 *
 * The real helper and a real gnome-keyring, as traps found by measuring: each of these was walked into once.
 */
#include "client.h"
#include "clock.h"
#include "run.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define OURS "xdg:schema org.offswitch.Choices application offswitch document choices"

/* Nothing stored, an unlocked keyring. */
static void
begin(void)
{
    (void)shell("secret-tool clear " OURS);
}

TEST(nothing_stored_is_ready_and_empty)
{
    Client client;
    begin();
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_PTR_NULL(client.text);
    client_close(&client);
}

TEST(what_one_stores_another_reads)
{
    Client one;
    Client other;
    begin();
    client_open(&one);
    CU_ASSERT_EQUAL(client_keep(&one, "a/b.c", 1, 7), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(one.text), 1);
    client_open(&other);
    CU_ASSERT_EQUAL(count_records(other.text), 1);
    client_close(&one);
    client_close(&other);
}

TEST(the_item_is_found_by_its_attributes_and_says_nothing_about_sites)
{
    Client client;
    begin();
    client_open(&client);
    (void)client_keep(&client, "linkedin/page.control", 1, 1);
    AUTOFREE char *value = shell_line("secret-tool lookup " OURS);
    CU_ASSERT_PTR_NOT_NULL(strstr(value, "linkedin/page.control"));
    CU_ASSERT_TRUE(shell("secret-tool search --all " OURS " 2>&1 | grep -q 'label = Offswitch choices'"));
    CU_ASSERT_FALSE(shell("secret-tool search --all " OURS " 2>&1 | grep -v '^secret = ' | grep -q linkedin"));
    client_close(&client);
}

TEST(an_item_of_somebody_else_with_more_attributes_is_left_alone)
{
    Client client;
    begin();
    CU_ASSERT_TRUE(shell("printf theirs | secret-tool store --label=theirs " OURS " other thing"));
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_READY);
    AUTOFREE char *theirs = shell_line("secret-tool lookup " OURS " other thing");
    CU_ASSERT_STRING_EQUAL(theirs, "theirs");
    (void)shell("secret-tool clear " OURS " other thing");
    client_close(&client);
}

TEST(an_item_of_somebody_else_with_fewer_attributes_is_left_alone)
{
    static const char fewer[] = "xdg:schema org.offswitch.Choices application offswitch";
    Client client;
    begin();
    AUTOFREE char *store = base_format("printf theirs | secret-tool store --label=theirs %s", fewer);
    CU_ASSERT_TRUE(shell(store));
    client_open(&client);
    CU_ASSERT_PTR_NULL(client.text);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_READY);
    AUTOFREE char *search = base_format("secret-tool search --all %s 2>&1 | grep -c '^secret = theirs$'", fewer);
    AUTOFREE char *count = shell_line(search);
    CU_ASSERT_STRING_EQUAL(count, "1");
    client_close(&client);
    AUTOFREE char *clear = base_format("secret-tool clear %s", fewer);
    (void)shell(clear);
}

TEST(eight_writers_lose_nothing)
{
    enum { N_WRITERS = 8, N_WRITES = 25, N_ALL = N_WRITERS * N_WRITES };
    Client client;
    begin();
    CU_ASSERT_TRUE(write_at_once(N_WRITERS, N_WRITES, KEYRING_READY));
    client_open(&client);
    CU_ASSERT_EQUAL(count_records(client.text), N_ALL);
    client_close(&client);
}

TEST(a_change_of_another_process_is_told_without_asking)
{
    Client reader;
    Client writer;
    begin();
    client_open(&reader);
    client_open(&writer);
    unsigned n_reads = reader.n_reads;
    (void)client_keep(&writer, "a/b.c", 1, 1);
    CU_ASSERT_TRUE(client_await_reads(&reader, n_reads + 1));
    CU_ASSERT_EQUAL(count_records(reader.text), 1);
    client_close(&reader);
    client_close(&writer);
}

TEST(a_damaged_document_is_named_and_left_as_it_is)
{
    Client client;
    begin();
    CU_ASSERT_TRUE(shell("printf '{\"half\":' | secret-tool store --label=x " OURS));
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_DAMAGED);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_DAMAGED);
    AUTOFREE char *value = shell_line("secret-tool lookup " OURS);
    CU_ASSERT_STRING_EQUAL(value, "{\"half\":");
    client_close(&client);
}

TEST(a_locked_collection_is_locked_at_once_and_nothing_is_lost)
{
    Client client;
    begin();
    client_open(&client);
    (void)client_keep(&client, "a/b.c", 1, 1);
    CU_ASSERT_TRUE(shell("gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets -m "
                         "org.freedesktop.Secret.Service.Lock \"['/org/freedesktop/secrets/collection/login']\" >/dev/null"));
    int64_t began = clock_ticks();
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_LOCKED);
    CU_ASSERT_TRUE(clock_ticks() - began < KEYRING_DEADLINE_MS);
    keyring_daemon_kill();
    keyring_daemon_start("");
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.e", 3, 3), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    client_close(&client);
}

/* Until heard_call. */
static void
listen_to_calls(void)
{
    CU_ASSERT_TRUE(
        shell("dbus-monitor --session type=method_call,destination=org.freedesktop.secrets >\"$HOME/calls\" 2>/dev/null & "
              "echo $! >\"$HOME/listener\"; timeout 10 sh -c 'until [ -s \"$HOME/calls\" ]; do sleep 0.01; done'"));
}

/* What was called before a call of our own was heard before it. */
static bool
heard_call(const char *members)
{
    CU_ASSERT_TRUE(shell("gdbus call --session -d org.freedesktop.secrets -o / -m org.offswitch.Test.End >/dev/null 2>&1; "
                         "timeout 10 sh -c 'until grep -q member=End \"$HOME/calls\"; do sleep 0.01; done'; "
                         "code=$?; kill \"$(cat \"$HOME/listener\")\"; exit $code"));
    CU_ASSERT_TRUE(shell("grep -q member=ReadAlias \"$HOME/calls\""));
    AUTOFREE char *search = base_format("grep -qE 'member=(%s)' \"$HOME/calls\"", members);
    return shell(search);
}

TEST(a_collection_that_was_never_unlocked_is_locked_at_once_without_a_dialog)
{
    Client client;
    begin();
    client_open(&client);
    (void)client_keep(&client, "a/b.c", 1, 1);
    client_close(&client);
    keyring_daemon_kill();
    keyring_daemon_start("--locked");
    listen_to_calls();
    int64_t began = clock_ticks();
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_LOCKED);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_LOCKED);
    CU_ASSERT_TRUE(clock_ticks() - began < KEYRING_DEADLINE_MS);
    client_close(&client);
    CU_ASSERT_FALSE(heard_call("Unlock|Prompt"));
    keyring_daemon_kill();
    keyring_daemon_start("");
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

TEST(a_daemon_that_hangs_ends_in_a_timeout_and_matching_goes_on)
{
    Client client;
    begin();
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

RUN_TESTS("keyring/keyring",
          {CASE(nothing_stored_is_ready_and_empty), CASE(what_one_stores_another_reads),
           CASE(the_item_is_found_by_its_attributes_and_says_nothing_about_sites),
           CASE(an_item_of_somebody_else_with_more_attributes_is_left_alone),
           CASE(an_item_of_somebody_else_with_fewer_attributes_is_left_alone), CASE(eight_writers_lose_nothing),
           CASE(a_change_of_another_process_is_told_without_asking), CASE(a_damaged_document_is_named_and_left_as_it_is),
           CASE(a_locked_collection_is_locked_at_once_and_nothing_is_lost),
           CASE(a_collection_that_was_never_unlocked_is_locked_at_once_without_a_dialog),
           CASE(a_killed_daemon_is_missed_and_its_successor_taken),
           CASE(a_daemon_that_hangs_ends_in_a_timeout_and_matching_goes_on)})
