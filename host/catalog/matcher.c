/* SPDX-License-Identifier: MIT */
#include "matcher.h"

#include "claims.h"
#include "option_list.h"

#include <stdlib.h>
#include <string.h>

struct Matcher {
    Finding *findings;
    size_t n_findings_room;
    Buffer labels;    /* the page's normal forms, one after the other, each with a NUL */
    size_t *label_at; /* where control i's begins */
    LabelState *said; /* the state that control i's label tells */
    size_t n_labels_room;
    Claims claims;
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
        finding->selected_name = reading.selected_name;
        finding->private_name = reading.private_name;
        finding->certainty = reading.private_name != NULL ? finding->certainty : CERTAINTY_LIKELY;
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
    for (size_t i = 0; i < matcher->claims.n_claims; i++) {
        const Claim *claim = &matcher->claims.claims[i];
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

static void
find_alone(Matcher *matcher, const Page *page, Finding *finding)
{
    Claim alone = {.certainty = CERTAINTY_LIKELY};
    size_t n_alike = 0;
    for (size_t i = 0; i < page->n_controls; i++) {
        if (evidence_role_fits(finding->control, &page->controls[i]) && !claims_name(&matcher->claims, i) &&
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
    claims_finish(&matcher->claims);
    free(matcher->findings);
    free(matcher->label_at);
    free(matcher->said);

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

static const char *
read_label(Matcher *matcher, const PageControl *control, size_t index)
{
    matcher->said[index] = LABEL_SAYS_NOTHING;
    const char *normal = control->name == NULL ? "" : label_read(control->name, &matcher->scratch, &matcher->said[index]);
    matcher->label_at[index] = matcher->labels.length;
    buffer_append(&matcher->labels, normal, strlen(normal) + 1);
    return normal;
}

const Finding *
matcher_run(Matcher *matcher, const PageRecord *record, const PageControl *controls, size_t n_controls)
{
    const Page page = {.record = record, .controls = controls, .n_controls = n_controls};
    make_room(matcher, &page);
    buffer_clear(&matcher->labels);
    matcher->claims.n_claims = 0;
    for (size_t i = 0; i < n_controls; i++) {
        const char *normal = read_label(matcher, &controls[i], i);
        claims_add(&matcher->claims, record, &(LabelledControl){.index = i, .shown = &controls[i], .normal = normal});
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
