/* SPDX-License-Identifier: MIT
 *
 * What words of a label mean, by language, in the normal form of label.h. A '*' at an end lets a word go on there; words of scripts without spaces are found
 * anywhere. One file a language in words/. Only wording.c needs them.
 */
#pragma once

#include "wording.h"

typedef struct {
    const char *language;
    unsigned meaning;  /* one Meaning */
    const char *words; /* separated by '|' */
} WordRow;

static const WordRow word_rows[] = {
#include "words/da.inc"
#include "words/de.inc"
#include "words/en.inc"
#include "words/es.inc"
#include "words/fr.inc"
#include "words/it.inc"
#include "words/ja.inc"
#include "words/ko.inc"
#include "words/nb.inc"
#include "words/nl.inc"
#include "words/pl.inc"
#include "words/pt.inc"
#include "words/sv.inc"
#include "words/zh.inc"
};
