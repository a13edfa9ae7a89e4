/* SPDX-License-Identifier: MIT */
#include "compiler.h"

#include "site_files.h"
#include "skeleton.h"
#include "store.h"

static char *
database(void)
{
    return base_format("%s/catalog.cdb", site_directory);
}

static Store *
open_compiled(void)
{
    AUTOFREE char *path = database();
    return store_new((const char *const[]){path, NULL, NULL, NULL});
}

static bool
compile(Reported *reported, CatalogSummary *summary)
{
    AUTOFREE char *path = database();
    return compile_sites(path, reported, summary);
}

TEST(a_good_file_becomes_what_the_store_reads)
{
    Reported reported;
    CatalogSummary summary;
    ControlPlace place;
    write_site_file("shop", good_site);
    CU_ASSERT_TRUE(compile(&reported, &summary));
    CU_ASSERT_EQUAL(summary.n_sites, 1);
    CU_ASSERT_EQUAL(summary.n_controls, 2);
    CU_ASSERT_EQUAL(summary.n_warnings, 0);
    Store *store = open_compiled();
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "deep.shop.example.org"));
    CU_ASSERT_TRUE(store_find_control(store, "shop/privacy.ads", &place));
    CU_ASSERT_TRUE(place.control->advised);
    CU_ASSERT_STRING_EQUAL(localised_text(place.control->title, "en"), "Personalised Ads:");
    CU_ASSERT_STRING_EQUAL(json_string(json_first(localised(place.control->names, "en"))), "personalised ads");
    CU_ASSERT_TRUE(store_find_control(store, "shop/privacy.who", &place));
    CU_ASSERT_FALSE(place.control->advised);
    CU_ASSERT_STRING_EQUAL(place.control->private_state, "nobody");
    store_free(store);
}

TEST(a_broken_file_leaves_the_last_good_database)
{
    Reported reported;
    CatalogSummary summary;
    write_site_file("shop", good_site);
    CU_ASSERT_TRUE(compile(&reported, &summary));
    write_site_file("shop", "{");
    CU_ASSERT_FALSE(compile(&reported, &summary));
    Store *store = open_compiled();
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "www.shop.example.com"));
    store_free(store);
}

static char *
revision(void)
{
    Reported reported;
    CatalogSummary summary;
    CU_ASSERT_TRUE(compile(&reported, &summary));
    Store *store = open_compiled();
    char *text = base_copy(store_revision(store));
    store_free(store);
    return text;
}

TEST(the_same_files_are_the_same_revision_and_others_are_not)
{
    write_site_file("shop", good_site);
    AUTOFREE char *one = revision();
    AUTOFREE char *again = revision();
    CU_ASSERT_STRING_EQUAL(one, again);
    AUTOFREE char *text = changed(good_site, "Because.", "Because!");
    write_site_file("shop", text);
    AUTOFREE char *other = revision();
    CU_ASSERT_STRING_NOT_EQUAL(one, other);
}

/* A file of another site, with one thing put in another's place. */
static void
write_other(const char *what, const char *with)
{
    static const char other[] =
        "{\"id\": \"mall\", \"name\": \"Mall\", \"hosts\": [\"www.mall.example.com\"], \"pages\": [{\"id\": \"ads\", \"title\": {\"en\": "
        "\"Ads\"}, \"url\": [], \"deep_link\": null, \"controls\": [{\"id\": \"mall/ads.app\", \"concept\": \"research\", \"kind\": \"app\", "
        "\"names\": {\"en\": [\"Ads\"]}, \"commit\": \"none\", \"applies\": {\"regions\": [\"*\"]}, \"why\": null, \"cost\": null, \"quality\": "
        "\"lead\", \"review_after\": \"2027-01-31\", \"sources\": [{\"id\": \"s1\", \"kind\": \"press\", \"note\": \"a paper\", \"seen\": "
        "\"2026-01-01\", \"says\": [\"reach\"]}]}]}], \"tombstones\": [{\"id\": \"mall/old.x\", \"since\": \"2026-01-01\", \"why\": \"Gone.\"}]}";
    AUTOFREE char *text = changed(other, what, with);
    write_site_file("mall", text);
}

