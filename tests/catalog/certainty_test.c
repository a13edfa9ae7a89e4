/* SPDX-License-Identifier: MIT
 *
 * Pages that would make a matcher sure of the wrong control, or of the right one with the wrong state.
 */
#include "matcher.h"
#include "run.h"

#include <string.h>

enum { PARTNERS, TRAINING, PLACE, REFUSAL, AUDIENCE };

static const char page_text[] =
    "{\"controls\": ["
    "{\"id\": \"x/p.partners\", \"kind\": \"switch\", \"private\": \"off\", \"key\": {\"id\": \"share-partners\", \"testid\": \"partners\"}, "
    "\"names\": {\"en\": [\"share data with partners\"]}},"
    "{\"id\": \"x/p.training\", \"kind\": \"switch\", \"private\": \"off\", \"alone\": true, \"key\": {\"id\": \"train-ai\"}, "
    "\"names\": {\"en\": [\"use my data to train ai\"]}, \"not\": {\"en\": [\"train your own ai\"]}},"
    "{\"id\": \"x/p.place\", \"kind\": \"switch\", \"private\": \"off\", \"names\": {\"en\": [\"location\", \"share data with places nearby\"]}},"
    "{\"id\": \"x/p.refusal\", \"kind\": \"checkbox\", \"private\": \"on\", \"names\": {\"en\": [\"do not sell my data\"]}},"
    "{\"id\": \"x/p.audience\", \"kind\": \"radio\", \"private\": \"me\", \"names\": {\"en\": [\"who can see your posts\"]}, "
    "\"options\": [{\"id\": \"me\", \"names\": {\"en\": [\"only me\"]}}, {\"id\": \"all\", \"names\": {\"en\": [\"everyone\"]}}]}]}";

static Finding
find(size_t record, const PageControl *controls, size_t n_controls)
{
    Matcher *matcher = matcher_new();
    PageRecord *page = page_record_read(page_text, sizeof(page_text) - 1);
    Finding finding = matcher_run(matcher, page, controls, n_controls)[record];
    finding.option = finding.option == NULL ? NULL : strcmp(finding.option, "me") == 0 ? "me" : "all";
    page_record_free(page);
    matcher_free(matcher);
    return finding;
}

#define FIND(record, ...) find(record, (const PageControl[]){__VA_ARGS__}, N_ELEMENTS(((const PageControl[]){__VA_ARGS__})))
#define SHOWN             .role = "switch", .state = STATE_ON

