/* SPDX-License-Identifier: MIT
 *
 * A keyring that asks its owner before a program may see an item, as KeePassXC does when nobody told it otherwise: nobody is asked anything because a page
 * was loaded or a program started.
 */
#include "client.h"
#include "daemon.h"
#include "dialog.h"
#include "run.h"

static const char questions[] = "Unlock|Prompt|GetSecrets?";

TEST(who_stored_an_item_may_go_on_and_nobody_is_asked_for_another)
{
    Client client;
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.e", 3, 2), KEYRING_READY);
    CU_ASSERT_TRUE(is_locked_without_a_dialog(questions));
    client_close(&client);
}

TEST(nobody_is_asked_after_a_restart)
{
    keyring_daemon_await_saved("a/b.e");
    keyring_daemon_kill();
    keyring_daemon_start("");
    CU_ASSERT_TRUE(is_locked_without_a_dialog(questions));
}

RUN_TESTS("keyring/confirm",
          {CASE(who_stored_an_item_may_go_on_and_nobody_is_asked_for_another), CASE(nobody_is_asked_after_a_restart)})
