/* SPDX-License-Identifier: MIT
 *
 * What register, unregister and status share: which browsers the options mean, the walk over their manifests, and how the
 * outcome is told.
 */
#pragma once

#include "browser.h"

typedef struct {
    bool is_system;
    bool is_dry_run;
    bool is_json;
    const char *browser; /* an id; NULL: all of them */
    const char *extension_id;
    const char *data_directory; /* of a browser that was started with --user-data-dir */
    const Browsers *browsers;
    size_t n_browsers; /* that were dealt with */
    size_t n_manifests;
    size_t n_failed;
    Json *outcomes; /* for --json */
    Json *paths;    /* that registration_is_first was asked about */
} Registration;

typedef struct {
    const char *name;
    const char *help;
    bool deals_with_absent; /* browsers that are not here any more */
    void (*deal)(Registration *registration, const Browser *browser);
    void (*settle)(Registration *registration); /* once, after the last browser; may be NULL */
} RegistrationCommand;

/* Reads the options, calls `deal` for each browser meant, tells the outcome; the exit code of the command. */
int registration_run(const RegistrationCommand *command, int n_arguments, char **arguments);

/* False when it was asked about this manifest before: browsers share directories. */
bool registration_is_first(Registration *registration, const char *path);

/* One line, or one element of --json: a stable word for what happened to a manifest, and more in words ("" for none). `path`
 * may be NULL. */
void registration_says(Registration *registration, const Browser *browser, const char *path, const char *outcome,
                       const char *more);

/* The same for what went wrong. */
void registration_fails(Registration *registration, const Browser *browser, const char *path, const Error *error);
