/* SPDX-License-Identifier: MIT */
#include "store_checks.h"

#include "ask.h"
#include "clock.h"
#include "config.h"
#include "fixes.h"
#include "paths.h"

#include <string.h>
#include <sys/stat.h>

/* Sites move their toggles within months; catalog entries ask for a review after a year at most. */
enum { SECONDS_PER_DAY = 86400, MAX_CATALOG_AGE_DAYS = 270 };

/* ---- the keyring ---- */

typedef struct {
    const char *state; /* as on the wire, and the check's code */
    CheckVerdict verdict;
    const char *sentence;
    const char *command; /* of the shell, or */
    const char *advice;  /* what a person does */
} KeyringWords;

static const KeyringWords keyring_words[] = {
    {"ready", CHECK_OK, "choices are kept in the system keyring", NULL, NULL},
    {"file", CHECK_OK, "choices are kept in a file only you can read, as you decided; they are not in the keyring", NULL, NULL},
    {"locked", CHECK_FAILED, "the default keyring is locked", "offswitch unlock", NULL},
    {"noCollection", CHECK_FAILED, "there is no default keyring", "offswitch unlock", NULL},
    {"noProvider", CHECK_FAILED, "no keyring runs in this session", NULL,
     "install gnome-keyring, or switch on the Secret Service in KWallet or KeePassXC; without one, run: offswitch config store file"},
    {"noBus", CHECK_FAILED, "there is no session bus, and so no keyring", NULL,
     "run this in your desktop session; where there is none, run: offswitch config store file"},
    {"timeout", CHECK_FAILED, "the keyring did not answer in time", NULL,
     "look for a question it may be asking, then run: offswitch doctor"},
    {"lost", CHECK_FAILED, "the keyring went away in the middle", NULL, "wait a moment, then run: offswitch doctor"},
    {"noHelper", CHECK_FAILED, "offswitch-keyring cannot be started", NULL, NULL},
    {"damaged", CHECK_FAILED, "what is stored cannot be read; it was left as it is", NULL,
     "keep a copy of Offswitch's item in the keyring, then delete the item"},
};

static const KeyringWords *
words_for(const char *state)
{
    static const KeyringWords none = {"unknown", CHECK_FAILED, "the keyring's state is unknown", NULL, NULL};
    for (size_t i = 0; state != NULL && i < N_ELEMENTS(keyring_words); i++) {
        if (strcmp(keyring_words[i].state, state) == 0) {
            return &keyring_words[i];
        }
    }
    return &none;
}

/* Forgets what nobody can have decided: it takes the way of a change, and changes nothing. */
static void
check_writing(Checks *checks, Asker *asker)
{
    Error error = {0};
    Json *params = json_new_object();
    json_set(params, "control", json_new_string("offswitch/doctor.none"));
    int64_t begin = clock_ticks();
    AUTOJSON *result = ask(asker, "forget", params, &error);
    if (result == NULL) {
        const Check check = {.verdict = CHECK_FAILED, .check = "store", .subject = "Choices", .code = "notSaved"};
        checks_add(checks, &check, "cannot be changed: %s", error.text);
    } else {
        const Check check = {.verdict = CHECK_OK, .check = "store", .subject = "Choices", .code = "stored"};
        checks_add(checks, &check, "a change (of nothing) went through in %d ms", (int)(clock_ticks() - begin));
    }
}

static Check
keyring_check(const KeyringWords *words, const char *command)
{
    return (Check){.verdict = words->verdict,
                   .check = "keyring",
                   .subject = "Keyring",
                   .code = words->state,
                   .command = command,
                   .advice = words->advice};
}

static void
check_keyring(Checks *checks, Asker *asker)
{
    Error error = {0};
    int64_t begin = clock_ticks();
    AUTOJSON *result = ask(asker, "choices", json_new_object(), &error);
    const KeyringWords *words = words_for(json_get_string(json_get(result, "keyring"), "state"));
    bool is_missing = strcmp(words->state, "noHelper") == 0;
    AUTOFREE char *command = is_missing ? fixes_install() : base_copy(words->command);
    const Check check = keyring_check(words, command);
    if (words->verdict != CHECK_OK) {
        checks_add(checks, &check, "%s", words->sentence);
        return;
    }
    checks_add(checks, &check, "%s (read in %d ms)", words->sentence, (int)(clock_ticks() - begin));
    check_writing(checks, asker);
}

