/* SPDX-License-Identifier: MIT
 *
 * What changes while a conversation goes on: choices made elsewhere, another catalog, controls that took another's place.
 */
#include "fixture.h"
#include "run.h"
#include "talk.h"

#include <stdio.h>
#include <stdlib.h>

#define OLD_RECORD "{\"records\": {\"example/old.ads\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}"

TEST(what_another_browser_decided_is_told)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    talk_forget_heard(&talk);
    fake_keyring_change("{\"records\": {\"example/privacy.ads\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}");
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"changed\"", "\"sites\":[\"example\"],\"what\":\"choices\""));
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "keptByChoice"));
    talk_end(&talk);
}

TEST(a_replaced_catalog_is_told_and_used)
{
    static const char *const empty[][2] = {{"meta", "{\"format\": 1, \"revision\": \"r2\"}"}, {NULL, NULL}};
    AUTOFREE char *next = base_format("%s.next", talk_database());
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    CU_ASSERT_TRUE(fixture_write(next, empty));
    CU_ASSERT_EQUAL(rename(next, talk_database()), 0);
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"changed\"", "\"what\":\"catalog\""));
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "\"site\":null"));
    talk_end(&talk);
}

TEST(nobody_is_told_anything_before_they_introduced_themselves)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    session_process(talk.session);
    fake_keyring_change("{\"records\": {\"example/privacy.ads\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}");
    session_process(talk.session);
    CU_ASSERT_EQUAL(talk.n_heard, 0);
    talk_end(&talk);
}

TEST(what_was_decided_about_a_gone_control_counts_for_the_one_in_its_place)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    fake_keyring_change(OLD_RECORD);
    session_process(talk.session);
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "keptByChoice"));
    talk_say(&talk, TALK_ASK("4", "choices", "{\"control\":\"example/privacy.ads\"}"));
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":4,", "\"control\":\"example/old.ads\",\"title\":\"Ads\""));
    talk_say(&talk, TALK_ASK("5", "choose", "{\"control\":\"example/old.ads\",\"choice\":\"private\"}"));
    session_process(talk.session);
    CU_ASSERT_TRUE(
        talk_heard(&talk, "\"id\":5,", "\"control\":\"example/privacy.ads\",\"title\":\"Ads\",\"choice\":\"private\""));
    talk_forget_heard(&talk);
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "turnOff"));
    talk_end(&talk);
}

TEST(forgetting_a_control_forgets_what_is_kept_under_its_gone_id)
{
    Talk talk;
    talk_begin(&talk, KEYRING_READY);
    talk_introduce(&talk);
    session_process(talk.session);
    fake_keyring_change(OLD_RECORD);
    session_process(talk.session);
    talk_say(&talk, TALK_ASK("4", "forget", "{\"control\":\"example/privacy.ads\"}"));
    session_process(talk.session);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":4,", "\"removed\":[\"example/old.ads\"]"));
    CU_ASSERT_PTR_NULL(strstr(fake_keyring_text(), "example/old.ads"));
    talk_say(&talk, TALK_MATCH);
    CU_ASSERT_TRUE(talk_heard(&talk, "\"id\":2,", "turnOff"));
    talk_end(&talk);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(what_another_browser_decided_is_told),
        CASE(a_replaced_catalog_is_told_and_used),
        CASE(nobody_is_told_anything_before_they_introduced_themselves),
        CASE(what_was_decided_about_a_gone_control_counts_for_the_one_in_its_place),
        CASE(forgetting_a_control_forgets_what_is_kept_under_its_gone_id),
    };
    if (!talk_open()) {
        return EXIT_FAILURE;
    }
    int code = run_tests("session/change", cases, N_ELEMENTS(cases));
    talk_close();
    return code;
}
