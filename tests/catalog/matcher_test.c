/* SPDX-License-Identifier: MIT */
#include "matcher.h"

#include "fixture.h"
#include "run.h"

enum { ADS, GONE, WHO };

static PageRecord *
fixture_page(void)
{
    const char *text = fixture_site[5][1];
    return page_record_read(text, strlen(text));
}

/* The finding for one record among what the page shows. */
static Finding
find(size_t index, const PageControl *controls, size_t n_controls)
{
    Matcher *matcher = matcher_new();
    PageRecord *page = fixture_page();
    Finding finding = matcher_run(matcher, page, controls, n_controls)[index];
    page_record_free(page);
    matcher_free(matcher);
    return finding;
}

#define FIND(index, ...) find(index, (const PageControl[]){__VA_ARGS__}, N_ELEMENTS(((const PageControl[]){__VA_ARGS__})))

TEST(a_stable_key_is_sure_in_any_language)
{
    Finding finding =
        FIND(ADS, {.role = "switch", .name = "?"}, {.role = "switch", .name = "Publicité", .key_labelledby = "adsKey"});
    CU_ASSERT_EQUAL(finding.handle, 1);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
}

TEST(a_name_is_compared_in_its_normal_form)
{
    Finding finding = FIND(ADS, {.role = "checkbox",
                                 .name = "  Personalised\xc2\xa0"
                                         "ADS:"});
    CU_ASSERT_EQUAL(finding.handle, 0);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
    CU_ASSERT_EQUAL(FIND(ADS, {.role = "switch", .name = "Personalisierte Werbung"}).certainty, CERTAINTY_SURE);
}

TEST(a_name_on_something_else_is_no_evidence)
{
    CU_ASSERT_EQUAL(FIND(ADS, {.role = "link", .name = "Personalised ads"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(ADS, {.role = "button", .name = "Personalised ads"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(ADS, {.name = "Personalised ads"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(ADS, {.role = "button", .state = STATE_ON, .name = "Personalised ads"}).handle, 0);
}

TEST(two_that_fit_are_both_named_and_neither_is_taken)
{
    Finding finding = FIND(ADS, {.role = "switch", .name = "Personalised ads"}, {.role = "switch", .name = "personalised ads"});
    CU_ASSERT_EQUAL(finding.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_NONE);
    CU_ASSERT_EQUAL(finding.n_candidates, 2);
    CU_ASSERT_EQUAL(finding.candidates[1], 1);
}

TEST(a_group_must_fit_where_the_catalog_names_one)
{
    CU_ASSERT_EQUAL(FIND(GONE, {.role = "checkbox", .name = "Opt out"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(GONE, {.role = "checkbox", .name = "Opt out", .group = "Marketing"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(GONE, {.role = "checkbox", .name = "Opt out", .group = "Research"}).handle, 0);
}

TEST(the_only_control_of_its_kind_is_likely)
{
    Finding finding = FIND(WHO, {.role = "switch", .name = "x"}, {.role = "radiogroup", .name = "Qui vous voit"});
    CU_ASSERT_EQUAL(finding.handle, 1);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
    finding = FIND(WHO, {.role = "radiogroup", .name = "a"}, {.role = "radiogroup", .name = "b"});
    CU_ASSERT_EQUAL(finding.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(finding.n_candidates, 0);
}

TEST(nothing_on_the_page_is_found_nowhere)
{
    Finding finding = find(ADS, NULL, 0);
    CU_ASSERT_EQUAL(finding.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(finding.n_candidates, 0);
}

TEST(an_option_is_known_by_its_id_and_by_its_names)
{
    AUTOBUFFER scratch = {0};
    PageRecord *page = fixture_page();
    const ControlRecord *who = &page->controls[WHO];
    CU_ASSERT_STRING_EQUAL(control_option_id(who, "nobody", &scratch), "nobody");
    CU_ASSERT_STRING_EQUAL(control_option_id(who, "NOBODY", &scratch), "nobody");
    CU_ASSERT_PTR_NULL(control_option_id(who, "somebody", &scratch));
    page_record_free(page);
}

RUN_TESTS("catalog/matcher",
          {CASE(a_stable_key_is_sure_in_any_language), CASE(a_name_is_compared_in_its_normal_form),
           CASE(a_name_on_something_else_is_no_evidence), CASE(two_that_fit_are_both_named_and_neither_is_taken),
           CASE(a_group_must_fit_where_the_catalog_names_one), CASE(the_only_control_of_its_kind_is_likely),
           CASE(nothing_on_the_page_is_found_nowhere), CASE(an_option_is_known_by_its_id_and_by_its_names)})
