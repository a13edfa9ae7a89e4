/* SPDX-License-Identifier: MIT */
#include "advice.h"

#include "fake_keyring.h"
#include "fixture.h"
#include "run.h"

#include <stdlib.h>

enum { ADS, GONE, WHO };

/* One page, one user. */
typedef struct {
    PageRecord *page;
    Matcher *matcher;
    Choices *choices;
    Buffer scratch;
    AdviceContext context;
} Stage;

static void
ignore_changed(void *context, const char *const *sites)
{
    (void)context;
    (void)sites;
}

static void
ignore_stored(void *context, uint64_t tag, KeyringState state)
{
    (void)context;
    (void)tag;
    (void)state;
}

static void
begin(Stage *stage)
{
    static const ChoicesCalls calls = {.changed = ignore_changed, .stored = ignore_stored};
    fake_keyring_begin(KEYRING_READY, NULL);
    *stage = (Stage){.matcher = matcher_new(), .choices = choices_new("", &calls, NULL)};
    stage->page = page_record_read(fixture_site[5][1], strlen(fixture_site[5][1]));
    stage->context = (AdviceContext){.choices = stage->choices, .profile = "p", .country = "", .today = "2026-11-24"};
    choices_open(stage->choices, 0);
    choices_process(stage->choices);
}

static void
end(Stage *stage)
{
    page_record_free(stage->page);
    matcher_free(stage->matcher);
    choices_free(stage->choices);
    buffer_finish(&stage->scratch);
    fake_keyring_end();
}

static Advice
advise(Stage *stage, size_t index, const PageControl *control)
{
    const Finding *findings = matcher_run(stage->matcher, stage->page, control, control == NULL ? 0 : 1);
    const PageControl *found = findings[index].handle == MATCH_NO_HANDLE ? NULL : control;
    return advice_make(&stage->context, &findings[index], found);
}

static const PageControl ads_on = {.role = "switch", .key_labelledby = "adsKey", .state = STATE_ON};
static const PageControl ads_off = {.role = "switch", .key_labelledby = "adsKey", .state = STATE_OFF};

static void
decide(Stage *stage, ChoiceKind kind, const char *until)
{
    choices_choose(stage->choices, &(Decision){.control = "example/privacy.ads", .kind = kind, .until = until},
                   &(ChangeStamp){.tag = 1, .now = 1000});
    choices_process(stage->choices);
}

static void
see(Stage *stage, const char *state, bool is_private, int64_t now)
{
    const Observation observation = {
        .control = "example/privacy.ads", .profile = "p", .state = state, .shown = is_private ? SHOWN_PRIVATE : SHOWN_EXPOSING};
    choices_observe(stage->choices, &observation, &(ChangeStamp){.tag = 2, .now = now});
    choices_process(stage->choices);
}

TEST(what_exposes_is_to_be_turned_off_and_what_protects_is_not)
{
    Stage stage;
    begin(&stage);
    Advice advice = advise(&stage, ADS, &ads_on);
    CU_ASSERT_EQUAL(advice.kind, ADVICE_TURN_OFF);
    CU_ASSERT_TRUE(advice_is_question(&advice));
    advice = advise(&stage, ADS, &ads_off);
    CU_ASSERT_EQUAL(advice.kind, ADVICE_ALREADY_PRIVATE);
    CU_ASSERT_FALSE(advice_is_question(&advice));
    end(&stage);
}

TEST(a_switch_that_protects_when_on_is_to_be_turned_on)
{
    static const PageControl off = {.role = "checkbox", .name = "Opt out", .group = "Research", .state = STATE_OFF};
    static const PageControl on = {.role = "checkbox", .name = "Opt out", .group = "Research", .state = STATE_ON};
    Stage stage;
    begin(&stage);
    CU_ASSERT_EQUAL(advise(&stage, GONE, &off).kind, ADVICE_TURN_ON);
    CU_ASSERT_EQUAL(advise(&stage, GONE, &on).kind, ADVICE_ALREADY_PRIVATE);
    end(&stage);
}

