/* SPDX-License-Identifier: MIT */
#include "choices.h"

#include "fake_keyring.h"
#include "run.h"

#include <stdlib.h>
#include <string.h>

static const char control[] = "linkedin/page.control";

typedef struct {
    unsigned n_changed;
    char site[32]; /* the first one of the last call */
    uint64_t stored_tag;
    KeyringState stored;
} Heard;

static void
on_changed(void *context, const char *const *sites)
{
    Heard *heard = context;
    heard->n_changed++;
    heard->site[0] = '\0';
    if (sites[0] != NULL) {
        memcpy(heard->site, sites[0], strlen(sites[0]) + 1);
    }
}

static void
on_stored(void *context, uint64_t tag, KeyringState state)
{
    Heard *heard = context;
    heard->stored_tag = tag;
    heard->stored = state;
}

static Choices *
open_choices(KeyringState state, Heard *heard)
{
    static const ChoicesCalls calls = {.changed = on_changed, .stored = on_stored};
    *heard = (Heard){0};
    fake_keyring_begin(state, NULL);
    Choices *choices = choices_new("", &calls, heard);
    choices_open(choices, 0);
    return choices;
}

static void
close_choices(Choices *choices)
{
    choices_free(choices);
    fake_keyring_end();
}

static void
observe(Choices *choices, const char *state, int64_t now)
{
    const Observation observation = {
        .control = control, .profile = "p", .state = state, .shown = strcmp(state, "off") == 0 ? SHOWN_PRIVATE : SHOWN_EXPOSING};
    const ChangeStamp stamp = {.tag = 1, .now = now};
    choices_observe(choices, &observation, &stamp);
    choices_process(choices);
}

/* Decided, and stored. `decided_at` as in change.h. */
static void
decide(Choices *choices, ChoiceKind kind, int64_t decided_at, const ChangeStamp *stamp)
{
    choices_choose(choices, &(Decision){.control = control, .kind = kind, .at = decided_at}, stamp);
    choices_process(choices);
}

TEST(nothing_is_known_until_the_keyring_has_answered)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    CU_ASSERT_EQUAL(choices_state(choices), KEYRING_OPENING);
    choices_process(choices);
    CU_ASSERT_EQUAL(choices_state(choices), KEYRING_READY);
    CU_ASSERT_EQUAL(heard.n_changed, 1);
    close_choices(choices);
}

TEST(a_choice_is_known_once_it_is_stored)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    choices_choose(choices, &(Decision){.control = control, .kind = CHOICE_LATER, .until = "2027-01-01"},
                   &(ChangeStamp){.tag = 7, .now = 1000});
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").kind, CHOICE_NONE);
    choices_process(choices);
    Choice choice = choices_find(choices, control, "p");
    CU_ASSERT_EQUAL(heard.stored_tag, 7);
    CU_ASSERT_EQUAL(heard.stored, KEYRING_READY);
    CU_ASSERT_EQUAL(choice.kind, CHOICE_LATER);
    CU_ASSERT_STRING_EQUAL(choice.until, "2027-01-01");
    CU_ASSERT_STRING_EQUAL(choice.at, "1970-01-01T00:00:01.000Z");
    close_choices(choices);
}

TEST(what_was_decided_a_while_ago_replaces_what_is_older_and_nothing_newer)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    decide(choices, CHOICE_KEEP, 0, &(ChangeStamp){.tag = 1, .now = 5000});
    decide(choices, CHOICE_PRIVATE, 4000, &(ChangeStamp){.tag = 2, .now = 9000});
    CU_ASSERT_EQUAL(heard.stored_tag, 2);
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").kind, CHOICE_KEEP);
    decide(choices, CHOICE_PRIVATE, 6000, &(ChangeStamp){.tag = 3, .now = 9000});
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").kind, CHOICE_PRIVATE);
    close_choices(choices);
}

TEST(what_is_said_to_be_decided_in_the_future_was_decided_now)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    decide(choices, CHOICE_KEEP, 90000, &(ChangeStamp){.tag = 1, .now = 5000});
    CU_ASSERT_STRING_EQUAL(choices_find(choices, control, "p").at, "1970-01-01T00:00:05.000Z");
    close_choices(choices);
}

