/* SPDX-License-Identifier: MIT */
#include "advice.h"

#include <string.h>

const char *
advice_kind_name(AdviceKind kind)
{
    static const char *const names[N_ADVICE] = {
        [ADVICE_TURN_OFF] = "turnOff",
        [ADVICE_TURN_ON] = "turnOn",
        [ADVICE_SELECT] = "select",
        [ADVICE_WORTH_A_LOOK] = "worthALook",
        [ADVICE_CANNOT_TELL] = "cannotTell",
        [ADVICE_PAGE_CHANGED] = "pageChanged",
        [ADVICE_MANUAL] = "manual",
        [ADVICE_COVERED_BY] = "coveredBy",
        [ADVICE_LATER] = "later",
        [ADVICE_KEPT_BY_CHOICE] = "keptByChoice",
        [ADVICE_ALREADY_PRIVATE] = "alreadyPrivate",
        [ADVICE_NOT_FOR_YOUR_REGION] = "notForYourRegion",
    };
    return names[kind];
}

static bool
has_options(const ControlRecord *record)
{
    return record->kind == KIND_RADIO || record->kind == KIND_SELECT;
}

static const char *
state_of(const Finding *finding)
{
    static const char *const names[] = {
        [STATE_UNKNOWN] = "unknown", [STATE_OFF] = "off", [STATE_ON] = "on", [STATE_MIXED] = "mixed"};
    if (!has_options(finding->control)) {
        return names[finding->state];
    }
    return finding->option != NULL ? finding->option : "unknown";
}

static bool
is_told(const char *state)
{
    return strcmp(state, "unknown") != 0 && strcmp(state, "mixed") != 0;
}

static bool
is_private(const ControlRecord *record, const char *state)
{
    return record->private_state != NULL && state != NULL && strcmp(record->private_state, state) == 0;
}

static const Finding *
find_on_page(const AdviceContext *context, const char *id)
{
    for (size_t i = 0; i < context->n_findings; i++) {
        if (context->findings[i].handle != MATCH_NO_HANDLE && strcmp(context->findings[i].control->id, id) == 0) {
            return &context->findings[i];
        }
    }
    return NULL;
}

/* What this page shows of a control counts more than when it was last seen. */
static bool
is_in_force(const AdviceContext *context, const char *id)
{
    const Finding *shown = find_on_page(context, id);
    if (shown != NULL && is_told(state_of(shown))) {
        return shown->certainty == CERTAINTY_SURE && is_private(shown->control, state_of(shown));
    }
    Choice other = choices_find(context->choices, id, context->profile);
    return other.private_at != NULL && other.seen_at != NULL && strcmp(other.private_at, other.seen_at) >= 0;
}

static bool
is_covered_by_signal(const AdviceContext *context, const ControlRecord *record)
{
    return context->sends_gpc && record->gpc != NULL && context->country[0] != '\0' &&
           region_list_covers(json_get(record->gpc, "regions"), context->country);
}

/* What turns this one off too: the signal that the browser sends, or another control that stands so. */
static const char *
covering_control(const AdviceContext *context, const ControlRecord *record)
{
    for (const Json *id = json_first(record->implied_off_by); id != NULL; id = json_next(id)) {
        if (json_is_string(id) && is_in_force(context, json_string(id))) {
            return json_string(id);
        }
    }
    return is_covered_by_signal(context, record) ? "gpc" : NULL;
}

static AdviceKind
kind_of_exposing(const AdviceContext *context, const ControlRecord *record, Advice *advice)
{
    if (advice->choice.kind == CHOICE_KEEP) {
        return ADVICE_KEPT_BY_CHOICE;
    }
    if (choice_is_later(&advice->choice, context->today)) {
        return ADVICE_LATER;
    }
    advice->covered_by = covering_control(context, record);
    if (advice->covered_by != NULL) {
        return ADVICE_COVERED_BY;
    }
    advice->went_back = advice->choice.kind == CHOICE_PRIVATE && advice->choice.standing != SEEN_NOT_IN_FORCE &&
                        advice->finding->certainty == CERTAINTY_SURE;
    if (record->review_after != NULL && strcmp(record->review_after, context->today) < 0) {
        return ADVICE_WORTH_A_LOOK;
    }
    if (has_options(record)) {
        return ADVICE_SELECT;
    }
    return strcmp(record->private_state, "on") == 0 ? ADVICE_TURN_ON : ADVICE_TURN_OFF;
}

static AdviceKind
kind_of(const AdviceContext *context, const Finding *finding, const PageControl *control, Advice *advice)
{
    const ControlRecord *record = finding->control;
    if (advice->applies == APPLIES_NO) {
        return ADVICE_NOT_FOR_YOUR_REGION;
    }
    if (record->private_state == NULL) {
        return ADVICE_MANUAL;
    }
    if (control == NULL) {
        return finding->n_candidates > 0 ? ADVICE_CANNOT_TELL : ADVICE_PAGE_CHANGED;
    }
    if (is_private(record, advice->state)) {
        return ADVICE_ALREADY_PRIVATE;
    }
    if (!is_told(advice->state) || advice->disabled) {
        return ADVICE_CANNOT_TELL;
    }
    return kind_of_exposing(context, record, advice);
}

Advice
advice_make(const AdviceContext *context, const Finding *finding, const PageControl *control)
{
    const ControlRecord *record = finding->control;
    Advice advice = {
        .finding = finding,
        .state = state_of(finding),
        .disabled = control != NULL && control->disabled,
        .choice = advice_choice(context, record),
        .applies = region_applies(record->applies, context->country),
    };
    advice.kind = kind_of(context, finding, control, &advice);
    return advice;
}

bool
advice_is_question(const Advice *advice)
{
    return advice->kind == ADVICE_TURN_OFF || advice->kind == ADVICE_TURN_ON || advice->kind == ADVICE_SELECT;
}

bool
advice_is_open(const ControlRecord *control, const Choice *choice, const AdviceContext *context)
{
    bool is_decided = choice->kind == CHOICE_KEEP || choice_is_later(choice, context->today);
    bool is_seen_private = is_private(control, choice->seen_state);
    return control->advised && !is_decided && !is_seen_private &&
           region_applies(control->applies, context->country) != APPLIES_NO;
}

int
advice_compare(const void *one, const void *other)
{
    const Advice *a = one;
    const Advice *b = other;
    if (a->went_back != b->went_back) {
        return a->went_back ? -1 : 1;
    }
    return (int)a->kind - (int)b->kind;
}
