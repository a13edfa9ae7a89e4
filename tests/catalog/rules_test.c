/* SPDX-License-Identifier: MIT */
#include "site_files.h"

/* What is put where in the good file, and what the check must say of it. */
typedef struct {
    const char *what;
    const char *with;
    const char *word;
    size_t line;
} Rule;

static void
check_each(const Rule *rules, size_t n_rules)
{
    for (size_t i = 0; i < n_rules; i++) {
        Reported reported;
        CatalogSummary summary;
        AUTOFREE char *text = changed(good_site, rules[i].what, rules[i].with);
        write_site_file("shop", text);
        bool is_as_said = !compile_sites(NULL, &reported, &summary) && strcmp(reported.word, rules[i].word) == 0 &&
                          reported.line == rules[i].line && strlen(reported.sentence) > 15;
        if (!is_as_said) {
            printf("\n    %s → %s: not %s in %zu but %s in %zu: %s", rules[i].what, rules[i].with, rules[i].word, rules[i].line,
                   reported.word, reported.line, reported.sentence);
        }
        CU_ASSERT_TRUE(is_as_said);
    }
}

TEST(the_good_file_has_no_mistake)
{
    Reported reported;
    CatalogSummary summary;
    write_site_file("shop", good_site);
    CU_ASSERT_TRUE(compile_sites(NULL, &reported, &summary));
    CU_ASSERT_STRING_EQUAL(reported.sentence, "");
}

