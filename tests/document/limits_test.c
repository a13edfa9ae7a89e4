/* SPDX-License-Identifier: MIT
 *
 * Documents of a newer version, and as large as they get.
 */
#include "buffer.h"
#include "document.h"
#include "run.h"

#include <inttypes.h>
#include <string.h>

#define STAMP "2026-11-24T05:00:00.000Z"

/* The text with its checksum put in front, as any version writes it: FNV-1a over the rest. `rest` begins with '{'. */
static char *
sign(const char *rest)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const char *byte = rest; *byte != '\0'; byte++) {
        hash = (hash ^ (unsigned char)*byte) * UINT64_C(1099511628211);
    }
    return base_format("{\"checksum\":\"%016" PRIx64 "\",%s", hash, rest + 1);
}

static Document *
read_signed(const char *rest, DocumentVerdict *verdict)
{
    AUTOFREE char *text = sign(rest);
    return document_read(text, strlen(text), verdict);
}

static bool
merge(Document *document, const char *change, Error *error)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *parsed = json_parse(change, strlen(change), &verdict, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(parsed);
    return document_merge(document, parsed, error);
}

static bool
keep(Document *document, const char *control, Error *error)
{
    AUTOFREE char *change = base_format("{\"records\":{\"%s\":{\"choice\":\"keep\",\"at\":\"" STAMP "\"}}}", control);
    return merge(document, change, error);
}

TEST(a_later_minor_versions_members_survive_our_write)
{
    DocumentVerdict verdict = DOCUMENT_DAMAGED;
    AUTODOCUMENT *document =
        read_signed("{\"version\":1,\"minor\":3,\"revision\":7,\"records\":{},\"notes\":[\"new\"]}", &verdict);
    CU_ASSERT_EQUAL_FATAL(verdict, DOCUMENT_OK);
    CU_ASSERT_TRUE(keep(document, "a/b.c", NULL));
    CU_ASSERT_EQUAL(document_revision(document), 8);
    AUTOFREE char *text = document_write(document);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"minor\":3"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"notes\":[\"new\"]"));
}

TEST(a_newer_versions_document_is_read_and_never_written)
{
    static const char rest[] = "{\"version\":2,\"revision\":7,\"records\":{\"a/b.c\":{\"choice\":\"keep\"}}}";
    DocumentVerdict verdict = DOCUMENT_DAMAGED;
    Error error = {0};
    AUTODOCUMENT *document = read_signed(rest, &verdict);
    CU_ASSERT_EQUAL_FATAL(verdict, DOCUMENT_NEWER);
    CU_ASSERT_STRING_EQUAL(json_get_string(document_record(document, "a/b.c"), "choice"), "keep");
    CU_ASSERT_FALSE(keep(document, "a/b.d", &error));
    CU_ASSERT_NOT_EQUAL(error.text[0], '\0');
    CU_ASSERT_EQUAL(document_revision(document), 7);
}

TEST(a_right_checksum_over_the_wrong_thing_is_damaged)
{
    static const char *const rests[] = {
        "{\"revision\":1,\"records\":{}}",
        "{\"version\":0,\"revision\":1,\"records\":{}}",
        "{\"version\":1,\"revision\":-1,\"records\":{}}",
        "{\"version\":1,\"revision\":1}",
        "{\"version\":1,\"revision\":1,\"records\":[]}",
        "{\"version\":1,\"revision\":1,\"records\":{\"a/b.c\":1}}",
    };
    for (size_t i = 0; i < N_ELEMENTS(rests); i++) {
        DocumentVerdict verdict = DOCUMENT_OK;
        AUTODOCUMENT *document = read_signed(rests[i], &verdict);
        CU_ASSERT_PTR_NULL(document);
        CU_ASSERT_EQUAL(verdict, DOCUMENT_DAMAGED);
    }
}

static Document *
read_full(void)
{
    AUTOBUFFER rest = {0};
    DocumentVerdict verdict = DOCUMENT_DAMAGED;
    buffer_append_text(&rest, "{\"version\":1,\"revision\":1,\"records\":{");
    for (int i = 0; i < DOCUMENT_MAX_RECORDS; i++) {
        AUTOFREE char *record = base_format("%s\"a/c%d\":{\"choice\":\"keep\",\"at\":\"" STAMP "\"}", i > 0 ? "," : "", i);
        buffer_append_text(&rest, record);
    }
    buffer_append_text(&rest, "}}");
    Document *document = read_signed(buffer_text(&rest), &verdict);
    CU_ASSERT_EQUAL_FATAL(verdict, DOCUMENT_OK);
    return document;
}

TEST(of_5000_records_each_can_be_changed_and_no_other_added)
{
    Error error = {0};
    AUTODOCUMENT *document = read_full();
    CU_ASSERT_FALSE(keep(document, "a/more", &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.text, "full"));
    CU_ASSERT_PTR_NULL(document_record(document, "a/more"));
    CU_ASSERT_TRUE(merge(document, "{\"forget\":[{\"control\":\"a/c4999\",\"at\":\"" STAMP "\"}]}", NULL));
    CU_ASSERT_TRUE(keep(document, "a/more", NULL));
    CU_ASSERT_EQUAL(json_count(document_records(document)), DOCUMENT_MAX_RECORDS);
    CU_ASSERT_EQUAL(document_revision(document), 3);
}

/* One change with `n_profiles` observations of `control`, each with a long state. */
static char *
crowd(const char *control, int n_profiles)
{
    AUTOBUFFER change = {0};
    AUTOFREE char *head = base_format("{\"records\":{\"%s\":{\"seen\":{", control);
    buffer_append_text(&change, head);
    for (int i = 0; i < n_profiles; i++) {
        AUTOFREE char *one =
            base_format("%s\"p%d\":{\"state\":\"%064d\",\"at\":\"" STAMP "\",\"proof\":\"read\"}", i > 0 ? "," : "", i, i);
        buffer_append_text(&change, one);
    }
    buffer_append_text(&change, "}}}}");
    return buffer_take(&change);
}

TEST(what_would_grow_beyond_the_size_limit_changes_nothing)
{
    enum { N_PROFILES = 1000, MOST = 20 };
    Error error = {0};
    int n_taken = 0;
    bool fits = true;
    AUTODOCUMENT *document = document_new();
    for (; n_taken < MOST && fits; n_taken += fits ? 1 : 0) {
        AUTOFREE char *control = base_format("a/c%d", n_taken);
        AUTOFREE char *change = crowd(control, N_PROFILES);
        fits = merge(document, change, &error);
    }
    AUTOFREE char *text = document_write(document);
    CU_ASSERT_FALSE(fits);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.text, "full"));
    CU_ASSERT_EQUAL(document_revision(document), n_taken);
    CU_ASSERT_EQUAL(json_count(document_records(document)), (size_t)n_taken);
    CU_ASSERT_TRUE(strlen(text) <= DOCUMENT_MAX_SIZE + 200);
    CU_ASSERT_TRUE(strlen(text) > DOCUMENT_MAX_SIZE / 2);
}

RUN_TESTS("document/limits",
          {CASE(a_later_minor_versions_members_survive_our_write), CASE(a_newer_versions_document_is_read_and_never_written),
           CASE(a_right_checksum_over_the_wrong_thing_is_damaged), CASE(of_5000_records_each_can_be_changed_and_no_other_added),
           CASE(what_would_grow_beyond_the_size_limit_changes_nothing)})
