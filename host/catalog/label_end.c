/* SPDX-License-Identifier: MIT */
#include "label_end.h"

#include "base.h"
#include "state_words.h"

#include <string.h>

enum { LONGEST_STATE_WORD = 32 };

static bool
ends_with(const char *text, size_t length, const char *end)
{
    size_t n = strlen(end);
    return length >= n && memcmp(text + length - n, end, n) == 0;
}

/* What neither ends a label nor separates a state from it: every byte of most labels. */
static bool
is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The length without blanks and punctuation at the end. */
static size_t
cut_punctuation(const char *text, size_t length, LabelState *said) /* NOLINT(readability-non-const-parameter): it is a Cut */
{
    (void)said;
    static const char *const wide[] = {"。", "、", "．", "·", "•"};
    size_t before = 0;
    if (length > 0 && is_word_byte(text[length - 1])) {
        return length;
    }
    do {
        before = length;
        while (length > 0 && strchr(" .:?!,;-|", text[length - 1]) != NULL) {
            length--;
        }
        for (size_t i = 0; i < N_ELEMENTS(wide); i++) {
            length -= ends_with(text, length, wide[i]) ? strlen(wide[i]) : 0;
        }
    } while (length < before);
    return length;
}

static bool
lists(const char *const *words, size_t n_words, const char *word, size_t length)
{
    for (size_t i = 0; i < n_words; i++) {
        if (words[i][0] == word[0] && strncmp(words[i], word, length) == 0 && words[i][length] == '\0') {
            return true;
        }
    }
    return false;
}

static LabelState
read_state_word(const char *word, size_t length)
{
    if (length > LONGEST_STATE_WORD) {
        return LABEL_SAYS_NOTHING;
    }
    bool is_on = lists(on_words, N_ELEMENTS(on_words), word, length);
    return is_on ? LABEL_SAYS_ON : lists(off_words, N_ELEMENTS(off_words), word, length) ? LABEL_SAYS_OFF : LABEL_SAYS_NOTHING;
}

/* "3", "1,234", "99+" */
static bool
is_count(const char *text, size_t length)
{
    return length > 0 && strspn(text, "0123456789., +") >= length;
}

/* "foo (off)" and "foo [3]" */
static size_t
cut_bracketed(const char *text, size_t length, LabelState *said)
{
    if (length < 3 || (text[length - 1] != ')' && text[length - 1] != ']')) {
        return length;
    }
    char opening = text[length - 1] == ')' ? '(' : '[';
    const char *open = memrchr(text, opening, length);
    if (open == NULL) {
        return length;
    }
    size_t inner = length - 2 - (size_t)(open - text);
    *said = read_state_word(open + 1, inner);
    return *said != LABEL_SAYS_NOTHING || is_count(open + 1, inner) ? (size_t)(open - text) : length;
}

/* A hyphen separates only with a blank before it: "add-on". */
static bool
is_separator(const char *text, size_t at)
{
    return strchr(",:;|", text[at]) != NULL || (text[at] == '-' && at > 0 && text[at - 1] == ' ');
}

/* Of the separator whose last byte is at `at`; 0 when there is none. */
static size_t
separator_width(const char *text, size_t at)
{
    static const char wide_comma[] = "、";
    static const char arabic_comma[] = "،";
    if (is_word_byte(text[at]) || text[at] == ' ') {
        return 0;
    }
    if (ends_with(text, at + 1, wide_comma)) {
        return strlen(wide_comma);
    }
    if (ends_with(text, at + 1, arabic_comma)) {
        return strlen(arabic_comma);
    }
    return is_separator(text, at) ? 1 : 0;
}

/* "foo, on", "foo: ein", "foo - off", "foo、オン" */
static size_t
cut_state_word(const char *text, size_t length, LabelState *said)
{
    static const char first_bytes[] = ",:;|-\xE3\xD8"; /* of all that separates: most labels have none */
    if (text[strcspn(text, first_bytes)] == '\0') {
        return length;
    }
    size_t earliest = length > LONGEST_STATE_WORD + 2 ? length - LONGEST_STATE_WORD - 2 : 0;
    for (size_t at = length; at-- > earliest;) {
        size_t width = separator_width(text, at);
        if (width == 0) {
            continue;
        }
        size_t start = at + 1 + strspn(text + at + 1, " ");
        *said = start < length ? read_state_word(text + start, length - start) : LABEL_SAYS_NOTHING;
        return *said == LABEL_SAYS_NOTHING ? length : at + 1 - width;
    }
    return length;
}

typedef size_t (*Cut)(const char *text, size_t length, LabelState *said);

/* What the label says altogether after it said `more`, too. */
static LabelState
joined(LabelState said, LabelState more)
{
    bool agree = said == more || more == LABEL_SAYS_NOTHING;
    return agree ? said : said == LABEL_SAYS_NOTHING ? more : LABEL_SAYS_BOTH;
}

/* Nothing is cut that would leave nothing. */
static size_t
cut_with(Cut cut, const char *text, size_t length, LabelState *said)
{
    LabelState more = LABEL_SAYS_NOTHING;
    size_t shorter = cut(text, length, &more);
    if (shorter >= length || cut_punctuation(text, shorter, &more) == 0) {
        return length;
    }
    *said = joined(*said, more);
    return shorter;
}

size_t
label_end(const char *text, size_t length, LabelState *said)
{
    static const Cut cuts[] = {cut_punctuation, cut_bracketed, cut_state_word};
    size_t before = 0;
    length -= ends_with(text, length, " ") ? 1 : 0;
    do {
        before = length;
        for (size_t i = 0; i < N_ELEMENTS(cuts); i++) {
            length = cut_with(cuts[i], text, length, said);
        }
    } while (length < before);
    return length;
}
