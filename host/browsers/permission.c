/* SPDX-License-Identifier: MIT
 *
 * GVDB is a hash table in a file: a header with the place of the root table; a table is a Bloom filter, buckets and items; an item
 * has a key and either a table or a value. Only what is needed to find "main"/<host> is read here, and nothing is believed that
 * does not lie inside the file.
 */
#include "permission.h"

#include "file.h"
#include "manifest.h"

#include <string.h>

enum { MAX_FILE_SIZE = 1024 * 1024, HEADER_SIZE = 24, ROOT_AT = 16, ITEM_SIZE = 24 };

typedef struct {
    const char *data;
    size_t length;
} Bytes;

static uint32_t
number_at(Bytes bytes, size_t at)
{
    uint32_t number = 0; /* little-endian, as every Linux that has portals */
    if (at + sizeof(number) <= bytes.length) {
        memcpy(&number, bytes.data + at, sizeof(number));
    }
    return number;
}

/* The bytes between the two offsets at `at`; none when they lie outside. */
static Bytes
piece_at(Bytes file, size_t at)
{
    uint32_t begin = number_at(file, at);
    uint32_t end = number_at(file, at + 4);
    return begin <= end && end <= file.length ? (Bytes){file.data + begin, end - begin} : (Bytes){NULL, 0};
}

static bool
has_key(Bytes file, Bytes item, const char *key)
{
    uint32_t begin = number_at(item, 8);
    uint16_t size = 0;
    memcpy(&size, item.data + 12, sizeof(size));
    return size == strlen(key) && begin + (size_t)size <= file.length && memcmp(file.data + begin, key, size) == 0;
}

/* What the table in `piece` has under a key: a table or a value. */
static Bytes
find(Bytes file, Bytes piece, const char *key)
{
    size_t n_bloom_words = number_at(piece, 0) & ((1U << 27) - 1);
    size_t n_buckets = number_at(piece, 4);
    size_t at = 8 + 4 * (n_bloom_words + n_buckets);
    for (; at + ITEM_SIZE <= piece.length; at += ITEM_SIZE) {
        const Bytes item = {piece.data + at, ITEM_SIZE};
        if (has_key(file, item, key)) {
            return piece_at(file, (size_t)(item.data - file.data) + 16);
        }
    }
    return (Bytes){NULL, 0};
}

/* In a value (v, a{sas}) an entry is the name, then its list of answers: "snap.firefox\0no\0". */
static bool
says_no(Bytes value, const char *name)
{
    AUTOFREE char *entry = base_format("%s no", name);
    size_t length = strlen(entry) + 1;
    entry[strlen(name)] = '\0';
    return value.data != NULL && memmem(value.data, value.length, entry, length) != NULL;
}

static bool
read_file(const char *path, Buffer *bytes)
{
    return file_read(path, MAX_FILE_SIZE, bytes) && bytes->length >= HEADER_SIZE && memcmp(bytes->data, "GVariant", 8) == 0;
}

bool
permission_is_refused(const Browser *browser)
{
    const char *name = json_get_string(browser->row, "snap");
    AUTOFREE char *path = browser_place(browser, "{data}/flatpak/db/webextensions");
    AUTOBUFFER buffer = {0};
    if (name == NULL || !read_file(path, &buffer)) {
        return false;
    }
    const Bytes file = {buffer.data, buffer.length};
    const Bytes main_table = find(file, piece_at(file, ROOT_AT), "main");
    return says_no(find(file, main_table, MANIFEST_HOST), name);
}
