/* SPDX-License-Identifier: MIT */
#include "advice.h"

/* What is kept under a gone id counts until something is kept under the control's own. */
static Choice
inherit(Choice own, const Choice *former)
{
    if (own.kind == CHOICE_NONE && own.seen_at == NULL) {
        return *former;
    }
    if (own.kind == CHOICE_NONE) {
        own.kind = former->kind;
        own.at = former->at;
        own.until = former->until;
    }
    return own;
}

Choice
advice_choice(const AdviceContext *context, const ControlRecord *control)
{
    Choice choice = choices_find(context->choices, control->id, context->profile);
    for (const Json *id = json_first(control->formerly); id != NULL; id = json_next(id)) {
        if (json_is_string(id)) {
            Choice former = choices_find(context->choices, json_string(id), context->profile);
            choice = inherit(choice, &former);
        }
    }
    return choice;
}
