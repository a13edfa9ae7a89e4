/* SPDX-License-Identifier: MIT */
#include "url.h"

#include "run.h"

#include <stdlib.h>
#include <string.h>

static UrlVerdict
verdict_of(const char *text)
{
    Url url;
    return url_parse(text, &url);
}

TEST(a_serialised_https_href_is_taken_apart)
{
    Url url;
    CU_ASSERT_EQUAL(url_parse("https://www.linkedin.com/mypreferences/d/?a=b#c/d", &url), URL_OK);
    CU_ASSERT_STRING_EQUAL(url.host, "www.linkedin.com");
    CU_ASSERT_EQUAL(url.path_length, strlen("/mypreferences/d/"));
    CU_ASSERT_NSTRING_EQUAL(url.query, "a=b", url.query_length);
    CU_ASSERT_NSTRING_EQUAL(url.fragment, "c/d", url.fragment_length);
    CU_ASSERT_EQUAL(url.fragment_length, 3);
}

TEST(what_other_parsers_take_for_linkedin_is_refused)
{
    CU_ASSERT_NOT_EQUAL(verdict_of("https://evil.example\\@www.linkedin.com/"), URL_OK);
    CU_ASSERT_EQUAL(verdict_of("https://www.linkedin.com@evil.example/"), URL_USERINFO);
    CU_ASSERT_EQUAL(verdict_of("https://www.linkedin.com;evil.example/"), URL_HOST);
    CU_ASSERT_EQUAL(verdict_of("https://www.linkedin.com./"), URL_HOST);
    CU_ASSERT_EQUAL(verdict_of("https://WWW.linkedin.com/"), URL_HOST);
    CU_ASSERT_EQUAL(verdict_of("https://www.linkedin%2Ecom/"), URL_HOST);
    CU_ASSERT_EQUAL(verdict_of("https://www.l\xc3\xadnkedin.com/"), URL_HOST);
}

TEST(what_no_settings_page_has_is_refused)
{
    static const struct {
        const char *text;
        UrlVerdict verdict;
    } cases[] = {
        {"http://www.linkedin.com/", URL_NOT_HTTPS},
        {"view-source:https://www.linkedin.com/", URL_NOT_HTTPS},
        {"javascript:alert(1)", URL_NOT_HTTPS},
        {"", URL_NOT_HTTPS},
        {"https://www.linkedin.com:8443/", URL_PORT},
        {"https://www.linkedin.com:/", URL_PORT},
        {"https://127.0.0.1/", URL_HOST},
        {"https://a.0x7f/", URL_HOST},
        {"https://[::1]/", URL_HOST},
        {"https://localhost/", URL_HOST},
        {"https://", URL_HOST},
        {"https:///path", URL_HOST},
        {"https://www..com/", URL_HOST},
        {"https://www.linkedin.com", URL_PATH},
        {"https://www.linkedin.com?x", URL_PATH},
        {"https://www.linkedin.com/a/../b", URL_PATH},
        {"https://www.linkedin.com/a/%2E%2e", URL_PATH},
        {"https://www.linkedin.com/a b", URL_PATH},
        {"https://www.linkedin.com/a\tb", URL_PATH},
        {"https://www.linkedin.com/\xc3\xa9", URL_PATH},
        {"https://www.linkedin.com/a\\b", URL_PATH},
    };
    for (size_t i = 0; i < N_ELEMENTS(cases); i++) {
        CU_ASSERT_EQUAL(verdict_of(cases[i].text), cases[i].verdict);
    }
}

TEST(dots_inside_a_segment_are_no_dot_segment)
{
    CU_ASSERT_EQUAL(verdict_of("https://www.linkedin.com/.well-known/a..b/..."), URL_OK);
    CU_ASSERT_EQUAL(verdict_of("https://www.linkedin.com/%2f%2e%2ea"), URL_OK);
}

TEST(a_url_has_a_longest_length)
{
    char *text = base_allocate(URL_MAX_LENGTH + 2, 1);
    memset(text, 'a', URL_MAX_LENGTH);
    text[snprintf(text, URL_MAX_LENGTH, "https://a.bc/")] = 'a';
    CU_ASSERT_EQUAL(verdict_of(text), URL_OK);
    text[URL_MAX_LENGTH] = 'a';
    CU_ASSERT_EQUAL(verdict_of(text), URL_TOO_LONG);
    free(text);
}

RUN_TESTS("base/url", {CASE(a_serialised_https_href_is_taken_apart), CASE(what_other_parsers_take_for_linkedin_is_refused),
                       CASE(what_no_settings_page_has_is_refused), CASE(dots_inside_a_segment_are_no_dot_segment),
                       CASE(a_url_has_a_longest_length)})
