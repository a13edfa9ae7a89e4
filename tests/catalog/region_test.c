/* SPDX-License-Identifier: MIT */
#include "region.h"

#include "run.h"

#include <string.h>

static Applies
applies(const char *text, const char *country)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *value = json_parse(text, strlen(text), &verdict, NULL);
    CU_ASSERT_PTR_NOT_NULL(value);
    return region_applies(value, country);
}

TEST(a_group_covers_its_members)
{
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"EU\"]}", "DE"), APPLIES_YES);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"EU\"]}", "NO"), APPLIES_NO);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"EEA\"]}", "NO"), APPLIES_YES);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"EEA\"]}", "FR"), APPLIES_YES);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"EEA\", \"CH\"]}", "GB"), APPLIES_NO);
}

TEST(an_exception_takes_out_what_the_whole_world_covers)
{
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"*\"], \"except\": [\"EU\", \"CH\"]}", "CH"), APPLIES_NO);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"*\"], \"except\": [\"EU\", \"CH\"]}", "US"), APPLIES_YES);
}

TEST(who_said_nothing_is_told_only_what_holds_everywhere)
{
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"*\"]}", ""), APPLIES_YES);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"*\"], \"except\": [\"CN\"]}", ""), APPLIES_UNKNOWN);
    CU_ASSERT_EQUAL(applies("{\"regions\": [\"EU\"]}", NULL), APPLIES_UNKNOWN);
    CU_ASSERT_EQUAL(applies("{}", "DE"), APPLIES_UNKNOWN);
}

static const char *
date_for(const char *country)
{
    static const char text[] =
        "[{\"regions\": [\"*\"], \"date\": \"2024\"}, {\"regions\": [\"EU\", \"CH\"], \"date\": \"2025\"}]";
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *entries = json_parse(text, sizeof(text) - 1, &verdict, NULL);
    const Json *entry = region_entry(entries, country);
    return strcmp(json_get_string(entry, "date"), "2024") == 0 ? "2024" : "2025";
}

TEST(the_entry_that_names_a_country_counts_before_the_one_for_everywhere)
{
    CU_ASSERT_STRING_EQUAL(date_for("DE"), "2025");
    CU_ASSERT_STRING_EQUAL(date_for("CH"), "2025");
    CU_ASSERT_STRING_EQUAL(date_for("US"), "2024");
    CU_ASSERT_PTR_NULL(region_entry(NULL, "DE"));
}

RUN_TESTS("catalog/region", {CASE(a_group_covers_its_members), CASE(an_exception_takes_out_what_the_whole_world_covers),
                             CASE(who_said_nothing_is_told_only_what_holds_everywhere),
                             CASE(the_entry_that_names_a_country_counts_before_the_one_for_everywhere)})
