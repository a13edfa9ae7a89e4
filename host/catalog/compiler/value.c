/* SPDX-License-Identifier: MIT */
#include "value.h"

#include "buffer.h"
#include "clock.h"
#include "url.h"

#include <string.h>

/* ISO 3166-1 alpha-2, November 2026. The United Kingdom is GB. */
static const char countries[] =
    " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH"
    " CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN"
    " GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI"
    " LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM"
    " PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD"
    " TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char lower_or_digit[] = "abcdefghijklmnopqrstuvwxyz0123456789";

bool
value_is_name(const char *text)
{
    size_t length = strspn(text, lower_or_digit);
    while (length > 0 && text[length] == '-') {
        text += length + 1;
        length = strspn(text, lower_or_digit);
    }
    return length > 0 && text[length] == '\0';
}

bool
value_is_locale(const char *text)
{
    size_t length = strspn(text, lower);
    if (length != 2 && length != 3) {
        return false;
    }
    text += length;
    if (*text == '-' && strspn(text + 1, upper) == 1 && strspn(text + 2, lower) == 3) {
        text += 5;
    }
    if (*text == '-' && strspn(text + 1, upper) == 2) {
        text += 3;
    }
    return *text == '\0';
}

/* Control characters, marks that turn the direction of writing, and line separators: what a reviewer of a file would not see. */
static bool
is_unsafe_at(const unsigned char *s)
{
    bool is_control = s[0] < 0x20 || s[0] == 0x7F || (s[0] == 0xC2 && s[1] < 0xA0);
    bool is_general = s[0] == 0xE2 && s[1] == 0x80 && ((s[2] >= 0x8E && s[2] <= 0x8F) || (s[2] >= 0xA8 && s[2] <= 0xAE));
    bool is_isolate = s[0] == 0xE2 && s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9;
    bool is_byte_order = s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF;
    return is_control || is_general || is_isolate || is_byte_order;
}

static bool
is_seen(const char *text)
{
    for (const unsigned char *s = (const unsigned char *)text; *s != '\0'; s++) {
        if (is_unsafe_at(s)) {
            return false;
        }
    }
    return true;
}

static size_t
count_characters(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80 ? 1 : 0;
    }
    return n;
}

/* False when a mistake was reported. */
static bool
is_text_within(Check *check, const Field *field, const Json *value, size_t n_characters)
{
    const char *text = json_string(value);
    if (text == NULL) {
        mistake(check, value, "badType", "\"%s\" must be a text", field->name);
        return false;
    }
    if (strncmp(text, VALUE_PLACEHOLDER, sizeof(VALUE_PLACEHOLDER) - 1) == 0) {
        mistake(check, value, "fillIn", "\"%s\" waits for you: %s", field->name, text + sizeof(VALUE_PLACEHOLDER) - 1);
        return false;
    }
    if (!is_seen(text)) {
        mistake(check, value, "badText", "\"%s\" has a character that cannot be seen", field->name);
        return false;
    }
    if (count_characters(text) > n_characters) {
        mistake(check, value, "tooLong", "\"%s\" is longer than %d characters", field->name, (int)n_characters);
        return false;
    }
    return true;
}

static bool
is_text(Check *check, const Field *field, const Json *value)
{
    return is_text_within(check, field, value, VALUE_MAX_CHARACTERS);
}

static bool
is_blank_outside(const char *text)
{
    return text[0] == '\0' || text[0] == ' ' || text[strlen(text) - 1] == ' ';
}

void
value_pattern(Check *check, const Field *field, const Json *value)
{
    (void)is_text(check, field, value);
}

void
value_text(Check *check, const Field *field, const Json *value)
{
    if (is_text(check, field, value) && is_blank_outside(json_string(value))) {
        mistake(check, value, "badText", "\"%s\" is empty, or begins or ends with a blank", field->name);
    }
}

void
value_note(Check *check, const Field *field, const Json *value)
{
    if (is_text_within(check, field, value, VALUE_MAX_NOTE) && is_blank_outside(json_string(value))) {
        mistake(check, value, "badText", "\"%s\" is empty, or begins or ends with a blank", field->name);
    }
}

void
value_flag(Check *check, const Field *field, const Json *value)
{
    if (!json_is_flag(value)) {
        mistake(check, value, "badType", "\"%s\" must be true or false", field->name);
    }
}

void
value_date(Check *check, const Field *field, const Json *value)
{
    if (is_text(check, field, value) && !clock_is_date(json_string(value))) {
        mistake(check, value, "badDate", "\"%s\" must be a day that exists, written 2026-11-24", field->name);
    }
}

void
value_name(Check *check, const Field *field, const Json *value)
{
    if (is_text(check, field, value) && !value_is_name(json_string(value))) {
        mistake(check, value, "badId", "\"%s\" must be small letters and digits, with single '-' between", field->name);
    }
}

void
value_word(Check *check, const Field *field, const Json *value)
{
    if (!is_text(check, field, value)) {
        return;
    }
    AUTOBUFFER words = {0};
    for (const char *const *word = field->words; *word != NULL; word++) {
        if (strcmp(*word, json_string(value)) == 0) {
            return;
        }
        buffer_append_text(&words, words.length == 0 ? "" : ", ");
        buffer_append_text(&words, *word);
    }
    mistake(check, value, "badValue", "\"%s\" cannot be \"%s\", but one of %s", field->name, json_string(value),
            buffer_text(&words));
}

static bool
is_region(const char *text)
{
    if (strcmp(text, "*") == 0 || strcmp(text, "EU") == 0 || strcmp(text, "EEA") == 0) {
        return true;
    }
    char padded[] = " .. ";
    if (strlen(text) != 2) {
        return false;
    }
    memcpy(padded + 1, text, 2);
    return strstr(countries, padded) != NULL;
}

void
value_region(Check *check, const Field *field, const Json *value)
{
    if (is_text(check, field, value) && !is_region(json_string(value))) {
        mistake(check, value, "badRegion", "\"%s\" is no region: use ISO 3166-1 alpha-2, EU, EEA or *", json_string(value));
    }
}

void
value_link(Check *check, const Field *field, const Json *value)
{
    Url url = {0};
    if (is_text(check, field, value) && url_parse(json_string(value), &url) != URL_OK) {
        mistake(check, value, "badLink", "\"%s\" must be an https address as a browser shows it", field->name);
    }
}
