/* SPDX-License-Identifier: MIT */
#include "wording.h"

#include "wording_words.h"

#include <string.h>

enum { FIRST_SPACELESS_BYTE = 0xE3 };

/* ---- finding a word ---- */

typedef struct {
    const char *text;
    size_t length;
    bool is_open_before; /* other letters may stand there */
    bool is_open_behind;
} Pattern;

/* Chinese, Japanese and Korean put no blanks between words (from U+3000). */
static bool
is_spaceless(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= FIRST_SPACELESS_BYTE) {
            return true;
        }
    }
    return false;
}

static Pattern
pattern_of(const char *word, size_t length)
{
    Pattern pattern = {.text = word, .length = length};
    pattern.is_open_before = word[0] == '*';
    pattern.is_open_behind = length > 0 && word[length - 1] == '*';
    pattern.text += pattern.is_open_before ? 1 : 0;
    pattern.length -= (pattern.is_open_before ? 1U : 0U) + (pattern.is_open_behind ? 1U : 0U);
    bool is_anywhere = is_spaceless(pattern.text, pattern.length);
    pattern.is_open_before = pattern.is_open_before || is_anywhere;
    pattern.is_open_behind = pattern.is_open_behind || is_anywhere;
    return pattern;
}

/* Letters of alphabets; what begins with 0xC2 or 0xE2 is punctuation. */
static bool
begins_letter(const char *at)
{
    unsigned char byte = (unsigned char)*at;
    bool is_ascii = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    return is_ascii || (byte >= 0xC3 && byte <= 0xE1);
}

static bool
is_after_letter(const char *text, const char *at)
{
    if (at == text) {
        return false;
    }
    at--;
    while (at > text && ((unsigned char)*at & 0xC0) == 0x80) {
        at--;
    }
    return begins_letter(at);
}

static const char *
find_pattern(const char *text, const char *from, const Pattern *pattern)
{
    const char *end = text + strlen(text);
    const char *at = memmem(from, (size_t)(end - from), pattern->text, pattern->length);
    while (at != NULL) {
        bool begins = pattern->is_open_before || !is_after_letter(text, at);
        bool ends = pattern->is_open_behind || !begins_letter(at + pattern->length);
        if (begins && ends) {
            return at;
        }
        at = memmem(at + 1, (size_t)(end - at - 1), pattern->text, pattern->length);
    }
    return NULL;
}

/* ---- keeping what was found ---- */

static Word
word_at(const char *text, const char *at, const Pattern *pattern, Meaning meaning)
{
    const char *end = at + pattern->length;
    bool is_anywhere = is_spaceless(pattern->text, pattern->length);
    while (!is_anywhere && is_after_letter(text, at)) {
        at--;
    }
    while (!is_anywhere && *end != '\0' && (begins_letter(end) || ((unsigned char)*end & 0xC0) == 0x80)) {
        end++;
    }
    return (Word){.text = at, .length = (size_t)(end - at), .meaning = meaning};
}

/* Two words of the table may find the same one ("partner*", "*partners"), or a part of it ("do not", "not"). */
static bool
is_kept(const Wording *wording, const Word *word)
{
    for (size_t i = 0; i < wording->n_words; i++) {
        const Word *other = &wording->words[i];
        bool overlaps = word->text < other->text + other->length && other->text < word->text + word->length;
        if (other->meaning == word->meaning && overlaps) {
            return true;
        }
    }
    return false;
}

static void
keep(Wording *wording, Word word)
{
    if (is_kept(wording, &word)) {
        return;
    }
    wording->n_turns += word.meaning == MEANS_TURNED ? 1 : 0;
    wording->meanings |= (unsigned)word.meaning;
    if (wording->n_words < WORDING_MAX_WORDS) {
        wording->words[wording->n_words++] = word;
    }
}

static void
read_word(const char *normal, const char *word, size_t length, Meaning meaning, Wording *wording)
{
    const Pattern pattern = pattern_of(word, length);
    const char *at = find_pattern(normal, normal, &pattern);
    while (at != NULL) {
        keep(wording, word_at(normal, at, &pattern, meaning));
        at = meaning == MEANS_TURNED ? find_pattern(normal, at + pattern.length, &pattern) : NULL;
    }
}

static void
read_row(const char *normal, const WordRow *row, Wording *wording)
{
    for (const char *word = row->words; *word != '\0';) {
        size_t length = strcspn(word, "|");
        read_word(normal, word, length, (Meaning)row->meaning, wording);
        word += length + (word[length] == '|' ? 1 : 0);
    }
}

/* ---- languages ---- */

const char *
wording_language(size_t number)
{
    const char *language = NULL;
    size_t n = 0;
    for (size_t i = 0; i < N_ELEMENTS(word_rows); i++) {
        bool is_next = language == NULL || strcmp(word_rows[i].language, language) != 0;
        language = word_rows[i].language;
        if (is_next && n++ == number) {
            return language;
        }
    }
    return NULL;
}

void
wording_read(const char *normal, size_t language, Wording *wording)
{
    const char *name = wording_language(language);
    *wording = (Wording){0};
    for (size_t i = 0; i < N_ELEMENTS(word_rows); i++) {
        if (strcmp(word_rows[i].language, name) == 0) {
            read_row(normal, &word_rows[i], wording);
        }
    }
}

Polarity
wording_polarity(const Wording *wording)
{
    bool is_sure = (wording->meanings & (unsigned)MEANS_UNSURE) == 0 && wording->n_turns < 2;
    return !is_sure ? POLARITY_UNKNOWN : wording->n_turns == 1 ? POLARITY_PROTECTS : POLARITY_EXPOSES;
}

bool
wording_has(const char *normal, Meaning meaning)
{
    Wording wording = {0};
    for (size_t i = 0; i < N_ELEMENTS(word_rows); i++) {
        if (word_rows[i].meaning == (unsigned)meaning) {
            read_row(normal, &word_rows[i], &wording);
        }
    }
    return wording.n_words > 0;
}
