/* SPDX-License-Identifier: MIT */
#include "merge.h"

#include "run.h"

#include <string.h>

#define AT(second)              "\"at\":\"2026-11-24T05:00:" second ".000Z\""
#define SEEN(state, second)     "{\"state\":\"" state "\"," AT(second) ",\"proof\":\"read\"}"
#define KEPT(control, second)   "\"" control "\":{\"choice\":\"keep\"," AT(second) "}"
#define FORGET(what, second)    "{\"forget\":[{" what "," AT(second) "}]}"
#define OBSERVED(profile, seen) "{\"records\":{\"a/b.c\":{\"seen\":{\"" profile "\":" seen "}}}}"

static Json *
parse(const char *text)
{
    JsonVerdict verdict = JSON_OK;
    Json *value = json_parse(text, strlen(text), &verdict, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(value);
    return value;
}

/* `stored` with `change` merged in, twice, reads `expected`. */
static void
expect(const char *stored, const char *change, const char *expected)
{
    AUTOJSON *records = parse(stored);
    AUTOJSON *parsed = parse(change);
    merge_change(records, parsed);
    AUTOFREE char *once = json_print(records);
    CU_ASSERT_STRING_EQUAL(once, expected);
    merge_change(records, parsed);
    AUTOFREE char *twice = json_print(records);
    CU_ASSERT_STRING_EQUAL(twice, expected);
}

TEST(each_profile_keeps_its_own_newest_observation)
{
    static const char stored[] = "{\"a/b.c\":{\"seen\":{\"p\":" SEEN("on", "05") ",\"q\":" SEEN("on", "05") "}}}";
    expect(stored, OBSERVED("p", SEEN("off", "06")),
           "{\"a/b.c\":{\"seen\":{\"p\":" SEEN("off", "06") ",\"q\":" SEEN("on", "05") "}}}");
    expect(stored, OBSERVED("p", SEEN("off", "04")), stored);
    expect(stored, OBSERVED("p", SEEN("off", "05")), stored);
}

TEST(an_observation_leaves_an_older_decision_and_a_decision_an_older_observation)
{
    expect("{" KEPT("a/b.c", "01") "}", OBSERVED("p", SEEN("on", "05")),
           "{\"a/b.c\":{\"choice\":\"keep\"," AT("01") ",\"seen\":{\"p\":" SEEN("on", "05") "}}}");
    expect("{\"a/b.c\":{\"seen\":{\"p\":" SEEN("on", "01") "}}}", "{\"records\":{" KEPT("a/b.c", "05") "}}",
           "{\"a/b.c\":{\"seen\":{\"p\":" SEEN("on", "01") "},\"choice\":\"keep\"," AT("05") "}}");
}

TEST(members_that_nobody_here_knows_survive_everywhere)
{
    expect("{\"a/b.c\":{\"choice\":\"private\"," AT("01") ",\"why\":{\"deep\":[1]}}}", "{\"records\":{" KEPT("a/b.c", "02") "}}",
           "{\"a/b.c\":{\"why\":{\"deep\":[1]},\"choice\":\"keep\"," AT("02") "}}");
    expect("{\"a/b.c\":{\"seen\":{\"p\":{\"privateAt\":\"then\",\"state\":\"off\"," AT("01") ",\"proof\":\"read\"}}}}",
           OBSERVED("p", SEEN("on", "02")),
           "{\"a/b.c\":{\"seen\":{\"p\":{\"privateAt\":\"then\","
           "\"state\":\"on\"," AT("02") ",\"proof\":\"read\"}}}}");
}

TEST(a_control_is_forgotten_without_its_neighbours)
{
    expect("{" KEPT("a/b.c", "01") "," KEPT("a/b.cd", "01") "}", FORGET("\"control\":\"a/b.c\"", "02"),
           "{" KEPT("a/b.cd", "01") "}");
}

TEST(a_site_is_forgotten_without_sites_that_begin_like_it)
{
    expect("{" KEPT("a/b.c", "01") "," KEPT("ab/b.c", "01") "}", FORGET("\"site\":\"a\"", "02"), "{" KEPT("ab/b.c", "01") "}");
}

TEST(everything_is_forgotten_but_what_came_later)
{
    expect("{" KEPT("a/b.c", "01") "," KEPT("b/b.c", "03") "}", FORGET("\"all\":true", "02"), "{" KEPT("b/b.c", "03") "}");
    expect("{" KEPT("a/b.c", "01") "}", FORGET("\"all\":true", "01"), "{}");
}

TEST(of_one_record_the_older_part_is_forgotten)
{
    expect("{\"a/b.c\":{\"choice\":\"keep\"," AT("01") ",\"seen\":{\"p\":" SEEN("on", "05") "}}}", FORGET("\"site\":\"a\"", "03"),
           "{\"a/b.c\":{\"seen\":{\"p\":" SEEN("on", "05") "}}}");
    expect("{\"a/b.c\":{\"choice\":\"keep\"," AT("05") ",\"seen\":{\"p\":" SEEN("on", "01") "}}}", FORGET("\"site\":\"a\"", "03"),
           "{" KEPT("a/b.c", "05") "}");
}

RUN_TESTS("document/merge",
          {CASE(each_profile_keeps_its_own_newest_observation),
           CASE(an_observation_leaves_an_older_decision_and_a_decision_an_older_observation),
           CASE(members_that_nobody_here_knows_survive_everywhere), CASE(a_control_is_forgotten_without_its_neighbours),
           CASE(a_site_is_forgotten_without_sites_that_begin_like_it), CASE(everything_is_forgotten_but_what_came_later),
           CASE(of_one_record_the_older_part_is_forgotten)})
