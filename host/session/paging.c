/* SPDX-License-Identifier: MIT */
#include "paging.h"

#include <stdio.h>

bool
paging_takes(Paging *paging)
{
    if (paging->n_seen++ < paging->cursor) {
        return false;
    }
    paging->has_more = paging->n_written == PAGING_MAX_LIST;
    paging->n_written += paging->has_more ? 0 : 1;
    return !paging->has_more;
}

void
paging_end(const Paging *paging, Writer *writer)
{
    if (paging->has_more) {
        char next[24];
        snprintf(next, sizeof(next), "%zu", paging->cursor + paging->n_written);
        writer_string(writer, "next", next);
    }
}
