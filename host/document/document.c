/* SPDX-License-Identifier: MIT */
#include "document.h"

#include "merge.h"
#include "shape.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECKSUM_SIZE = 17 };

struct Document {
    Json *root; /* without its checksum, which exists in text only */
    int64_t version;
};

/* FNV-1a, 64 bit: finds a value that a provider cut, mixed up or decrypted with the wrong key. It is no defence against an author. */
static void
sum_up(const char *text, char checksum[static CHECKSUM_SIZE])
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    }
    snprintf(checksum, CHECKSUM_SIZE, "%016" PRIx64, hash);
}

static Document *
document_on(Json *root, int64_t version)
{
    Document *document = base_allocate(1, sizeof(*document));
    document->root = root;
    document->version = version;
    return document;
}

Document *
document_new(void)
{
    Json *root = json_new_object();
    json_set(root, "version", json_new_integer(DOCUMENT_VERSION));
    json_set(root, "revision", json_new_integer(0));
    json_set(root, "records", json_new_object());
    return document_on(root, DOCUMENT_VERSION);
}

Document *
document_copy(const Document *document)
{
    return document_on(json_copy(document->root), document->version);
}

void
document_free(Document *document)
{
    if (document != NULL) {
        json_free(document->root);
        free(document);
    }
}

void
document_cleanup(Document **document)
{
    document_free(*document);
}

static bool
takes_out_its_checksum(Json *root)
{
    AUTOFREE char *claimed = base_copy(json_get_string(root, "checksum"));
    char checksum[CHECKSUM_SIZE];
    json_remove(root, "checksum");
    AUTOFREE char *text = json_print(root);
    sum_up(text, checksum);
    return claimed != NULL && strcmp(claimed, checksum) == 0;
}

static bool
holds_records(const Json *root)
{
    const Json *records = json_get(root, "records");
    for (const Json *record = json_first(records); record != NULL; record = json_next(record)) {
        if (!json_is_object(record)) {
            return false;
        }
    }
    return json_is_object(records);
}

Document *
document_read(const char *text, size_t length, DocumentVerdict *verdict)
{
    int64_t version = 0;
    int64_t revision = 0;
    JsonVerdict reading = JSON_OK;
    AUTOJSON *root = json_parse(text, length, &reading, NULL);
    *verdict = DOCUMENT_DAMAGED;
    if (!json_is_object(root) || !takes_out_its_checksum(root) || !holds_records(root) ||
        !json_get_integer(root, "version", &version) || version < 1 || !json_get_integer(root, "revision", &revision) ||
        revision < 0) {
        return NULL;
    }
    *verdict = version > DOCUMENT_VERSION ? DOCUMENT_NEWER : DOCUMENT_OK;
    return document_on(base_steal(&root), version);
}

char *
document_write(const Document *document)
{
    char checksum[CHECKSUM_SIZE];
    AUTOFREE char *text = json_print(document->root);
    sum_up(text, checksum);
    return base_format("{\"checksum\":\"%s\",%s", checksum, text + 1);
}

int64_t
document_revision(const Document *document)
{
    int64_t revision = 0;
    json_get_integer(document->root, "revision", &revision);
    return revision;
}

const Json *
document_records(const Document *document)
{
    return json_get(document->root, "records");
}

const Json *
document_record(const Document *document, const char *control)
{
    return json_get(document_records(document), control);
}

static bool
fits(const Json *records, const char *text, Error *error)
{
    if (json_count(records) > DOCUMENT_MAX_RECORDS || strlen(text) > DOCUMENT_MAX_SIZE) {
        error_set(error, "the document is full: at most %d records in %d bytes", DOCUMENT_MAX_RECORDS, DOCUMENT_MAX_SIZE);
        return false;
    }
    return true;
}

/* Works on a copy: a change is taken in whole or not at all, and comparing the two texts is the test that says whether it changed anything. */
bool
document_merge(Document *document, const Json *change, Error *error)
{
    if (document->version > DOCUMENT_VERSION) {
        error_set(error, "the document was written by a newer version");
        return false;
    }
    if (!shape_is_change(change, error)) {
        return false;
    }
    AUTOJSON *records = json_copy(document_records(document));
    merge_change(records, change);
    AUTOFREE char *before = json_print(document_records(document));
    AUTOFREE char *after = json_print(records);
    if (strcmp(before, after) == 0 || !fits(records, after, error)) {
        return false;
    }
    json_set(document->root, "revision", json_new_integer(document_revision(document) + 1));
    json_set(document->root, "records", base_steal(&records));
    return true;
}
