/* SPDX-License-Identifier: MIT
 *
 * What a conversation does that depends on when the keyring answers; what it says word for word is in the transcripts.
 */
#include "session.h"

#include "fake_keyring.h"
#include "fixture.h"
#include "run.h"

#include <stdlib.h>

enum { MAX_HEARD = 128 };

static char directory[] = "/tmp/offswitch-session-XXXXXX";
static char *database;

typedef struct {
    Session *session;
    size_t n_heard;
    char *heard[MAX_HEARD];
} Talk;

static void
hear(void *context, const char *text, size_t length)
{
    Talk *talk = context;
    if (talk->n_heard < MAX_HEARD) {
        talk->heard[talk->n_heard++] = strndup(text, length);
    }
}

static int64_t
some_day(void)
{
    return 1795500000000; /* 2026-11-24 */
}

static int64_t
no_time(void)
{
    return 0;
}

static void
begin(Talk *talk, KeyringState state)
{
    *talk = (Talk){0};
    fake_keyring_begin(state, NULL);
    CU_ASSERT_TRUE(fixture_write(database, fixture_site));
    const SessionConfig config = {
        .helper = "", .databases = {database}, .country = "", .now = some_day, .ticks = no_time, .send = hear, .context = talk};
    talk->session = session_new(&config);
}

static void
say(Talk *talk, const char *text)
{
    session_receive(talk->session, text, strlen(text));
}

static void
introduce(Talk *talk)
{
    say(talk,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocol\":{\"min\":1,\"max\":1},\"profile\":\"p\"}}");
}

static void
forget_heard(Talk *talk)
{
    while (talk->n_heard > 0) {
        free(talk->heard[--talk->n_heard]);
    }
}

static void
end(Talk *talk)
{
    session_free(talk->session);
    forget_heard(talk);
    fake_keyring_end();
}

/* True when some message has both. */
static bool
heard(const Talk *talk, const char *one, const char *other)
{
    for (size_t i = 0; i < talk->n_heard; i++) {
        if (strstr(talk->heard[i], one) != NULL && strstr(talk->heard[i], other) != NULL) {
            return true;
        }
    }
    return false;
}

#define MATCH                                                                                                    \
    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"match\",\"params\":{\"url\":\"https://www.example.com/settings/" \
    "privacy\",\"controls\":[{\"role\":\"switch\",\"state\":\"on\",\"key\":{\"labelledby\":\"adsKey\"}}]}}"
#define KEEP \
    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"choose\",\"params\":{\"control\":\"example/privacy.ads\",\"choice\":\"keep\"}}"

TEST(who_has_the_origins_already_gets_none_again)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    CU_ASSERT_TRUE(heard(&talk, "\"origins\":[\"https://www.example.com/*\"]", "\"revision\":\"r1\""));
    say(&talk,
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\",\"params\":{\"protocol\":{\"min\":1,\"max\":1},\"profile\":\"p\","
        "\"catalog\":{\"revision\":\"r1\"}}}");
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "\"revision\":\"r1\""));
    CU_ASSERT_FALSE(heard(&talk, "\"id\":2,", "origins"));
    end(&talk);
}

TEST(a_match_waits_until_the_choices_are_known_and_nothing_else_does)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":1,", "\"opening\""));
    say(&talk, MATCH);
    CU_ASSERT_TRUE(session_owes(talk.session));
    CU_ASSERT_EQUAL(talk.n_heard, 1);
    say(&talk, "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"nonsense\"}");
    CU_ASSERT_TRUE(heard(&talk, "\"id\":9,", "unknownMethod"));
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "turnOff"));
    CU_ASSERT_FALSE(session_owes(talk.session));
    end(&talk);
}

TEST(a_keyring_that_is_away_does_not_hold_a_match_back)
{
    Talk talk;
    begin(&talk, KEYRING_NO_PROVIDER);
    introduce(&talk);
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"changed\"", "noProvider"));
    say(&talk, MATCH);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "turnOff"));
    end(&talk);
}

TEST(a_flood_of_waiting_requests_is_refused_and_not_kept)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    for (size_t i = 0; i < 65; i++) {
        say(&talk, MATCH);
    }
    CU_ASSERT_EQUAL(talk.n_heard, 2);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "busy"));
    session_process(talk.session);
    CU_ASSERT_TRUE(talk.n_heard >= 2 + 64);
    CU_ASSERT_FALSE(session_owes(talk.session));
    end(&talk);
}

TEST(a_choice_is_answered_when_it_is_stored_and_not_before)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    session_process(talk.session);
    say(&talk, KEEP);
    CU_ASSERT_FALSE(heard(&talk, "\"id\":3,", ""));
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":3,", "\"choice\":\"keep\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_keyring_text(), "example/privacy.ads"));
    end(&talk);
}

TEST(a_choice_that_cannot_be_stored_is_answered_with_why)
{
    Talk talk;
    begin(&talk, KEYRING_LOCKED);
    introduce(&talk);
    session_process(talk.session);
    say(&talk, KEEP);
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":3,", "\"reason\":\"notSaved\",\"keyring\":{\"state\":\"locked\"}"));
    end(&talk);
}