/* ---- the catalog ---- */

static Check
catalog_check(CheckVerdict verdict, const char *code, const char *command)
{
    return (Check){.verdict = verdict, .check = "catalog", .subject = "Catalog", .code = code, .command = command};
}

/* A catalog that nobody renewed knows less and less; -1 when its age is not known. */
static int
age_in_days(void)
{
    struct stat status;
    AUTOFREE char *path = paths_shared("catalog.cdb");
    return stat(path, &status) == 0 ? (int)((clock_now() / 1000 - (int64_t)status.st_mtime) / SECONDS_PER_DAY) : -1;
}

static void
tell_catalog(Checks *checks, const Json *catalog)
{
    int64_t n_sites = 0;
    int64_t n_controls = 0;
    int age = age_in_days();
    const char *revision = json_get_string(catalog, "revision");
    (void)json_get_integer(catalog, "sites", &n_sites);
    (void)json_get_integer(catalog, "controls", &n_controls);
    bool is_old = age > MAX_CATALOG_AGE_DAYS;
    Check check = catalog_check(is_old ? CHECK_NOTE : CHECK_OK, is_old ? "old" : "known", NULL);
    check.advice = is_old ? "look for a newer Offswitch: sites have moved their toggles since" : NULL;
    checks_add(checks, &check, "%d sites, %d controls, built %d days ago (revision %.12s)", (int)n_sites, (int)n_controls, age,
               revision == NULL ? "" : revision);
}

static void
check_catalog(Checks *checks, const Asker *asker)
{
    int64_t n_sites = 0;
    const Json *catalog = json_get(asker_introduction(asker), "catalog");
    const char *problem = json_get_string(catalog, "problem");
    AUTOFREE char *own = paths_data("");
    AUTOFREE char *install = fixes_install();
    bool is_own = problem != NULL && strncmp(problem, own, strlen(own)) == 0;
    (void)json_get_integer(catalog, "sites", &n_sites);
    if (problem != NULL) {
        const Check check = catalog_check(CHECK_FAILED, "refused", is_own ? "offswitch catalog compile" : install);
        checks_add(checks, &check, "%s", problem);
    } else if (n_sites == 0) {
        const Check check = catalog_check(CHECK_FAILED, "empty", install);
        checks_add(checks, &check, "it is empty or missing: no site is known");
    } else {
        tell_catalog(checks, catalog);
    }
}

/* ---- the sandbox ---- */

/* What the installed host says of itself; where it cannot be started, the browsers' lines say why. */
static void
check_sandbox(Checks *checks)
{
    static const char *const advice =
        "a kernel with seccomp and Landlock (5.13 or later) restricts the host more; it works all the same";
    AUTOASKER *asker = asker_new_as_nobody(NULL);
    const Json *sandbox = asker == NULL ? NULL : json_get(asker_introduction(asker), "sandbox");
    const char *state = json_get_string(sandbox, "state");
    const char *problem = json_get_string(sandbox, "problem");
    if (state == NULL) {
        return;
    }
    Check check = {.verdict = problem == NULL ? CHECK_OK : CHECK_NOTE, .check = "sandbox", .subject = "Sandbox", .code = state};
    check.advice = problem == NULL ? NULL : advice;
    checks_add(checks, &check, "%s", problem == NULL ? "the host has given up all that it does not need" : problem);
}

/* ---- the configuration ---- */

static void
check_config(Checks *checks)
{
    Error error = {0};
    Config config;
    if (config_read(&config, &error)) {
        return;
    }
    AUTOFREE char *path = paths_config("config.json");
    AUTOFREE char *command = fixes_move_away(path);
    const Check check = {
        .verdict = CHECK_FAILED, .check = "config", .subject = "Configuration", .code = "notRead", .command = command};
    checks_add(checks, &check, "%s", error.text);
}

void
store_checks_add(Checks *checks)
{
    Error error = {0};
    check_config(checks);
    AUTOASKER *asker = asker_new(&error);
    if (asker == NULL) {
        const Check check = {.verdict = CHECK_FAILED, .check = "session", .subject = "Offswitch", .code = "internal"};
        checks_add(checks, &check, "%s", error.text);
        return;
    }
    check_keyring(checks, asker);
    check_catalog(checks, asker);
    check_sandbox(checks);
}
