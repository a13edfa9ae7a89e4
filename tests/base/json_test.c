/* SPDX-License-Identifier: MIT */
#include "json.h"

#include "run.h"

#include <string.h>

static JsonVerdict
verdict_of(const char *text, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *value = json_parse(text, length, &verdict, NULL);
    CU_ASSERT_EQUAL(value != NULL, verdict == JSON_OK);
    return verdict;
}

#define VERDICT(text) verdict_of(text, sizeof(text) - 1)

TEST(values_of_every_kind_are_read)
{
    CU_ASSERT_EQUAL(VERDICT("{\"a\": [1, -2.5e3, true, null, \"\\u00e9\\n\"]}"), JSON_OK);
    CU_ASSERT_EQUAL(VERDICT("  42\n"), JSON_OK);
}

TEST(text_that_is_not_utf8_is_told_apart)
{
    CU_ASSERT_EQUAL(VERDICT("\"\xff\""), JSON_NOT_UTF8);
    CU_ASSERT_EQUAL(VERDICT("\"\xc0\xaf\""), JSON_NOT_UTF8);
    CU_ASSERT_EQUAL(VERDICT("\"\xed\xa0\x80\""), JSON_NOT_UTF8);
    CU_ASSERT_EQUAL(VERDICT("\"\xf4\x90\x80\x80\""), JSON_NOT_UTF8);
    CU_ASSERT_EQUAL(VERDICT("\"\xe2\x82"), JSON_NOT_UTF8);
    CU_ASSERT_EQUAL(VERDICT("{\xff}"), JSON_NOT_UTF8);
}

TEST(what_cjson_would_let_through_is_refused)
{
    CU_ASSERT_EQUAL(VERDICT("\"a\\u0000b\""), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("\"a\tb\""), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("\"a\0b\""), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("{} x"), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("{}\0"), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("\"\\ud800\""), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("\xef\xbb\xbf{}"), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT(""), JSON_NOT_JSON);
    CU_ASSERT_EQUAL(VERDICT("\"\\"), JSON_NOT_JSON);
}

TEST(nesting_has_an_end)
{
    const size_t depth = JSON_MAX_DEPTH;
    char text[200];
    memset(text, '[', 100);
    memset(text + 100, ']', 100);
    CU_ASSERT_EQUAL(verdict_of(text + 100 - JSON_MAX_DEPTH, depth * 2), JSON_OK);
    CU_ASSERT_EQUAL(verdict_of(text + 99 - JSON_MAX_DEPTH, depth * 2 + 2), JSON_TOO_DEEP);
    CU_ASSERT_EQUAL(VERDICT("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\""), JSON_OK);
}

TEST(names_differing_in_case_are_different)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *value = json_parse("{\"ID\": \"x\"}", 11, &verdict, NULL);
    CU_ASSERT_PTR_NULL(json_get_string(value, "id"));
    CU_ASSERT_STRING_EQUAL(json_get_string(value, "ID"), "x");
}

TEST(only_exact_integers_are_integers)
{
    static const char text[] = "{\"a\": 1.5, \"b\": 1e400, \"c\": 9007199254740991, \"d\": 9007199254740993, \"e\": \"1\"}";
    JsonVerdict verdict = JSON_OK;
    int64_t number = 0;
    AUTOJSON *value = json_parse(text, sizeof(text) - 1, &verdict, NULL);
    CU_ASSERT_FALSE(json_get_integer(value, "a", &number));
    CU_ASSERT_FALSE(json_get_integer(value, "b", &number));
    CU_ASSERT_TRUE(json_get_integer(value, "c", &number));
    CU_ASSERT_EQUAL(number, 9007199254740991);
    CU_ASSERT_FALSE(json_get_integer(value, "d", &number));
    CU_ASSERT_FALSE(json_get_integer(value, "e", &number));
    CU_ASSERT_FALSE(json_get_integer(NULL, "a", &number));
}

TEST(what_is_the_same_is_told_whatever_the_order)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *one = json_parse("{\"a\": 1, \"b\": [2]}", 18, &verdict, NULL);
    AUTOJSON *turned = json_parse("{\"b\": [2], \"a\": 1}", 18, &verdict, NULL);
    AUTOJSON *other = json_parse("{\"a\": 1, \"b\": [3]}", 18, &verdict, NULL);
    CU_ASSERT_TRUE(json_equal(one, turned));
    CU_ASSERT_FALSE(json_equal(one, other));
    CU_ASSERT_FALSE(json_equal(one, NULL));
    CU_ASSERT_FALSE(json_equal(NULL, one));
    CU_ASSERT_TRUE(json_equal(NULL, NULL));
}

RUN_TESTS("base/json",
          {CASE(values_of_every_kind_are_read), CASE(text_that_is_not_utf8_is_told_apart),
           CASE(what_cjson_would_let_through_is_refused), CASE(nesting_has_an_end), CASE(names_differing_in_case_are_different),
           CASE(only_exact_integers_are_integers), CASE(what_is_the_same_is_told_whatever_the_order)})
