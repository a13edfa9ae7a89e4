/* SPDX-License-Identifier: MIT
 *
 * Answers as the browser would, instead of guessing why it says "not found".
 */
#include "ask.h"
#include "clock.h"
#include "command.h"
#include "options.h"
#include "paths.h"
#include "trial.h"

#include <string.h>

static const char help[] = "usage: offswitch doctor [--json]\n"
                           "\n"
                           "Tries everything and says how to repair what does not work. For every browser present:\n"
                           "takes the manifest that browser would take, applies its rules, starts the host as it would,\n"
                           "speaks to it, ends it. Then the keyring (read and write) and the catalog. One line each;\n"
                           "exit code 1 when something failed. Nothing private is in it: it may be posted in public.\n"
                           "\n"
                           "  --json  {\"checks\": [{\"check\", \"subject\", \"code\", \"ok\", \"sentence\", \"fix\"}]}\n"
                           "\n"
                           "  offswitch doctor\n"
                           "  offswitch doctor --json | grep code\n";

/* ---- browsers ---- */

static void
check_browsers(Checks *checks)
{
    Error error = {0};
    const Browser *browser = NULL;
    size_t n_present = 0;
    AUTOBROWSERS *browsers = browsers_new(&error);
    if (browsers == NULL) {
        const Check check = {CHECK_FAILED, "browser", "Browsers", "noTable", "run: sh manifests/install"};
        checks_add(checks, &check, "%s", error.text);
        return;
    }
    for (size_t i = 0; (browser = browsers_at(browsers, i)) != NULL; i++) {
        if (browser_is_present(browser)) {
            n_present++;
            trial_of_browser(checks, browser);
        }
    }
    if (n_present == 0) {
        const Check check = {CHECK_NOTE, "browser", "Browsers", "noBrowser", "run: offswitch register --browser ID"};
        checks_add(checks, &check, "none was found that Offswitch knows");
    }
}

/* ---- the keyring ---- */

typedef struct {
    const char *state; /* as on the wire, and the check's code */
    CheckVerdict verdict;
    const char *sentence;
    const char *fix;
} KeyringWords;

static const KeyringWords keyring_words[] = {
    {"ready", CHECK_OK, "choices are kept in the system keyring", NULL},
    {"file", CHECK_OK, "choices are kept in a file only you can read, as you decided; they are not in the keyring", NULL},
    {"locked", CHECK_FAILED, "the default keyring is locked", "unlock it: it usually opens when you log in to your desktop"},
    {"noCollection", CHECK_FAILED, "there is no default keyring",
     "create one, e.g. with Passwords and Keys (seahorse) or KWalletManager"},
    {"noProvider", CHECK_FAILED, "no keyring runs in this session",
     "install gnome-keyring, or switch on the Secret Service in KWallet or KeePassXC; without one, run: offswitch config store file"},
    {"noBus", CHECK_FAILED, "there is no session bus, and so no keyring",
     "run this in your desktop session; where there is none, run: offswitch config store file"},
    {"timeout", CHECK_FAILED, "the keyring did not answer in time",
     "look for a question it may be asking, then run: offswitch doctor"},
    {"lost", CHECK_FAILED, "the keyring went away in the middle", "run: offswitch doctor"},
    {"noHelper", CHECK_FAILED, "offswitch-keyring cannot be started", "run: sh manifests/install"},
    {"damaged", CHECK_FAILED, "what is stored cannot be read; it was left as it is",
     "keep a copy of Offswitch's item in the keyring, then delete the item"},
};

static const KeyringWords *
words_for(const char *state)
{
    static const KeyringWords none = {"unknown", CHECK_FAILED, "the keyring's state is unknown", NULL};
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
        const Check check = {CHECK_FAILED, "store", "Choices", "notSaved", NULL};
        checks_add(checks, &check, "cannot be changed: %s", error.text);
    } else {
        const Check check = {CHECK_OK, "store", "Choices", "stored", NULL};
        checks_add(checks, &check, "a change (of nothing) went through in %d ms", (int)(clock_ticks() - begin));
    }
}

static void
check_keyring(Checks *checks, Asker *asker)
{
    Error error = {0};
    int64_t begin = clock_ticks();
    AUTOJSON *result = ask(asker, "choices", json_new_object(), &error);
    const KeyringWords *words = words_for(json_get_string(json_get(result, "keyring"), "state"));
    const Check check = {words->verdict, "keyring", "Keyring", words->state, words->fix};
    if (words->verdict != CHECK_OK) {
        checks_add(checks, &check, "%s", words->sentence);
        return;
    }
    checks_add(checks, &check, "%s (read in %d ms)", words->sentence, (int)(clock_ticks() - begin));
    check_writing(checks, asker);
}

/* ---- the catalog ---- */

static void
check_catalog(Checks *checks, const Asker *asker)
{
    const Json *catalog = json_get(asker_introduction(asker), "catalog");
    const char *problem = json_get_string(catalog, "problem");
    const char *revision = json_get_string(catalog, "revision");
    AUTOFREE char *own = paths_data("");
    bool is_own = problem != NULL && strncmp(problem, own, strlen(own)) == 0;
    int64_t n_sites = 0;
    int64_t n_controls = 0;
    (void)json_get_integer(catalog, "sites", &n_sites);
    (void)json_get_integer(catalog, "controls", &n_controls);
    if (problem != NULL) {
        const Check check = {CHECK_FAILED, "catalog", "Catalog", "refused",
                             is_own ? "run: offswitch catalog compile" : "run: sh manifests/install"};
        checks_add(checks, &check, "%s", problem);
    } else if (n_sites == 0) {
        const Check check = {CHECK_FAILED, "catalog", "Catalog", "empty", "run: sh manifests/install"};
        checks_add(checks, &check, "it is empty or missing: no site is known");
    } else {
        const Check check = {CHECK_OK, "catalog", "Catalog", "known", NULL};
        checks_add(checks, &check, "%d sites, %d controls (revision %.12s)", (int)n_sites, (int)n_controls,
                   revision == NULL ? "" : revision);
    }
}

static void
check_session(Checks *checks)
{
    Error error = {0};
    AUTOASKER *asker = asker_new(&error);
    if (asker == NULL) {
        const Check check = {CHECK_FAILED, "session", "Offswitch", "internal", NULL};
        checks_add(checks, &check, "%s", error.text);
        return;
    }
    check_keyring(checks, asker);
    check_catalog(checks, asker);
}

int
doctor_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    const Option options[] = {{.name = "json", .flag = &is_json}};
    const Usage usage = {.name = "doctor", .help = help, .options = options, .n_options = N_ELEMENTS(options)};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    Checks checks = {.list = is_json ? json_new_array() : NULL};
    check_browsers(&checks);
    check_session(&checks);
    if (is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "checks", checks.list);
        command_prints(result);
    }
    return checks.n_failed > 0 ? EXIT_WRONG : EXIT_FINE;
}
