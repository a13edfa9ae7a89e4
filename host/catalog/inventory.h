/* SPDX-License-Identifier: MIT
 *
 * What all databases of the search path hold together. Private to the store.
 */
#pragma once

#include "databases.h"

/* As in store.h. */
void inventory_each_origin(const Databases *databases, StoreCall call, void *context);
void inventory_each_effective(const Databases *databases, StoreEntryCall call, void *context);
void inventory_each_site(const Databases *databases, StoreCall call, void *context);

typedef struct {
    size_t n_sites;
    size_t n_controls;
} Counts;

/* A site that is in several counts once, as the first has it. */
Counts inventory_count(const Databases *databases);