TEST(options_are_judged_by_the_one_that_is_selected)
{
    static const PageOption everyone[] = {{.name = "Nobody"}, {.name = "Everyone", .selected = true}};
    static const PageOption strange[] = {{.name = "Martians", .selected = true}};
    PageControl control = {.role = "radiogroup", .options = everyone, .n_options = 2};
    Stage stage;
    begin(&stage);
    CU_ASSERT_EQUAL(advise(&stage, WHO, &control).kind, ADVICE_SELECT);
    CU_ASSERT_STRING_EQUAL(advise(&stage, WHO, &control).state, "all");
    control.options = strange;
    control.n_options = 1;
    CU_ASSERT_EQUAL(advise(&stage, WHO, &control).kind, ADVICE_CANNOT_TELL);
    end(&stage);
}

TEST(a_state_that_is_not_told_or_cannot_be_changed_is_not_advised)
{
    PageControl control = ads_on;
    Stage stage;
    begin(&stage);
    control.state = STATE_MIXED;
    CU_ASSERT_EQUAL(advise(&stage, ADS, &control).kind, ADVICE_CANNOT_TELL);
    control.state = STATE_ON;
    control.disabled = true;
    CU_ASSERT_EQUAL(advise(&stage, ADS, &control).kind, ADVICE_CANNOT_TELL);
    CU_ASSERT_EQUAL(advise(&stage, ADS, NULL).kind, ADVICE_PAGE_CHANGED);
    end(&stage);
}

TEST(a_decision_about_a_gone_control_counts_until_there_is_a_new_one)
{
    Stage stage;
    begin(&stage);
    choices_choose(stage.choices, &(Decision){.control = "example/old.ads", .kind = CHOICE_KEEP},
                   &(ChangeStamp){.tag = 1, .now = 1000});
    choices_process(stage.choices);
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_KEPT_BY_CHOICE);
    see(&stage, "on", false, 2000);
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_KEPT_BY_CHOICE);
    decide(&stage, CHOICE_PRIVATE, NULL);
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_TURN_OFF);
    end(&stage);
}

TEST(a_decision_silences_until_it_ends)
{
    Stage stage;
    begin(&stage);
    decide(&stage, CHOICE_KEEP, NULL);
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_KEPT_BY_CHOICE);
    end(&stage);
    begin(&stage);
    decide(&stage, CHOICE_LATER, "2026-11-25");
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_LATER);
    stage.context.today = "2026-11-25";
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_TURN_OFF);
    end(&stage);
}

TEST(what_was_in_force_and_exposes_again_went_back)
{
    Stage stage;
    begin(&stage);
    decide(&stage, CHOICE_PRIVATE, NULL);
    CU_ASSERT_FALSE(advise(&stage, ADS, &ads_on).went_back);
    see(&stage, "off", true, 2000);
    CU_ASSERT_TRUE(advise(&stage, ADS, &ads_on).went_back);
    CU_ASSERT_FALSE(advise(&stage, ADS, &ads_off).went_back);
    see(&stage, "on", false, 3000);
    CU_ASSERT_TRUE(advise(&stage, ADS, &ads_on).went_back);
    end(&stage);
}

TEST(what_another_control_covers_is_no_errand)
{
    static const PageOption everyone[] = {{.name = "Everyone", .selected = true}};
    static const PageControl who = {.role = "radiogroup", .options = everyone, .n_options = 1};
    Stage stage;
    begin(&stage);
    see(&stage, "off", true, 1000);
    Advice advice = advise(&stage, WHO, &who);
    CU_ASSERT_EQUAL(advice.kind, ADVICE_COVERED_BY);
    CU_ASSERT_STRING_EQUAL(advice.covered_by, "example/privacy.ads");
    see(&stage, "on", false, 2000);
    CU_ASSERT_EQUAL(advise(&stage, WHO, &who).kind, ADVICE_SELECT);
    end(&stage);
}

