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

/* Borrowed from the table. */
typedef struct {
    const Json *row;
    const char *id;
    const char *name;
    Family family;
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

/* True when a program of it is in PATH or in its own place, or the user has a profile of it. */
bool browser_is_present(const Browser *browser);

/* Where it looks for our manifest, in its order: the path at a position in a scope, yours to free(); NULL behind the last. */
char *browser_manifest(const Browser *browser, Scope scope, size_t position);

/* The manifest it takes: the first that exists, the user's before the system's, good or bad. Yours to free(); NULL when there
 * is none. */
char *browser_taken_manifest(const Browser *browser);
