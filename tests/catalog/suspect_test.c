/* SPDX-License-Identifier: MIT */
#include "suspect.h"

#include "../../host/catalog/wording_words.h"
#include "run.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *concept; /* NULL: it looks like nothing of the kind */
    const char *private_state;
} Row;

static void
check_row(const Row *row, Buffer *scratch)
{
    Suspicion suspicion;
    const PageControl control = {.role = "switch", .state = STATE_ON, .name = row->name};
    bool found = suspect_control(&control, NULL, scratch, &suspicion);
    const char *concept = found ? suspicion.concept : "none";
    const char *state = found ? suspicion.private_state : "none";
    const char *wanted = row->concept == NULL ? "none" : row->concept;
    const char *wanted_state = row->concept == NULL ? "none" : row->private_state;
    if (strcmp(concept, wanted) != 0 || strcmp(state, wanted_state) != 0) {
        printf("\n    '%s' is %s %s, not %s %s", row->name, concept, state, wanted, wanted_state);
        CU_FAIL("read otherwise");
    }
}

static void
check_rows(const Row *rows, size_t n_rows)
{
    AUTOBUFFER scratch = {0};
    for (size_t i = 0; i < n_rows; i++) {
        check_row(&rows[i], &scratch);
    }
}

TEST(sharing_is_seen_in_every_language_of_the_table)
{
    static const Row rows[] = {
        {"Share my data with partners", "third-party-sharing", "off"},
        {"Daten mit Partnern teilen", "third-party-sharing", "off"},
        {"Partager mes données avec des partenaires", "third-party-sharing", "off"},
        {"Compartir mis datos con socios", "third-party-sharing", "off"},
        {"Condividi i miei dati con i partner", "third-party-sharing", "off"},
        {"Mijn gegevens delen met partners", "third-party-sharing", "off"},
        {"Compartilhar meus dados com parceiros", "third-party-sharing", "off"},
        {"Udostępniaj moje dane partnerom", "third-party-sharing", "off"},
        {"Dela mina uppgifter med partner", "third-party-sharing", "off"},
        {"Del mine oplysninger med partnere", "third-party-sharing", "off"},
        {"データをパートナーと共有する", "third-party-sharing", "off"},
        {"与合作伙伴共享我的数据", "third-party-sharing", "off"},
        {"파트너와 내 데이터 공유", "third-party-sharing", "off"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(what_turns_the_meaning_is_read)
{
    static const Row rows[] = {
        {"Do not share my data with partners", "third-party-sharing", "on"},
        {"Opt out of data sharing", "third-party-sharing", "on"},
        {"Do Not Sell or Share My Personal Information", "sale-of-data", "on"},
        {"Daten nicht mit Partnern teilen", "third-party-sharing", "on"},
        {"Ne pas partager mes données avec des partenaires", "third-party-sharing", "on"},
        {"No compartir mis datos con socios", "third-party-sharing", "on"},
        {"Non condividere i miei dati con i partner", "third-party-sharing", "on"},
        {"Mijn gegevens niet delen met partners", "third-party-sharing", "on"},
        {"データをパートナーと共有しない", "third-party-sharing", "on"},
        {"不与合作伙伴共享我的数据", "third-party-sharing", "on"},
        {"Block personalised ads", "ads-personalization", "on"},
        {"Limit ad personalisation", "ads-personalization", "on"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(a_polarity_that_nobody_can_tell_stays_unknown)
{
    static const Row rows[] = {
        {"Don't stop sharing my data with partners", "third-party-sharing", "unknown"},
        {"Only share my data with selected partners", "third-party-sharing", "unknown"},
        {"Ask before sharing my data with partners", "third-party-sharing", "unknown"},
        {"Manage personalised ads", "ads-personalization", "unknown"},
        {"Ads off our site", "ads-offsite", "unknown"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(each_kind_of_sharing_has_its_concept)
{
    static const Row rows[] = {
        {"Improve the model for everyone", "ai-training", "off"},
        {"Use my posts to train AI models", "ai-training", "off"},
        {"Share information with our affiliates", "affiliate-sharing", "off"},
        {"Personalised ads", "ads-personalization", "off"},
        {"Show ads on other websites", "ads-offsite", "off"},
        {"Send diagnostic data", "telemetry", "off"},
        {"Use my data for research", "research", "off"},
        {"Let others find me by phone number", "discoverability", "off"},
        {"Show my activity status", "activity-visibility", "off"},
        {"Send read receipts", "activity-visibility", "off"},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(harmless_controls_are_left_alone)
{
    static const Row rows[] = {
        {"Dark mode", NULL, NULL},
        {"Use mobile data", NULL, NULL},
        {"Improve my posts with AI", NULL, NULL},
        {"Default search engine", NULL, NULL},
        {"Autoplay videos", NULL, NULL},
        {"Email me about new features", NULL, NULL},
        {"Share this document with my team", NULL, NULL},
        {"Link sharing", NULL, NULL},
        {"AI suggestions", NULL, NULL},
        {"Delete my data", NULL, NULL},
        {"Two-factor authentication", NULL, NULL},
        {"Marketing cookies", NULL, NULL},
        {"Trainingsplan anzeigen", NULL, NULL},
        {"Bewerbungen per E-Mail", NULL, NULL},
        {"字幕を表示", NULL, NULL},
        {"", NULL, NULL},
    };
    check_rows(rows, N_ELEMENTS(rows));
}

TEST(a_control_without_a_state_is_none)
{
    AUTOBUFFER scratch = {0};
    Suspicion suspicion;
    const PageControl button = {.role = "button", .name = "Share my data with partners"};
    const PageControl nothing = {.name = "Share my data with partners"};
    const PageControl dialog = {.role = "switch", .name = "Share my data with partners", .group = "Cookie settings"};
    CU_ASSERT_FALSE(suspect_control(&button, NULL, &scratch, &suspicion));
    CU_ASSERT_FALSE(suspect_control(&nothing, NULL, &scratch, &suspicion));
    CU_ASSERT_FALSE(suspect_control(&dialog, NULL, &scratch, &suspicion));
}

TEST(a_bare_name_is_read_with_its_heading)
{
    AUTOBUFFER scratch = {0};
    Suspicion suspicion;
    const PageControl plain = {.role = "checkbox", .state = STATE_ON, .name = "Allow", .group = "Data sharing with partners"};
    const PageControl turned = {.role = "checkbox", .state = STATE_ON, .name = "Share data with partners", .group = "Opt out of"};
    CU_ASSERT_TRUE(suspect_control(&plain, NULL, &scratch, &suspicion));
    CU_ASSERT_STRING_EQUAL(suspicion.private_state, "off");
    CU_ASSERT_TRUE(suspect_control(&turned, NULL, &scratch, &suspicion));
    CU_ASSERT_STRING_EQUAL(suspicion.private_state, "unknown");
}

TEST(a_neighbours_language_tells_no_polarity)
{
    AUTOBUFFER scratch = {0};
    Suspicion suspicion;
    const PageControl czech = {.role = "switch", .state = STATE_ON, .name = "Nezobrazovat personalizované reklamy"};
    const PageControl polish = {.role = "switch", .state = STATE_ON, .name = "Spersonalizowane reklamy"};
    CU_ASSERT_TRUE(suspect_control(&czech, "cs", &scratch, &suspicion));
    CU_ASSERT_STRING_EQUAL(suspicion.private_state, "unknown");
    CU_ASSERT_TRUE(suspect_control(&czech, NULL, &scratch, &suspicion));
    CU_ASSERT_STRING_EQUAL(suspicion.private_state, "unknown");
    CU_ASSERT_TRUE(suspect_control(&polish, "pl-PL", &scratch, &suspicion));
    CU_ASSERT_STRING_EQUAL(suspicion.private_state, "off");
}

TEST(the_words_that_gave_it_away_are_whole_words_of_the_label)
{
    AUTOBUFFER scratch = {0};
    Suspicion suspicion;
    const PageControl control = {.role = "switch", .name = "Sharing data with Partners"};
    CU_ASSERT_TRUE(suspect_control(&control, "en-GB", &scratch, &suspicion));
    CU_ASSERT_EQUAL(suspicion.n_words, 3);
    CU_ASSERT_EQUAL(strncmp(suspicion.words[0].text, "data", suspicion.words[0].length), 0);
    CU_ASSERT_EQUAL(strncmp(suspicion.words[2].text, "partners", suspicion.words[2].length), 0);
}

static void
check_word(const char *word, size_t length)
{
    AUTOBUFFER normal = {0};
    size_t begin = word[0] == '*' ? 1 : 0;
    size_t end = word[length - 1] == '*' ? 1 : 0;
    AUTOFREE char *plain = base_format("x%.*sx", (int)(length - begin - end), word + begin);
    if (strcmp(label_normalise(plain, &normal), plain) != 0) {
        printf("\n    '%s' is no normal form: '%s'", plain, buffer_text(&normal));
        CU_FAIL("it would never be found");
    }
}

TEST(words_are_in_normal_form)
{
    for (size_t i = 0; i < N_ELEMENTS(word_rows); i++) {
        for (const char *word = word_rows[i].words; *word != '\0';) {
            size_t length = strcspn(word, "|");
            check_word(word, length);
            word += length + (word[length] == '|' ? 1 : 0);
        }
    }
}

/* clang-format off */
RUN_TESTS("catalog/suspect", {
    CASE(sharing_is_seen_in_every_language_of_the_table),
    CASE(what_turns_the_meaning_is_read),
    CASE(a_polarity_that_nobody_can_tell_stays_unknown),
    CASE(each_kind_of_sharing_has_its_concept),
    CASE(harmless_controls_are_left_alone),
    CASE(a_control_without_a_state_is_none),
    CASE(a_bare_name_is_read_with_its_heading),
    CASE(a_neighbours_language_tells_no_polarity),
    CASE(the_words_that_gave_it_away_are_whole_words_of_the_label),
    CASE(words_are_in_normal_form),
})
/* clang-format on */
