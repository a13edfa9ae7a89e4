/* SPDX-License-Identifier: MIT */
#include "matcher.h"

#include "option_list.h"

#include <stdlib.h>
#include <string.h>

/* One record that wants one control. */
typedef struct {
    uint16_t record;
    uint16_t control;
    Evidence evidence;
    bool is_banned;    /* the record's "not" names it */
    bool is_contested; /* by another record, as well founded */
    bool is_turned;
    Certainty certainty;
} Claim;

struct Matcher {
    Finding *findings;
    size_t n_findings_room;
    Buffer labels;    /* the page's normal forms, one after the other, each with a NUL */
    size_t *label_at; /* where control i's begins */
    LabelState *said; /* the state that control i's label tells */
    size_t n_labels_room;
    Claim *claims; /* in the order of the controls */
    size_t n_claims;
    size_t n_claims_room;
    Buffer scratch;
};

/* What is asked of one page. */
typedef struct {
    const PageRecord *record;
    const PageControl *controls;
    size_t n_controls;
} Page;

static const char *
label_of(const Matcher *matcher, size_t control)
{
    return matcher->labels.data + matcher->label_at[control];
}

/* ---- who claims what ---- */

/* The record's claim on the control, made when there is none; those of one control stand together at the end. */
static Claim *
claim_of(Matcher *matcher, size_t first, size_t record, size_t control)
{
    for (size_t i = first; i < matcher->n_claims; i++) {
        if (matcher->claims[i].record == record) {
            return &matcher->claims[i];
        }
    }
    if (matcher->n_claims == matcher->n_claims_room) {
        matcher->n_claims_room = matcher->n_claims_room == 0 ? 16 : 2 * matcher->n_claims_room;
        matcher->claims = base_resize(matcher->claims, matcher->n_claims_room, sizeof(*matcher->claims));
    }
    Claim *claim = &matcher->claims[matcher->n_claims++];
    *claim = (Claim){.record = (uint16_t)record, .control = (uint16_t)control};
    return claim;
}

static void
collect(Matcher *matcher, const Page *page, size_t control)
{
    const PageControl *shown = &page->controls[control];
    const char *const texts[N_TEXT_USES] = {
        [TEXT_NAME] = label_of(matcher, control),
        [TEXT_NOT] = label_of(matcher, control),
        [TEXT_KEY_ID] = shown->key_id,
        [TEXT_KEY_NAME] = shown->key_name,
        [TEXT_KEY_LABELLEDBY] = shown->key_labelledby,
        [TEXT_KEY_TESTID] = shown->key_testid,
    };
    size_t first = matcher->n_claims;
    for (size_t use = 0; use < N_TEXT_USES; use++) {
        size_t n_found = 0;
        const NameEntry *found = name_index_find(&page->record->index, texts[use], (TextUse)use, &n_found);
        for (size_t i = 0; i < n_found; i++) {
            Claim *claim = claim_of(matcher, first, found[i].record, control);
            claim->evidence.by_name = claim->evidence.by_name || use == TEXT_NAME;
            claim->is_banned = claim->is_banned || use == TEXT_NOT;
            claim->evidence.by_key = claim->evidence.by_key || (use != TEXT_NAME && use != TEXT_NOT);
        }
    }
}

static void
weigh(Matcher *matcher, const Page *page, Claim *claim)
{
    const ControlRecord *record = &page->record->controls[claim->record];
    const PageControl *control = &page->controls[claim->control];
    if (!claim->is_banned && evidence_role_fits(record, control)) {
        claim->certainty = evidence_weigh(record, control, label_of(matcher, claim->control), claim->evidence, &claim->is_turned);
    }
}

/* Key and name together are better founded than either, and the better founded claim ends the other. */
static int
foundation(const Claim *claim)
{
    return claim->evidence.by_key && claim->evidence.by_name ? 2 : 1;
}

static void
contest(Matcher *matcher, size_t first)
{
    for (size_t i = first; i < matcher->n_claims; i++) {
        for (size_t j = first; j < matcher->n_claims; j++) {
            Claim *one = &matcher->claims[i];
            const Claim *other = &matcher->claims[j];
            bool is_rival = i != j && other->certainty != CERTAINTY_NONE;
            if (is_rival && foundation(one) < foundation(other)) {
                one->certainty = CERTAINTY_NONE;
            }
            one->is_contested = one->is_contested || (is_rival && foundation(one) == foundation(other));
        }
    }
}

static void
claim_control(Matcher *matcher, const Page *page, size_t control)
{
    size_t first = matcher->n_claims;
    collect(matcher, page, control);
    for (size_t i = first; i < matcher->n_claims; i++) {
        weigh(matcher, page, &matcher->claims[i]);
    }
    if (matcher->n_claims - first > 1) {
        contest(matcher, first);
    }
}

/* ---- one record ---- */

static void
name_candidate(Finding *finding, size_t control)
{
    if (finding->n_candidates < MATCH_MAX_CANDIDATES) {
        finding->candidates[finding->n_candidates] = (int)control;
    }
    finding->n_candidates++;
}

static void
take(Matcher *matcher, const Page *page, Finding *finding, const Claim *claim)
{
    const PageControl *control = &page->controls[claim->control];
    finding->handle = claim->control;
    finding->certainty = claim->certainty;
    finding->state = claim->is_turned ? STATE_UNKNOWN : control_state(control, matcher->said[claim->control]);
    if (has_options(finding->control)) {
        OptionReading reading = option_list_read(finding->control, control, &matcher->scratch);
        finding->option = reading.selected;
        finding->certainty = reading.has_private ? finding->certainty : CERTAINTY_LIKELY;
    }
}

