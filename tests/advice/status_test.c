/* SPDX-License-Identifier: MIT */
#include "status.h"

#include "run.h"

static const ControlRecord control = {.id = "a/b.c", .private_state = "off"};

static Status
status(Choice choice)
{
    return status_of(&control, &choice, "2026-11-24");
}

TEST(what_was_seen_last_counts)
{
    CU_ASSERT_EQUAL(status((Choice){0}), STATUS_NOT_CHECKED);
    CU_ASSERT_EQUAL(status((Choice){.seen_state = "on"}), STATUS_EXPOSED);
    CU_ASSERT_EQUAL(status((Choice){.seen_state = "off"}), STATUS_PRIVATE);
    CU_ASSERT_EQUAL(status((Choice){.seen_state = "unknown"}), STATUS_UNKNOWN);
    CU_ASSERT_EQUAL(status((Choice){.seen_state = "mixed"}), STATUS_UNKNOWN);
}

TEST(a_decision_says_more_than_an_exposing_page)
{
    CU_ASSERT_EQUAL(status((Choice){.kind = CHOICE_KEEP, .seen_state = "on"}), STATUS_KEPT);
    CU_ASSERT_EQUAL(status((Choice){.kind = CHOICE_LATER, .until = "2026-11-25", .seen_state = "on"}), STATUS_LATER);
    CU_ASSERT_EQUAL(status((Choice){.kind = CHOICE_LATER, .until = "2026-11-24", .seen_state = "on"}), STATUS_EXPOSED);
    CU_ASSERT_EQUAL(status((Choice){.kind = CHOICE_KEEP, .seen_state = "off"}), STATUS_PRIVATE);
}

TEST(only_what_the_user_wanted_private_went_back)
{
    Choice choice = {.kind = CHOICE_PRIVATE, .seen_state = "on", .standing = SEEN_WENT_BACK};
    CU_ASSERT_EQUAL(status(choice), STATUS_WENT_BACK);
    choice.standing = SEEN_NOT_IN_FORCE;
    CU_ASSERT_EQUAL(status(choice), STATUS_EXPOSED);
    choice = (Choice){.seen_state = "on", .standing = SEEN_WENT_BACK};
    CU_ASSERT_EQUAL(status(choice), STATUS_EXPOSED);
}

TEST(what_has_no_state_was_never_checked)
{
    const ControlRecord form = {.id = "a/b.form"};
    Choice choice = {.kind = CHOICE_PRIVATE};
    CU_ASSERT_EQUAL(status_of(&form, &choice, "2026-11-24"), STATUS_NOT_CHECKED);
}

RUN_TESTS("advice/status", {CASE(what_was_seen_last_counts), CASE(a_decision_says_more_than_an_exposing_page),
                            CASE(only_what_the_user_wanted_private_went_back), CASE(what_has_no_state_was_never_checked)})