TEST(what_another_browser_decided_is_told)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    session_process(talk.session);
    forget_heard(&talk);
    fake_keyring_change("{\"records\": {\"example/privacy.ads\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}");
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"changed\"", "\"sites\":[\"example\"],\"what\":\"choices\""));
    say(&talk, MATCH);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "keptByChoice"));
    end(&talk);
}

TEST(a_replaced_catalog_is_told_and_used)
{
    static const char *const empty[][2] = {{"meta", "{\"format\": 1, \"revision\": \"r2\"}"}, {NULL, NULL}};
    AUTOFREE char *next = base_format("%s.next", database);
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    session_process(talk.session);
    CU_ASSERT_TRUE(fixture_write(next, empty));
    CU_ASSERT_EQUAL(rename(next, database), 0);
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"changed\"", "\"what\":\"catalog\""));
    say(&talk, MATCH);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "\"site\":null"));
    end(&talk);
}

TEST(nobody_is_told_anything_before_they_introduced_themselves)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    session_process(talk.session);
    fake_keyring_change("{\"records\": {\"example/privacy.ads\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}");
    session_process(talk.session);
    CU_ASSERT_EQUAL(talk.n_heard, 0);
    end(&talk);
}

#define OLD_RECORD              "{\"records\": {\"example/old.ads\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:00:00.000Z\"}}}"
#define ASK(id, method, params) "{\"jsonrpc\":\"2.0\",\"id\":" id ",\"method\":\"" method "\",\"params\":" params "}"

TEST(what_was_decided_about_a_gone_control_counts_for_the_one_in_its_place)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    session_process(talk.session);
    fake_keyring_change(OLD_RECORD);
    session_process(talk.session);
    say(&talk, MATCH);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "keptByChoice"));
    say(&talk, ASK("4", "choices", "{\"control\":\"example/privacy.ads\"}"));
    CU_ASSERT_TRUE(heard(&talk, "\"id\":4,", "\"control\":\"example/old.ads\",\"title\":\"Ads\""));
    say(&talk, ASK("5", "choose", "{\"control\":\"example/old.ads\",\"choice\":\"private\"}"));
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":5,", "\"control\":\"example/privacy.ads\",\"title\":\"Ads\",\"choice\":\"private\""));
    forget_heard(&talk);
    say(&talk, MATCH);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "turnOff"));
    end(&talk);
}

TEST(forgetting_a_control_forgets_what_is_kept_under_its_gone_id)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    session_process(talk.session);
    fake_keyring_change(OLD_RECORD);
    session_process(talk.session);
    say(&talk, ASK("4", "forget", "{\"control\":\"example/privacy.ads\"}"));
    session_process(talk.session);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":4,", "\"removed\":[\"example/old.ads\"]"));
    CU_ASSERT_PTR_NULL(strstr(fake_keyring_text(), "example/old.ads"));
    say(&talk, MATCH);
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "turnOff"));
    end(&talk);
}

TEST(what_is_disputed_for_whom_and_how_well_known_is_said)
{
    Talk talk;
    begin(&talk, KEYRING_READY);
    introduce(&talk);
    session_process(talk.session);
    say(&talk, MATCH);
    CU_ASSERT_TRUE(
        heard(&talk, "\"disputed\":{\"fields\":[\"default\"],\"note\":\"They disagree.\"}", "\"accounts\":\"Free accounts\""));
    CU_ASSERT_TRUE(heard(&talk, "\"id\":2,", "\"quality\":\"sourced\""));
    CU_ASSERT_FALSE(heard(&talk, "\"id\":2,", "example/privacy.lead"));
    end(&talk);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(who_has_the_origins_already_gets_none_again),
        CASE(a_match_waits_until_the_choices_are_known_and_nothing_else_does),
        CASE(a_keyring_that_is_away_does_not_hold_a_match_back),
        CASE(a_flood_of_waiting_requests_is_refused_and_not_kept),
        CASE(a_choice_is_answered_when_it_is_stored_and_not_before),
        CASE(a_choice_that_cannot_be_stored_is_answered_with_why),
        CASE(what_another_browser_decided_is_told),
        CASE(a_replaced_catalog_is_told_and_used),
        CASE(nobody_is_told_anything_before_they_introduced_themselves),
        CASE(what_was_decided_about_a_gone_control_counts_for_the_one_in_its_place),
        CASE(forgetting_a_control_forgets_what_is_kept_under_its_gone_id),
        CASE(what_is_disputed_for_whom_and_how_well_known_is_said),
    };
    if (mkdtemp(directory) == NULL) {
        return EXIT_FAILURE;
    }
    database = base_format("%s/catalog.cdb", directory);
    int code = run_tests("session/session", cases, N_ELEMENTS(cases));
    unlink(database);
    rmdir(directory);
    free(database);
    return code;
}
