/* SPDX-License-Identifier: MIT */
#include "suspect.h"

#include "consent.h"
#include "label.h"

#include <string.h>

/* All of the first, and one of the second where it names any. A strong one holds even beside harmless words. */
typedef struct {
    const char *concept;
    unsigned all;
    unsigned any;
    bool is_strong;
} Rule;

enum { ANY_DATA = MEANS_DATA | MEANS_CONTENT };

/* The first that fits counts. */
static const Rule rules[] = {
    {"sale-of-data", MEANS_SELL, MEANS_DATA, true},
    {"sale-of-data", MEANS_SELL | MEANS_SHARE | MEANS_TURNED, 0, true},
    {"ai-training", MEANS_AI | MEANS_TRAIN, MEANS_DATA, true},
    {"ai-training", MEANS_AI | MEANS_TRAIN, MEANS_CONTENT | MEANS_HELP, false},
    {"ai-training", MEANS_MODEL | MEANS_TRAIN, ANY_DATA | MEANS_ALLOW | MEANS_HELP | MEANS_AI | MEANS_TURNED, false},
    {"research", MEANS_RESEARCH, MEANS_DATA, false},
    {"affiliate-sharing", MEANS_AFFILIATE, MEANS_SHARE | MEANS_DATA, true},
    {"third-party-sharing", MEANS_SHARE | MEANS_PARTNER, ANY_DATA, true},
    {"ads-offsite", MEANS_ADS | MEANS_OFFSITE, 0, false},
    {"ads-offsite", MEANS_ADS | MEANS_PARTNER, ANY_DATA | MEANS_PERSONAL, false},
    {"third-party-sharing", MEANS_SHARE | MEANS_PARTNER, 0, false},
    {"third-party-sharing", MEANS_GIVE | MEANS_PARTNER, ANY_DATA, false},
    {"third-party-sharing", MEANS_SHARE | MEANS_ADS, ANY_DATA, false},
    {"telemetry", MEANS_DIAGNOSTICS, 0, false},
    {"ads-personalization", MEANS_ADS, MEANS_PERSONAL | MEANS_DATA, false},
    {"ads-personalization", MEANS_ADS | MEANS_GIVE, 0, false},
    {"ai-training", MEANS_GIVE | MEANS_CONTENT | MEANS_TRAIN, 0, false},
    {"telemetry", MEANS_HELP | MEANS_TRAIN, 0, false},
    {"discoverability", MEANS_FIND, 0, true},
    {"discoverability", MEANS_ENGINE, MEANS_CONTENT | MEANS_SHARE | MEANS_ALLOW | MEANS_TURNED, false},
    {"activity-visibility", MEANS_SEEN, 0, false},
    {"third-party-sharing", MEANS_SHARE | MEANS_DATA, 0, false},
};

static bool
rule_fits(const Rule *rule, unsigned meanings)
{
    bool has_all = (meanings & rule->all) == rule->all;
    bool has_any = rule->any == 0 || (meanings & rule->any) != 0;
    bool is_harmless = (meanings & (unsigned)(MEANS_HARMLESS | MEANS_COOKIE)) != 0;
    return has_all && has_any && (rule->is_strong || !is_harmless);
}

static const Rule *
find_rule(const Wording *wording)
{
    for (size_t i = 0; i < N_ELEMENTS(rules); i++) {
        if (rule_fits(&rules[i], wording->meanings)) {
            return &rules[i];
        }
    }
    return NULL;
}

/* ---- what is told of it ---- */

