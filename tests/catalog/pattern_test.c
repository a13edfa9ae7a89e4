/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include "clock.h"
#include "run.h"

#include <string.h>

typedef struct {
    const char *pattern;
    const char *text;
    bool matches;
} Match;

static void
check_all(PatternComponent component, const Match *rows, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        Error error = {0};
        bool is_good = pattern_check(rows[i].pattern, component, &error);
        bool matches = pattern_match(rows[i].pattern, component, rows[i].text, strlen(rows[i].text));
        if (!is_good || matches != rows[i].matches) {
            printf("\n    '%s' on '%s': %s %s", rows[i].pattern, rows[i].text, matches ? "matches" : "does not match",
                   error.text);
        }
        CU_ASSERT(is_good);
        CU_ASSERT_EQUAL(matches, rows[i].matches);
    }
}

TEST(a_pathname_matches_as_a_whole)
{
    static const Match rows[] = {
        {"/settings", "/settings", true},  {"/settings", "/settings/", false},
        {"/settings", "/setting", false},  {"/settings", "/settingsx", false},
        {"/settings", "/Settings", false}, {"/settings", "/", false},
        {"/settings", "", false},          {"/", "/", true},
        {"/a.b", "/axb", false},           {"/a%20b", "/a%20b", true},
        {"/a\\+b", "/a+b", true},          {"/a\\:b\\*", "/a:b*", true},
        {"/a\\:b\\*", "/a:bc", false},
    };
    check_all(PATTERN_PATHNAME, rows, N_ELEMENTS(rows));
}

TEST(a_name_takes_one_segment)
{
    static const Match rows[] = {
        {"/settings/:tab", "/settings/privacy", true},
        {"/settings/:tab", "/settings/", false},
        {"/settings/:tab", "/settings/a/b", false},
        {"/settings/:tab/edit", "/settings/a/edit", true},
        {"/settings/:tab/edit", "/settings//edit", false},
        {"/:locale/settings", "/de-ch/settings", true},
        {"/:a-:b", "/x-y-z", true},
        {"/:a-:b", "/x-", false},
        {"/:tab.html", "/privacy.html", true},
        {"/:tab.html", "/.html", false},
    };
    check_all(PATTERN_PATHNAME, rows, N_ELEMENTS(rows));
}

TEST(a_question_mark_makes_the_name_and_its_slash_optional)
{
    static const Match rows[] = {
        {"/settings/:tab?", "/settings", true},
        {"/settings/:tab?", "/settings/", false},
        {"/settings/:tab?", "/settings/x", true},
        {"/:locale?/settings", "/settings", true},
        {"/:locale?/settings", "/fr/settings", true},
        {"/:locale?/settings", "/fr/x/settings", false},
        {"/a/*?", "/a", true},
        {"/a/*?", "/a/b/c", true},
        {"/a-:b?", "/a-", true},
        {"/a\\/:b?", "/a", false},
        {"/a\\/:b?", "/a/", true},
    };
    check_all(PATTERN_PATHNAME, rows, N_ELEMENTS(rows));
}

TEST(a_wildcard_takes_anything)
{
    static const Match rows[] = {
        {"*", "/", true},
        {"*", "/a/b", true},
        {"/a/*", "/a/", true},
        {"/a/*", "/a", false},
        {"/a/*", "/a/b/c", true},
        {"/*/privacy", "/x/y/privacy", true},
        {"/*/privacy", "/privacy", false},
        {"/*.html", "/a.htm", false},
        {"/a*b*c", "/abbbcbc", true},
        {"/a*b*c", "/abbbcb", false},
    };
    check_all(PATTERN_PATHNAME, rows, N_ELEMENTS(rows));
}

TEST(braces_group_what_is_optional)
{
    static const Match rows[] = {
        {"/settings{/}?", "/settings", true},
        {"/settings{/}?", "/settings/", true},
        {"/settings{/}?", "/settings//", false},
        {"/mypreferences/:tree/settings/x{/}?", "/mypreferences/m/settings/x/", true},
        {"/a{/:b}?/c", "/a/c", true},
        {"/a{/:b}?/c", "/a/x/c", true},
        {"/a{-:b}", "/a-x", true},
        {"/a{-:b}", "/a", false},
        {"{/de}?/x", "/x", true},
        {"{/de}?/x", "/de/x", true},
        {"/a{b}?{c}?{d}?", "/abd", true},
        {"/a{b}?{c}?{d}?", "/adb", false},
    };
    check_all(PATTERN_PATHNAME, rows, N_ELEMENTS(rows));
}

