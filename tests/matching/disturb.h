/* SPDX-License-Identifier: MIT
 *
 * What pages do to a label without meaning anything by it.
 */
#pragma once

#include "control.h"

enum { N_DISTURBANCES = 12 };

/* Yours to free(). `state` is what the control shows: words for it are put behind the label. */
char *disturb(const char *label, size_t number, ControlState state);
