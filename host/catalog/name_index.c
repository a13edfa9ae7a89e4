/* SPDX-License-Identifier: MIT */
#include "name_index.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a. */
static uint32_t
hash_of(const char *text)
{
    uint32_t hash = 2166136261U;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    }
    return hash;
}

static int
compare(const void *one, const void *other)
{
    const NameEntry *a = one;
    const NameEntry *b = other;
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    int by_text = strcmp(a->text, b->text);
    int by_use = (int)a->use - (int)b->use;
    return by_text != 0 ? by_text : by_use != 0 ? by_use : (int)a->record - (int)b->record;
}

void
name_index_add(NameIndex *index, const char *text, TextUse use, size_t record)
{
    if (text == NULL || text[0] == '\0' || record > UINT16_MAX) {
        return;
    }
    if (index->n_entries == index->n_room) {
        index->n_room = index->n_room == 0 ? 32 : 2 * index->n_room;
        index->entries = base_resize(index->entries, index->n_room, sizeof(*index->entries));
    }
    index->entries[index->n_entries++] =
        (NameEntry){.text = text, .hash = hash_of(text), .record = (uint16_t)record, .use = (uint8_t)use};
    index->uses |= 1U << use;
}

void
name_index_sort(NameIndex *index)
{
    if (index->n_entries > 0) {
        qsort(index->entries, index->n_entries, sizeof(*index->entries), compare);
    }
}

/* The first entry that is not before this text and use. */
static size_t
lower_bound(const NameIndex *index, const NameEntry *wanted)
{
    size_t low = 0;
    size_t high = index->n_entries;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&index->entries[middle], wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const NameEntry *
name_index_find(const NameIndex *index, const char *text, TextUse use, size_t *n_found)
{
    *n_found = 0;
    if (text == NULL || text[0] == '\0' || (index->uses & (1U << use)) == 0) {
        return NULL;
    }
    const NameEntry wanted = {.text = text, .hash = hash_of(text), .use = (uint8_t)use};
    size_t first = lower_bound(index, &wanted);
    for (size_t i = first; i < index->n_entries; i++) {
        const NameEntry *entry = &index->entries[i];
        if (entry->hash != wanted.hash || entry->use != wanted.use || strcmp(entry->text, text) != 0) {
            break;
        }
        (*n_found)++;
    }
    return *n_found == 0 ? NULL : &index->entries[first];
}

void
name_index_finish(NameIndex *index)
{
    free(index->entries);
    *index = (NameIndex){0};
}