TEST(what_two_files_may_not_share_is_named_in_the_later_one)
{
    static const struct {
        const char *what;
        const char *with;
        const char *word;
    } cases[] = {
        {"www.mall.example.com", "www.shop.example.com", "duplicateHost"},
        {"mall/old.x", "shop/privacy.who", "reusedId"},
        {"mall/old.x", "shop/old.who", "duplicateId"},
        {"\"since\"", "\"replaced_by\": \"shop/privacy.nobody\", \"since\"", "unknownControl"},
    };
    Reported reported;
    CatalogSummary summary;
    write_site_file("shop", good_site);
    write_other("Mall", "Hall");
    CU_ASSERT_TRUE(compile(&reported, &summary));
    write_other("\"since\"", "\"replaced_by\": \"shop/privacy.ads\", \"since\"");
    CU_ASSERT_TRUE(compile(&reported, &summary));
    for (size_t i = 0; i < N_ELEMENTS(cases); i++) {
        write_other(cases[i].what, cases[i].with);
        CU_ASSERT_FALSE(compile(&reported, &summary));
        CU_ASSERT_STRING_EQUAL(reported.word, cases[i].word);
    }
    remove_site_file("mall");
}

TEST(a_skeleton_lacks_nothing_but_answers)
{
    Error error = {0};
    Reported reported;
    CatalogSummary summary;
    const Skeleton skeleton = {.site = "mall",
                               .host = "www.mall.example.com",
                               .schema = "../site.schema.json",
                               .today = "2026-11-24",
                               .review = "2027-05-26"};
    AUTOFREE char *text = skeleton_text(&skeleton, &error);
    size_t n_questions = 0;
    for (const char *at = strstr(text, "FILL IN: "); at != NULL; at = strstr(at + 1, "FILL IN: ")) {
        n_questions++;
    }
    write_site_file("mall", text);
    CU_ASSERT_FALSE(compile(&reported, &summary));
    CU_ASSERT_STRING_EQUAL(reported.word, "fillIn");
    CU_ASSERT_EQUAL(reported.n_mistakes, n_questions);
    remove_site_file("mall");
}

TEST(a_skeleton_with_answers_is_a_good_file)
{
    static const char *const answers[] = {"Mall",
                                          "Privacy",
                                          "/privacy",
                                          "https://www.mall.example.com/privacy",
                                          "Settings",
                                          "https://www.mall.example.com/privacy",
                                          "https://www.mall.example.com/privacy/cookies",
                                          "research",
                                          "off",
                                          "Help us learn",
                                          "It shares what you do.",
                                          "on the page",
                                          "Help us learn"};
    Error error = {0};
    Reported reported;
    CatalogSummary summary;
    const Skeleton skeleton = {.site = "mall",
                               .host = "www.mall.example.com",
                               .schema = "../site.schema.json",
                               .today = "2026-11-24",
                               .review = "2027-05-26"};
    char *text = skeleton_text(&skeleton, &error);
    for (size_t i = 0; i < N_ELEMENTS(answers); i++) {
        AUTOFREE char *before = text;
        const char *question = strstr(before, "FILL IN: ");
        CU_ASSERT_PTR_NOT_NULL_FATAL(question);
        text = base_format("%.*s%s%s", (int)(question - before), before, answers[i], strchr(question, '"'));
    }
    write_site_file("mall", text);
    CU_ASSERT_TRUE(compile(&reported, &summary));
    CU_ASSERT_STRING_EQUAL(reported.sentence, "");
    remove_site_file("mall");
    free(text);
}

TEST(no_skeleton_is_made_of_a_wrong_name_or_host)
{
    Error error = {0};
    Skeleton skeleton = {.site = "Mall", .schema = "s", .today = "2026-11-24", .review = "2027-05-26"};
    CU_ASSERT_PTR_NULL(skeleton_text(&skeleton, &error));
    skeleton.site = "mall";
    skeleton.host = "https://www.mall.example.com/\", \"";
    CU_ASSERT_PTR_NULL(skeleton_text(&skeleton, &error));
    skeleton.host = NULL;
    AUTOFREE char *text = skeleton_text(&skeleton, &error);
    CU_ASSERT_PTR_NOT_NULL(text);
}

TEST(the_shipped_sites_have_no_mistake)
{
    Error error = {0};
    Reported reported = {0};
    CatalogSummary summary;
    const CatalogJob job = {.directory = SITES_DIRECTORY, .today = "2026-11-24", .report = report, .context = &reported};
    CU_ASSERT_TRUE(catalog_compile(&job, &summary, &error));
    CU_ASSERT_EQUAL(reported.n_mistakes, 0);
    CU_ASSERT_TRUE(summary.n_controls >= 45);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(a_good_file_becomes_what_the_store_reads),
        CASE(a_broken_file_leaves_the_last_good_database),
        CASE(the_same_files_are_the_same_revision_and_others_are_not),
        CASE(what_two_files_may_not_share_is_named_in_the_later_one),
        CASE(a_skeleton_lacks_nothing_but_answers),
        CASE(a_skeleton_with_answers_is_a_good_file),
        CASE(no_skeleton_is_made_of_a_wrong_name_or_host),
        CASE(the_shipped_sites_have_no_mistake),
    };
    return run_with_site_files("catalog/compiler", cases, N_ELEMENTS(cases));
}
