/* SPDX-License-Identifier: MIT
 *
 * Site files for tests of what reads them: a directory of their own, one good file, and what was reported last.
 */
#pragma once

#include "compiler.h"
#include "file.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char site_directory[] = "/tmp/offswitch-sites-XXXXXX";

/* A site file without mistakes; tests change one thing of it. */
static const char good_site[] =
    "{\n"                                                                                                    /* line 1 */
    "  \"id\": \"shop\", \"name\": \"Shop\",\n"                                                              /* 2 */
    "  \"hosts\": [\"www.shop.example.com\", \".shop.example.org\"],\n"                                      /* 3 */
    "  \"pages\": [{\n"                                                                                      /* 4 */
    "    \"id\": \"privacy\", \"title\": {\"en\": \"Privacy\"},\n"                                           /* 5 */
    "    \"url\": [{\"pathname\": \"/settings/:tab\", \"hash\": \"ads\"}],\n"                                /* 6 */
    "    \"deep_link\": \"https://www.shop.example.com/settings/privacy#ads\",\n"                            /* 7 */
    "    \"controls\": [{\n"                                                                                 /* 8 */
    "      \"id\": \"shop/privacy.ads\", \"concept\": \"ads-offsite\", \"kind\": \"switch\",\n"              /* 9 */
    "      \"private\": \"off\", \"alone\": true,\n"                                                         /* 10 */
    "      \"names\": {\"en\": [\"Personalised Ads:\"], \"de\": [\"Werbung\"]},\n"                           /* 11 */
    "      \"commit\": \"instant\", \"applies\": {\"regions\": [\"*\"]}, \"why\": {\"en\": \"Because.\"},\n" /* 12 */
    "      \"cost\": null, \"quality\": \"sourced\", \"review_after\": \"2027-01-01\",\n"                    /* 13 */
    "      \"sources\": [{\"id\": \"s1\", \"kind\": \"press\", \"seen\": \"2026-01-01\", \"note\": \"a paper\", \"says\": [\"why\"]}]\n" /* 14 */
    "    }, {\n"                                                                                              /* 15 */
    "      \"id\": \"shop/privacy.who\", \"concept\": \"discoverability\", \"kind\": \"radio\",\n"            /* 16 */
    "      \"private\": \"nobody\", \"options\": [{\"id\": \"nobody\", \"names\": {\"en\": [\"Nobody\"]}},\n" /* 17 */
    "        {\"id\": \"all\", \"names\": {\"en\": [\"Everyone\"]}}],\n"                                      /* 18 */
    "      \"names\": {\"en\": [\"Who finds you\"]}, \"optional\": true, \"commit\": \"instant\",\n"          /* 19 */
    "      \"applies\": {\"regions\": [\"EU\", \"US\"]}, \"why\": null, \"cost\": null,\n"                    /* 20 */
    "      \"implied_off_by\": [\"shop/privacy.ads\"],\n"                                                     /* 21 */
    "      \"default\": [{\"regions\": [\"*\"], \"state\": \"all\", \"source\": \"s1\"}],\n"                  /* 22 */
    "      \"effective\": [{\"regions\": [\"EU\"], \"date\": \"2026-01-01\"}],\n"                             /* 23 */
    "      \"disputed\": {\"fields\": [\"default\"], \"note\": {\"en\": \"They disagree.\"}},\n"              /* 24 */
    "      \"not\": {\"en\": [\"Who finds your shop\"]}, \"accounts\": {\"en\": \"Free accounts\"},\n"        /* 25 */
    "      \"quality\": \"verified\", \"review_after\": \"2026-11-25\",\n"                                    /* 26 */
    "      \"sources\": [{\"id\": \"s1\", \"kind\": \"page\", \"url\": \"https://a.example/\", \"seen\": \"2026-01-01\",\n" /* 27 */
    "        \"says\": [\"names.en\", \"options\"]}],\n"                                                /* 28 */
    "      \"examples\": {\"must_match\": [{\"name\": \"Who finds you\", \"role\": \"radiogroup\"}],\n" /* 29 */
    "        \"must_not_match\": [{\"name\": \"Who finds your shop\", \"role\": \"radiogroup\"}]}\n"    /* 30 */
    "    }],\n"                                                                                         /* 31 */
    "    \"examples\": {\"must_match\": [\"https://a.shop.example.org/settings/x#ads\"],\n"             /* 32 */
    "      \"must_not_match\": [\"https://www.shop.example.com/settings/x#mail\"]}\n"                   /* 33 */
    "  }],\n"                                                                                           /* 34 */
    "  \"tombstones\": [{\"id\": \"shop/old.who\", \"replaced_by\": \"shop/privacy.who\", \"since\": \"2026-01-01\", \"why\": \"Moved.\"}]\n"
    "}\n";

/* The first of what was reported. */
typedef struct {
    size_t n_mistakes;
    size_t n_warnings;
    char word[32];
    size_t line;
    char path[64];
    char sentence[ERROR_TEXT_SIZE];
} Reported;

static inline void
report(void *context, const CatalogMistake *mistake)
{
    Reported *reported = context;
    size_t n_before = reported->n_mistakes + reported->n_warnings;
    reported->n_mistakes += mistake->is_warning ? 0 : 1;
    reported->n_warnings += mistake->is_warning ? 1 : 0;
    if (n_before == 0) {
        snprintf(reported->word, sizeof(reported->word), "%s", mistake->word);
        snprintf(reported->path, sizeof(reported->path), "%s", mistake->path);
        snprintf(reported->sentence, sizeof(reported->sentence), "%s", mistake->sentence);
        reported->line = mistake->line;
    }
}

static inline void
write_site_file(const char *name, const char *text)
{
    Error error = {0};
    AUTOFREE char *path = base_format("%s/%s.json", site_directory, name);
    CU_ASSERT_TRUE(file_replace(path, text, strlen(text), 0644, &error));
}

static inline void
remove_site_file(const char *name)
{
    AUTOFREE char *path = base_format("%s/%s.json", site_directory, name);
    unlink(path);
}

/* The text with one thing put in another's place; yours. */
static inline char *
changed(const char *text, const char *what, const char *with)
{
    const char *at = strstr(text, what);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    return base_format("%.*s%s%s", (int)(at - text), text, with, at + strlen(what));
}

/* On 24 November 2026. `database` NULL: check only. */
static inline bool
compile_sites(const char *database, Reported *reported, CatalogSummary *summary)
{
    Error error = {0};
    *reported = (Reported){0};
    const CatalogJob job = {
        .directory = site_directory, .database = database, .today = "2026-11-24", .report = report, .context = reported};
    return catalog_compile(&job, summary, &error);
}

static inline int
run_with_site_files(const char *suite, const TestCase *cases, size_t n_cases)
{
    if (mkdtemp(site_directory) == NULL) {
        return EXIT_FAILURE;
    }
    int code = run_tests(suite, cases, n_cases);
    AUTOFREE char *remove = base_format("rm -r '%s'", site_directory);
    return system(remove) == 0 ? code : EXIT_FAILURE; /* NOLINT(cert-env33-c): our own directory */
}
