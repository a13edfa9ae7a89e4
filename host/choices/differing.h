/* SPDX-License-Identifier: MIT
 *
 * Which sites two documents say different things about. Pure.
 */
#pragma once

#include "document.h"

#include <stddef.h>

typedef struct {
    char **ids; /* ends with NULL */
    size_t n_ids;
} DifferingSites;

/* Of a NULL document nothing is known, so nothing differs. */
DifferingSites differing_sites(const Document *one, const Document *other) MUST_USE;
void differing_sites_finish(DifferingSites *sites);
