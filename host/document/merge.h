/* SPDX-License-Identifier: MIT
 *
 * How a change and what is stored become one: per control the newest decision, per profile the newest observation. Knows records, has
 * never heard of revisions or checksums.
 */
#pragma once

#include "json.h"

/* Takes a change of the right shape (shape.h) into an object of records by control id. First what it records, then what it forgets. */
void merge_change(Json *records, const Json *change);
