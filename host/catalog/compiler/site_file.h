/* SPDX-License-Identifier: MIT
 *
 * One site file in memory: its text's values, where they stand, and its controls in a row. Knows nothing of the rules.
 */
#pragma once

#include "lines.h"

enum { SITE_FILE_MAX_BYTES = 1024 * 1024 };

typedef struct {
    const Json *page;
    const Json *control;
} SiteControl;

typedef struct {
    char *path;
    char *id; /* the file's name without .json */
    Json *json;
    Lines lines;
    SiteControl *controls;
    size_t n_controls;
} SiteFile;

typedef struct {
    const char *word; /* NULL: the file was read */
    size_t line;
    const char *sentence;
} SiteFileFault;

/* `name` is the file's in `directory`. What was read is to be finished in any case. */
SiteFileFault site_file_read(SiteFile *file, const char *directory, const char *name);
void site_file_finish(SiteFile *file);

/* Puts the controls of all pages in a row; only for a file whose shape is right. */
void site_file_list_controls(SiteFile *file);

/* NULL when the file has no such control. */
const SiteControl *site_file_find(const SiteFile *file, const char *id);
