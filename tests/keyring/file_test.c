/* SPDX-License-Identifier: MIT
 *
 * The user's own file in the keyring's place: the same document, the same rules.
 */
#include "file.h"

#include "client.h"
#include "clock.h"
#include "daemon.h"
#include "items.h"
#include "paths.h"
#include "run.h"
#include "shell.h"
#include "stored.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
write_file(const char *path, const char *text, unsigned mode)
{
    Error error = {0};
    CU_ASSERT_TRUE(paths_make_parent(path));
    CU_ASSERT_TRUE(file_replace(path, text, strlen(text), mode, &error));
}

static void
say_store(const char *place)
{
    AUTOFREE char *path = paths_config("config.json");
    AUTOFREE char *configuration = base_format("{\"store\": \"%s\"}", place);
    write_file(path, configuration, 0600);
}

/* The choices' file, which does not exist; yours to free(). */
static char *
begin(void)
{
    char *path = paths_data("choices/choices.json");
    say_store("file");
    unlink(path);
    return path;
}

TEST(the_users_own_file_keeps_the_same_document_for_their_eyes_only)
{
    Client client;
    struct stat status = {0};
    AUTOFREE char *path = begin();
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_FILE);
    CU_ASSERT_PTR_NULL(client.text);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_FILE);
    client_close(&client);
    CU_ASSERT_EQUAL(stat(path, &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 07777, 0600);
    client_open(&client);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    client_close(&client);
}

TEST(eight_writers_of_a_file_lose_nothing)
{
    enum { N_WRITERS = 8, N_WRITES = 25, N_ALL = N_WRITERS * N_WRITES };
    Client client;
    free(begin());
    CU_ASSERT_TRUE(write_at_once(N_WRITERS, N_WRITES, KEYRING_FILE));
    client_open(&client);
    CU_ASSERT_EQUAL(count_records(client.text), N_ALL);
    client_close(&client);
}

TEST(a_change_of_a_file_by_another_process_is_told_without_asking)
{
    Client reader;
    Client writer;
    free(begin());
    client_open(&reader);
    client_open(&writer);
    unsigned n_reads = reader.n_reads;
    (void)client_keep(&writer, "a/b.c", 1, 1);
    CU_ASSERT_TRUE(client_await_reads(&reader, n_reads + 1));
    CU_ASSERT_EQUAL(count_records(reader.text), 1);
    client_close(&reader);
    client_close(&writer);
}

static void
expect_damaged(void)
{
    Client client;
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_DAMAGED);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_DAMAGED);
    client_close(&client);
}

TEST(a_damaged_file_is_named_and_left_as_it_is)
{
    AUTOFREE char *path = begin();
    write_file(path, "{\"half\":", 0600);
    expect_damaged();
    AUTOFREE char *line = shell_line("cat \"$XDG_DATA_HOME/offswitch/choices/choices.json\"");
    CU_ASSERT_STRING_EQUAL(line, "{\"half\":");
}

TEST(a_file_that_others_may_read_is_not_trusted)
{
    AUTOFREE char *path = begin();
    write_file(path, "", 0644);
    expect_damaged();
}

TEST(a_symbolic_link_is_neither_followed_nor_replaced)
{
    struct stat status = {0};
    AUTOFREE char *path = begin();
    AUTOFREE char *other = base_format("%s.other", path);
    write_file(other, "theirs", 0600);
    CU_ASSERT_EQUAL(symlink(other, path), 0);
    expect_damaged();
    CU_ASSERT_EQUAL(lstat(path, &status), 0);
    CU_ASSERT_TRUE(S_ISLNK(status.st_mode));
    AUTOFREE char *line = shell_line("cat \"$XDG_DATA_HOME/offswitch/choices/choices.json.other\"");
    CU_ASSERT_STRING_EQUAL(line, "theirs");
}

TEST(a_file_needs_no_bus)
{
    Client client;
    free(begin());
    AUTOFREE char *address = base_copy(getenv("DBUS_SESSION_BUS_ADDRESS"));
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_FILE);
    client_close(&client);
    setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
}

TEST(a_refresh_notices_that_the_user_chose_the_other_place)
{
    Client client;
    free(begin());
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_FILE);
    unsigned n_reads = client.n_reads;
    say_store("keyring");
    keyring_refresh(client.keyring, clock_ticks());
    CU_ASSERT_TRUE(client_await_reads(&client, n_reads + 1));
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    client_close(&client);
}

static bool
await_shell(const char *condition)
{
    AUTOFREE char *command = base_format("timeout 20 sh -c 'until %s; do sleep 0.05; done'", condition);
    return shell(command);
}

#define FILE_IS_GONE "[ ! -e \"$XDG_DATA_HOME/offswitch/choices/choices.json\" ]"

TEST(a_file_moves_into_the_keyring_and_goes_when_it_is_safe_there)
{
    Client client;
    free(begin());
    items_clear();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_FILE);
    CU_ASSERT_EQUAL(client_move(&client, "keyring", 2), KEYRING_READY);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 3), KEYRING_READY);
    CU_ASSERT_TRUE(shell("grep -q '\"keyring\"' \"$XDG_CONFIG_HOME/offswitch/config.json\""));
    CU_ASSERT_TRUE(await_shell(FILE_IS_GONE));
    AUTOFREE char *stored = items_text(ITEMS_OURS);
    CU_ASSERT_EQUAL(count_records(stored), 2);
    client_close(&client);
}

TEST(a_move_that_nobody_finished_is_finished_by_the_next_helper)
{
    Client client;
    free(begin());
    items_clear();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_FILE);
    client_close(&client);
    say_store("keyring");
    client_open(&client);
    CU_ASSERT_TRUE(client_await_reads(&client, client.n_reads + (count_records(client.text) == 0 ? 1 : 0)));
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    CU_ASSERT_TRUE(await_shell(FILE_IS_GONE));
    client_close(&client);
}

TEST(a_locked_keyring_takes_nothing_in_and_the_file_stays)
{
    Client client;
    free(begin());
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_FILE);
    items_lock();
    CU_ASSERT_EQUAL(client_move(&client, "keyring", 2), KEYRING_LOCKED);
    CU_ASSERT_EQUAL(client.state, KEYRING_FILE);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 3), KEYRING_FILE);
    client_close(&client);
    keyring_daemon_kill();
    keyring_daemon_start("");
}

TEST(the_keyrings_choices_go_along_into_a_file)
{
    Client client;
    free(begin());
    say_store("keyring");
    items_clear();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_move(&client, "file", 2), KEYRING_FILE);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    client_close(&client);
}

RUN_TESTS("keyring/file",
          {CASE(the_users_own_file_keeps_the_same_document_for_their_eyes_only), CASE(eight_writers_of_a_file_lose_nothing),
           CASE(a_change_of_a_file_by_another_process_is_told_without_asking), CASE(a_damaged_file_is_named_and_left_as_it_is),
           CASE(a_file_that_others_may_read_is_not_trusted), CASE(a_symbolic_link_is_neither_followed_nor_replaced),
           CASE(a_file_needs_no_bus), CASE(a_refresh_notices_that_the_user_chose_the_other_place),
           CASE(a_file_moves_into_the_keyring_and_goes_when_it_is_safe_there),
           CASE(a_move_that_nobody_finished_is_finished_by_the_next_helper),
           CASE(a_locked_keyring_takes_nothing_in_and_the_file_stays), CASE(the_keyrings_choices_go_along_into_a_file)})
