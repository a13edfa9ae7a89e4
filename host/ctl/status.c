/* SPDX-License-Identifier: MIT
 *
 * Which browsers know the host, by their files alone; doctor tries them.
 */
#include "command.h"
#include "manifest.h"
#include "paths.h"
#include "registration.h"

#include <string.h>

enum { MAX_MANIFEST_SIZE = 64 * 1024 };

static const char help[] = "usage: offswitch status [--browser ID] [--json]\n"
                           "\n"
                           "Shows for every browser present whether it knows the host, and by which file: registered,\n"
                           "other (another copy of Offswitch), foreign (a file that is not ours) or missing. Exit\n"
                           "code 1 when one of them does not know this host.\n"
                           "\n"
                           "  offswitch status\n"
                           "  offswitch doctor    # starts the host as each browser would\n";

static const char *
standing(const char *path)
{
    AUTOFREE char *program = paths_program("offswitch-host");
    if (!manifest_is_ours(path)) {
        return "foreign";
    }
    AUTOJSON *manifest = json_read_file(path, MAX_MANIFEST_SIZE, NULL);
    return strcmp(json_get_string(manifest, "path"), program) == 0 ? "registered" : "other";
}

static void
show_browser(Registration *registration, const Browser *browser)
{
    const char *unreachable = browsers_unreachable(registration->browsers, browser);
    if (unreachable != NULL) {
        registration_says(registration, browser, NULL, "cannot", unreachable);
        return;
    }
    AUTOFREE char *user = browser_taken_manifest(browser, SCOPE_USER);
    AUTOFREE char *system = browser_taken_manifest(browser, SCOPE_SYSTEM);
    const char *path = user != NULL ? user : system;
    const char *outcome = path == NULL ? "missing" : standing(path);
    registration->n_failed += strcmp(outcome, "registered") == 0 ? 0 : 1;
    registration_says(registration, browser, path, outcome, "");
}

int
status_main(int n_arguments, char **arguments)
{
    static const RegistrationCommand command = {.name = "status", .help = help, .deal = show_browser};
    return registration_run(&command, n_arguments, arguments);
}
