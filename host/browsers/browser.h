/* SPDX-License-Identifier: MIT
 *
 * The browsers we know and where each looks for host manifests: the rows of browsers.json against this machine. Reads
 * directories' names, opens nothing but the table.
 */
#pragma once

#include "error.h"
#include "json.h"

typedef enum { FAMILY_CHROMIUM, FAMILY_FIREFOX } Family;
typedef enum { SCOPE_USER, SCOPE_SYSTEM } Scope;

/* Borrowed from the table, and from the process where it is a running one (running.h). */
typedef struct {
    const Json *row;
    const char *id;
    const char *name;
    Family family;
    const char *data_directory; /* its --user-data-dir; NULL: where its row says */
    char *const *environment;   /* its "NAME=value"s; NULL: ours */
} Browser;

typedef struct Browsers Browsers;

/* The installed table. An error names the row that makes no sense. */
Browsers *browsers_new(Error *error) MUST_USE;
void browsers_free(Browsers *browsers);
void browsers_cleanup(Browsers **browsers);
#define AUTOBROWSERS BASE_CLEANUP(browsers_cleanup) Browsers

/* The row at a position, or of an id; NULL when there is none. */
const Browser *browsers_at(const Browsers *browsers, size_t position);
const Browser *browsers_find(const Browsers *browsers, const char *id);

/* Why this one can start no host on any machine, and a word for it ("snap", "flatpak"); NULL when it can. */
const char *browsers_unreachable(const Browsers *browsers, const Browser *browser);
const char *browser_unreachable(const Browser *browser);

/* True when a program of it is in PATH or in its own place, or the user has a profile of it. */
bool browser_is_present(const Browser *browser);

/* True when this is one of its programs, links followed. */
bool browser_has_program(const Browser *browser, const char *path);

/* A place of the table with its {…} filled in; yours to free(). */
char *browser_place(const Browser *browser, const char *place);

/* Where it looks for our manifest, in its order: the path at a position in a scope, yours to free(); NULL behind the last. */
char *browser_manifest(const Browser *browser, Scope scope, size_t position);

/* The manifest it takes in a scope: the first that exists, good or bad. Yours to free(); NULL when there is none. */
char *browser_taken_manifest(const Browser *browser, Scope scope);

/* Chromium family: the directory of its profiles. Yours to free(). */
char *browser_data_directory(const Browser *browser);

/* A variable as this browser sees it; NULL when it is not set. */
const char *browser_variable(const Browser *browser, const char *name);
