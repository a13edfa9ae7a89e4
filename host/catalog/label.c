/* SPDX-License-Identifier: MIT */
#include "label.h"

#include "label_end.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

enum { USUAL_CODES = 512, MARK_DOT_ABOVE = 0x307, MARK_ACUTE = 0x301 };

static const utf8proc_option_t folding =
    UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

typedef struct {
    int32_t first;
    int32_t last;
} Range;

static bool
is_in(int32_t code, const Range *ranges, size_t n_ranges)
{
    for (size_t i = 0; i < n_ranges; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static bool
is_blank(int32_t code)
{
    static const Range blanks[] = {{0x7F, 0xA0},     {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                                   {0x205F, 0x205F}, {0x3000, 0x3000}, {0x1680, 0x1680}};
    return code <= ' ' || is_in(code, blanks, N_ELEMENTS(blanks));
}

static bool
is_quote(int32_t code)
{
    static const Range quotes[] = {{0x2018, 0x201F}, {0xAB, 0xAB},     {0xBB, 0xBB},     {0xB4, 0xB4},     {0x2BC, 0x2BC},
                                   {0x2032, 0x2033}, {0x2039, 0x203A}, {0x301D, 0x301F}, {0xFF02, 0xFF02}, {0xFF07, 0xFF07}};
    return code == '"' || code == '`' || is_in(code, quotes, N_ELEMENTS(quotes));
}

static bool
is_dash(int32_t code)
{
    static const Range dashes[] = {{0x2010, 0x2015}, {0x2212, 0x2212}, {0x2E3A, 0x2E3B}, {0xFE58, 0xFE58}, {0xFE63, 0xFE63}};
    return is_in(code, dashes, N_ELEMENTS(dashes));
}

/* By byte: lower case, every blank a space, every quote an apostrophe. */
static const char plain_ascii[] = "                                "
                                  " !'#$%&'()*+,-./0123456789:;<=>?"
                                  "@abcdefghijklmnopqrstuvwxyz[\\]^_"
                                  "'abcdefghijklmnopqrstuvwxyz{|}~ ";

/* Runs before NFKC, which would take a spacing acute apart, and after it, which makes blanks and dashes of its own. The Turkish
 * dotless i loses its difference, so that no page has to say that it is Turkish: "I" folds to "i" everywhere else. */
static int32_t
plain(int32_t code, void *context)
{
    (void)context;
    if (code < 0x80) {
        return plain_ascii[code];
    }
    if (code == 0x131) {
        return 'i';
    }
    return is_blank(code) ? ' ' : is_quote(code) ? '\'' : is_dash(code) ? '-' : code;
}

/* A blank waits until something follows it. */
static void
append_code(Buffer *normal, int32_t code)
{
    bool after_blank = normal->length == 0 || normal->data[normal->length - 1] == ' ';
    if (code == ' ' && after_blank) {
        return;
    }
    buffer_reserve(normal, 4);
    if (code < 0x80) {
        normal->data[normal->length++] = (char)code;
        return;
    }
    normal->length += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)normal->data + normal->length);
}

/* Letters whose normal form is their simple lower case, whatever stands beside them: no combining mark is among them. The test
 * compares each with what utf8proc makes of it. */
static bool
is_simple_letter(int32_t code)
{
    static const Range letters[] = {{0xC0, 0xDE},     {0xE0, 0x12F},    {0x134, 0x13E},  {0x141, 0x148},
                                    {0x14A, 0x17E},   {0x400, 0x45F},   {0x490, 0x491},  {0x3041, 0x3096},
                                    {0x30A1, 0x30FE}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}};
    return is_in(code, letters, N_ELEMENTS(letters));
}

static bool
is_dropped(int32_t code)
{
    return code == 0xAD || (code >= 0x200B && code <= 0x200F);
}

