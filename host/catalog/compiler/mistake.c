/* SPDX-License-Identifier: MIT */
#include "mistake.h"

#include <stdarg.h>
#include <stdio.h>

static void
report(const Check *check, const CatalogMistake *found)
{
    if (check->job->report != NULL) {
        check->job->report(check->job->context, found);
    }
}

static void
report_at(const Check *check, const Json *where, CatalogMistake *found)
{
    found->path = check->file->path;
    found->line = where == NULL ? 0 : lines_find(&check->file->lines, where);
    report(check, found);
}

void
mistake_in_line(Check *check, size_t line, const char *word, const char *sentence)
{
    check->n_mistakes++;
    report(check, &(CatalogMistake){.path = check->file->path, .line = line, .word = word, .sentence = sentence});
}

void
mistake(Check *check, const Json *where, const char *word, const char *format, ...)
{
    char sentence[ERROR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    check->n_mistakes++;
    report_at(check, where, &(CatalogMistake){.word = word, .sentence = sentence});
}

void
warning(Check *check, const Json *where, const char *word, const char *format, ...)
{
    char sentence[ERROR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    check->n_warnings++;
    report_at(check, where, &(CatalogMistake){.word = word, .sentence = sentence, .is_warning = true});
}
