/* SPDX-License-Identifier: MIT */
#include "document.h"

#include "run.h"

#include <stdlib.h>
#include <string.h>

#define AT(second)   "2026-11-24T05:00:" second ".000Z"
#define KEEP(second) "{\"records\": {\"a/b.c\": {\"choice\": \"keep\", \"at\": \"" AT(second) "\"}}}"

static Json *
parse(const char *text)
{
    JsonVerdict verdict = JSON_OK;
    Json *value = json_parse(text, strlen(text), &verdict, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(value);
    return value;
}

static bool
merge(Document *document, const char *change)
{
    AUTOJSON *parsed = parse(change);
    return document_merge(document, parsed, NULL);
}

static const char *
choice_of(const Document *document)
{
    return json_get_string(document_record(document, "a/b.c"), "choice");
}

TEST(what_was_written_is_read_back)
{
    DocumentVerdict verdict = DOCUMENT_DAMAGED;
    AUTODOCUMENT *document = document_new();
    CU_ASSERT_TRUE(merge(document, KEEP("01")));
    AUTOFREE char *text = document_write(document);
    AUTODOCUMENT *again = document_read(text, strlen(text), &verdict);
    CU_ASSERT_PTR_NOT_NULL_FATAL(again);
    CU_ASSERT_EQUAL(verdict, DOCUMENT_OK);
    CU_ASSERT_EQUAL(document_revision(again), 1);
    CU_ASSERT_STRING_EQUAL(choice_of(again), "keep");
}

TEST(the_newest_decision_wins_whatever_the_order)
{
    static const char later[] =
        "{\"records\": {\"a/b.c\": {\"choice\": \"later\", \"at\": \"" AT("02") "\", \"until\": \"2027-01-01\"}}}";
    AUTODOCUMENT *one = document_new();
    CU_ASSERT_TRUE(merge(one, KEEP("01")));
    CU_ASSERT_TRUE(merge(one, later));
    CU_ASSERT_STRING_EQUAL(choice_of(one), "later");
    AUTODOCUMENT *other = document_new();
    CU_ASSERT_TRUE(merge(other, later));
    CU_ASSERT_FALSE(merge(other, KEEP("01")));
    CU_ASSERT_STRING_EQUAL(choice_of(other), "later");
    CU_ASSERT_TRUE(merge(other, KEEP("03")));
    CU_ASSERT_PTR_NULL(json_get_string(document_record(other, "a/b.c"), "until"));
}

TEST(the_same_change_twice_is_one_change)
{
    AUTODOCUMENT *document = document_new();
    CU_ASSERT_TRUE(merge(document, KEEP("01")));
    CU_ASSERT_FALSE(merge(document, KEEP("01")));
    CU_ASSERT_EQUAL(document_revision(document), 1);
}

TEST(observations_are_kept_for_each_profile_beside_the_decision)
{
    AUTODOCUMENT *document = document_new();
    CU_ASSERT_TRUE(merge(document, KEEP("05")));
    CU_ASSERT_TRUE(merge(document, "{\"records\": {\"a/b.c\": {\"seen\": {\"p1\": {\"state\": \"off\", \"at\": \"" AT(
                                       "01") "\", \"proof\": \"click\", "
                                             "\"privateAt\": \"" AT("01") "\"}}}}}"));
    CU_ASSERT_TRUE(merge(document, "{\"records\": {\"a/b.c\": {\"seen\": {\"p2\": {\"state\": \"on\", \"at\": \"" AT(
                                       "02") "\", \"proof\": \"read\"}}}}}"));
    const Json *seen = json_get(document_record(document, "a/b.c"), "seen");
    CU_ASSERT_STRING_EQUAL(json_get_string(json_get(seen, "p1"), "privateAt"), AT("01"));
    CU_ASSERT_STRING_EQUAL(json_get_string(json_get(seen, "p2"), "state"), "on");
    CU_ASSERT_STRING_EQUAL(choice_of(document), "keep");
}

TEST(forgetting_takes_what_is_older_and_leaves_what_came_after)
{
    AUTODOCUMENT *document = document_new();
    CU_ASSERT_TRUE(merge(document, KEEP("05")));
    CU_ASSERT_TRUE(merge(document, "{\"records\": {\"ab/x.y\": {\"choice\": \"keep\", \"at\": \"" AT("05") "\"}}}"));
    CU_ASSERT_FALSE(merge(document, "{\"forget\": [{\"site\": \"a\", \"at\": \"" AT("04") "\"}]}"));
    CU_ASSERT_TRUE(merge(document, "{\"forget\": [{\"site\": \"a\", \"at\": \"" AT("06") "\"}]}"));
    CU_ASSERT_PTR_NULL(document_record(document, "a/b.c"));
    CU_ASSERT_PTR_NOT_NULL(document_record(document, "ab/x.y"));
    CU_ASSERT_TRUE(merge(document, "{\"forget\": [{\"all\": true, \"at\": \"" AT("07") "\"}]}"));
    CU_ASSERT_EQUAL(json_count(document_records(document)), 0);
}

static DocumentVerdict
verdict_of(const char *text)
{
    DocumentVerdict verdict = DOCUMENT_OK;
    AUTODOCUMENT *document = document_read(text, strlen(text), &verdict);
    CU_ASSERT_EQUAL(document == NULL, verdict == DOCUMENT_DAMAGED);
    return verdict;
}

TEST(what_cannot_be_trusted_is_damaged)
{
    AUTODOCUMENT *document = document_new();
    CU_ASSERT_TRUE(merge(document, KEEP("01")));
    AUTOFREE char *text = document_write(document);
    CU_ASSERT_EQUAL(verdict_of(text), DOCUMENT_OK);
    memcpy(strstr(text, "keep"), "kept", 4);
    CU_ASSERT_EQUAL(verdict_of(text), DOCUMENT_DAMAGED);
    text[strlen(text) / 2] = '\0';
    CU_ASSERT_EQUAL(verdict_of(text), DOCUMENT_DAMAGED);
    CU_ASSERT_EQUAL(verdict_of(""), DOCUMENT_DAMAGED);
    CU_ASSERT_EQUAL(verdict_of("{}"), DOCUMENT_DAMAGED);
    CU_ASSERT_EQUAL(verdict_of("[]"), DOCUMENT_DAMAGED);
}

TEST(a_change_of_another_shape_changes_nothing)
{
    static const char *const changes[] = {
        "[]",
        "{\"records\": []}",
        "{\"records\": {\"noslash\": {\"choice\": \"keep\", \"at\": \"" AT("01") "\"}}}",
        "{\"records\": {\"a/b.c\": {\"choice\": \"off\", \"at\": \"" AT("01") "\"}}}",
        "{\"records\": {\"a/b.c\": {\"choice\": \"keep\"}}}",
        "{\"records\": {\"a/b.c\": {\"choice\": \"keep\", \"at\": \"yesterday\"}}}",
        "{\"records\": {\"a/b.c\": {\"seen\": {\"P\": {\"state\": \"on\", \"at\": \"" AT("01") "\", \"proof\": \"read\"}}}}}",
        "{\"records\": {\"a/b.c\": {\"seen\": {\"p\": {\"state\": \"on\", \"at\": \"" AT("01") "\", \"proof\": \"hearsay\"}}}}}",
        "{\"forget\": [{\"at\": \"" AT("01") "\"}]}",
        "{\"forget\": [{\"all\": true, \"site\": \"a\", \"at\": \"" AT("01") "\"}]}",
    };
    AUTODOCUMENT *document = document_new();
    for (size_t i = 0; i < N_ELEMENTS(changes); i++) {
        Error error = {0};
        AUTOJSON *change = parse(changes[i]);
        CU_ASSERT_FALSE(document_merge(document, change, &error));
        CU_ASSERT_NOT_EQUAL(error.text[0], '\0');
    }
    CU_ASSERT_EQUAL(document_revision(document), 0);
}

RUN_TESTS("document/document",
          {CASE(what_was_written_is_read_back), CASE(the_newest_decision_wins_whatever_the_order),
           CASE(the_same_change_twice_is_one_change), CASE(observations_are_kept_for_each_profile_beside_the_decision),
           CASE(forgetting_takes_what_is_older_and_leaves_what_came_after), CASE(what_cannot_be_trusted_is_damaged),
           CASE(a_change_of_another_shape_changes_nothing)})
