/* SPDX-License-Identifier: MIT
 *
 * The helper as a process: how it starts, and how it ends without its host being held up.
 */
#include "client.h"
#include "clock.h"
#include "daemon.h"
#include "run.h"
#include "shell.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOMENT_MS = 500, LEAVES_WITHIN_MS = 9000 };

/* The state that a client comes to with another program in the helper's place. */
static KeyringState
state_with(const char *program)
{
    Client client;
    AUTOFREE char *helper = base_copy(getenv("OFFSWITCH_KEYRING"));
    setenv("OFFSWITCH_KEYRING", program, 1);
    client_open(&client);
    KeyringState state = client.state;
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), state);
    client_close(&client);
    setenv("OFFSWITCH_KEYRING", helper, 1);
    return state;
}

static KeyringState
state_with_script(const char *script)
{
    AUTOFREE char *program = base_format("%s/helper", getenv("HOME"));
    AUTOFREE char *command = base_format("printf '#!/bin/sh\\n%s\\n' >%s && chmod +x %s", script, program, program);
    CU_ASSERT_TRUE(shell(command));
    return state_with(program);
}

TEST(a_missing_helper_is_said_to_be_missing)
{
    CU_ASSERT_EQUAL(state_with("/nonexistent/offswitch-keyring"), KEYRING_NO_HELPER);
}

TEST(a_helper_that_makes_no_sense_is_lost)
{
    CU_ASSERT_EQUAL(state_with_script("head -c 64 /dev/urandom >&0; exec sleep 60"), KEYRING_LOST);
}

TEST(a_helper_that_says_nothing_is_a_timeout)
{
    AUTOCLOSE int over = eventfd(1, EFD_CLOEXEC);
    client_heed(over);
    CU_ASSERT_EQUAL(state_with_script("exec sleep 60"), KEYRING_TIMEOUT);
    client_heed(-1);
}

/* A host blocks SIGTERM and SIGINT and ignores SIGPIPE; its descriptors are the browser's. */
TEST(a_helper_inherits_neither_signals_nor_descriptors)
{
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    signal(SIGPIPE, SIG_IGN); /* NOLINT(bugprone-signal-handler) */
    int leaked = dup(STDIN_FILENO);
    CU_ASSERT_EQUAL(state_with_script("exec >\"$HOME/inherited\"; grep -hE ^Sig[BI] /proc/self/status; ls /proc/$$/fd"),
                    KEYRING_LOST);
    close(leaked);
    signal(SIGPIPE, SIG_DFL); /* NOLINT(bugprone-signal-handler) */
    sigprocmask(SIG_SETMASK, &before, NULL);
    CU_ASSERT_TRUE(shell("grep -q 'SigBlk:.0000000000000000' \"$HOME/inherited\""));
    /* Beyond 31 are the C library's own. */
    CU_ASSERT_TRUE(shell("grep -q 'SigIgn:.00000...[08]0000000' \"$HOME/inherited\""));
    /* 10 is the shell's own, of its script. */
    AUTOFREE char *descriptors = shell_line("grep -v Sig \"$HOME/inherited\" | tr '\n' ' '");
    CU_ASSERT_STRING_EQUAL(descriptors, "0 1 10 2 ");
}

static bool
ends_within(int pid, int64_t patience)
{
    int64_t limit = clock_ticks() + patience;
    while (clock_ticks() < limit) {
        if (kill(pid, 0) != 0) {
            return true;
        }
        usleep(10000);
    }
    return false;
}

static bool
has_children(void)
{
    return waitpid(-1, NULL, WNOHANG) >= 0;
}

TEST(a_helper_leaves_with_its_host)
{
    Client client;
    client_open(&client);
    int helper = helper_pid();
    CU_ASSERT_NOT_EQUAL(helper, 0);
    int64_t began = clock_ticks();
    client_close(&client);
    CU_ASSERT_TRUE(clock_ticks() - began < MOMENT_MS);
    CU_ASSERT_TRUE(ends_within(helper, LEAVES_WITHIN_MS));
    while (has_children()) {
        usleep(1000);
    }
}

TEST(a_killed_helper_is_started_again_by_the_next_change)
{
    Client client;
    client_open(&client);
    unsigned n_reads = client.n_reads;
    kill_helper();
    CU_ASSERT_TRUE(client_await_reads(&client, n_reads + 1));
    CU_ASSERT_EQUAL(client.state, KEYRING_LOST);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    client_close(&client);
}

TEST(a_helper_stuck_at_its_provider_holds_up_neither_its_host_nor_for_long_the_lock)
{
    Client client;
    client_open(&client);
    int daemon = keyring_daemon_pid();
    int helper = helper_pid();
    kill(daemon, SIGSTOP);
    keyring_update(client.keyring, "{\"forget\": [{\"all\": true, \"at\": \"2026-11-24T05:00:00.000Z\"}]}", 1, clock_ticks());
    int64_t began = clock_ticks();
    client_close(&client);
    CU_ASSERT_TRUE(clock_ticks() - began < MOMENT_MS);
    CU_ASSERT_TRUE(ends_within(helper, LEAVES_WITHIN_MS));
    CU_ASSERT_TRUE(shell("flock -n \"$XDG_RUNTIME_DIR/offswitch/lock\" true"));
    kill(daemon, SIGCONT);
}

RUN_TESTS("keyring/helper",
          {CASE(a_missing_helper_is_said_to_be_missing), CASE(a_helper_that_makes_no_sense_is_lost),
           CASE(a_helper_that_says_nothing_is_a_timeout), CASE(a_helper_inherits_neither_signals_nor_descriptors),
           CASE(a_helper_leaves_with_its_host), CASE(a_killed_helper_is_started_again_by_the_next_change),
           CASE(a_helper_stuck_at_its_provider_holds_up_neither_its_host_nor_for_long_the_lock)})
