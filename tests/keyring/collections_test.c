/* SPDX-License-Identifier: MIT
 *
 * More than one collection: a person's default may change, and what was stored before lies in another one, open or locked. gnome-keyring.
 */
#include "collections.h"

#include "client.h"
#include "items.h"
#include "run.h"
#include "stored.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    char *first; /* where a choice of a/b.c lies */
    char *other; /* the default now */
} Collections;

static Collections
begin(void)
{
    Client client;
    Collections collections = {.first = collections_default()};
    forget_everything();
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    client_close(&client);
    forget_journal();
    collections.other = collections_add("other");
    collections_set_default(collections.other);
    return collections;
}

static void
end(Collections *collections)
{
    collections_unlock(collections->first);
    collections_set_default(collections->first);
    free(collections->first);
    free(collections->other);
}

TEST(what_lies_in_another_open_collection_is_still_read_and_written)
{
    Client client;
    Collections collections = begin();
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    CU_ASSERT_EQUAL(items_count(ITEMS_OURS), 1);
    client_close(&client);
    end(&collections);
}

TEST(what_lies_in_another_locked_collection_waits_until_that_is_open)
{
    Client client;
    Collections collections = begin();
    collections_lock(collections.first);
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_PTR_NULL(client.text);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    collections_unlock(collections.first);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.e", 3, 2), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 3);
    client_close(&client);
    end(&collections);
}

TEST(a_locked_default_collection_is_locked_whatever_else_is_open)
{
    Client client;
    Collections collections = begin();
    collections_lock(collections.other);
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_LOCKED);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 1), KEYRING_LOCKED);
    client_close(&client);
    collections_unlock(collections.other);
    end(&collections);
}

RUN_TESTS("keyring/collections", {CASE(what_lies_in_another_open_collection_is_still_read_and_written),
                                  CASE(what_lies_in_another_locked_collection_waits_until_that_is_open),
                                  CASE(a_locked_default_collection_is_locked_whatever_else_is_open)})
