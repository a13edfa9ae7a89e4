/* SPDX-License-Identifier: MIT */
#include "compiler.h"

#include "file.h"
#include "run.h"
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char directory[] = "/tmp/offswitch-compiler-XXXXXX";
static char *database;

/* A site file without mistakes; each test changes one line of it. */
static const char good[] =
    "{\n"                                                                                                    /* line 1 */
    "  \"id\": \"shop\", \"name\": \"Shop\",\n"                                                              /* 2 */
    "  \"hosts\": [\"www.shop.example.com\", \".shop.example.org\"],\n"                                      /* 3 */
    "  \"pages\": [{\n"                                                                                      /* 4 */
    "    \"id\": \"privacy\", \"title\": {\"en\": \"Privacy\"},\n"                                           /* 5 */
    "    \"url\": [{\"pathname\": \"/settings/:tab\", \"hash\": \"ads\"}],\n"                                /* 6 */
    "    \"deep_link\": \"https://www.shop.example.com/settings/privacy#ads\",\n"                            /* 7 */
    "    \"controls\": [{\n"                                                                                 /* 8 */
    "      \"id\": \"shop/privacy.ads\", \"concept\": \"ads-offsite\", \"kind\": \"switch\",\n"              /* 9 */
    "      \"private\": \"off\",\n"                                                                          /* 10 */
    "      \"names\": {\"en\": [\"Personalised Ads:\"], \"de\": [\"Werbung\"]},\n"                           /* 11 */
    "      \"commit\": \"instant\", \"applies\": {\"regions\": [\"*\"]}, \"why\": {\"en\": \"Because.\"},\n" /* 12 */
    "      \"cost\": null, \"quality\": \"sourced\", \"review_after\": \"2027-01-01\",\n"                    /* 13 */
    "      \"sources\": [{\"id\": \"s1\", \"kind\": \"press\", \"seen\": \"2026-01-01\", \"note\": \"a paper\", \"says\": [\"why\"]}]\n" /* 14 */
    "    }, {\n"                                                                                               /* 15 */
    "      \"id\": \"shop/privacy.who\", \"concept\": \"discoverability\", \"kind\": \"radio\",\n"             /* 16 */
    "      \"private\": \"nobody\", \"options\": [{\"id\": \"nobody\", \"names\": {\"en\": [\"Nobody\"]}}],\n" /* 17 */
    "      \"names\": {\"en\": [\"Who finds you\"]}, \"optional\": true, \"commit\": \"instant\",\n"           /* 18 */
    "      \"applies\": {\"regions\": [\"EU\", \"US\"]}, \"why\": null, \"cost\": null,\n"                     /* 19 */
    "      \"implied_off_by\": [\"shop/privacy.ads\"],\n"                                                      /* 20 */
    "      \"quality\": \"verified\", \"review_after\": \"2026-11-01\",\n"                                     /* 21 */
    "      \"sources\": [{\"id\": \"s1\", \"kind\": \"page\", \"url\": \"https://a.example/\", \"seen\": \"2026-01-01\", \"says\": [\"names\"]}]\n"
    "    }]\n"
    "  }]\n"
    "}\n";

typedef struct {
    size_t n_mistakes;
    char word[32];
    size_t line;
} Reported;

static void
report(void *context, const CatalogMistake *mistake)
{
    Reported *reported = context;
    if (reported->n_mistakes++ == 0) {
        snprintf(reported->word, sizeof(reported->word), "%s", mistake->word);
        reported->line = mistake->line;
    }
}

static void
write_site(const char *text)
{
    Error error = {0};
    AUTOFREE char *path = base_format("%s/shop.json", directory);
    CU_ASSERT_TRUE(file_replace(path, text, strlen(text), 0644, &error));
}

static bool
compile(Reported *reported, CatalogSummary *summary)
{
    Error error = {0};
    *reported = (Reported){0};
    const CatalogJob job = {
        .directory = directory, .database = database, .today = "2026-11-24", .report = report, .context = reported};
    return catalog_compile(&job, summary, &error);
}

/* The good file with one thing put in another's place. */
static void
write_changed(const char *what, const char *with)
{
    const char *at = strstr(good, what);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    AUTOFREE char *changed = base_format("%.*s%s%s", (int)(at - good), good, with, at + strlen(what));
    write_site(changed);
}

