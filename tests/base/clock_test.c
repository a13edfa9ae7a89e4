/* SPDX-License-Identifier: MIT */
#include "clock.h"

#include "run.h"

TEST(a_stamp_is_utc_with_milliseconds_and_sorts_as_text)
{
    char stamp[CLOCK_STAMP_SIZE];
    clock_stamp(1762160400007, stamp);
    CU_ASSERT_STRING_EQUAL(stamp, "2025-11-03T09:00:00.007Z");
    CU_ASSERT_TRUE(clock_is_stamp(stamp));
}

TEST(a_date_may_lie_days_ahead)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(1762160400007, 0, date);
    CU_ASSERT_STRING_EQUAL(date, "2025-11-03");
    clock_date(1762160400007, 28, date);
    CU_ASSERT_STRING_EQUAL(date, "2025-12-01");
}

TEST(only_days_that_exist_are_dates)
{
    CU_ASSERT_TRUE(clock_is_date("2024-02-29"));
    CU_ASSERT_FALSE(clock_is_date("2025-02-29"));
    CU_ASSERT_FALSE(clock_is_date("2025-2-01"));
    CU_ASSERT_FALSE(clock_is_date("2025-02-01 "));
    CU_ASSERT_FALSE(clock_is_date(""));
}

TEST(only_what_clock_stamp_writes_is_a_stamp)
{
    CU_ASSERT_FALSE(clock_is_stamp("2025-11-03T09:00:00Z"));
    CU_ASSERT_FALSE(clock_is_stamp("2025-11-03T24:61:00.000Z"));
    CU_ASSERT_FALSE(clock_is_stamp("2025-11-03T09:00:00.00xZ"));
}

RUN_TESTS("base/clock", {CASE(a_stamp_is_utc_with_milliseconds_and_sorts_as_text), CASE(a_date_may_lie_days_ahead),
                         CASE(only_days_that_exist_are_dates), CASE(only_what_clock_stamp_writes_is_a_stamp)})