/* False when the code point needs the whole of Unicode. */
static bool
fold_simple(Buffer *normal, int32_t code)
{
    if (is_simple_letter(code)) {
        append_code(normal, code >= 0x3000 ? code : utf8proc_tolower(code));
        return true;
    }
    int32_t plainer = plain(code, NULL);
    if (plainer < 0x80) {
        append_code(normal, plainer);
        return true;
    }
    return is_dropped(code);
}

/* Most labels of most pages: no table, no decoding. The buffer has room for all of it. */
static bool
fold_ascii(const char *text, size_t length, Buffer *normal)
{
    char *out = normal->data;
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x80) {
            return false;
        }
        char plainer = plain_ascii[byte];
        if (plainer != ' ' || (n > 0 && out[n - 1] != ' ')) {
            out[n++] = plainer;
        }
    }
    normal->length = n;
    return true;
}

static bool
fold_quickly(const char *text, size_t length, Buffer *normal)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    for (size_t at = 0; at < length;) {
        if (bytes[at] < 0x80) {
            append_code(normal, plain_ascii[bytes[at++]]);
            continue;
        }
        int32_t code = 0;
        utf8proc_ssize_t step = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &code);
        if (step <= 0 || !fold_simple(normal, code)) {
            return false;
        }
        at += (size_t)step;
    }
    return true;
}

/* Greek capitals are written without the tonos, and the Turkish capital I with a dot folds to two code points. */
static size_t
drop_marks(int32_t *codes, size_t n_codes)
{
    size_t kept = 0;
    int32_t base = 0;
    for (size_t i = 0; i < n_codes; i++) {
        bool is_greek = base >= 0x370 && base <= 0x3FF;
        if ((codes[i] == MARK_DOT_ABOVE && base == 'i') || (codes[i] == MARK_ACUTE && is_greek)) {
            continue;
        }
        if (utf8proc_get_property(codes[i])->combining_class == 0) {
            base = codes[i];
        }
        codes[kept++] = codes[i];
    }
    return kept;
}

static void
fold_codes(int32_t *codes, size_t n_codes, Buffer *normal)
{
    size_t kept = drop_marks(codes, n_codes);
    utf8proc_ssize_t composed = utf8proc_normalize_utf32(codes, (utf8proc_ssize_t)kept, folding);
    for (utf8proc_ssize_t i = 0; i < composed; i++) {
        append_code(normal, plain(codes[i], NULL));
    }
}

static utf8proc_ssize_t
decompose(const char *text, size_t length, int32_t *codes, size_t n_codes)
{
    return utf8proc_decompose_custom((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, codes, (utf8proc_ssize_t)n_codes,
                                     folding, plain, NULL);
}

static void
fold_fully(const char *text, size_t length, Buffer *normal)
{
    int32_t usual[USUAL_CODES];
    utf8proc_ssize_t needed = decompose(text, length, usual, USUAL_CODES);
    if (needed <= 0) {
        return;
    }
    if (needed <= USUAL_CODES) {
        fold_codes(usual, (size_t)needed, normal);
        return;
    }
    AUTOFREE int32_t *codes = base_allocate((size_t)needed, sizeof(int32_t));
    (void)decompose(text, length, codes, (size_t)needed);
    fold_codes(codes, (size_t)needed, normal);
}

const char *
label_read(const char *text, Buffer *normal, LabelState *said)
{
    size_t length = strlen(text);
    buffer_clear(normal);
    buffer_reserve(normal, length + 4);
    if (!fold_ascii(text, length, normal) && !fold_quickly(text, length, normal)) {
        buffer_clear(normal);
        fold_fully(text, length, normal);
    }
    normal->length = label_end(buffer_text(normal), normal->length, said);
    return buffer_text(normal);
}

const char *
label_normalise(const char *text, Buffer *normal)
{
    LabelState said = LABEL_SAYS_NOTHING;
    return label_read(text, normal, &said);
}

LabelState
label_said_state(const char *text, Buffer *scratch)
{
    LabelState said = LABEL_SAYS_NOTHING;
    (void)label_read(text, scratch, &said);
    return said;
}
