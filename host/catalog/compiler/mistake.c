/* SPDX-License-Identifier: MIT */
#include "mistake.h"

#include <stdarg.h>
#include <stdio.h>

void
mistake_in_line(Check *check, size_t line, const char *word, const char *sentence)
{
    check->n_mistakes++;
    if (check->job->report != NULL) {
        CatalogMistake found = {.path = check->file->path, .line = line, .word = word, .sentence = sentence};
        check->job->report(check->job->context, &found);
    }
}

void
mistake(Check *check, const Json *where, const char *word, const char *format, ...)
{
    char sentence[ERROR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    mistake_in_line(check, where == NULL ? 0 : lines_find(&check->file->lines, where), word, sentence);
}
