/* SPDX-License-Identifier: MIT
 *
 * Answers as the browser would, instead of guessing why it says "not found".
 */
#include "command.h"
#include "fixes.h"
#include "options.h"
#include "running.h"
#include "store_checks.h"
#include "sudo.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] = "usage: offswitch doctor [--fix [--yes]] [--json]\n"
                           "\n"
                           "Tries everything and says how to repair what does not work. For every browser present, and\n"
                           "every one that runs with a directory of its own: takes the manifest (the file that tells a\n"
                           "browser where the host is) that browser would take, applies its rules, starts the host as it\n"
                           "would, speaks to it, ends it. Then the keyring (read and write) and the catalog. One line\n"
                           "each; exit code 1 when one of them failed. Nothing private is in it: you can post it.\n"
                           "\n"
                           "  --fix   ask about each command that repairs something, run it, and try again\n"
                           "  --yes   with --fix: do not ask\n"
                           "  --json  {\"checks\": [{\"check\", \"subject\", \"code\", \"verdict\", \"ok\", \"reaches\",\n"
                           "          \"sentence\", \"command\", \"advice\"}]}; offswitch-doctor(7) explains each code\n"
                           "\n"
                           "  offswitch doctor\n"
                           "  offswitch doctor --fix\n"
                           "  offswitch doctor --json | grep code\n";

typedef struct {
    Checks *checks;
    const Browsers *browsers;
    Json *tried; /* the places of those that were tried: two profiles of one directory are one way */
} Round;

/* Where the browser looks first: what tells two ways to the host apart. */
static bool
is_first(Round *round, const Browser *browser)
{
    AUTOFREE char *place = browser_manifest(browser, SCOPE_USER, 0);
    AUTOFREE char *key = base_format("%s %s", browser->id, place == NULL ? "" : place);
    bool is_new = json_get(round->tried, key) == NULL;
    json_set(round->tried, key, json_new_flag(true));
    return is_new;
}

static void
try_running(void *context, const Browser *browser, pid_t pid)
{
    (void)pid;
    Round *round = context;
    if (is_first(round, browser)) {
        trial_of_browser(round->checks, browser, browsers_unreachable(round->browsers, browser));
    }
}

static void
try_present(Round *round)
{
    const Browser *browser = NULL;
    for (size_t i = 0; (browser = browsers_at(round->browsers, i)) != NULL; i++) {
        if (browser_is_present(browser) && is_first(round, browser)) {
            trial_of_browser(round->checks, browser, browsers_unreachable(round->browsers, browser));
        }
    }
}

static void
check_browsers(Checks *checks)
{
    Error error = {0};
    AUTOBROWSERS *browsers = browsers_new(&error);
    if (browsers == NULL) {
        AUTOFREE char *command = fixes_install();
        const Check check = {
            .verdict = CHECK_FAILED, .check = "browser", .subject = "Browsers", .code = "noTable", .command = command};
        checks_add(checks, &check, "%s", error.text);
        return;
    }
    AUTOJSON *tried = json_new_object();
    Round round = {.checks = checks, .browsers = browsers, .tried = tried};
    try_present(&round);
    running_each(browsers, try_running, &round);
    if (json_first(tried) == NULL) {
        const Check check = {.verdict = CHECK_NOTE,
                             .check = "browser",
                             .subject = "Browsers",
                             .code = "noBrowser",
                             .advice = "where it hides, run: offswitch register --browser ID"};
        checks_add(checks, &check, "none was found that Offswitch knows");
    }
}

static Checks
check_all(bool is_json)
{
    Checks checks = checks_new(is_json);
    check_browsers(&checks);
    store_checks_add(&checks);
    return checks;
}

/* Repairs what can be, and looks again. */
static void
fix(Checks *checks, bool is_yes)
{
    if (json_first(checks->commands) == NULL) {
        puts("\nThere is nothing that a command repairs.");
        return;
    }
    putchar('\n');
    fixes_run(checks->commands, is_yes);
    puts("\nOnce more:\n");
    checks_finish(checks);
    *checks = check_all(false);
}

int
doctor_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    bool is_fix = false;
    bool is_yes = false;
    const Option options[] = {
        {.name = "json", .flag = &is_json}, {.name = "fix", .flag = &is_fix}, {.name = "yes", .flag = &is_yes}};
    const Usage usage = {.name = "doctor", .help = help, .options = options, .n_options = N_ELEMENTS(options)};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if (is_fix && is_json) {
        return usage_error(&usage, "--fix talks to a person, --json to a program: one of the two");
    }
    sudo_become_user();
    Checks checks = check_all(is_json);
    if (is_fix) {
        fix(&checks, is_yes);
    }
    if (is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "checks", base_steal(&checks.list));
        command_prints(result);
    }
    code = checks.n_failed > 0 ? EXIT_WRONG : EXIT_FINE;
    checks_finish(&checks);
    return code;
}
