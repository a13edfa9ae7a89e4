/* SPDX-License-Identifier: MIT
 *
 * A constant database in the making: complete and in place in one step, or not there at all. The only file that knows cdb's writer.
 */
#pragma once

#include "error.h"

typedef struct DatabaseWriter DatabaseWriter;

/* Writes beside `path` until database_writer_finish. NULL with the error. */
DatabaseWriter *database_writer_new(const char *path, Error *error);

/* `name` is put behind `prefix`. Failing is remembered for the end. */
void database_writer_add(DatabaseWriter *writer, const char *prefix, const char *name, const char *value);

/* 16 hexadecimal digits over all that was added so far (FNV-1a). */
void database_writer_revision(const DatabaseWriter *writer, char revision[static 17]);

/* Puts the database in place when `commit` is set and all went well; frees the writer in any case. */
bool database_writer_finish(DatabaseWriter *writer, bool commit, Error *error);
