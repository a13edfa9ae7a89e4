/* SPDX-License-Identifier: MIT
 *
 * What the checks share: the file they look at, and how they say what is wrong with it.
 */
#pragma once

#include "compiler.h"
#include "site_file.h"

typedef struct {
    const CatalogJob *job;
    const SiteFile *file;
    size_t n_mistakes;
    size_t n_warnings;
} Check;

/* Reports a mistake at `where`, a value of the file's JSON (NULL: the file as a whole). */
void mistake(Check *check, const Json *where, const char *word, const char *format, ...) PRINTF_LIKE(4, 5);

/* As mistake, for what does not make the file wrong. */
void warning(Check *check, const Json *where, const char *word, const char *format, ...) PRINTF_LIKE(4, 5);

/* As mistake, for a file that has no JSON. */
void mistake_in_line(Check *check, size_t line, const char *word, const char *sentence);
