/* SPDX-License-Identifier: MIT */
#include "manifest_text.h"

#include "file.h"

#include <stdlib.h>
#include <string.h>

/* No browser has a limit; a megabyte is no manifest any more. */
enum { MAX_MANIFEST_SIZE = 1024 * 1024, ESCAPE_LENGTH = 6 /* of \uXXXX */ };

static void
cut_byte_order_mark(Buffer *bytes)
{
    static const char mark[] = "\xef\xbb\xbf";
    if (bytes->length >= sizeof(mark) - 1 && memcmp(bytes->data, mark, sizeof(mark) - 1) == 0) {
        buffer_consume(bytes, sizeof(mark) - 1);
    }
}

/* ---- what a family lets through, as what our reader lets through ---- */

typedef struct {
    Family family;
    const char *at; /* a NUL ends it; another NUL before that is refused by everyone */
    Buffer strict;
} Translation;

static void
pass(Translation *translation, size_t length)
{
    buffer_append(&translation->strict, translation->at, length);
    translation->at += length;
}

static void
replace(Translation *translation, size_t length, const char *with)
{
    buffer_append_text(&translation->strict, with);
    translation->at += length;
}

/* True at \uXXXX with a number of these bounds. */
static bool
is_unit(const char *at, unsigned long lowest, unsigned long highest)
{
    char digits[5] = {0};
    if (at[0] != '\\' || at[1] != 'u' || strnlen(at, ESCAPE_LENGTH) < ESCAPE_LENGTH) {
        return false;
    }
    memcpy(digits, at + 2, 4);
    unsigned long unit = strtoul(digits, NULL, 16);
    return strspn(digits, "0123456789abcdefABCDEF") == 4 && unit >= lowest && unit <= highest;
}

/* NUL is fine with both; Chromium reads \xHH, Firefox half a surrogate pair. */
static void
translate_escape(Translation *translation)
{
    const char *at = translation->at;
    bool is_high = is_unit(at, 0xD800, 0xDBFF);
    if (is_unit(at, 0, 0)) {
        replace(translation, ESCAPE_LENGTH, "\\u0001");
    } else if (is_high && is_unit(at + ESCAPE_LENGTH, 0xDC00, 0xDFFF)) {
        pass(translation, 2 * (size_t)ESCAPE_LENGTH);
    } else if (translation->family == FAMILY_FIREFOX && is_unit(at, 0xD800, 0xDFFF)) {
        replace(translation, ESCAPE_LENGTH, "\\ufffd");
    } else if (translation->family == FAMILY_CHROMIUM && at[1] == 'x') {
        replace(translation, 2, "\\u00");
    } else {
        pass(translation, at[1] == '\0' ? 1 : 2);
    }
}

static void
translate_string(Translation *translation)
{
    pass(translation, 1);
    while (*translation->at != '\0' && *translation->at != '"') {
        bool is_break = *translation->at == '\n' || *translation->at == '\r';
        if (*translation->at == '\\') {
            translate_escape(translation);
        } else if (is_break && translation->family == FAMILY_CHROMIUM) {
            replace(translation, 1, " ");
        } else {
            pass(translation, 1);
        }
    }
}

/* How long the comment is that begins here; 0 when none does, or it has no end. */
static size_t
comment_length(const char *at)
{
    if (strncmp(at, "//", 2) == 0) {
        return strcspn(at, "\n");
    }
    const char *end = strncmp(at, "/*", 2) == 0 ? strstr(at + 2, "*/") : NULL;
    return end == NULL ? 0 : (size_t)(end - at) + 2;
}

static void
translate(Translation *translation)
{
    while (*translation->at != '\0') {
        size_t length = translation->family == FAMILY_CHROMIUM ? comment_length(translation->at) : 0;
        if (length > 0) {
            replace(translation, length, " ");
        } else if (*translation->at == '"') {
            translate_string(translation);
        }
        if (length == 0 && *translation->at != '\0') {
            pass(translation, 1);
        }
    }
}

/* ---- reading ---- */

/* Of two members of one name both families take the last. */
static void
keep_last_members(Json *object)
{
    for (const Json *member = json_first(object); member != NULL;) {
        const char *name = json_name(member);
        const Json *later = json_next(member);
        while (later != NULL && strcmp(json_name(later), name) != 0) {
            later = json_next(later);
        }
        const Json *next = json_next(member);
        if (later != NULL) {
            AUTOFREE char *copy = base_copy(name);
            json_remove(object, copy); /* the first of them */
        }
        member = next;
    }
}

Json *
manifest_read(Family family, const char *path, ManifestVerdict *verdict)
{
    JsonVerdict reason = JSON_OK;
    AUTOBUFFER bytes = {0};
    *verdict = MANIFEST_NOT_READABLE;
    if (!file_read(path, MAX_MANIFEST_SIZE, &bytes)) {
        return NULL;
    }
    *verdict = MANIFEST_NOT_JSON;
    cut_byte_order_mark(&bytes);
    Translation translation = {.family = family, .at = buffer_text(&bytes)};
    if (strlen(translation.at) != bytes.length) {
        return NULL;
    }
    translate(&translation);
    Json *manifest = json_parse(buffer_text(&translation.strict), translation.strict.length, &reason, NULL);
    buffer_finish(&translation.strict);
    if (!json_is_object(manifest)) {
        json_free(manifest);
        return NULL;
    }
    keep_last_members(manifest);
    *verdict = MANIFEST_OK;
    return manifest;
}
