/* SPDX-License-Identifier: MIT */
#include "disturb.h"

#include <string.h>

static char *
with_blanks(const char *label, const char *blank)
{
    Buffer text = {0};
    for (; *label != '\0'; label++) {
        if (*label == ' ') {
            buffer_append_text(&text, blank);
        } else {
            buffer_append(&text, label, 1);
        }
    }
    (void)buffer_text(&text);
    return buffer_take(&text);
}

/* ASCII letters only: what upper case does to others is the business of label_test. */
static char *
in_capitals(const char *label)
{
    char *text = base_copy(label);
    for (char *c = text; *c != '\0'; c++) {
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    }
    return text;
}

char *
disturb(const char *label, size_t number, ControlState state)
{
    static const char *const around[][2] = {
        {"", ""},     {"  ", " "},          {"", ":"}, {"\xE2\x80\x8E", "\xE2\x80\x8F"}, /* bidi marks */
        {"", " (3)"}, {"\xC2\xAD", "."},                                                 /* a soft hyphen */
        {"", "\n"},   {"", "\xE2\x80\xA6"},
    };
    if (number < N_ELEMENTS(around)) {
        return base_format("%s%s%s", around[number][0], label, around[number][1]);
    }
    switch (number) {
    case 8:
        return with_blanks(label, "\xC2\xA0");
    case 9:
        return with_blanks(label, " \n ");
    case 10:
        return in_capitals(label);
    default:
        return state == STATE_UNKNOWN ? base_copy(label) : base_format("%s, %s", label, state == STATE_ON ? "On" : "Off");
    }
}
