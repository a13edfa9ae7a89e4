/* SPDX-License-Identifier: MIT
 *
 * Whether anybody was asked anything: by what went over the bus.
 */
#pragma once

#include <stdbool.h>

/* Whether a new client finds the collection locked, for reading and for a choice, before the deadline, and none of these methods, as "Unlock|Prompt", was called for
 * that. */
bool is_locked_without_a_dialog(const char *methods);
