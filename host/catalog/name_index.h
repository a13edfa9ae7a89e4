/* SPDX-License-Identifier: MIT
 *
 * Every text by which a page's records know their controls, sorted, so that a control finds all records that claim it in one look: the work for a page grows with
 * its controls, not with the records' languages. Private to the catalog.
 */
#pragma once

#include "json.h"

typedef enum { TEXT_NAME, TEXT_NOT, TEXT_KEY_ID, TEXT_KEY_NAME, TEXT_KEY_LABELLEDBY, TEXT_KEY_TESTID, N_TEXT_USES } TextUse;

typedef struct {
    const char *text; /* borrowed from the record */
    uint32_t hash;
    uint16_t record; /* its index in the page's records */
    uint8_t use;     /* a TextUse */
} NameEntry;

typedef struct {
    NameEntry *entries;
    size_t n_entries;
    size_t n_room;
    unsigned uses; /* bit n: there is a text of TextUse n */
} NameIndex;

void name_index_add(NameIndex *index, const char *text, TextUse use, size_t record);

/* Once, behind the last name_index_add. */
void name_index_sort(NameIndex *index);

/* The entries of exactly this text and use, one after the other; NULL when there is none. */
const NameEntry *name_index_find(const NameIndex *index, const char *text, TextUse use, size_t *n_found);

void name_index_finish(NameIndex *index);
