/* SPDX-License-Identifier: MIT
 *
 * Holds what the matcher says of a labelled page against its labels.
 */
#pragma once

#include "case_file.h"
#include "tally.h"

/* Every miss is printed when `is_chatty`, what must never happen always. */
void judge_file(const CaseFile *file, Matcher *matcher, bool is_chatty, Tally *tally);