TEST(a_key_on_a_control_called_like_another_record_settles_neither)
{
    const PageControl moved = {SHOWN, .key_id = "share-partners", .name = "Use my data to train AI"};
    Finding partners = find(PARTNERS, &moved, 1);
    Finding training = find(TRAINING, &moved, 1);
    CU_ASSERT_EQUAL(partners.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(partners.n_candidates, 1);
    CU_ASSERT_EQUAL(training.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(training.n_candidates, 1);
}

TEST(a_name_that_the_record_excludes_ends_even_its_key)
{
    Finding finding = FIND(TRAINING, {SHOWN, .key_id = "train-ai", .name = "Train your own AI"});
    CU_ASSERT_EQUAL(finding.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(finding.n_candidates, 0);
}

TEST(key_and_name_on_two_controls_are_both_named)
{
    Finding finding =
        FIND(PARTNERS, {SHOWN, .key_id = "share-partners", .name = "Something new"}, {SHOWN, .name = "Share data with partners"});
    CU_ASSERT_EQUAL(finding.handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(finding.n_candidates, 2);
}

TEST(a_key_tells_controls_of_one_name_apart)
{
    Finding finding = FIND(PARTNERS, {SHOWN, .name = "Share data with partners"},
                           {SHOWN, .key_id = "share-partners", .name = "Share data with partners"});
    CU_ASSERT_EQUAL(finding.handle, 1);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
}

TEST(a_name_that_carries_another_key_is_only_likely)
{
    Finding finding = FIND(PARTNERS, {SHOWN, .key_id = "share-mail", .name = "Share data with partners"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
    finding = FIND(PARTNERS, {SHOWN, .key_id = "share-mail", .key_testid = "partners", .name = "Share data with partners"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
}

TEST(a_switch_turned_round_under_its_old_key_is_not_read)
{
    Finding finding = FIND(PARTNERS, {SHOWN, .key_id = "share-partners", .name = "Do not share data with partners"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
    CU_ASSERT_EQUAL(finding.state, STATE_UNKNOWN);
    finding = FIND(PARTNERS, {SHOWN, .key_id = "share-partners", .name = "Daten nicht mit Partnern teilen"});
    CU_ASSERT_EQUAL(finding.state, STATE_UNKNOWN);
    finding = FIND(PARTNERS, {SHOWN, .key_id = "share-partners", .name = "Daten mit Partnern teilen"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
    CU_ASSERT_EQUAL(finding.state, STATE_ON);
}

TEST(a_heading_that_turns_the_meaning_leaves_the_state_unknown)
{
    Finding finding = FIND(PARTNERS, {SHOWN, .name = "Share data with partners", .group = "Do not allow"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
    CU_ASSERT_EQUAL(finding.state, STATE_UNKNOWN);
    finding = FIND(PARTNERS, {SHOWN, .name = "Share data with partners", .group = "Privacy and data"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
    finding = FIND(REFUSAL, {.role = "checkbox", .state = STATE_ON, .name = "Do not sell my data", .group = "Opt out"});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
}

TEST(a_cookie_dialog_over_the_page_is_not_the_page)
{
    const PageControl dialog = {SHOWN, .name = "Share data with partners", .group = "Manage your cookies"};
    const PageControl manager = {SHOWN, .name = "Share data with partners", .key_id = "ot-group-id-C0004"};
    const PageControl own = {SHOWN, .name = "Share data with partners"};
    CU_ASSERT_EQUAL(find(PARTNERS, &dialog, 1).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(find(PARTNERS, &manager, 1).handle, MATCH_NO_HANDLE);
    Finding finding = FIND(PARTNERS, dialog, own);
    CU_ASSERT_EQUAL(finding.handle, 1);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
}

TEST(a_short_name_on_another_role_is_only_likely)
{
    CU_ASSERT_EQUAL(FIND(PLACE, {SHOWN, .name = "Location"}).certainty, CERTAINTY_SURE);
    CU_ASSERT_EQUAL(FIND(PLACE, {.role = "checkbox", .name = "Location"}).certainty, CERTAINTY_LIKELY);
    CU_ASSERT_EQUAL(FIND(PLACE, {.role = "checkbox", .name = "Share data with places nearby"}).certainty, CERTAINTY_SURE);
}

TEST(a_pressed_button_is_only_likely_by_its_name)
{
    CU_ASSERT_EQUAL(FIND(PARTNERS, {.role = "button", .state = STATE_ON, .name = "Share data with partners"}).certainty,
                    CERTAINTY_LIKELY);
    CU_ASSERT_EQUAL(FIND(PARTNERS, {.role = "button", .state = STATE_ON, .key_id = "share-partners"}).certainty, CERTAINTY_SURE);
}

TEST(a_label_that_says_another_state_leaves_it_unknown)
{
    CU_ASSERT_EQUAL(FIND(PARTNERS, {SHOWN, .name = "Share data with partners: On"}).state, STATE_ON);
    CU_ASSERT_EQUAL(FIND(PARTNERS, {SHOWN, .name = "Share data with partners – No"}).state, STATE_UNKNOWN);
    CU_ASSERT_EQUAL(FIND(PARTNERS, {SHOWN, .name = "Share data with partners, on (off)"}).state, STATE_UNKNOWN);
}

TEST(what_is_called_like_something_harmless_is_not_alone)
{
    CU_ASSERT_EQUAL(FIND(TRAINING, {SHOWN, .name = "Zdravo"}).certainty, CERTAINTY_LIKELY);
    CU_ASSERT_EQUAL(FIND(TRAINING, {SHOWN, .name = "Dark mode"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(TRAINING, {SHOWN, .name = "Tema oscuro y notificaciones"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(TRAINING, {SHOWN, .name = "Marketing cookies"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(TRAINING, {SHOWN, .name = "Location"}).handle, MATCH_NO_HANDLE);
    CU_ASSERT_EQUAL(FIND(TRAINING, {SHOWN, .name = "Keep my data out of AI training"}).handle, MATCH_NO_HANDLE);
}

TEST(a_choice_without_its_protecting_option_is_only_likely)
{
    static const PageOption known[] = {{.name = "Everyone", .selected = true}, {.name = "Only me"}};
    static const PageOption changed[] = {{.name = "Everyone", .selected = true}, {.name = "People like me"}};
    static const PageOption twice[] = {{.name = "Everyone", .selected = true}, {.name = "Only me"}, {.name = "Only me."}};
    Finding finding = FIND(AUDIENCE, {.role = "radiogroup", .name = "Who can see your posts?", .options = known, .n_options = 2});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
    CU_ASSERT_STRING_EQUAL(finding.option, "all");
    CU_ASSERT_STRING_EQUAL(finding.selected_name, "Everyone");
    CU_ASSERT_STRING_EQUAL(finding.private_name, "Only me");
    finding = FIND(AUDIENCE, {.role = "radiogroup", .name = "Who can see your posts?", .options = changed, .n_options = 2});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
    CU_ASSERT_STRING_EQUAL(finding.selected_name, "Everyone");
    CU_ASSERT_PTR_NULL(finding.private_name);
    finding = FIND(AUDIENCE, {.role = "radiogroup", .name = "Who can see your posts?", .options = twice, .n_options = 3});
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_LIKELY);
    CU_ASSERT_PTR_NULL(finding.option);
    CU_ASSERT_PTR_NULL(finding.selected_name);
    CU_ASSERT_PTR_NULL(finding.private_name);
}

TEST(radios_one_by_one_are_known_by_their_heading)
{
    Finding finding = FIND(AUDIENCE, {.role = "radio", .name = "Everyone", .state = STATE_ON, .group = "Who can see your posts?"},
                           {.role = "radio", .name = "Only me", .state = STATE_OFF, .group = "Who can see your posts?"},
                           {.role = "radio", .name = "Only me", .state = STATE_OFF, .group = "Who can see your friends?"});
    CU_ASSERT_EQUAL(finding.handle, 1);
    CU_ASSERT_EQUAL(finding.certainty, CERTAINTY_SURE);
    CU_ASSERT_STRING_EQUAL(finding.option, "all");
    CU_ASSERT_STRING_EQUAL(finding.selected_name, "Everyone");
    CU_ASSERT_STRING_EQUAL(finding.private_name, "Only me");
    CU_ASSERT_EQUAL(FIND(AUDIENCE, {.role = "radio", .name = "Only me", .group = "Who can see your friends?"}).handle,
                    MATCH_NO_HANDLE);
}

/* clang-format off */
RUN_TESTS("catalog/certainty", {
    CASE(a_key_on_a_control_called_like_another_record_settles_neither),
    CASE(a_name_that_the_record_excludes_ends_even_its_key),
    CASE(key_and_name_on_two_controls_are_both_named),
    CASE(a_key_tells_controls_of_one_name_apart),
    CASE(a_name_that_carries_another_key_is_only_likely),
    CASE(a_switch_turned_round_under_its_old_key_is_not_read),
    CASE(a_heading_that_turns_the_meaning_leaves_the_state_unknown),
    CASE(a_cookie_dialog_over_the_page_is_not_the_page),
    CASE(a_short_name_on_another_role_is_only_likely),
    CASE(a_pressed_button_is_only_likely_by_its_name),
    CASE(a_label_that_says_another_state_leaves_it_unknown),
    CASE(what_is_called_like_something_harmless_is_not_alone),
    CASE(a_choice_without_its_protecting_option_is_only_likely),
    CASE(radios_one_by_one_are_known_by_their_heading),
})
/* clang-format on */
