/* SPDX-License-Identifier: MIT
 *
 * Where a folded label ends when what says nothing about which toggle it is has been cut: punctuation, a state ("Ads: On"), a count
 * ("Ads (3)"). Only label.c needs it.
 */
#pragma once

#include "label.h"

/* The length that stays of text[0..length); text[length] is NUL. Cuts only as long as something is left: a label that is nothing but
 * punctuation or a count stays what it is. *said is the state that was cut. */
size_t label_end(const char *text, size_t length, LabelState *said);
