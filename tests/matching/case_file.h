/* SPDX-License-Identifier: MIT
 *
 * A file of labelled pages, as README.md describes it. A mistake in it ends the program: the set is part of the source.
 */
#pragma once

#include "matcher.h"

enum { CASE_MAX_CONTROLS = 64, CASE_MAX_OPTIONS = 8, CASE_MAX_PAGES = 128 };

typedef enum { TRUTH_NOTHING, TRUTH_RECORD, TRUTH_SUSPECT } TruthKind;

typedef struct {
    TruthKind kind;
    const char *record; /* the id */
    bool is_turned;     /* of a record: its state means the opposite, or nobody can tell */
    const char *concept;
    const char *private_state; /* "on", "off", "unknown" */
} Truth;

typedef struct {
    const char *language;
    const char *title;
    bool is_unknown; /* of no catalog */
    size_t n_controls;
    PageControl controls[CASE_MAX_CONTROLS];
    PageOption options[CASE_MAX_CONTROLS][CASE_MAX_OPTIONS];
    Truth truths[CASE_MAX_CONTROLS];
} CasePage;

typedef struct {
    const char *path;
    PageRecord *record; /* NULL in a file without a catalog */
    size_t n_pages;
    CasePage *pages;
    char *text; /* what all of it is borrowed from */
} CaseFile;

CaseFile *case_file_read(const char *path);
void case_file_free(CaseFile *file);
