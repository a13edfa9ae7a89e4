/* SPDX-License-Identifier: MIT
 *
 * The constant databases of the search path: opened, watched, opened again when one was replaced; an earlier one wins. Private to the store.
 */
#pragma once

#include "database.h"
#include "store.h"

typedef struct Databases Databases;

/* As in store.h. */
Databases *databases_new(const char *const paths[STORE_MAX_DATABASES + 1]);
void databases_free(Databases *databases);
int databases_descriptor(const Databases *databases);
const char *databases_problem(const Databases *databases);
const char *databases_revision(const Databases *databases);

/* True when a file is another than the one that is open. */
bool databases_are_stale(const Databases *databases);

/* Opens again what is stale; what could not be opened stays as it was. True when anything changed: what was found before is gone then. */
bool databases_reopen(Databases *databases);

typedef struct {
    Database *database; /* the first that has it */
    const char *text;   /* borrowed as long as that is open; NULL: none has it */
    size_t length;
} Found;

Found databases_find(const Databases *databases, const char *prefix, const char *name);

/* In the order of the search. NULL where one is missing. */
size_t databases_size(const Databases *databases);
Database *databases_at(const Databases *databases, size_t index);
