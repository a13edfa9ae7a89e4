/* SPDX-License-Identifier: MIT
 *
 * What a conversation does that depends on when the keyring answers; what it says word for word is in the transcripts.
 */
#include "run.h"
#include "talk.h"

#include <stdlib.h>

#define KEEP TALK_ASK("3", "choose", "{\"control\":\"example/privacy.ads\",\"choice\":\"keep\"}")

TEST(who_has_the_origins_already_gets_none_again)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"origins\":[\"https://www.example.com/*\"]", "\"revision\":\"r1\""));
    talk_say(
        &talk,
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\",\"params\":{\"protocol\":{\"min\":1,\"max\":1},\"profile\":\"p\","
        "\"catalog\":{\"revision\":\"r1\"}}}");
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "\"revision\":\"r1\""));
    CU_ASSERT_FALSE(talk_heard(&talk, "\"id\":2,", "origins"));
    talk_end(&talk);
}

TEST(a_second_introduction_that_is_refused_does_not_pass_for_another_profile)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    talk_say(&talk, TALK_ASK("4", "initialize", "{\"protocol\":{\"min\":1,\"max\":1},\"profile\":\"other\",\"lang\":7}"));
    talk_say(&talk, TALK_ASK("5", "initialize", "{\"protocol\":{\"min\":1,\"max\":1},\"profile\":\"Not One\"}"));
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":4,", "invalidParams"));
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":5,", "invalidParams"));
    talk_say(&talk, TALK_ASK("6", "observe", "{\"control\":\"example/privacy.ads\",\"state\":\"off\",\"proof\":\"read\"}"));
    session_process(talk.session);
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_keyring_text(), "\"seen\":{\"p\":{"));
    talk_end(&talk);
}

TEST(a_match_waits_until_the_choices_are_known_and_nothing_else_does)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":1,", "\"opening\""));
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(session_owes(talk.session));
    CU_ASSERT_EQUAL(talk.n_heard, 1);
    talk_say(&talk, "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"nonsense\"}");
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":9,", "unknownMethod"));
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "turnOff"));
    CU_ASSERT_FALSE(session_owes(talk.session));
    talk_end(&talk);
}

TEST(a_keyring_that_is_away_does_not_hold_a_match_back)
{
    Talk talk;
    talk_begin(&talk, KEYRING_NO_PROVIDER);
    talk_introduce(&talk);
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"changed\"", "noProvider"));
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "turnOff"));
    talk_end(&talk);
}

TEST(a_flood_of_waiting_requests_is_refused_and_not_kept)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    for (size_t i = 0; i < 65; i++) {
        talk_say(&talk, TALK_MATCH);
    }
    CU_ASSERT_EQUAL(talk.n_heard, 2);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "busy"));
    session_process(talk.session);
    CU_ASSERT_TRUE(talk.n_heard >= 2 + 64);
    CU_ASSERT_FALSE(session_owes(talk.session));
    talk_end(&talk);
}

TEST(a_choice_is_answered_when_it_is_stored_and_not_before)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    talk_say(&talk, KEEP);
    CU_ASSERT_FALSE(talk_heard(&talk, "\"id\":3,", ""));
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":3,", "\"choice\":\"keep\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_keyring_text(), "example/privacy.ads"));
    talk_end(&talk);
}

TEST(a_choice_that_cannot_be_stored_is_answered_with_why)
{
    Talk talk;
    talk_begin(&talk, KEYRING_LOCKED);
    talk_introduce(&talk);
    session_process(talk.session);
    talk_say(&talk, KEEP);
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":3,", "\"reason\":\"notSaved\",\"keyring\":{\"state\":\"locked\"}"));
    talk_end(&talk);
}

TEST(what_is_disputed_for_whom_and_how_well_known_is_said)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"disputed\":{\"fields\":[\"default\"],\"note\":\"They disagree.\"}",
                              "\"accounts\":\"Free accounts\""));
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "\"quality\":\"sourced\""));
    CU_ASSERT_FALSE(talk_heard(&talk, "\"id\":2,", "example/privacy.lead"));
    talk_end(&talk);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(who_has_the_origins_already_gets_none_again),
        CASE(a_second_introduction_that_is_refused_does_not_pass_for_another_profile),
        CASE(a_match_waits_until_the_choices_are_known_and_nothing_else_does),
        CASE(a_keyring_that_is_away_does_not_hold_a_match_back),
        CASE(a_flood_of_waiting_requests_is_refused_and_not_kept),
        CASE(a_choice_is_answered_when_it_is_stored_and_not_before),
        CASE(a_choice_that_cannot_be_stored_is_answered_with_why),
        CASE(what_is_disputed_for_whom_and_how_well_known_is_said),
    };
    if (!talk_open()) {
        return EXIT_FAILURE;
    }
    int code = run_tests("session/session", cases, N_ELEMENTS(cases));
    talk_close();
    return code;
}
