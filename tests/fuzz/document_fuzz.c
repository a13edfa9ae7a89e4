/* SPDX-License-Identifier: MIT
 *
 * What the keyring gives back, and a change, one a line: a document that was read can be written and read again; a change taken in twice changes
 * nothing; one that is refused leaves the document as it was.
 */
#include "document.h"
#include "fuzz.h"

static void
check_writing(const Document *document)
{
    DocumentVerdict verdict = DOCUMENT_OK;
    AUTOFREE char *first = document_write(document);
    AUTODOCUMENT *copy = document_read(first, strlen(first), &verdict);
    promise(copy != NULL && verdict != DOCUMENT_DAMAGED);
    AUTOFREE char *second = document_write(copy);
    promise(strcmp(first, second) == 0);
}

static void
check_merging(Document *document, const Json *change)
{
    Error error = {0};
    int64_t revision = document_revision(document);
    AUTOFREE char *before = document_write(document);
    bool changed = document_merge(document, change, &error);
    promise(!changed || (error.text[0] == '\0' && document_revision(document) == revision + 1));
    if (!changed) {
        AUTOFREE char *after = document_write(document);
        promise(strcmp(before, after) == 0);
    }
    promise(!document_merge(document, change, NULL));
    check_writing(document);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOFREE char *text = fuzz_text(bytes, length);
    size_t first = strcspn(text, "\n");
    const char *second = text[first] == '\n' ? text + first + 1 : "";
    DocumentVerdict verdict = DOCUMENT_OK;
    JsonVerdict json_verdict = JSON_OK;
    AUTODOCUMENT *document = document_read(text, first, &verdict);
    promise((document == NULL) == (verdict == DOCUMENT_DAMAGED));
    if (document == NULL) {
        document = document_new();
    }
    check_writing(document);
    AUTOJSON *change = json_parse(second, strlen(second), &json_verdict, NULL);
    if (change != NULL) {
        check_merging(document, change);
    }
    return 0;
}
