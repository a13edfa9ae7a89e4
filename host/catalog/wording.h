/* SPDX-License-Identifier: MIT
 *
 * What the words of a label mean: sharing, partners, ads, and whether they turn the meaning round ("opt out of", "nicht"). A table of words by language, no grammar: good
 * enough to say what a control looks like and to doubt a state, never to decide for anyone. Pure. Knows no catalog.
 */
#pragma once

#include "base.h"

typedef enum {
    MEANS_DATA = 1 << 0,
    MEANS_CONTENT = 1 << 1, /* data by its kind: posts, location, purchases */
    MEANS_SHARE = 1 << 2,
    MEANS_GIVE = 1 << 3, /* send, use, collect: shares only together with whom or what */
    MEANS_PARTNER = 1 << 4,
    MEANS_AFFILIATE = 1 << 5,
    MEANS_AI = 1 << 6,
    MEANS_MODEL = 1 << 7,
    MEANS_TRAIN = 1 << 8,
    MEANS_ADS = 1 << 9,
    MEANS_PERSONAL = 1 << 10,
    MEANS_OFFSITE = 1 << 11,
    MEANS_SELL = 1 << 12,
    MEANS_DIAGNOSTICS = 1 << 13,
    MEANS_RESEARCH = 1 << 14,
    MEANS_FIND = 1 << 15, /* that others find the user */
    MEANS_SEEN = 1 << 16, /* that others see what the user does */
    MEANS_ALLOW = 1 << 17,
    MEANS_TURNED = 1 << 18,   /* on protects: "do not", "block" */
    MEANS_UNSURE = 1 << 19,   /* nobody can tell which state protects: "only", "ask", "settings" */
    MEANS_HARMLESS = 1 << 20, /* something else is meant: "dark mode", a shared document */
    MEANS_COOKIE = 1 << 21,
    MEANS_HELP = 1 << 22,   /* "help improve": giving, politely */
    MEANS_ENGINE = 1 << 23, /* search engines: the browser's own, or those that list people */
} Meaning;

enum { WORDING_MAX_WORDS = 12 };

/* A word as it stands in the label, from blank to blank. */
typedef struct {
    const char *text; /* borrowed from the label, not ended by a NUL */
    size_t length;
    Meaning meaning;
} Word;

/* A label read in one language. */
typedef struct {
    unsigned meanings;
    size_t n_turns; /* how often the meaning is turned round */
    size_t n_words;
    Word words[WORDING_MAX_WORDS];
} Wording;

typedef enum { POLARITY_UNKNOWN, POLARITY_EXPOSES, POLARITY_PROTECTS } Polarity;

/* The languages by number; NULL behind the last. */
const char *wording_language(size_t number);

/* `normal` is a label in its normal form. */
void wording_read(const char *normal, size_t language, Wording *wording);

/* What the control does when it is on. Only of a label that is about data: "dark mode" exposes nothing. */
Polarity wording_polarity(const Wording *wording);

/* Whether any language has a word of this meaning in the label. */
bool wording_has(const char *normal, Meaning meaning);
