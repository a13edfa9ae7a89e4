/* SPDX-License-Identifier: MIT */
#include "claims.h"

#include <stdlib.h>

/* The record's claim on the control, made when there is none; those of one control stand together at the end. */
static Claim *
claim_of(Claims *claims, size_t first, size_t record, size_t control)
{
    for (size_t i = first; i < claims->n_claims; i++) {
        if (claims->claims[i].record == record) {
            return &claims->claims[i];
        }
    }
    if (claims->n_claims == claims->n_room) {
        claims->n_room = claims->n_room == 0 ? 16 : 2 * claims->n_room;
        claims->claims = base_resize(claims->claims, claims->n_room, sizeof(*claims->claims));
    }
    Claim *claim = &claims->claims[claims->n_claims++];
    *claim = (Claim){.record = (uint16_t)record, .control = (uint16_t)control};
    return claim;
}

static void
collect(Claims *claims, const PageRecord *page, const LabelledControl *control)
{
    const PageControl *shown = control->shown;
    const char *const texts[N_TEXT_USES] = {
        [TEXT_NAME] = control->normal,
        [TEXT_NOT] = control->normal,
        [TEXT_KEY_ID] = shown->key_id,
        [TEXT_KEY_NAME] = shown->key_name,
        [TEXT_KEY_LABELLEDBY] = shown->key_labelledby,
        [TEXT_KEY_TESTID] = shown->key_testid,
    };
    size_t first = claims->n_claims;
    for (size_t use = 0; use < N_TEXT_USES; use++) {
        size_t n_found = 0;
        const NameEntry *found = name_index_find(&page->index, texts[use], (TextUse)use, &n_found);
        for (size_t i = 0; i < n_found; i++) {
            Claim *claim = claim_of(claims, first, found[i].record, control->index);
            claim->evidence.by_name = claim->evidence.by_name || use == TEXT_NAME;
            claim->is_banned = claim->is_banned || use == TEXT_NOT;
            claim->evidence.by_key = claim->evidence.by_key || (use != TEXT_NAME && use != TEXT_NOT);
        }
    }
}

static void
weigh(const PageRecord *page, const LabelledControl *control, Claim *claim)
{
    const ControlRecord *record = &page->controls[claim->record];
    if (!claim->is_banned && evidence_role_fits(record, control->shown)) {
        claim->certainty = evidence_weigh(record, control->shown, control->normal, claim->evidence, &claim->is_turned);
    }
}

/* Key and name together are better founded than either, and the better founded claim ends the other. */
static int
foundation(const Claim *claim)
{
    return claim->evidence.by_key && claim->evidence.by_name ? 2 : 1;
}

static void
contest_by(Claim *one, const Claim *other)
{
    bool is_rival = one != other && other->certainty != CERTAINTY_NONE;
    if (is_rival && foundation(one) < foundation(other)) {
        one->certainty = CERTAINTY_NONE;
    }
    one->is_contested = one->is_contested || (is_rival && foundation(one) == foundation(other));
}

static void
contest(Claims *claims, size_t first)
{
    for (size_t i = first; i < claims->n_claims; i++) {
        for (size_t j = first; j < claims->n_claims; j++) {
            contest_by(&claims->claims[i], &claims->claims[j]);
        }
    }
}

void
claims_add(Claims *claims, const PageRecord *page, const LabelledControl *control)
{
    size_t first = claims->n_claims;
    collect(claims, page, control);
    for (size_t i = first; i < claims->n_claims; i++) {
        weigh(page, control, &claims->claims[i]);
    }
    if (claims->n_claims - first > 1) {
        contest(claims, first);
    }
}

bool
claims_name(const Claims *claims, size_t control)
{
    for (size_t i = 0; i < claims->n_claims; i++) {
        if (claims->claims[i].control == control) {
            return true;
        }
    }
    return false;
}

void
claims_finish(Claims *claims)
{
    free(claims->claims);
    *claims = (Claims){0};
}
