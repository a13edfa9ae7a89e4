/* SPDX-License-Identifier: MIT */
#include "registration.h"

#include "command.h"
#include "manifest.h"
#include "options.h"
#include "sudo.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void
registration_says(Registration *registration, const Browser *browser, const char *path, const char *outcome, const char *more)
{
    AUTOFREE char *place = path == NULL ? NULL : words_path(path);
    registration->n_manifests++;
    if (registration->is_json) {
        Json *entry = json_new_object();
        json_set(entry, "browser", json_new_string(browser->id));
        json_set(entry, "outcome", json_new_string(outcome));
        if (path != NULL) {
            json_set(entry, "path", json_new_string(path));
        }
        if (more[0] != '\0') {
            json_set(entry, "more", json_new_string(more));
        }
        json_append(registration->outcomes, entry);
        return;
    }
    printf("%-15s %-18s %s%s%s\n", outcome, browser->name, place == NULL ? "" : place,
           place == NULL || more[0] == '\0' ? "" : "  ", more);
}

void
registration_fails(Registration *registration, const Browser *browser, const char *path, const Error *error)
{
    registration->n_failed++;
    registration_says(registration, browser, path, "failed", error->text);
}

bool
registration_is_first(Registration *registration, const char *path)
{
    bool is_first = json_get(registration->paths, path) == NULL;
    json_set(registration->paths, path, json_new_flag(true));
    return is_first;
}

/* True when the id fits one family at least. */
static bool
is_extension_id(const char *id)
{
    return id == NULL || manifest_is_extension_id(FAMILY_CHROMIUM, id) || manifest_is_extension_id(FAMILY_FIREFOX, id);
}

static bool
is_meant(const Registration *registration, const RegistrationCommand *command, const Browsers *browsers, const Browser *browser)
{
    if (registration->browser != NULL) {
        return browser == browsers_find(browsers, registration->browser);
    }
    return command->deals_with_absent || browser_is_present(browser);
}

static int
deal_with_all(Registration *registration, const RegistrationCommand *command, const Browsers *browsers)
{
    const Browser *browser = NULL;
    AUTOJSON *paths = json_new_object();
    registration->paths = paths;
    registration->outcomes = json_new_array();
    registration->browsers = browsers;
    for (size_t i = 0; (browser = browsers_at(browsers, i)) != NULL; i++) {
        if (is_meant(registration, command, browsers, browser)) {
            Browser meant = *browser;
            meant.data_directory = registration->data_directory;
            registration->n_browsers++;
            command->deal(registration, &meant);
        }
    }
    if (command->settle != NULL) {
        command->settle(registration);
    }
    AUTOJSON *result = json_new_object();
    json_set(result, "manifests", registration->outcomes);
    if (registration->is_json) {
        command_prints(result);
    } else if (registration->n_browsers == 0) {
        puts("No browser was found that Offswitch knows (\"--browser ID\" names one that is not found).");
    } else if (registration->n_manifests == 0) {
        puts("No browser has a manifest of Offswitch.");
    }
    return registration->n_failed > 0 ? EXIT_WRONG : EXIT_FINE;
}

/* Yours to free(); NULL stays NULL. */
static char *
absolute(const char *directory)
{
    AUTOFREE char *here = getcwd(NULL, 0);
    return directory == NULL || directory[0] == '/' || here == NULL ? base_copy(directory)
                                                                    : base_format("%s/%s", here, directory);
}

int
registration_run(const RegistrationCommand *command, int n_arguments, char **arguments)
{
    Error error = {0};
    int code = EXIT_FINE;
    Registration registration = {0};
    const Option options[] = {
        {.name = "system", .flag = &registration.is_system},
        {.name = "dry-run", .flag = &registration.is_dry_run},
        {.name = "json", .flag = &registration.is_json},
        {.name = "browser", .value = &registration.browser},
        {.name = "extension-id", .value = &registration.extension_id},
        {.name = "user-data-dir", .value = &registration.data_directory},
    };
    const Usage usage = {.name = command->name, .help = command->help, .options = options, .n_options = N_ELEMENTS(options)};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if (!is_extension_id(registration.extension_id)) {
        return usage_error(&usage, "\"%s\" is no id of an extension", registration.extension_id);
    }
    if (!registration.is_system) {
        sudo_become_user();
    }
    AUTOFREE char *directory = absolute(registration.data_directory);
    registration.data_directory = directory;
    AUTOBROWSERS *browsers = browsers_new(&error);
    if (browsers == NULL) {
        return command_fails(command->name, &error);
    }
    const Browser *named = registration.browser == NULL ? NULL : browsers_find(browsers, registration.browser);
    if (registration.browser != NULL && named == NULL) {
        return usage_error(&usage, "there is no browser \"%s\" in browsers.json", registration.browser);
    }
    if (directory != NULL && (named == NULL || named->family != FAMILY_CHROMIUM)) {
        return usage_error(&usage, "--user-data-dir is of one browser of Chromium's family: add --browser");
    }
    return deal_with_all(&registration, command, browsers);
}
