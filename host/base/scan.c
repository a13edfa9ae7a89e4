/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include <string.h>

/* How long a sequence its first byte announces, 0 for one that begins none. */
static size_t
announced_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Overlong forms, surrogates and what lies beyond Unicode show in the second byte. */
static bool
is_second_byte(unsigned char first, unsigned char second)
{
    unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
}

/* The length of the well-formed UTF-8 sequence at `s` (RFC 3629), 0 when it is none. */
static size_t
sequence_length(const unsigned char *s, size_t left)
{
    size_t length = announced_length(s[0]);
    if (length < 2) {
        return length;
    }
    if (length > left || !is_second_byte(s[0], s[1])) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

typedef struct {
    const unsigned char *text;
    size_t length;
    size_t at;
    int depth;
    int max_depth;
} Scan;

static bool
is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* One character that is neither plain nor the end. cJSON checks the escapes themselves, but cuts the text at \u0000. */
static JsonVerdict
scan_odd_character(Scan *scan)
{
    const unsigned char *s = scan->text + scan->at;
    size_t left = scan->length - scan->at;
    bool is_escape = s[0] == '\\';
    if (s[0] < 0x20 || (is_escape && (left < 2 || s[1] < 0x20)) || (left >= 6 && memcmp(s, "\\u0000", 6) == 0)) {
        return JSON_NOT_JSON;
    }
    size_t escape = is_escape ? 1 : 0;
    size_t step = sequence_length(s + escape, left - escape);
    scan->at += escape + step;
    return step > 0 ? JSON_OK : JSON_NOT_UTF8;
}

/* Passes a string's content up to its closing quote. */
static JsonVerdict
scan_string(Scan *scan)
{
    while (scan->at < scan->length) {
        unsigned char c = scan->text[scan->at];
        if (is_plain(c)) {
            scan->at++;
            continue;
        }
        JsonVerdict verdict = c == '"' ? JSON_OK : scan_odd_character(scan);
        if (c == '"' || verdict != JSON_OK) {
            return verdict;
        }
    }
    return JSON_NOT_JSON;
}

static size_t
count_digits(const Scan *scan, size_t at)
{
    size_t begin = at;
    while (at < scan->length && scan->text[at] >= '0' && scan->text[at] <= '9') {
        at++;
    }
    return at - begin;
}

/* cJSON takes a number with leading zeros; the grammar (RFC 8259) does not. Stays on the first byte. */
static JsonVerdict
scan_number(const Scan *scan)
{
    bool follows_number = scan->at > 0 && strchr("0123456789.+-eE", scan->text[scan->at - 1]) != NULL;
    size_t first = scan->at + (scan->text[scan->at] == '-' ? 1 : 0);
    bool is_padded = first < scan->length && scan->text[first] == '0' && count_digits(scan, first) > 1;
    return is_padded && !follows_number ? JSON_NOT_JSON : JSON_OK;
}

/* One byte outside of strings, or a whole string. */
static JsonVerdict
scan_token(Scan *scan)
{
    unsigned char c = scan->text[scan->at];
    if (c == '"') {
        scan->at++;
        return scan_string(scan);
    }
    if (c == '{' || c == '[') {
        return ++scan->depth > scan->max_depth ? JSON_TOO_DEEP : JSON_OK;
    }
    if (c == '}' || c == ']') {
        scan->depth--;
        return JSON_OK;
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        return scan_number(scan);
    }
    if ((c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r') {
        return JSON_OK;
    }
    return sequence_length(scan->text + scan->at, scan->length - scan->at) == 0 ? JSON_NOT_UTF8 : JSON_NOT_JSON;
}

JsonVerdict
scan_json(const char *text, size_t length, int max_depth, size_t *stopped)
{
    Scan scan = {.text = (const unsigned char *)text, .length = length, .max_depth = max_depth};
    JsonVerdict verdict = JSON_OK;
    for (; verdict == JSON_OK && scan.at < length; scan.at += verdict == JSON_OK ? 1 : 0) {
        verdict = scan_token(&scan);
    }
    *stopped = scan.at;
    return verdict;
}
