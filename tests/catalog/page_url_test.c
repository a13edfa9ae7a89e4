/* SPDX-License-Identifier: MIT
 *
 * How a page is told from the other pages of its site: what real addresses look like.
 */
#include "matcher.h"
#include "run.h"

#include <string.h>

static const char site_text[] =
    "{\"id\": \"x\", \"name\": \"X\", \"pages\": ["
    "{\"id\": \"hash\", \"url\": [{\"pathname\": \"/\", \"hash\": \"settings/DataControls\"}]},"
    "{\"id\": \"query\", \"url\": [{\"pathname\": \"/account\", \"search\": \"{*&}?tab=privacy{&*}?\"}]},"
    "{\"id\": \"locale\", \"url\": [{\"pathname\": \"{/:locale}?/settings/privacy{/}?\"}]},"
    "{\"id\": \"any\", \"url\": [{\"pathname\": \"/a\"}, {\"pathname\": \"/b/:id\"}]}]}";

static const char *
page_of(const char *address)
{
    static char id[16];
    Url url;
    SiteRecord *site = site_record_read(site_text, sizeof(site_text) - 1);
    const PageHeading *page = url_parse(address, &url) == URL_OK ? matcher_find_page(site, &url) : NULL;
    snprintf(id, sizeof(id), "%s", page == NULL ? "none" : page->id);
    site_record_free(site);
    return id;
}

TEST(a_route_behind_the_number_sign_is_a_page_of_its_own)
{
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/#settings/DataControls"), "hash");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/?model=auto#settings/DataControls"), "hash");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/#settings/DataControlsToo"), "none");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/#settings"), "none");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/"), "none");
}

TEST(a_query_key_counts_wherever_it_stands)
{
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account?tab=privacy"), "query");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account?hl=de&tab=privacy"), "query");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account?tab=privacy&hl=de"), "query");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account?a=1&tab=privacy&b=2#top"), "query");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account?mytab=privacy"), "none");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account?tab=privacy2"), "none");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/account"), "none");
}

TEST(a_country_or_a_language_may_stand_before_the_path)
{
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/settings/privacy"), "locale");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/de-CH/settings/privacy/"), "locale");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/de/ch/settings/privacy"), "none");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/settings/privacy/more"), "none");
}

TEST(any_of_a_pages_patterns_will_do)
{
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/a"), "any");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/b/7"), "any");
    CU_ASSERT_STRING_EQUAL(page_of("https://x.example/b"), "none");
}

/* clang-format off */
RUN_TESTS("catalog/page_url", {
    CASE(a_route_behind_the_number_sign_is_a_page_of_its_own),
    CASE(a_query_key_counts_wherever_it_stands),
    CASE(a_country_or_a_language_may_stand_before_the_path),
    CASE(any_of_a_pages_patterns_will_do),
})
/* clang-format on */
