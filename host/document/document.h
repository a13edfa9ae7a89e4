/* SPDX-License-Identifier: MIT
 *
 * The one document in which choices are kept, as text in the keyring: {"version", "revision", "checksum", "records": {control: {"choice", "at",
 * "until", "seen": {profile: {"state", "at", "proof"}}}}}. Reads, merges, writes it; pure. Has never heard of the keyring, the catalog or
 * JSON-RPC. Members it does not know (a newer version's) survive a merge.
 */
#pragma once

#include "error.h"
#include "json.h"

enum {
    DOCUMENT_VERSION = 1,
    DOCUMENT_MAX_RECORDS = 5000,
    DOCUMENT_MAX_SIZE = 900 * 1024, /* of all records; beyond 1 MB gnome-keyring takes 25 ms a write */
};

typedef struct Document Document;

typedef enum {
    DOCUMENT_OK,
    DOCUMENT_DAMAGED, /* not our JSON, or the checksum is wrong: never overwrite it blindly */
    DOCUMENT_NEWER,   /* a major version that must not be written by this program; reading it worked */
} DocumentVerdict;

/* An empty document, revision 0. */
Document *document_new(void);
Document *document_copy(const Document *document);
void document_free(Document *document);
void document_cleanup(Document **document);
#define AUTODOCUMENT BASE_CLEANUP(document_cleanup) Document

/* NULL when damaged. Empty text is damaged, not empty: a provider that lost a value returns it. */
Document *document_read(const char *text, size_t length, DocumentVerdict *verdict) MUST_USE;

/* With the checksum over everything else. Yours to free(). */
char *document_write(const Document *document);

int64_t document_revision(const Document *document);

/* The record of a control, or NULL; borrowed until the next merge. */
const Json *document_record(const Document *document, const char *control);

/* All records: an object by control id. Borrowed. */
const Json *document_records(const Document *document);

/* Takes a change in. `change` is {"records": {control: {"choice", "at", "until", "seen": {…}}}, "forget": [{"control"|"site"|"all", "at"}]}. Per control the
 * newest "at" wins for the choice and, per profile, for what was seen; a forget removes what is not newer than its "at". Taking the same
 * change in twice changes nothing. True when the document changed; its revision is one higher then. False without an error when there was nothing
 * new in it. False with the error set, and the document untouched, for a change of another shape, a document that would grow beyond its limits, or
 * one that a newer version wrote. */
bool document_merge(Document *document, const Json *change, Error *error);
