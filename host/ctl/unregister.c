/* SPDX-License-Identifier: MIT
 *
 * Removes what register wrote, and nothing else.
 */
#include "command.h"
#include "manifest.h"
#include "registration.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] = "usage: offswitch unregister [--browser ID] [--system] [--dry-run] [--json]\n"
                           "\n"
                           "Removes the host's manifest from every browser's directory. Touches only files that are\n"
                           "ours: named org.offswitch.host, with a path that ends in /offswitch-host. What you decided\n"
                           "stays in the keyring (\"offswitch forget --all\" removes that).\n"
                           "\n"
                           "  --browser ID  only this one\n"
                           "  --system      what \"register --system\" wrote (needs root)\n"
                           "  --dry-run     say what would be removed, remove nothing\n"
                           "  --json        print the outcome for programs\n"
                           "\n"
                           "  offswitch unregister\n";

static void
remove_manifest(Registration *registration, const Browser *browser, const char *path)
{
    Error error = {0};
    if (!registration_is_first(registration, path)) {
        return;
    }
    if (!manifest_is_ours(path)) {
        registration_says(registration, browser, path, "kept", "(not ours)");
    } else if (registration->is_dry_run) {
        registration_says(registration, browser, path, "would-remove", "");
    } else if (unlink(path) != 0) {
        error_set(&error, "%s", strerror(errno));
        registration_fails(registration, browser, path, &error);
    } else {
        registration_says(registration, browser, path, "removed", "");
    }
}

static void
unregister_browser(Registration *registration, const Browser *browser)
{
    Scope scope = registration->is_system ? SCOPE_SYSTEM : SCOPE_USER;
    struct stat status;
    char *path = NULL;
    for (size_t i = 0; (path = browser_manifest(browser, scope, i)) != NULL; i++) {
        if (lstat(path, &status) == 0) {
            remove_manifest(registration, browser, path);
        }
        free(path);
    }
}

int
unregister_main(int n_arguments, char **arguments)
{
    static const RegistrationCommand command = {
        .name = "unregister", .help = help, .deals_with_absent = true, .deal = unregister_browser};
    return registration_run(&command, n_arguments, arguments);
}
