/* SPDX-License-Identifier: MIT */
#include "evidence.h"

#include "consent.h"
#include "wording.h"

#include <string.h>

/* "Connections", "Gender", "Partner": words that more than one thing on a page is called. */
enum { SHORT_NAME_BYTES = 12 };

static bool
list_has(const Json *names, const char *normal)
{
    for (const Json *name = json_first(names); name != NULL; name = json_next(name)) {
        if (json_is_string(name) && strcmp(json_string(name), normal) == 0) {
            return true;
        }
    }
    return false;
}

bool
names_have(const Json *by_locale, const char *normal)
{
    for (const Json *list = json_first(by_locale); list != NULL && normal[0] != '\0'; list = json_next(list)) {
        if (list_has(list, normal)) {
            return true;
        }
    }
    return false;
}

/* ---- roles ---- */

/* The first is the kind's own. */
static const char *const roles[N_KINDS][2] = {
    [KIND_SWITCH] = {"switch", "checkbox"},  [KIND_CHECKBOX] = {"checkbox", "switch"}, [KIND_RADIO] = {"radiogroup", NULL},
    [KIND_SELECT] = {"combobox", "listbox"}, [KIND_BUTTON] = {"button", "link"},
};

static bool
is_role(const PageControl *control, const char *role)
{
    return role != NULL && control->role != NULL && strcmp(control->role, role) == 0;
}

/* A switch may be drawn as a pressed button; a button that cannot be read as one is none. */
bool
evidence_role_fits(const ControlRecord *record, const PageControl *control)
{
    bool is_toggle = record->kind == KIND_SWITCH || record->kind == KIND_CHECKBOX;
    bool is_pressed_button = is_toggle && is_role(control, "button") && control->state != STATE_UNKNOWN;
    return is_pressed_button || is_role(control, roles[record->kind][0]) || is_role(control, roles[record->kind][1]);
}

/* ---- keys ---- */

static bool
differs(const Json *key, const char *name, const char *value)
{
    const char *wanted = json_get_string(key, name);
    return wanted != NULL && value != NULL && value[0] != '\0' && strcmp(wanted, value) != 0;
}

static bool
key_differs(const ControlRecord *record, const PageControl *control)
{
    return differs(record->key, "labelledby", control->key_labelledby) || differs(record->key, "id", control->key_id) ||
           differs(record->key, "name", control->key_name) || differs(record->key, "testid", control->key_testid);
}

/* ---- polarity ---- */

/* What the language says that knows most of the words; UNKNOWN when none does, or two as good ones disagree. */
static Polarity
polarity_of(const char *normal)
{
    static const unsigned subjects = MEANS_DATA | MEANS_CONTENT | MEANS_SHARE | MEANS_ADS | MEANS_AI | MEANS_SELL |
                                     MEANS_PARTNER | MEANS_DIAGNOSTICS | MEANS_FIND | MEANS_SEEN | MEANS_RESEARCH |
                                     MEANS_PERSONAL | MEANS_MODEL | MEANS_TRAIN | MEANS_ENGINE;
    Polarity found = POLARITY_UNKNOWN;
    size_t most = 0;
    for (size_t i = 0; wording_language(i) != NULL; i++) {
        Wording wording;
        wording_read(normal, i, &wording);
        if ((wording.meanings & subjects) == 0 || wording.n_words < most) {
            continue;
        }
        Polarity polarity = wording_polarity(&wording);
        found = wording.n_words > most || polarity == found ? polarity : POLARITY_UNKNOWN;
        most = wording.n_words;
    }
    return found;
}

static bool
list_has_polarity(const Json *names, Polarity polarity)
{
    for (const Json *name = json_first(names); name != NULL; name = json_next(name)) {
        if (json_is_string(name) && polarity_of(json_string(name)) == polarity) {
            return true;
        }
    }
    return false;
}

static bool
record_is_called(const ControlRecord *record, Polarity polarity)
{
    for (const Json *list = json_first(record->names); list != NULL; list = json_next(list)) {
        if (list_has_polarity(list, polarity)) {
            return true;
        }
    }
    return false;
}

/* "Opt out of X" under the key of "X": the site turned its switch round. */
static bool
name_is_turned(const ControlRecord *record, const char *normal)
{
    Polarity polarity = normal[0] == '\0' ? POLARITY_UNKNOWN : polarity_of(normal);
    Polarity opposite = polarity == POLARITY_PROTECTS ? POLARITY_EXPOSES : POLARITY_PROTECTS;
    return polarity != POLARITY_UNKNOWN && !record_is_called(record, polarity) && record_is_called(record, opposite);
}

/* ---- groups ---- */

static bool
group_fits(const ControlRecord *record, const char *group)
{
    return record->group == NULL || names_have(record->group, group);
}

/* A heading that says "block" or "do not": the same words under it mean the opposite. Not where the record protects when on: there it belongs to the name. */
static bool
group_is_turned(const ControlRecord *record, const char *group)
{
    bool is_expected = record->group != NULL || record->private_state == NULL || strcmp(record->private_state, "on") == 0;
    return !is_expected && wording_has(group, MEANS_TURNED) && polarity_of(group) != POLARITY_EXPOSES;
}

/* ---- all of it ---- */

static Certainty
weigh_name(const ControlRecord *record, const PageControl *control, const char *normal, bool *is_turned)
{
    AUTOBUFFER scratch = {0};
    const char *group = control->group == NULL ? "" : label_normalise(control->group, &scratch);
    if (!group_fits(record, group) || consent_has_control(control)) {
        return CERTAINTY_NONE;
    }
    bool is_own_role = is_role(control, roles[record->kind][0]);
    bool is_short = strlen(normal) <= SHORT_NAME_BYTES && !is_own_role && record->group == NULL;
    bool is_chip = is_role(control, "button") && !is_own_role; /* pressed buttons filter and sort, too */
    *is_turned = group_is_turned(record, group);
    bool has_doubt = *is_turned || is_short || is_chip || key_differs(record, control);
    return has_doubt ? CERTAINTY_LIKELY : CERTAINTY_SURE;
}

Certainty
evidence_weigh(const ControlRecord *record, const PageControl *control, const char *normal, Evidence evidence, bool *is_turned)
{
    *is_turned = false;
    if (!evidence.by_key) {
        return weigh_name(record, control, normal, is_turned);
    }
    *is_turned = !evidence.by_name && name_is_turned(record, normal);
    return *is_turned || key_differs(record, control) ? CERTAINTY_LIKELY : CERTAINTY_SURE;
}

bool
evidence_may_be_alone(const ControlRecord *record, const PageControl *control, const char *normal)
{
    return evidence_role_fits(record, control) && !consent_has_control(control) && !wording_has(normal, MEANS_HARMLESS) &&
           !wording_has(normal, MEANS_COOKIE) && !name_is_turned(record, normal) && !key_differs(record, control);
}