/* The advice on who sees you, with the switch that implies it on the same page. */
static Advice
advise_beside(Stage *stage, const PageControl *ads)
{
    static const PageOption everyone[] = {{.name = "Nobody"}, {.name = "Everyone", .selected = true}};
    const PageControl controls[] = {*ads, {.role = "radiogroup", .name = "Who sees you", .options = everyone, .n_options = 2}};
    const Finding *findings = matcher_run(stage->matcher, stage->page, controls, 2);
    stage->context.findings = findings;
    stage->context.n_findings = stage->page->n_controls;
    return advice_make(&stage->context, &findings[WHO], &controls[1]);
}

TEST(what_the_page_shows_of_the_covering_control_counts_more_than_what_was_seen)
{
    Stage stage;
    begin(&stage);
    CU_ASSERT_EQUAL(advise_beside(&stage, &ads_on).kind, ADVICE_SELECT);
    CU_ASSERT_EQUAL(advise_beside(&stage, &ads_off).kind, ADVICE_COVERED_BY);
    see(&stage, "off", true, 1000);
    CU_ASSERT_EQUAL(advise_beside(&stage, &ads_on).kind, ADVICE_SELECT);
    end(&stage);
}

TEST(the_privacy_signal_covers_where_the_site_must_honour_it)
{
    Stage stage;
    begin(&stage);
    stage.context.country = "US";
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_TURN_OFF);
    stage.context.sends_gpc = true;
    CU_ASSERT_STRING_EQUAL(advise(&stage, ADS, &ads_on).covered_by, "gpc");
    stage.context.country = "CH";
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_TURN_OFF);
    end(&stage);
}

TEST(a_control_that_two_records_claim_is_named_and_not_advised)
{
    Stage stage;
    begin(&stage);
    const Finding contested = {.control = &stage.page->controls[ADS], .handle = MATCH_NO_HANDLE, .n_candidates = 1};
    CU_ASSERT_EQUAL(advice_make(&stage.context, &contested, NULL).kind, ADVICE_CANNOT_TELL);
    end(&stage);
}

TEST(regions_and_review_dates_are_honest)
{
    Stage stage;
    begin(&stage);
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).applies, APPLIES_UNKNOWN);
    stage.context.country = "DE";
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_NOT_FOR_YOUR_REGION);
    stage.context.country = "US";
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_TURN_OFF);
    stage.context.today = "2027-01-02";
    CU_ASSERT_EQUAL(advise(&stage, ADS, &ads_on).kind, ADVICE_WORTH_A_LOOK);
    end(&stage);
}

TEST(what_went_back_comes_first)
{
    Advice advice[] = {{.kind = ADVICE_ALREADY_PRIVATE}, {.kind = ADVICE_TURN_OFF}, {.kind = ADVICE_SELECT, .went_back = true}};
    qsort(advice, N_ELEMENTS(advice), sizeof(advice[0]), advice_compare);
    CU_ASSERT_TRUE(advice[0].went_back);
    CU_ASSERT_EQUAL(advice[1].kind, ADVICE_TURN_OFF);
}

RUN_TESTS("advice/advice",
          {CASE(what_exposes_is_to_be_turned_off_and_what_protects_is_not),
           CASE(a_switch_that_protects_when_on_is_to_be_turned_on), CASE(options_are_judged_by_the_one_that_is_selected),
           CASE(a_state_that_is_not_told_or_cannot_be_changed_is_not_advised), CASE(a_decision_silences_until_it_ends),
           CASE(a_decision_about_a_gone_control_counts_until_there_is_a_new_one),
           CASE(what_was_in_force_and_exposes_again_went_back), CASE(what_another_control_covers_is_no_errand),
           CASE(what_the_page_shows_of_the_covering_control_counts_more_than_what_was_seen),
           CASE(the_privacy_signal_covers_where_the_site_must_honour_it),
           CASE(a_control_that_two_records_claim_is_named_and_not_advised), CASE(regions_and_review_dates_are_honest),
           CASE(what_went_back_comes_first)})
