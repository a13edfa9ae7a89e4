/* SPDX-License-Identifier: MIT */
#include "label.h"

#include "../../host/catalog/state_words.h"
#include "run.h"

#include <string.h>

#include <utf8proc.h>

typedef struct {
    const char *text;
    const char *normal;
} Row;

static void
check_rows(const Row *rows, size_t n_rows)
{
    AUTOBUFFER buffer = {0};
    for (size_t i = 0; i < n_rows; i++) {
        const char *normal = label_normalise(rows[i].text, &buffer);
        if (strcmp(normal, rows[i].normal) != 0) {
            printf("\n    '%s' became '%s', not '%s'", rows[i].text, normal, rows[i].normal);
        }
        CU_ASSERT_STRING_EQUAL(normal, rows[i].normal);
    }
}

TEST(case_width_and_composition_make_no_difference)
{
    static const Row rows[] = {
        {"Use My DATA", "use my data"},
        {"Ｕｓｅ　ｍｙ　ｄａｔａ", "use my data"},
        {"e\xCC\x81te\xCC\x81", "été"},
        {"ÉTÉ", "été"},
        {"STRASSE straße", "strasse strasse"},
        {"ДАННЫЕ", "данные"},
        {"Й И\xCC\x86", "й й"},
        {"ŻÓŁW Z\xCC\x87", "żółw ż"},
        {"ﬁnden", "finden"},
        {"데이터", "데이터"},
        {"\xE1\x84\x83\xE1\x85\xA6", "데"},
        {"データ ﾃﾞｰﾀ", "データ データ"},
        {"K", "k"},
        {"ſ", "s"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(what_cannot_be_seen_is_dropped)
{
    static const Row rows[] = {
        {"\xE2\x80\x8E"
         "data\xE2\x80\x8F",
         "data"},
        {"da\xC2\xADta", "data"},
        {"da\xE2\x80\x8Bta", "data"},
        {"da\xE2\x80\x8Dta\xE2\x80\x8C", "data"},
        {"\xEF\xBB\xBF"
         "data",
         "data"},
        {"data\xEF\xB8\x8F", "data"},
        {"\xE2\x81\xA6"
         "data\xE2\x81\xA9",
         "data"},
        {"e\xE2\x80\x8B\xCC\x81", "é"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(all_blanks_are_one_space)
{
    static const Row rows[] = {
        {"  my \n\t data\r\n", "my data"},
        {"my\xC2\xA0\xE2\x80\xAF"
         "data\xE3\x80\x80",
         "my data"},
        {"my\xE2\x80\xA8"
         "data",
         "my data"},
        {"", ""},
        {" \n ", ""},
        {"\xE2\x80\x8B", ""},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(typographic_quotes_and_dashes_are_plain)
{
    static const Row rows[] = {
        {"l’IA «générative»", "l'ia 'générative'"},
        {"l'IA \"générative\"", "l'ia 'générative'"},
        {"“data” „Daten“ ‘x’ don´t", "'data' 'daten' 'x' don't"},
        {"off–site — ads", "off-site - ads"},
        {"off‑site − ads", "off-site - ads"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(turkish_and_greek_capitals_meet_their_small_letters)
{
    static const Row rows[] = {
        {"KİŞİSEL", "kişisel"},
        {"kişisel", "kişisel"},
        {"REKLAMLARI KAPALI", "reklamlari kapali"},
        {"reklamları kapalı", "reklamlari kapali"},
        {"ΔΕΔΟΜΕΝΑ ΜΟΥ", "δεδομενα μου"},
        {"δεδομένα μου", "δεδομενα μου"},
        {"ΧΡΗΣΤΗΣ", "χρηστησ"},
        {"χρήστης", "χρηστησ"},
        {"ΐ", "ϊ"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(punctuation_states_and_counts_at_the_end_are_cut)
{
    static const Row rows[] = {
        {"Personalised ads:", "personalised ads"},
        {"Personalised ads…", "personalised ads"},
        {"Personalised ads?!", "personalised ads"},
        {"Personalised ads, On", "personalised ads"},
        {"Personalised ads (Off)", "personalised ads"},
        {"Personalised ads [ON].", "personalised ads"},
        {"Personalised ads: turned off", "personalised ads"},
        {"Personalised ads – on", "personalised ads"},
        {"Partners (3)", "partners"},
        {"Partners (1,234), on", "partners"},
        {"Partners (99+)", "partners"},
        {"Werbung: Ein", "werbung"},
        {"Publicité : Désactivé", "publicité"},
        {"Anuncios (activado)", "anuncios"},
        {"Annunci: Sì", "annunci"},
        {"Advertenties, Uit", "advertenties"},
        {"Anúncios: não", "anúncios"},
        {"Reklamy: wył.", "reklamy"},
        {"Annonser – på", "annonser"},
        {"Reklamer (slået fra)", "reklamer"},
        {"Mainokset: ei käytössä", "mainokset"},
        {"Reklamy, vypnuto", "reklamy"},
        {"Reklam: KAPALI", "reklam"},
        {"Реклама: выкл.", "реклама"},
        {"Реклама, увімкнено", "реклама"},
        {"Διαφημίσεις: ΕΝΕΡΓΌ", "διαφημισεισ"},
        {"Hirdetések: kikapcsolva", "hirdetések"},
        {"Reclame: dezactivat", "reclame"},
        {"広告：オン", "広告"},
        {"広告、オフ。", "広告"},
        {"广告（已关闭）", "广告"},
        {"광고, 사용 안 함", "광고"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(the_state_that_was_cut_is_told)
{
    static const struct {
        const char *text;
        LabelState said;
    } rows[] = {
        {"Ads", LABEL_SAYS_NOTHING},          {"Ads, On", LABEL_SAYS_ON},          {"Ads (Off)", LABEL_SAYS_OFF},
        {"Werbung: Aus (3)", LABEL_SAYS_OFF}, {"Ads: on (off)", LABEL_SAYS_BOTH},  {"On", LABEL_SAYS_NOTHING},
        {"広告、オン", LABEL_SAYS_ON},        {"الإعلانات، معطل", LABEL_SAYS_OFF},
    };
    AUTOBUFFER buffer = {0};
    for (size_t i = 0; i < N_ELEMENTS(rows); i++) {
        CU_ASSERT_EQUAL(label_said_state(rows[i].text, &buffer), rows[i].said);
    }
}

TEST(nothing_that_tells_toggles_apart_is_cut)
{
    static const Row rows[] = {
        {"On", "on"},
        {"(3)", "(3)"},
        {"...", "..."},
        {"…", "..."},
        {": on", ": on"},
        {"Add-on", "add-on"},
        {"Turn on", "turn on"},
        {"Ads (beta)", "ads (beta)"},
        {"Ads on, partners", "ads on, partners"},
        {"Ads: partners only", "ads: partners only"},
        {"(off) Ads", "(off) ads"},
        {"Ads)", "ads)"},
        {"Ads ()", "ads ()"},
        {"Version 3", "version 3"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(state_words_are_in_normal_form)
{
    AUTOBUFFER buffer = {0};
    for (size_t i = 0; i < N_ELEMENTS(on_words); i++) {
        CU_ASSERT_STRING_EQUAL(label_normalise(on_words[i], &buffer), on_words[i]);
    }
    for (size_t i = 0; i < N_ELEMENTS(off_words); i++) {
        CU_ASSERT_STRING_EQUAL(label_normalise(off_words[i], &buffer), off_words[i]);
    }
}

/* The short way for common letters, and the whole of Unicode (a trailing ligature asks for it). */
static void
compare_ways(int32_t code, Buffer *quick, Buffer *full)
{
    char text[32] = "xi";
    size_t length = 2 + (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)text + 2);
    memcpy(text + length, "fi", 3);
    const char *wanted = label_normalise(text, quick);
    memcpy(text + length, "ﬁ", 4);
    if (strcmp(label_normalise(text, full), wanted) != 0) {
        printf("\n    U+%04X: '%s', '%s'", (unsigned)code, wanted, full->data);
        CU_FAIL("they differ");
    }
}

TEST(the_short_way_agrees_with_the_long_way)
{
    AUTOBUFFER quick = {0};
    AUTOBUFFER full = {0};
    for (int32_t code = 0x20; code < 0xFFFF; code++) {
        if (utf8proc_codepoint_valid(code)) {
            compare_ways(code, &quick, &full);
        }
    }
}

static uint32_t
random_number(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static int32_t
random_code(uint32_t *seed)
{
    static const int32_t some[] = {' ',   '.',   ',',   '(',    ')',    '-',    ':',    '3',    'o',    'n',    'I',     'i',
                                   0x307, 0x301, 0x345, 0x131,  0x130,  0x3C2,  0x391,  0x308,  0x344,  0x1F80, 0x2026,  0xA0,
                                   0xB4,  0xA8,  0xAD,  0x200B, 0x3099, 0xFF76, 0xFF9E, 0x1100, 0x1161, 0xFDFA, 0x1D400, 0x3001};
    uint32_t pick = random_number(seed) % 64;
    if (pick < N_ELEMENTS(some)) {
        return some[pick];
    }
    int32_t code = (int32_t)(random_number(seed) % (pick < 60 ? 0x3000 : 0x110000));
    return code == 0 || (code >= 0xD800 && code < 0xE000) ? 'x' : code;
}

static void
write_random(char *text, uint32_t *seed)
{
    size_t length = 0;
    for (uint32_t n = random_number(seed) % 12; n > 0; n--) {
        length += (size_t)utf8proc_encode_char(random_code(seed), (utf8proc_uint8_t *)text + length);
    }
}

static bool
is_stable(const char *text, Buffer *once, Buffer *twice)
{
    const char *normal = label_normalise(text, once);
    return strcmp(label_normalise(normal, twice), normal) == 0;
}

TEST(a_normal_form_is_its_own_normal_form)
{
    AUTOBUFFER once = {0};
    AUTOBUFFER twice = {0};
    uint32_t seed = 1;
    int n_unstable = 0;
    for (int i = 0; i < 200000; i++) {
        char text[64] = "";
        write_random(text, &seed);
        if (!is_stable(text, &once, &twice)) {
            printf("\n    '%s': '%s', then '%s'", text, once.data, twice.data);
            n_unstable++;
        }
    }
    CU_ASSERT_EQUAL(n_unstable, 0);
}

TEST(long_labels_and_long_decompositions_fit)
{
    AUTOBUFFER buffer = {0};
    char text[LABEL_MAX_BYTES + 1] = "";
    for (size_t at = 0; at + 3 < sizeof(text); at += 3) {
        memcpy(text + at, "\xEF\xB7\xBA", 4);
    }
    CU_ASSERT(strlen(label_normalise(text, &buffer)) > 10000);
}

/* clang-format off */
RUN_TESTS("catalog/label", {
    CASE(case_width_and_composition_make_no_difference),
    CASE(what_cannot_be_seen_is_dropped),
    CASE(all_blanks_are_one_space),
    CASE(typographic_quotes_and_dashes_are_plain),
    CASE(turkish_and_greek_capitals_meet_their_small_letters),
    CASE(punctuation_states_and_counts_at_the_end_are_cut),
    CASE(the_state_that_was_cut_is_told),
    CASE(nothing_that_tells_toggles_apart_is_cut),
    CASE(state_words_are_in_normal_form),
    CASE(the_short_way_agrees_with_the_long_way),
    CASE(a_normal_form_is_its_own_normal_form),
    CASE(long_labels_and_long_decompositions_fit),
})
/* clang-format on */
