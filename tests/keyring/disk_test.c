/* SPDX-License-Identifier: MIT
 *
 * A full disk, under the provider, under the user's own file and under the journal: a small file system in memory in place of a folder. Only root may mount one; for
 * everybody else there is nothing to try here.
 */
#include "client.h"
#include "daemon.h"
#include "items.h"
#include "run.h"
#include "shell.h"
#include "stored.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* With what is in the folder already; false where this process must not. */
static bool
make_small(const char *folder)
{
    AUTOFREE char *command =
        base_format("mkdir -p %s && cp -a %s \"$HOME/before\" && mount -t tmpfs -o size=512k,mode=700 tmpfs %s 2>/dev/null && "
                    "cp -a \"$HOME\"/before/. %s && rm -r \"$HOME/before\"",
                    folder, folder, folder, folder);
    bool is_small = shell(command);
    if (!is_small) {
        printf("(not tried: mounting is for root) ");
        (void)shell("rm -rf \"$HOME/before\"");
    }
    return is_small;
}

/* What is there moves back to the disk. */
static void
make_large(const char *folder)
{
    AUTOFREE char *command =
        base_format("cp -a %s \"$HOME/after\" && umount -l %s && cp -a \"$HOME\"/after/. %s && rm -r \"$HOME/after\"", folder,
                    folder, folder);
    CU_ASSERT_TRUE(shell(command));
}

static void
fill(const char *folder)
{
    AUTOFREE char *command = base_format("cat /dev/zero >%s/fill 2>/dev/null; test -s %s/fill", folder, folder);
    CU_ASSERT_TRUE(shell(command));
}

static void
empty(const char *folder)
{
    AUTOFREE char *command = base_format("rm %s/fill", folder);
    CU_ASSERT_TRUE(shell(command));
}

static void
begin(void)
{
    (void)shell("rm -f \"$XDG_RUNTIME_DIR/offswitch/unconfirmed.json\"");
    items_clear();
}

/* KWallet says that it is stored before it tries. */
TEST(a_full_disk_under_the_provider_costs_no_choice_that_was_acknowledged)
{
    static const char folder[] = "\"$XDG_DATA_HOME\"";
    Client client;
    begin();
    keyring_daemon_kill();
    bool is_small = make_small(folder);
    keyring_daemon_start("");
    if (!is_small) {
        return;
    }
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    fill(folder);
    KeyringState state = client_keep(&client, "a/b.d", 2, 2);
    CU_ASSERT_TRUE(state == KEYRING_READY || state == KEYRING_LOST);
    client_close(&client);
    keyring_daemon_kill();
    empty(folder);
    keyring_daemon_start("");
    client_open(&client);
    CU_ASSERT_TRUE(count_records(client.text) >= (state == KEYRING_READY ? 2 : 1));
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 3), KEYRING_READY);
    client_close(&client);
    AUTOFREE char *stored = items_text(ITEMS_OURS);
    CU_ASSERT_EQUAL(count_records(stored), 2);
    keyring_daemon_kill();
    make_large(folder);
    keyring_daemon_start("");
}

TEST(a_full_disk_leaves_the_users_own_file_as_it_was)
{
    static const char folder[] = "\"$XDG_DATA_HOME/offswitch/choices\"";
    Client client;
    CU_ASSERT_TRUE(shell(
        "mkdir -p \"$XDG_CONFIG_HOME/offswitch\" && echo '{\"store\": \"file\"}' >\"$XDG_CONFIG_HOME/offswitch/config.json\""));
    if (make_small(folder)) {
        client_open(&client);
        CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_FILE);
        fill(folder);
        CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_LOST);
        CU_ASSERT_TRUE(client_await_state(&client, KEYRING_FILE));
        CU_ASSERT_EQUAL(count_records(client.text), 1);
        empty(folder);
        CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 3), KEYRING_FILE);
        CU_ASSERT_EQUAL(count_records(client.text), 2);
        CU_ASSERT_TRUE(shell("test \"$(ls \"$XDG_DATA_HOME/offswitch/choices\")\" = choices.json"));
        client_close(&client);
        make_large(folder);
    }
    CU_ASSERT_TRUE(shell("rm \"$XDG_CONFIG_HOME/offswitch/config.json\"; rm -rf \"$XDG_DATA_HOME/offswitch\""));
}

/* The keyring has the choice; only its word cannot be checked. */
TEST(a_full_runtime_folder_costs_the_journal_and_no_choice)
{
    static const char folder[] = "\"$XDG_RUNTIME_DIR/offswitch\"";
    Client client;
    begin();
    if (!make_small(folder)) {
        return;
    }
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    fill(folder);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_READY);
    client_close(&client);
    AUTOFREE char *stored = items_text(ITEMS_OURS);
    CU_ASSERT_EQUAL(count_records(stored), 2);
    empty(folder);
    make_large(folder);
}

RUN_TESTS("keyring/disk",
          {CASE(a_full_disk_under_the_provider_costs_no_choice_that_was_acknowledged),
           CASE(a_full_disk_leaves_the_users_own_file_as_it_was), CASE(a_full_runtime_folder_costs_the_journal_and_no_choice)})
