/* SPDX-License-Identifier: MIT */
#include "judge.h"

#include "suspect.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const CaseFile *file;
    const CasePage *page;
    bool is_chatty;
    Tally *tally;
} Judgement;

static void
complain(const Judgement *judgement, bool must_never_be, const char *what, const char *record, const char *name)
{
    if (must_never_be || judgement->is_chatty) {
        printf("%s %s: %s, page %s %s: %s '%s'\n", must_never_be ? "WRONG" : "missed", what, judgement->file->path,
               judgement->page->language, judgement->page->title, record, name);
    }
}

static bool
is_its(const Truth *truth, const char *record)
{
    return truth->kind == TRUTH_RECORD && strcmp(truth->record, record) == 0;
}

/* ---- pages of the catalog ---- */

static bool
is_exposing(const Finding *finding)
{
    const char *wanted = finding->control->private_state;
    if (finding->control->options != NULL) {
        return finding->option != NULL && strcmp(finding->option, wanted) != 0;
    }
    ControlState exposing = strcmp(wanted, "on") == 0 ? STATE_OFF : STATE_ON;
    return finding->state == exposing;
}

static bool
is_told(const Finding *finding)
{
    return finding->control->options != NULL ? finding->option != NULL
                                             : finding->state == STATE_ON || finding->state == STATE_OFF;
}

/* True when it would lead to a false prompt. */
static bool
judge_finding(const Judgement *judgement, const Finding *finding)
{
    if (finding->handle == MATCH_NO_HANDLE) {
        return false;
    }
    Tally *tally = judgement->tally;
    const Truth *truth = &judgement->page->truths[finding->handle];
    const char *name = judgement->page->controls[finding->handle].name;
    bool is_right = is_its(truth, finding->control->id);
    bool is_sure = finding->certainty == CERTAINTY_SURE;
    bool is_state_right = is_right && !truth->is_turned;
    share_count(is_sure ? &tally->sure : &tally->likely, is_right);
    if (!is_right) {
        complain(judgement, is_sure, is_sure ? "sure" : "likely", finding->control->id, name);
    }
    if (is_right && is_told(finding)) {
        share_count(&tally->told, is_state_right);
        if (!is_state_right) {
            complain(judgement, true, "state", finding->control->id, name);
        }
    }
    return is_exposing(finding) && !is_state_right;
}

static void
judge_recall(const Judgement *judgement, const Finding *findings, size_t control)
{
    const Truth *truth = &judgement->page->truths[control];
    if (truth->kind != TRUTH_RECORD || truth->is_turned) {
        return;
    }
    const Finding *found = NULL;
    for (size_t i = 0; i < judgement->file->record->n_controls; i++) {
        bool is_it = findings[i].handle == (int)control && is_its(truth, findings[i].control->id);
        found = is_it ? &findings[i] : found;
    }
    share_count(&judgement->tally->found, found != NULL);
    share_count(&judgement->tally->found_sure, found != NULL && found->certainty == CERTAINTY_SURE);
    if (found == NULL) {
        complain(judgement, false, "record", truth->record, judgement->page->controls[control].name);
    }
}

static void
judge_known(const Judgement *judgement, Matcher *matcher)
{
    const PageRecord *record = judgement->file->record;
    const Finding *findings = matcher_run(matcher, record, judgement->page->controls, judgement->page->n_controls);
    bool has_false_prompt = false;
    for (size_t i = 0; i < record->n_controls; i++) {
        has_false_prompt = judge_finding(judgement, &findings[i]) || has_false_prompt;
    }
    for (size_t i = 0; i < judgement->page->n_controls; i++) {
        judge_recall(judgement, findings, i);
    }
    share_count(&judgement->tally->without_false_prompt, !has_false_prompt);
}

/* ---- pages of no catalog ---- */

static void
judge_suspicion(const Judgement *judgement, const Suspicion *suspicion, size_t control)
{
    Tally *tally = judgement->tally;
    const Truth *truth = &judgement->page->truths[control];
    const char *name = judgement->page->controls[control].name;
    bool is_right = truth->kind == TRUTH_SUSPECT;
    share_count(&tally->suspected, is_right);
    if (!is_right) {
        complain(judgement, false, "suspicion", suspicion->concept, name);
        return;
    }
    bool is_concept = strcmp(suspicion->concept, truth->concept) == 0;
    share_count(&tally->concepts, is_concept);
    if (!is_concept) {
        complain(judgement, false, "concept", suspicion->concept, name);
    }
    if (strcmp(suspicion->private_state, "unknown") != 0) {
        bool is_state = strcmp(suspicion->private_state, truth->private_state) == 0;
        share_count(&tally->suspects_told, is_state);
        if (!is_state) {
            complain(judgement, true, "protecting state", suspicion->private_state, name);
        }
    } else if (strcmp(truth->private_state, "unknown") != 0) {
        complain(judgement, false, "polarity", truth->private_state, name);
    }
}

static void
judge_unknown(const Judgement *judgement)
{
    AUTOBUFFER scratch = {0};
    for (size_t i = 0; i < judgement->page->n_controls; i++) {
        Suspicion suspicion;
        const PageControl *control = &judgement->page->controls[i];
        const Truth *truth = &judgement->page->truths[i];
        bool is_suspected = suspect_control(control, judgement->page->language, &scratch, &suspicion);
        if (is_suspected) {
            judge_suspicion(judgement, &suspicion, i);
        }
        if (truth->kind == TRUTH_SUSPECT) {
            share_count(&judgement->tally->suspects_found, is_suspected);
        }
        if (truth->kind == TRUTH_SUSPECT && !is_suspected) {
            complain(judgement, false, "suspect", truth->concept, control->name);
        }
    }
}

void
judge_file(const CaseFile *file, Matcher *matcher, bool is_chatty, Tally *tally)
{
    for (size_t i = 0; i < file->n_pages; i++) {
        const Judgement judgement = {.file = file, .page = &file->pages[i], .is_chatty = is_chatty, .tally = tally};
        tally->n_pages++;
        tally->n_controls += file->pages[i].n_controls;
        if (file->pages[i].is_unknown) {
            judge_unknown(&judgement);
        } else {
            judge_known(&judgement, matcher);
        }
    }
}
