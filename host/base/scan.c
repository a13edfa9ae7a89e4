/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include <string.h>

/* The length of the well-formed UTF-8 sequence at `s` (RFC 3629), 0 when it is none. */
static size_t
sequence_length(const unsigned char *s, size_t left)
{
    size_t length = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool surrogate = s[0] == 0xED && s[1] > 0x9F;
    bool beyond = s[0] == 0xF4 && s[1] > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

bool
scan_is_utf8(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t step = sequence_length((const unsigned char *)text + at, length - at);
        if (step == 0 || text[at] == '\0') {
            return false;
        }
        at += step;
    }
    return true;
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

/* Passes a string's content up to its closing quote. cJSON checks the escapes themselves, but cuts the text at \u0000. */
static JsonVerdict
scan_string(Scan *scan)
{
    while (scan->at < scan->length) {
        unsigned char c = scan->text[scan->at];
        if (is_plain(c)) {
            scan->at++;
            continue;
        }
        if (c == '"') {
            return JSON_OK;
        }
        if (c < 0x20) {
            return JSON_NOT_JSON;
        }
        if (c == '\\') {
            if (scan->at + 6 <= scan->length && memcmp(scan->text + scan->at, "\\u0000", 6) == 0) {
                return JSON_NOT_JSON;
            }
            scan->at += scan->at + 1 < scan->length ? 1 : 0;
            c = scan->text[scan->at];
        }
        size_t step = sequence_length(scan->text + scan->at, scan->length - scan->at);
        if (step == 0) {
            return JSON_NOT_UTF8;
        }
        scan->at += step;
    }
    return JSON_NOT_JSON;
}

static bool
is_outside_byte(unsigned char c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

static JsonVerdict
scan_value(Scan *scan)
{
    for (; scan->at < scan->length; scan->at++) {
        unsigned char c = scan->text[scan->at];
        if (c == '"') {
            scan->at++;
            JsonVerdict verdict = scan_string(scan);
            if (verdict != JSON_OK) {
                return verdict;
            }
        } else if (c == '{' || c == '[') {
            if (++scan->depth > scan->max_depth) {
                return JSON_TOO_DEEP;
            }
        } else if (c == '}' || c == ']') {
            scan->depth--;
        } else if (!is_outside_byte(c)) {
            return sequence_length(scan->text + scan->at, scan->length - scan->at) == 0 ? JSON_NOT_UTF8 : JSON_NOT_JSON;
        }
    }
    return JSON_OK;
}

JsonVerdict
scan_json(const char *text, size_t length, int max_depth, size_t *stopped)
{
    Scan scan = {.text = (const unsigned char *)text, .length = length, .max_depth = max_depth};
    JsonVerdict verdict = scan_value(&scan);
    *stopped = scan.at;
    return verdict;
}
