/* SPDX-License-Identifier: MIT
 *
 * Things as people read them: days, regions, paths, text in lines of a terminal's width. Has never heard of advice or browsers.
 */
#pragma once

#include "json.h"

enum { WORDS_SIZE = 64 };

/* "2025-11-03" or a stamp that begins so → "3 November 2025"; what is no date stays as it is. */
const char *words_day(const char *date, char words[static WORDS_SIZE]);

/* How long ago a day is: "today", "3 days ago", "5 months ago"; "" for none. */
const char *words_age(const char *date, char words[static WORDS_SIZE]);

/* "the EU, Switzerland and Hong Kong", "everywhere". Yours to free(). */
char *words_regions(const Json *regions);

/* "1 site", "2 sites". Yours to free(). */
char *words_count(size_t n, const char *noun);

/* The path with the user's home as "~": nothing private for a public report. Yours to free(). */
char *words_path(const char *path);

/* The text with nothing in it that speaks to a terminal: catalogs, sites and programs wrote it. Yours to free(). */
char *words_safe(const char *text);

/* Prints text in lines of 80 columns, each `indent` blanks in. */
void words_print(int indent, const char *text);

/* Prints "  Label      text …" with its further lines beneath the text; nothing for a text of NULL. */
void words_field(const char *label, const char *text);

/* Prints a word, in colour where standard output is a terminal that has one and NO_COLOR is not set. */
typedef enum { WORDS_GREEN, WORDS_YELLOW, WORDS_RED } WordsColour;
void words_coloured(WordsColour colour, const char *word);
