/* SPDX-License-Identifier: MIT
 *
 * One constant database, open for reading. The only file that knows cdb's reader. Private to the store.
 */
#pragma once

#include "error.h"
#include "json.h"

enum { DATABASE_FORMAT = 1 };

typedef struct Database Database;

/* NULL with `error` empty when there is no such file; NULL with a sentence when it is none of ours. */
Database *database_open(const char *path, Error *error);
void database_free(Database *database);

/* False when the file at `path` is the one that is open. */
bool database_is_replaced(const Database *database, const char *path);

/* The value of a key, borrowed as long as the database is open; NULL when there is none. The key is prefix + name. */
const char *database_find(Database *database, const char *prefix, const char *name, size_t *length);

const Json *database_meta(const Database *database);
