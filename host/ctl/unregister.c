/* SPDX-License-Identifier: MIT
 *
 * Removes what register wrote, and nothing else.
 */
#include "caller.h"
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
                           "ours (named org.offswitch.host, with a path that ends in /offswitch-host), and the\n"
                           "directories it made for them, once empty. What you decided\n"
                           "stays in the keyring (\"offswitch forget --all\" removes that).\n"
                           "\n"
                           "  --browser ID  only this one\n"
                           "  --system      what \"register --system\" wrote (needs root)\n"
                           "  --user-data-dir DIR  with --browser: of one that is started with that option\n"
                           "  --dry-run     say what would be removed, remove nothing\n"
                           "  --json        print the outcome for programs\n"
                           "\n"
                           "  offswitch unregister\n";

/* The directory that register made for it, and the browser's own that it may have made around that, where nothing else is in them. */
static void
remove_empty_directories(const char *path)
{
    AUTOFREE char *directory = base_copy(path);
    for (int i = 0; i < 2; i++) {
        *strrchr(directory, '/') = '\0';
        if (rmdir(directory) != 0) {
            return;
        }
    }
}

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
        remove_empty_directories(path);
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

static void
forget_callers(Registration *registration)
{
    if (registration->browser == NULL && !registration->is_dry_run) {
        caller_forget_recorded(registration->is_system);
    }
}

int
unregister_main(int n_arguments, char **arguments)
{
    static const RegistrationCommand command = {
        .name = "unregister", .help = help, .deals_with_absent = true, .deal = unregister_browser, .settle = forget_callers};
    return registration_run(&command, n_arguments, arguments);
}
