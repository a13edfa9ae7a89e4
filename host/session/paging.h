/* SPDX-License-Identifier: MIT
 *
 * A list too long for one reply, written a page at a time.
 */
#pragma once

#include "writer.h"

enum { PAGING_MAX_LIST = 100 };

/* Set `cursor`, leave the rest zero. */
typedef struct {
    size_t cursor; /* entries to pass over */
    size_t n_seen;
    size_t n_written;
    bool has_more;
} Paging;

/* Ask for each entry in turn: true when it belongs on this page. Nothing does once has_more is set. */
bool paging_takes(Paging *paging);

/* Writes "next" when there is more. */
void paging_end(const Paging *paging, Writer *writer);
