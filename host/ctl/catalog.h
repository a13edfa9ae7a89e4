/* SPDX-License-Identifier: MIT
 *
 * What the verbs of `offswitch catalog` share. Each verb is a function that gets the command line as it was read and returns an exit code.
 */
#pragma once

#include "command.h"
#include "store.h"

/* Members that were not given are NULL or false. */
typedef struct {
    const char *word; /* behind the verb */
    const char *directory;
    const char *output;
    const char *host;
    const char *within;
    bool is_system;
    bool is_json;
} CatalogLine;

int catalog_check(const CatalogLine *line);
int catalog_build(const CatalogLine *line);
int catalog_new(const CatalogLine *line);
int catalog_list(const CatalogLine *line);
int catalog_show(const CatalogLine *line);
int catalog_stale(const CatalogLine *line);

/* Where the site files are that the line means: --directory, the administrator's, else the user's own. Yours to free(). */
char *catalog_directory(const CatalogLine *line);

/* The catalog in use, as the host opens it. Yours (store_free). */
Store *catalog_open(void);