/* The claim that stands above all others of its record: the only one, or the only one by key when it is called right, too. */
static const Claim *
best_claim(const Claim *const *claims, size_t n_claims)
{
    const Claim *best = NULL;
    size_t n_by_key = 0;
    for (size_t i = 0; i < n_claims; i++) {
        n_by_key += claims[i]->evidence.by_key ? 1 : 0;
        best = claims[i]->evidence.by_key ? claims[i] : best;
    }
    if (n_claims == 1) {
        return claims[0];
    }
    return n_by_key == 1 && best->evidence.by_name ? best : NULL;
}

enum { MOST_CLAIMS = MATCH_MAX_CANDIDATES };

static void
settle(Matcher *matcher, const Page *page, Finding *finding, size_t record)
{
    const Claim *claims[MOST_CLAIMS];
    size_t n_claims = 0;
    for (size_t i = 0; i < matcher->n_claims; i++) {
        const Claim *claim = &matcher->claims[i];
        if (claim->record == record && claim->certainty != CERTAINTY_NONE) {
            name_candidate(finding, claim->control);
            claims[n_claims < MOST_CLAIMS ? n_claims++ : MOST_CLAIMS - 1] = claim;
        }
    }
    const Claim *best = n_claims == 0 ? NULL : best_claim(claims, n_claims);
    if (best != NULL && !best->is_contested) {
        take(matcher, page, finding, best);
        finding->n_candidates = 0;
    }
}

/* ---- the rest of the page ---- */

static bool
is_claimed(const Matcher *matcher, size_t control)
{
    for (size_t i = 0; i < matcher->n_claims; i++) {
        if (matcher->claims[i].control == control) {
            return true;
        }
    }
    return false;
}

/* Only what no record claims, not even one whose claim came to nothing. */
static void
find_alone(Matcher *matcher, const Page *page, Finding *finding)
{
    Claim alone = {.certainty = CERTAINTY_LIKELY};
    size_t n_alike = 0;
    for (size_t i = 0; i < page->n_controls; i++) {
        if (evidence_role_fits(finding->control, &page->controls[i]) && !is_claimed(matcher, i) &&
            evidence_may_be_alone(finding->control, &page->controls[i], label_of(matcher, i))) {
            alone.control = (uint16_t)i;
            n_alike++;
        }
    }
    if (n_alike == 1) {
        take(matcher, page, finding, &alone);
    }
}

static bool
is_missing(const Finding *finding)
{
    return finding->handle == MATCH_NO_HANDLE && finding->n_candidates == 0;
}

static void
find_otherwise(Matcher *matcher, const Page *page, Finding *finding)
{
    if (is_missing(finding) && finding->control->kind == KIND_RADIO) {
        option_list_find_radios(finding, page->controls, page->n_controls, &matcher->scratch);
    }
    if (is_missing(finding) && finding->control->alone) {
        find_alone(matcher, page, finding);
    }
}

/* ---- working memory ---- */

Matcher *
matcher_new(void)
{
    return base_allocate(1, sizeof(Matcher));
}

void
matcher_free(Matcher *matcher)
{
    buffer_finish(&matcher->labels);
    buffer_finish(&matcher->scratch);
    free(matcher->findings);
    free(matcher->label_at);
    free(matcher->said);
    free(matcher->claims);
    free(matcher);
}

static void
make_room(Matcher *matcher, const Page *page)
{
    if (page->record->n_controls > matcher->n_findings_room) {
        matcher->n_findings_room = page->record->n_controls;
        matcher->findings = base_resize(matcher->findings, matcher->n_findings_room, sizeof(*matcher->findings));
    }
    if (page->n_controls > matcher->n_labels_room) {
        matcher->n_labels_room = page->n_controls;
        matcher->label_at = base_resize(matcher->label_at, matcher->n_labels_room, sizeof(*matcher->label_at));
        matcher->said = base_resize(matcher->said, matcher->n_labels_room, sizeof(*matcher->said));
    }
}

static void
read_label(Matcher *matcher, const PageControl *control, size_t index)
{
    matcher->said[index] = LABEL_SAYS_NOTHING;
    const char *normal = control->name == NULL ? "" : label_read(control->name, &matcher->scratch, &matcher->said[index]);
    matcher->label_at[index] = matcher->labels.length;
    buffer_append(&matcher->labels, normal, strlen(normal) + 1);
}

const Finding *
matcher_run(Matcher *matcher, const PageRecord *record, const PageControl *controls, size_t n_controls)
{
    const Page page = {.record = record, .controls = controls, .n_controls = n_controls};
    make_room(matcher, &page);
    buffer_clear(&matcher->labels);
    matcher->n_claims = 0;
    for (size_t i = 0; i < n_controls; i++) {
        read_label(matcher, &controls[i], i);
        claim_control(matcher, &page, i);
    }
    for (size_t i = 0; i < record->n_controls; i++) {
        matcher->findings[i] = (Finding){.control = &record->controls[i], .handle = MATCH_NO_HANDLE};
        settle(matcher, &page, &matcher->findings[i], i);
    }
    for (size_t i = 0; i < record->n_controls; i++) {
        find_otherwise(matcher, &page, &matcher->findings[i]);
    }
    return matcher->findings;
}
