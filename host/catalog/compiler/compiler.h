/* SPDX-License-Identifier: MIT
 *
 * From the site files that people write to the one constant database that the host opens. Refuses a file as a whole, with file, line and reason for each
 * mistake, and leaves the database as it was. The only writer of what record.h reads.
 */
#pragma once

#include "error.h"

/* One mistake: a path as given, a line (0: the whole file), a stable word (the catalog's README.md lists them) and a sentence. A warning refuses nothing. */
typedef struct {
    const char *path;
    size_t line;
    const char *word;
    const char *sentence;
    bool is_warning;
} CatalogMistake;

typedef void (*CatalogReport)(void *context, const CatalogMistake *mistake);

typedef struct {
    size_t n_sites;
    size_t n_controls;
    size_t n_mistakes;
    size_t n_warnings;
} CatalogSummary;

typedef struct {
    const char *directory;
    const char *database; /* NULL: check only */
    const char *today;    /* YYYY-MM-DD, for what lies in the future and what is stale */
    CatalogReport report;
    void *context;
} CatalogJob;

/* Reads every *.json in the directory (in the order of their names), checks each and all together. With a database and no mistake, writes it by way of a
 * temporary file and rename. False when a mistake was reported or the world failed (then `error` says how; else its text is empty). */
bool catalog_compile(const CatalogJob *job, CatalogSummary *summary, Error *error);