TEST(a_good_file_becomes_what_the_store_reads)
{
    Reported reported;
    CatalogSummary summary;
    ControlPlace place;
    write_site(good);
    CU_ASSERT_TRUE(compile(&reported, &summary));
    CU_ASSERT_EQUAL(summary.n_sites, 1);
    CU_ASSERT_EQUAL(summary.n_controls, 2);
    CU_ASSERT_EQUAL(summary.n_unreviewed, 1);
    Store *store = store_new((const char *const[]){database, NULL, NULL, NULL});
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

TEST(every_mistake_is_named_with_its_line)
{
    static const struct {
        const char *what;
        const char *with;
        const char *word;
        size_t line;
    } cases[] = {
        {"\"name\": \"Shop\"", "\"name\": \"Shop\", \"colour\": 1", "unknownField", 2},
        {"\"name\": \"Shop\"", "\"name\": 1", "badType", 2},
        {"\"id\": \"shop\"", "\"id\": \"other\"", "badId", 2},
        {"www.shop.example.com", "WWW.shop.example.com", "badHost", 3},
        {"www.shop.example.com", "127.0.0.1", "badHost", 3},
        {".shop.example.org", ".co.uk", "publicSuffix", 3},
        {"/settings/:tab", "/settings/(.*)", "badPattern", 6},
        {"{\"pathname\": \"/settings/:tab\", \"hash\": \"ads\"}", "", "noAddress", 8},
        {"https://www.shop.example.com", "https://evil.example.com", "offHost", 7},
        {"privacy#ads", "privacy#other", "offPage", 7},
        {"https://www.shop.example.com/s", "http://www.shop.example.com/s", "badLink", 7},
        {"shop/privacy.ads\", \"concept", "shop/other.ads\", \"concept", "badId", 9},
        {"ads-offsite", "mischief", "badValue", 9},
        {"      \"private\": \"off\",\n", "", "missing", 8},
        {"\"private\": \"off\"", "\"private\": \"maybe\"", "badValue", 10},
        {"Personalised Ads:", "\xc2\xad", "badName", 11},
        {"Personalised Ads:", "who FINDS you", "ambiguousName", 11},
        {"\"review_after\": \"2027-01-01\"", "\"review_after\": \"2027-02-30\"", "badDate", 13},
        {"\"quality\": \"sourced\", ", "", "missing", 8},
        {"\"note\": \"a paper\", ", "", "noSource", 14},
        {"\"seen\": \"2026-01-01\", \"note\"", "\"seen\": \"2031-01-01\", \"note\"", "badDate", 14},
        {"shop/privacy.who", "shop/privacy.ads", "duplicateId", 16},
        {"\"private\": \"nobody\"", "\"private\": \"somebody\"", "badValue", 17},
        {"\"EU\", \"US\"", "\"EU\", \"UK\"", "badRegion", 19},
        {"[\"shop/privacy.ads\"]", "[\"shop/privacy.gone\"]", "unknownControl", 20},
        {"[\"shop/privacy.ads\"]", "[\"shop/privacy.who\"]", "cycle", 20},
        {"\"quality\": \"verified\",", "\"quality\": \"verified\" ", "notJson", 21},
    };
    for (size_t i = 0; i < N_ELEMENTS(cases); i++) {
        Reported reported;
        CatalogSummary summary;
        write_changed(cases[i].what, cases[i].with);
        CU_ASSERT_FALSE(compile(&reported, &summary));
        CU_ASSERT_STRING_EQUAL(reported.word, cases[i].word);
        CU_ASSERT_EQUAL(reported.line, cases[i].line);
    }
}

TEST(a_broken_file_leaves_the_last_good_database)
{
    Reported reported;
    CatalogSummary summary;
    write_site(good);
    CU_ASSERT_TRUE(compile(&reported, &summary));
    write_site("{");
    CU_ASSERT_FALSE(compile(&reported, &summary));
    Store *store = store_new((const char *const[]){database, NULL, NULL, NULL});
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "www.shop.example.com"));
    store_free(store);
}

static char *
revision(void)
{
    Reported reported;
    CatalogSummary summary;
    CU_ASSERT_TRUE(compile(&reported, &summary));
    Store *store = store_new((const char *const[]){database, NULL, NULL, NULL});
    char *text = base_copy(store_revision(store));
    store_free(store);
    return text;
}

TEST(the_same_files_are_the_same_revision_and_others_are_not)
{
    write_site(good);
    AUTOFREE char *one = revision();
    AUTOFREE char *again = revision();
    CU_ASSERT_STRING_EQUAL(one, again);
    write_changed("Because.", "Because!");
    AUTOFREE char *other = revision();
    CU_ASSERT_STRING_NOT_EQUAL(one, other);
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
        CASE(a_good_file_becomes_what_the_store_reads),    CASE(every_mistake_is_named_with_its_line),
        CASE(a_broken_file_leaves_the_last_good_database), CASE(the_same_files_are_the_same_revision_and_others_are_not),
        CASE(the_shipped_sites_have_no_mistake),
    };
    if (mkdtemp(directory) == NULL) {
        return EXIT_FAILURE;
    }
    database = base_format("%s/catalog.cdb", directory);
    int code = run_tests("catalog/compiler", cases, N_ELEMENTS(cases));
    AUTOFREE char *remove = base_format("rm -r '%s'", directory);
    free(database);
    return system(remove) == 0 ? code : EXIT_FAILURE; /* NOLINT(cert-env33-c): our own directory */
}
