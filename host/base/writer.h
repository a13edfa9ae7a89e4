/* SPDX-License-Identifier: MIT
 *
 * Writes JSON straight into a buffer. Exists beside cJSON because building a tree to print it is half of a reply's cost. Commas are put
 * by the writer; nesting is the caller's to balance. Knows nothing of the meaning.
 */
#pragma once

#include "buffer.h"

typedef struct {
    Buffer *buffer;
    bool needs_comma;
} Writer;

/* Appends to `buffer`, which must outlive the writer. */
Writer writer_on(Buffer *buffer);

/* `name` is NULL inside an array and at the top. Names are our own words and are not escaped. */
void writer_begin_object(Writer *writer, const char *name);
void writer_end_object(Writer *writer);
void writer_begin_array(Writer *writer, const char *name);
void writer_end_array(Writer *writer);

/* `text` is well-formed UTF-8. A NULL text writes nothing, name included: fields that say nothing are left out. */
void writer_string(Writer *writer, const char *name, const char *text);
void writer_integer(Writer *writer, const char *name, int64_t number);
void writer_flag(Writer *writer, const char *name, bool flag);
void writer_null(Writer *writer, const char *name);

/* Text that is JSON already. */
void writer_raw(Writer *writer, const char *name, const char *json);
