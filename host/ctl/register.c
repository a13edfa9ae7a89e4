/* SPDX-License-Identifier: MIT
 *
 * Writes the host's manifest where each browser looks. Doing it again changes nothing.
 */
#include "caller.h"
#include "command.h"
#include "file.h"
#include "manifest.h"
#include "registration.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] = "usage: offswitch register [--browser ID] [--system] [--extension-id ID] [--dry-run] [--json]\n"
                           "\n"
                           "Tells every browser present where offswitch-host is: writes a manifest, the small file\n"
                           "org.offswitch.host.json, into the directory in which that browser looks, and lists each.\n"
                           "Safe to run again. A browser in a sandbox that can start no host is named, with the reason.\n"
                           "\n"
                           "  --browser ID         only this one, found or not: chrome, chromium, edge, brave, vivaldi,\n"
                           "                       opera, firefox, librewolf, waterfox, zen, floorp, ...\n"
                           "  --system             for all users of this machine (needs root)\n"
                           "  --extension-id ID    let one more extension call the host: the id of your own build\n"
                           "  --user-data-dir DIR  with --browser: of one that is started with that option\n"
                           "  --dry-run            say what would be written, write nothing\n"
                           "  --json               print the outcome for programs\n"
                           "\n"
                           "  offswitch register                      # every browser of yours\n"
                           "  offswitch register --browser chromium\n"
                           "  sudo offswitch register --system\n"
                           "  offswitch doctor                        # then see whether they can start it\n";

/* Directories that hold nothing private of the user's may be read by all; a browser's own are the user's. */
static bool
make_parent(const char *path, mode_t mode)
{
    AUTOFREE char *partial = base_copy(path);
    for (char *slash = strchr(partial + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(partial, mode) != 0 && errno != EEXIST) {
            return false;
        }
        *slash = '/';
    }
    return true;
}

/* A file of these bytes already, itself and not a link to one. */
static bool
is_already(const char *path, const char *text)
{
    size_t length = strlen(text);
    AUTOCLOSE int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size != (off_t)length ||
        (status.st_mode & S_IRGRP) == 0) {
        return false;
    }
    AUTOFREE char *present = base_allocate(length + 1, 1);
    return read(fd, present, length) == (ssize_t)length && memcmp(present, text, length) == 0;
}

static void
write_manifest(Registration *registration, const Browser *browser, const char *path, const char *text)
{
    Error error = {0};
    struct stat status;
    bool was_there = lstat(path, &status) == 0;
    if (is_already(path, text)) {
        registration_says(registration, browser, path, "unchanged", "");
        return;
    }
    if (registration->is_dry_run) {
        registration_says(registration, browser, path, was_there ? "would-update" : "would-write", "");
        return;
    }
    mode_t mask = umask(0);
    bool has_parent = make_parent(path, registration->is_system ? 0755 : 0700);
    umask(mask);
    if (!has_parent) {
        error_set(&error, "%s", strerror(errno));
        registration_fails(registration, browser, path, &error);
    } else if (!file_replace(path, text, strlen(text), 0644, &error)) {
        registration_fails(registration, browser, path, &error);
    } else {
        registration_says(registration, browser, path, was_there ? "updated" : "written", "");
    }
}

static void
register_browser(Registration *registration, const Browser *browser)
{
    Error error = {0};
    const char *unreachable = browsers_unreachable(registration->browsers, browser);
    const char *id = registration->extension_id;
    if (unreachable != NULL) {
        registration_says(registration, browser, NULL, "cannot", unreachable);
        return;
    }
    id = id != NULL && manifest_is_extension_id(browser->family, id) ? id : NULL;
    AUTOFREE char *text = manifest_make(browser->family, id, &error);
    if (text == NULL) {
        registration_fails(registration, browser, NULL, &error);
        return;
    }
    Scope scope = registration->is_system ? SCOPE_SYSTEM : SCOPE_USER;
    char *path = NULL;
    for (size_t i = 0; (path = browser_manifest(browser, scope, i)) != NULL; i++) {
        write_manifest(registration, browser, path, text);
        free(path);
    }
}

/* The host checks who calls as well. */
static void
record_caller(Registration *registration)
{
    Error error = {0};
    if (registration->extension_id != NULL && !registration->is_dry_run &&
        !caller_record(registration->extension_id, registration->is_system, &error)) {
        registration->n_failed++;
        fprintf(stderr, "offswitch register: %s\n", error.text);
    }
}

int
register_main(int n_arguments, char **arguments)
{
    static const RegistrationCommand command = {
        .name = "register", .help = help, .deal = register_browser, .settle = record_caller};
    return registration_run(&command, n_arguments, arguments);
}
