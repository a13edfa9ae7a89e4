/* SPDX-License-Identifier: MIT */
#include "manifest_text.h"

#include "buffer.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MAX_MANIFEST_SIZE = 64 * 1024 };

static bool
read_bytes(const char *path, Buffer *bytes)
{
    AUTOCLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    buffer_reserve(bytes, MAX_MANIFEST_SIZE);
    ssize_t length = fd < 0 ? -1 : read(fd, bytes->data, MAX_MANIFEST_SIZE);
    bytes->length = length < 0 ? 0 : (size_t)length;
    return length >= 0;
}

/* The byte behind the text that begins with a quote at `at`. */
static size_t
end_of_text(const Buffer *bytes, size_t at)
{
    for (at++; at < bytes->length && bytes->data[at] != '"'; at++) {
        at += bytes->data[at] == '\\' ? 1 : 0;
    }
    return at + 1;
}

/* The byte behind the comment that begins at `at`; `at` itself when none does. */
static size_t
end_of_comment(Buffer *bytes, size_t at)
{
    const char *text = buffer_text(bytes);
    if (strncmp(text + at, "//", 2) == 0) {
        return at + strcspn(text + at, "\n");
    }
    const char *end = strncmp(text + at, "/*", 2) == 0 ? strstr(text + at + 2, "*/") : NULL;
    return end == NULL ? at : (size_t)(end - text) + 2;
}

/* Chromium reads manifests with comments in them. */
static void
blank_comments(Buffer *bytes)
{
    for (size_t at = 0; at < bytes->length;) {
        size_t end = end_of_comment(bytes, at);
        memset(bytes->data + at, ' ', end - at);
        at = end > at ? end : bytes->data[at] == '"' ? end_of_text(bytes, at) : at + 1;
    }
}

static void
cut_byte_order_mark(Buffer *bytes)
{
    static const char mark[] = "\xef\xbb\xbf";
    if (bytes->length >= sizeof(mark) - 1 && memcmp(bytes->data, mark, sizeof(mark) - 1) == 0) {
        buffer_consume(bytes, sizeof(mark) - 1);
    }
}

Json *
manifest_read(Family family, const char *path, ManifestVerdict *verdict)
{
    JsonVerdict reason = JSON_OK;
    AUTOBUFFER bytes = {0};
    *verdict = MANIFEST_NOT_READABLE;
    if (!read_bytes(path, &bytes)) {
        return NULL;
    }
    cut_byte_order_mark(&bytes);
    if (family == FAMILY_CHROMIUM) {
        blank_comments(&bytes);
    }
    Json *manifest = json_parse(buffer_text(&bytes), bytes.length, &reason, NULL);
    *verdict = json_is_object(manifest) ? MANIFEST_OK : MANIFEST_NOT_JSON;
    if (*verdict != MANIFEST_OK) {
        json_free(manifest);
        return NULL;
    }
    return manifest;
}