TEST(hash_routes_are_written_with_or_without_their_mark)
{
    static const Match rows[] = {
        {"#settings/DataControls", "settings/DataControls", true},
        {"settings/DataControls", "settings/DataControls", true},
        {"settings/DataControls", "settings/DataControl", false},
        {"", "", true},
        {"", "x", false},
        {"settings/:tab", "settings/a/b", true},
        {"settings/:tab", "settings/", false},
        {"settings/:tab?", "settings/", true},
        {"settings/:tab?", "settings", false},
    };
    check_all(PATTERN_HASH, rows, N_ELEMENTS(rows));
    static const Match searches[] = {
        {"?tab=privacy", "tab=privacy", true},
        {"*tab=privacy*", "a=b&tab=privacy", true},
        {"{*&}?tab=privacy{&*}?", "a=b&tab=privacy", true},
        {"{*&}?tab=privacy{&*}?", "a=btab=privacy", false},
        {"a=\\?", "a=?", true},
    };
    check_all(PATTERN_SEARCH, searches, N_ELEMENTS(searches));
}

TEST(what_is_no_safe_pattern_is_refused_and_matches_nothing)
{
    static const char *const refused[] = {
        "/(\\d+)", "/:id(a|b)",   "/:id+",     "/:id*",    "/**",   "/{a}+",  "/{a}*",      "/{a",   "/a}",
        "/{a{b}}", "/{:a:b}",     "/{:a?}",    "/:",       "/a:/b", "/a\\",   "/a?",        "/a+",   "settings",
        "",        "/a b",        "/\xC3\xA4", "/a\\?b",   "/a#b",  "/./a",   "/.:a",       "/%2e*", "/{}a",
        "/a/..",   "/a/%2E%2e/b", "/a\"b",     "/\\{x\\}", ":a",    "/:a/:a", "/:a{/b:a}?",
    };
    for (size_t i = 0; i < N_ELEMENTS(refused); i++) {
        Error error = {0};
        bool is_good = pattern_check(refused[i], PATTERN_PATHNAME, &error);
        bool matches = pattern_match(refused[i], PATTERN_PATHNAME, refused[i], strlen(refused[i]));
        if (is_good || matches || error.text[0] == '\0') {
            printf("\n    '%s' is taken", refused[i]);
        }
        CU_ASSERT_FALSE(is_good);
        CU_ASSERT_FALSE(matches);
        CU_ASSERT_NOT_EQUAL(error.text[0], '\0');
    }
}

TEST(a_name_that_only_looks_repeated_is_taken)
{
    static const Match rows[] = {{"/:a/:ab/:b", "/1/2/3", true}, {"/\\:a/:a", "/:a/1", true}, {"/:ab/:a", "/1/2", true}};
    check_all(PATTERN_PATHNAME, rows, N_ELEMENTS(rows));
}

TEST(a_long_plain_beginning_costs_no_states)
{
    char pattern[400] = "/";
    memset(pattern + 1, 'a', 300);
    memcpy(pattern + 301, "{/}?", 5);
    CU_ASSERT_TRUE(pattern_match(pattern, PATTERN_PATHNAME, pattern, 301));
    CU_ASSERT_TRUE(pattern_check(pattern, PATTERN_PATHNAME, NULL));
    memset(pattern + 1, ':', 1);
    memset(pattern + 100, '/', 1);
    CU_ASSERT_FALSE(pattern_check(pattern, PATTERN_PATHNAME, NULL));
}

/* Backtracking would take longer than the universe has. */
TEST(a_hostile_pattern_takes_time_linear_in_the_text)
{
    enum { LONG = 8192 };
    static char text[LONG];
    memset(text, 'a', LONG);
    text[0] = '/';
    text[LONG - 1] = 'b';
    const char *pattern = "/*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*c";
    CU_ASSERT_TRUE(pattern_check(pattern, PATTERN_PATHNAME, NULL));
    int64_t began = clock_ticks();
    CU_ASSERT_FALSE(pattern_match(pattern, PATTERN_PATHNAME, text, LONG));
    CU_ASSERT(clock_ticks() - began < 500);
}

TEST(bytes_that_no_url_has_match_wildcards_only)
{
    CU_ASSERT_TRUE(pattern_match("/*", PATTERN_PATHNAME, "/\xFF\x80", 3));
    CU_ASSERT_FALSE(pattern_match("/a\\+", PATTERN_PATHNAME, "/a\xAB", 3));
    CU_ASSERT_TRUE(pattern_match("/a{b}?", PATTERN_PATHNAME, "/ab/rest", 3));
}

/* clang-format off */
RUN_TESTS("catalog/pattern", {
    CASE(a_pathname_matches_as_a_whole),
    CASE(a_name_takes_one_segment),
    CASE(a_question_mark_makes_the_name_and_its_slash_optional),
    CASE(a_wildcard_takes_anything),
    CASE(braces_group_what_is_optional),
    CASE(hash_routes_are_written_with_or_without_their_mark),
    CASE(what_is_no_safe_pattern_is_refused_and_matches_nothing),
    CASE(a_name_that_only_looks_repeated_is_taken),
    CASE(a_long_plain_beginning_costs_no_states),
    CASE(a_hostile_pattern_takes_time_linear_in_the_text),
    CASE(bytes_that_no_url_has_match_wildcards_only),
})
/* clang-format on */