static bool
is_toggle(const PageControl *control)
{
    static const char *const roles[] = {"switch", "checkbox", "button"};
    for (size_t i = 0; i < N_ELEMENTS(roles); i++) {
        if (strcmp(control->role, roles[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A button that is not pressed or released opens something. */
static bool
has_state_to_share(const PageControl *control)
{
    static const char *const roles[] = {"switch", "checkbox", "radio", "radiogroup", "combobox", "listbox"};
    for (size_t i = 0; control->role != NULL && i < N_ELEMENTS(roles); i++) {
        if (strcmp(control->role, roles[i]) == 0) {
            return true;
        }
    }
    return control->role != NULL && strcmp(control->role, "button") == 0 && control->state != STATE_UNKNOWN;
}

static const char *
private_state_of(const PageControl *control, Polarity polarity)
{
    static const char *const states[] = {[POLARITY_UNKNOWN] = "unknown", [POLARITY_EXPOSES] = "off", [POLARITY_PROTECTS] = "on"};
    return states[is_toggle(control) ? polarity : POLARITY_UNKNOWN];
}

static void
tell_words(Suspicion *suspicion, const Rule *rule, const Wording *wording)
{
    const unsigned telling = rule->all | rule->any | (unsigned)MEANS_TURNED;
    suspicion->n_words = 0;
    for (size_t i = 0; i < wording->n_words && suspicion->n_words < SUSPECT_MAX_WORDS; i++) {
        if (((unsigned)wording->words[i].meaning & telling) != 0) {
            suspicion->words[suspicion->n_words++] = wording->words[i];
        }
    }
}

/* "no" and "nn" are written so much alike "nb" that they are read as it. */
static bool
is_language(const char *language, const char *tag)
{
    if (tag == NULL) {
        return false;
    }
    size_t length = strcspn(tag, "-_");
    bool is_norwegian = length == 2 && (strncasecmp(tag, "no", 2) == 0 || strncasecmp(tag, "nn", 2) == 0);
    const char *wanted = is_norwegian ? "nb" : tag;
    return length == strlen(language) && strncasecmp(wanted, language, length) == 0;
}

/* How well a language explains a label, counted in half words: the page's own is believed a word and a half more. */
static size_t
weight_of(const Wording *wording, size_t language, const char *tag)
{
    return 2 * wording->n_words + (is_language(wording_language(language), tag) ? 3 : 0);
}

/* What a label read in a language says of the polarity: nothing where the page says that it is in another, for a neighbour's words may turn the meaning unseen (Czech "ne-" before
 * words that Polish shares). */
static Polarity
polarity_in(const Wording *wording, size_t language, const char *tag)
{
    bool is_its = tag == NULL || tag[0] == '\0' || is_language(wording_language(language), tag);
    return is_its ? wording_polarity(wording) : POLARITY_UNKNOWN;
}

/* The language that explains the label best; one that explains it as well and reads it otherwise leaves the polarity unknown. */
static bool
suspect_text(const char *normal, const char *tag, Suspicion *suspicion, Polarity *polarity)
{
    size_t best = 0;
    for (size_t i = 0; wording_language(i) != NULL; i++) {
        Wording wording;
        wording_read(normal, i, &wording);
        const Rule *rule = find_rule(&wording);
        size_t weight = weight_of(&wording, i, tag);
        if (rule == NULL || weight < best) {
            continue;
        }
        Polarity read = polarity_in(&wording, i, tag);
        *polarity = weight > best || read == *polarity ? read : POLARITY_UNKNOWN;
        if (weight > best) {
            suspicion->concept = rule->concept;
            tell_words(suspicion, rule, &wording);
        }
        best = weight;
    }
    return best > 0;
}

/* What a heading over the control does to its polarity: one that turns it, or says "only", leaves it unknown. */
static bool
group_is_plain(const PageControl *control)
{
    AUTOBUFFER normal = {0};
    if (control->group == NULL) {
        return true;
    }
    (void)label_normalise(control->group, &normal);
    return !wording_has(buffer_text(&normal), MEANS_TURNED);
}

/* A name that says nothing but how it stands or that it allows: what it is about stands in the heading. */
static bool
is_bare(const char *normal)
{
    static const char *const names[] = {
        "on",  "allow",    "enable",  "enabled",   "yes",  "i agree",  "i accept", "erlauben", "ein",      "aktiviert",
        "an",  "ja",       "activer", "autoriser", "oui",  "permitir", "activar",  "sí",       "consenti", "attiva",
        "sì",  "toestaan", "aan",     "ativar",    "sim",  "zezwól",   "tak",      "tillåt",   "på",       "tillad",
        "til", "許可",     "オン",    "允许",      "允許", "开启",     "開啟",     "허용"};
    for (size_t i = 0; i < N_ELEMENTS(names); i++) {
        if (strcmp(normal, names[i]) == 0) {
            return true;
        }
    }
    return normal[0] == '\0';
}

static const char *
telling_text(const PageControl *control, Buffer *scratch)
{
    const char *normal = control->name == NULL ? "" : label_normalise(control->name, scratch);
    return is_bare(normal) && control->group != NULL ? label_normalise(control->group, scratch) : normal;
}

bool
suspect_control(const PageControl *control, const char *language, Buffer *scratch, Suspicion *suspicion)
{
    *suspicion = (Suspicion){.state = STATE_UNKNOWN};
    if (!has_state_to_share(control) || consent_has_control(control)) {
        return false;
    }
    Polarity polarity = POLARITY_UNKNOWN;
    LabelState said = control->name == NULL ? LABEL_SAYS_NOTHING : label_said_state(control->name, scratch);
    const char *normal = telling_text(control, scratch);
    if (!suspect_text(normal, language, suspicion, &polarity)) {
        return false;
    }
    suspicion->private_state = private_state_of(control, group_is_plain(control) ? polarity : POLARITY_UNKNOWN);
    suspicion->state = control_state(control, said);
    return true;
}
