/* SPDX-License-Identifier: MIT
 *
 * The names of the catalog's own toggles, read as if their sites were in no catalog: what real sites call sharing, written by nobody here. Sites fall into two halves by their
 * name; words were looked for in the first only. Many names tell nothing by themselves ("Connections"), and a row's title may have the other polarity than its switch, so this
 * is printed and fails nothing.
 */
#pragma once

#include "tally.h"

void name_walk(const char *sites, Tally *tune, Tally *score);