TEST(ones_own_change_is_no_news_and_that_of_another_is)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    decide(choices, CHOICE_KEEP, 0, &(ChangeStamp){.tag = 1, .now = 1000});
    CU_ASSERT_STRING_EQUAL(heard.site, "");
    fake_keyring_change("{\"records\": {\"reddit/a.b\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}");
    choices_process(choices);
    CU_ASSERT_STRING_EQUAL(heard.site, "reddit");
    close_choices(choices);
}

TEST(what_could_not_be_stored_is_said_and_not_believed)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_LOCKED, &heard);
    choices_process(choices);
    decide(choices, CHOICE_KEEP, 0, &(ChangeStamp){.tag = 3, .now = 1000});
    CU_ASSERT_EQUAL(heard.stored_tag, 3);
    CU_ASSERT_EQUAL(heard.stored, KEYRING_LOCKED);
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").kind, CHOICE_NONE);
    close_choices(choices);
}

TEST(what_was_known_stays_known_when_the_keyring_goes_away)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    decide(choices, CHOICE_KEEP, 0, &(ChangeStamp){.tag = 1, .now = 1000});
    fake_keyring_state(KEYRING_LOST);
    choices_process(choices);
    CU_ASSERT_EQUAL(choices_state(choices), KEYRING_LOST);
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").kind, CHOICE_KEEP);
    close_choices(choices);
}

TEST(what_a_profile_saw_counts_for_no_other_and_for_a_person_the_last_one_does)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    observe(choices, "off", 1000);
    observe(choices, "on", 2000);
    Choice choice = choices_find(choices, control, "other");
    CU_ASSERT_PTR_NULL(choice.seen_state);
    CU_ASSERT_EQUAL(choice.standing, SEEN_NOT_IN_FORCE);
    choice = choices_find(choices, control, "p");
    CU_ASSERT_STRING_EQUAL(choice.seen_state, "on");
    CU_ASSERT_STRING_EQUAL(choice.private_at, "1970-01-01T00:00:01.000Z");
    CU_ASSERT_STRING_EQUAL(choice.exposed_at, "1970-01-01T00:00:02.000Z");
    CU_ASSERT_EQUAL(choice.standing, SEEN_WENT_BACK);
    CU_ASSERT_EQUAL(choices_find(choices, control, NULL).standing, SEEN_WENT_BACK);
    close_choices(choices);
}

TEST(an_observation_builds_on_one_that_is_still_on_its_way)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    fake_keyring_hold(true);
    observe(choices, "off", 1000);
    observe(choices, "on", 2000);
    fake_keyring_hold(false);
    choices_process(choices);
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").standing, SEEN_WENT_BACK);
    close_choices(choices);
}

TEST(a_decision_counts_although_the_clock_was_set_back)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    decide(choices, CHOICE_KEEP, 0, &(ChangeStamp){.tag = 1, .now = 9000});
    decide(choices, CHOICE_PRIVATE, 0, &(ChangeStamp){.tag = 2, .now = 1000});
    CU_ASSERT_EQUAL(choices_find(choices, control, "p").kind, CHOICE_PRIVATE);
    CU_ASSERT_STRING_EQUAL(choices_find(choices, control, "p").at, "1970-01-01T00:00:09.001Z");
    close_choices(choices);
}

TEST(forgetting_leaves_nothing)
{
    Heard heard;
    Choices *choices = open_choices(KEYRING_READY, &heard);
    choices_process(choices);
    observe(choices, "off", 1000);
    choices_forget(choices, "site", "linkedin", NULL, &(ChangeStamp){.tag = 9, .now = 5000});
    choices_process(choices);
    CU_ASSERT_PTR_NULL(choices_record(choices, control));
    close_choices(choices);
}

RUN_TESTS("choices/choices",
          {CASE(nothing_is_known_until_the_keyring_has_answered), CASE(a_choice_is_known_once_it_is_stored),
           CASE(what_was_decided_a_while_ago_replaces_what_is_older_and_nothing_newer),
           CASE(what_is_said_to_be_decided_in_the_future_was_decided_now),
           CASE(ones_own_change_is_no_news_and_that_of_another_is), CASE(what_could_not_be_stored_is_said_and_not_believed),
           CASE(what_was_known_stays_known_when_the_keyring_goes_away),
           CASE(what_a_profile_saw_counts_for_no_other_and_for_a_person_the_last_one_does),
           CASE(an_observation_builds_on_one_that_is_still_on_its_way), CASE(a_decision_counts_although_the_clock_was_set_back),
           CASE(forgetting_leaves_nothing)})