TEST(a_file_that_is_no_site_is_refused)
{
    static const Rule rules[] = {
        {"\"quality\": \"verified\",", "\"quality\": \"verified\" ", "notJson", 26},
        {"Shop\",", "\xff\",", "notUtf8", 2},
        {"\"name\": \"Shop\"", "\"name\": \"Shop\", \"colour\": 1", "unknownField", 2},
        {"\"name\": \"Shop\"", "\"name\": \"Shop\", \"name\": \"Shop\"", "duplicateField", 2},
        {"\"name\": \"Shop\"", "\"name\": 1", "badType", 2},
        {"\"name\": \"Shop\"", "\"name\": \" Shop\"", "badText", 2},
        {"\"name\": \"Shop\"", "\"name\": \"FILL IN: what people call it\"", "fillIn", 2},
        {"\"id\": \"shop\"", "\"id\": \"other\"", "badId", 2},
        {"www.shop.example.com", "WWW.shop.example.com", "badHost", 3},
        {"www.shop.example.com", "127.0.0.1", "badHost", 3},
        {".shop.example.org", ".co.uk", "publicSuffix", 3},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(an_address_that_cannot_be_its_pages_is_refused)
{
    static const Rule rules[] = {
        {"/settings/:tab", "/settings/(.*)", "badPattern", 6},
        {"{\"pathname\": \"/settings/:tab\", \"hash\": \"ads\"}", "", "noAddress", 8},
        {"{\"pathname\": \"/settings/:tab\", \"hash\": \"ads\"}", "{}", "missing", 6},
        {"https://www.shop.example.com", "https://evil.example.com", "offHost", 7},
        {"privacy#ads", "privacy#other", "offPage", 7},
        {"https://www.shop.example.com/s", "http://www.shop.example.com/s", "badLink", 7},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(an_example_that_does_not_hold_is_refused)
{
    static const Rule rules[] = {
        {"settings/x#ads", "settings/x#mail", "badExample", 32},
        {"https://a.shop.example.org", "https://a.shop.example.net", "badExample", 32},
        {"settings/x#mail", "settings/x#ads", "badExample", 33},
        {"\"name\": \"Who finds you\", \"role\": \"radiogroup\"", "\"name\": \"Who sees you\", \"role\": \"radiogroup\"",
         "badExample", 29},
        {"\"name\": \"Who finds you\", \"role\": \"radiogroup\"", "\"name\": \"Who finds you\", \"role\": \"link\"", "badExample",
         29},
        {"\"name\": \"Who finds your shop\"", "\"name\": \"Who finds you\"", "badExample", 30},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(a_page_that_can_be_found_needs_examples)
{
    Reported reported;
    CatalogSummary summary;
    AUTOFREE char *opened =
        changed(good_site, "\"examples\": {\"must_match\": [\"https://a.shop.example.org/settings/x#ads\"],\n",
                "\"reach\": {\"en\": [\"x\"]\n");
    AUTOFREE char *text = changed(opened, "\"must_not_match\": [\"https://www.shop.example.com/settings/x#mail\"]}", "}");
    AUTOFREE char *whole = changed(text, "[\"x\"]\n      }", "[\"x\"]}");
    write_site_file("shop", whole);
    CU_ASSERT_FALSE(compile_sites(NULL, &reported, &summary));
    CU_ASSERT_STRING_EQUAL(reported.word, "noExample");
    CU_ASSERT_EQUAL(reported.line, 4);
}

/* A row that leads to a dialog is a button, too: only one that says how it is pressed is a toggle. */
TEST(a_button_is_an_example_of_a_switch_only_when_pressed)
{
    static const Rule rules[] = {
        {"\"quality\": \"sourced\",",
         "\"quality\": \"sourced\", \"examples\": {\"must_match\": [{\"name\": \"Werbung\", \"role\": \"button\"}]},",
         "badExample", 13},
        {"\"quality\": \"sourced\",",
         "\"quality\": \"sourced\", \"examples\": {\"must_not_match\": [{\"name\": \"Werbung\", \"role\": \"button\", \"state\": \"off\"}]},",
         "badExample", 13},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(an_example_that_is_only_likely_is_refused)
{
    static const Rule rules[] = {
        {"\"quality\": \"sourced\",",
         "\"quality\": \"sourced\", \"examples\": {\"must_match\": [{\"name\": \"x\", \"role\": \"switch\"}]},", "badExample",
         13},
        {"\"quality\": \"sourced\",",
         "\"quality\": \"sourced\", \"examples\": {\"must_not_match\": [{\"name\": \"x\", \"role\": \"switch\"}]},", "badExample",
         13},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(an_id_that_is_not_for_ever_is_refused)
{
    static const Rule rules[] = {
        {"shop/privacy.ads\", \"concept", "shop/other.ads\", \"concept", "badId", 9},
        {"shop/privacy.who\", \"concept", "shop/privacy.ads\", \"concept", "duplicateId", 16},
        {"shop/old.who", "shop/privacy.who", "reusedId", 16},
        {"shop/old.who", "old-who", "badId", 35},
        {"\"replaced_by\": \"shop/privacy.who\"", "\"replaced_by\": \"shop/privacy.gone\"", "unknownControl", 35},
        {"\"since\": \"2026-01-01\"", "\"since\": \"2027-01-01\"", "badDate", 35},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(a_state_that_the_control_cannot_have_is_refused)
{
    static const Rule rules[] = {
        {"      \"private\": \"off\", \"alone\"", "      \"alone\"", "missing", 8},
        {"\"private\": \"off\"", "\"private\": \"maybe\"", "badValue", 10},
        {"\"private\": \"nobody\"", "\"private\": \"somebody\"", "badValue", 17},
        {"\"kind\": \"switch\"", "\"kind\": \"button\"", "badValue", 10},
        {"\"state\": \"all\"", "\"state\": \"on\"", "badState", 22},
        {"\"id\": \"all\"", "\"id\": \"nobody\"", "duplicateId", 18},
        {"\"Everyone\"", "\"NOBODY:\"", "ambiguousName", 18},
        {"[\"EU\"], \"date\"", "[\"EEA\"], \"date\"", "outsideRegion", 23},
        {"[\"EU\"], \"date\"", "[\"*\"], \"date\"", "outsideRegion", 23},
        {"\"EU\", \"US\"", "\"EU\", \"UK\"", "badRegion", 20},
        {"\"regions\": [\"EU\", \"US\"]", "\"regions\": [\"EU\"], \"except\": [\"EU\"]", "outsideRegion", 23},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(a_name_that_cannot_tell_is_refused)
{
    static const Rule rules[] = {
        {"Personalised Ads:", "\xc2\xad", "badName", 11},
        {"\"Werbung\"", "\"Ein\"", "badName", 11},
        {"\"Werbung\"", "\"(3)\"", "badName", 11},
        {"Personalised Ads:", "who FINDS you", "ambiguousName", 11},
        {"\"alone\": true", "\"not\": {\"en\": [\"WERBUNG\"]}", "ambiguousName", 11},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(a_control_is_not_alone_beside_another_of_its_kind)
{
    Reported reported;
    CatalogSummary summary;
    AUTOFREE char *switched = changed(good_site, "\"kind\": \"radio\"", "\"kind\": \"checkbox\"");
    AUTOFREE char *off =
        changed(switched,
                "\"private\": \"nobody\", \"options\": [{\"id\": \"nobody\", \"names\": {\"en\": [\"Nobody\"]}},\n        "
                "{\"id\": \"all\", \"names\": {\"en\": [\"Everyone\"]}}],",
                "\"private\": \"off\",");
    AUTOFREE char *text = changed(off, "\"state\": \"all\"", "\"state\": \"on\"");
    AUTOFREE char *role = changed(text, "\"role\": \"radiogroup\"", "\"role\": \"checkbox\"");
    write_site_file("shop", role);
    CU_ASSERT_FALSE(compile_sites(NULL, &reported, &summary));
    CU_ASSERT_STRING_EQUAL(reported.word, "notAlone");
    CU_ASSERT_EQUAL(reported.line, 10);
}

TEST(what_is_not_known_from_anywhere_is_refused)
{
    static const Rule rules[] = {
        {"\"quality\": \"sourced\", ", "", "missing", 8},
        {"\"review_after\": \"2027-01-01\"", "\"review_after\": \"2027-02-30\"", "badDate", 13},
        {"\"note\": \"a paper\", ", "", "noSource", 14},
        {"\"seen\": \"2026-01-01\", \"note\"", "\"seen\": \"2031-01-01\", \"note\"", "badDate", 14},
        {"\"seen\": \"2026-01-01\", \"note\"", "\"note\"", "missing", 14},
        {"[\"why\"]", "[\"wy\"]", "unknownField", 14},
        {"\"names.en\", \"options\"", "\"names.english\", \"options\"", "unknownField", 28},
        {"\"names.en\", \"options\"", "\"names.en\", \"applies.region\"", "unknownField", 28},
        {"{\"fields\": [\"default\"]", "{\"fields\": [\"standard\"]", "unknownField", 24},
        {"\"source\": \"s1\"", "\"source\": \"s2\"", "noSource", 22},
        {"ads-offsite", "mischief", "badValue", 9},
        {"[\"shop/privacy.ads\"]", "[\"shop/privacy.gone\"]", "unknownControl", 21},
        {"[\"shop/privacy.ads\"]", "[\"shop/privacy.who\"]", "cycle", 21},
    };
    check_each(rules, N_ELEMENTS(rules));
}

TEST(what_is_past_its_review_date_is_a_warning_and_no_mistake)
{
    Reported reported;
    CatalogSummary summary;
    AUTOFREE char *text = changed(good_site, "\"review_after\": \"2026-11-25\"", "\"review_after\": \"2026-11-23\"");
    write_site_file("shop", text);
    CU_ASSERT_TRUE(compile_sites(NULL, &reported, &summary));
    CU_ASSERT_STRING_EQUAL(reported.word, "stale");
    CU_ASSERT_EQUAL(reported.line, 26);
    CU_ASSERT_EQUAL(reported.n_mistakes, 0);
    CU_ASSERT_EQUAL(summary.n_warnings, 1);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(the_good_file_has_no_mistake),
        CASE(a_file_that_is_no_site_is_refused),
        CASE(an_address_that_cannot_be_its_pages_is_refused),
        CASE(an_example_that_does_not_hold_is_refused),
        CASE(a_page_that_can_be_found_needs_examples),
        CASE(a_button_is_an_example_of_a_switch_only_when_pressed),
        CASE(an_example_that_is_only_likely_is_refused),
        CASE(an_id_that_is_not_for_ever_is_refused),
        CASE(a_state_that_the_control_cannot_have_is_refused),
        CASE(a_name_that_cannot_tell_is_refused),
        CASE(a_control_is_not_alone_beside_another_of_its_kind),
        CASE(what_is_not_known_from_anywhere_is_refused),
        CASE(what_is_past_its_review_date_is_a_warning_and_no_mistake),
    };
    return run_with_site_files("catalog/rules", cases, N_ELEMENTS(cases));
}
