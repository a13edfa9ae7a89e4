/* SPDX-License-Identifier: MIT
 *
 * The real helper and a real provider, whichever it is, as traps found by measuring: each of these was walked into once.
 */
#include "client.h"
#include "clock.h"
#include "document.h"
#include "items.h"
#include "run.h"
#include "stored.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Yours. */
static Document *
document_with(const char *control)
{
    JsonVerdict verdict = JSON_OK;
    AUTOFREE char *text =
        base_format("{\"records\": {\"%s\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}", control);
    AUTOJSON *change = json_parse(text, strlen(text), &verdict, NULL);
    Document *document = document_new();
    CU_ASSERT_TRUE(document_merge(document, change, NULL));
    return document;
}

TEST(nothing_stored_is_ready_and_empty)
{
    Client client;
    forget_everything();
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_PTR_NULL(client.text);
    client_close(&client);
}

TEST(what_one_stores_another_reads)
{
    Client one;
    Client other;
    forget_everything();
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
    forget_everything();
    client_open(&client);
    (void)client_keep(&client, "linkedin/page.control", 1, 1);
    AUTOFREE char *text = items_text(ITEMS_OURS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "linkedin/page.control"));
    AUTOFREE char *faces = items_faces();
    CU_ASSERT_PTR_NOT_NULL(strstr(faces, "Offswitch choices"));
    CU_ASSERT_PTR_NULL(strstr(faces, "linkedin"));
    client_close(&client);
}

/* KeePassXC replaces such words in whatever it gives out, with those of other entries, too. */
TEST(words_in_braces_are_given_back_as_they_were)
{
    static const char change[] =
        "{\"records\": {\"a/b.c\": {\"seen\": {\"me\": {\"state\": \"{TITLE} {REF:P@T:x} 100%7D\", \"proof\": \"read\","
        "\"at\": \"2026-11-24T05:00:00.000Z\"}}}}}";
    Client client;
    forget_everything();
    client_open(&client);
    CU_ASSERT_EQUAL(client_update(&client, change, 1), KEYRING_READY);
    client_close(&client);
    client_open(&client);
    CU_ASSERT_PTR_NOT_NULL(strstr(client.text, "\"{TITLE} {REF:P@T:x} 100%7D\""));
    client_close(&client);
    AUTOFREE char *secret = items_secret(ITEMS_OURS);
    CU_ASSERT_PTR_NULL(strpbrk(secret, "{}"));
}

static void
expect_left_alone(ItemsKind kind)
{
    Client client;
    forget_everything();
    items_add(kind, "theirs");
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_PTR_NULL(client.text);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_READY);
    client_close(&client);
    AUTOFREE char *theirs = items_text(kind);
    CU_ASSERT_PTR_NOT_NULL_FATAL(theirs);
    CU_ASSERT_STRING_EQUAL(theirs, "theirs");
    CU_ASSERT_EQUAL(items_count(ITEMS_OURS), 1);
}

TEST(an_item_of_somebody_else_with_more_attributes_is_left_alone)
{
    expect_left_alone(ITEMS_WITH_MORE);
}

TEST(an_item_of_somebody_else_with_fewer_attributes_is_left_alone)
{
    expect_left_alone(ITEMS_WITH_LESS);
}

TEST(two_documents_become_one_and_neither_is_lost)
{
    Client client;
    forget_everything();
    AUTODOCUMENT *one = document_with("a/b.c");
    AUTODOCUMENT *other = document_with("a/b.d");
    AUTOFREE char *first = document_write(one);
    AUTOFREE char *second = document_write(other);
    items_add(ITEMS_OURS, first);
    items_add(ITEMS_OURS, second);
    client_open(&client);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.e", 9, 1), KEYRING_READY);
    AUTOFREE char *stored = items_text(ITEMS_OURS);
    CU_ASSERT_EQUAL(count_records(stored), 3);
    client_close(&client);
}

TEST(a_newer_versions_document_is_read_and_not_written)
{
    static const char newer[] = "{\"checksum\":\"%s\",\"version\":2,\"revision\":7,\"records\":{\"a/b.c\":{\"choice\":\"keep\","
                                "\"at\":\"2026-11-24T05:00:00.000Z\"}}}";
    Client client;
    forget_everything();
    AUTOFREE char *text = base_format(newer, "b07a9760b14182ba");
    items_add(ITEMS_OURS, text);
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 1, 1), KEYRING_REFUSED);
    client_close(&client);
    AUTOFREE char *stored = items_text(ITEMS_OURS);
    CU_ASSERT_STRING_EQUAL(stored, text);
}

TEST(sixteen_writers_lose_nothing)
{
    enum { N_WRITERS = 16, N_WRITES = 25 };
    const char *more = getenv("WRITES"); /* a hundred each take a minute */
    unsigned n_writes = more != NULL ? (unsigned)strtoul(more, NULL, 10) : N_WRITES;
    Client client;
    forget_everything();
    CU_ASSERT_TRUE(write_at_once(N_WRITERS, n_writes, KEYRING_READY));
    client_open(&client);
    CU_ASSERT_TRUE(client_await_state(&client, KEYRING_READY));
    CU_ASSERT_EQUAL(count_records(client.text), (size_t)N_WRITERS * n_writes);
    client_close(&client);
    await_rest();
}

TEST(a_change_of_another_process_is_told_without_asking)
{
    Client reader;
    Client writer;
    forget_everything();
    client_open(&reader);
    client_open(&writer);
    unsigned n_reads = reader.n_reads;
    (void)client_keep(&writer, "a/b.c", 1, 1);
    CU_ASSERT_TRUE(client_await_reads(&reader, n_reads + 1));
    CU_ASSERT_EQUAL(count_records(reader.text), 1);
    client_close(&reader);
    client_close(&writer);
}

TEST(a_damaged_document_is_named_and_left_as_it_is_until_everything_is_forgotten)
{
    Client client;
    forget_everything();
    items_add(ITEMS_OURS, "{\"half\":");
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_DAMAGED);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_DAMAGED);
    AUTOFREE char *left = items_text(ITEMS_OURS);
    CU_ASSERT_STRING_EQUAL(left, "{\"half\":");
    CU_ASSERT_EQUAL(client_update(&client, "{\"forget\": [{\"all\": true, \"at\": \"2026-11-24T05:00:00.000Z\"}]}", 2),
                    KEYRING_READY);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 3), KEYRING_READY);
    client_close(&client);
    CU_ASSERT_TRUE(await_stored("a/b.d", 1));
}

TEST(an_empty_secret_is_damaged_and_never_taken_for_no_choices)
{
    Client client;
    forget_everything();
    items_add(ITEMS_OURS, "");
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_DAMAGED);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_DAMAGED);
    client_close(&client);
}

RUN_TESTS("keyring/keyring",
          {CASE(nothing_stored_is_ready_and_empty), CASE(what_one_stores_another_reads),
           CASE(the_item_is_found_by_its_attributes_and_says_nothing_about_sites),
           CASE(words_in_braces_are_given_back_as_they_were), CASE(an_item_of_somebody_else_with_more_attributes_is_left_alone),
           CASE(an_item_of_somebody_else_with_fewer_attributes_is_left_alone), CASE(two_documents_become_one_and_neither_is_lost),
           CASE(a_newer_versions_document_is_read_and_not_written), CASE(sixteen_writers_lose_nothing),
           CASE(a_change_of_another_process_is_told_without_asking),
           CASE(a_damaged_document_is_named_and_left_as_it_is_until_everything_is_forgotten),
           CASE(an_empty_secret_is_damaged_and_never_taken_for_no_choices)})
