/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "buffer.h"
#include "manifest.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_MANIFEST_SIZE = 64 * 1024 };

static bool
object(Judgement *judgement, const char *code, const char *reason)
{
    judgement->code = code;
    error_set(&judgement->reason, "%s", reason);
    return false;
}

/* ---- reading ---- */

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

static Json *
read_manifest(const Browser *browser, const char *path, Judgement *judgement)
{
    static const char mark[] = "\xef\xbb\xbf";
    JsonVerdict verdict = JSON_OK;
    AUTOBUFFER bytes = {0};
    if (!read_bytes(path, &bytes)) {
        object(judgement, "notReadable", "it cannot be read");
        return NULL;
    }
    if (bytes.length >= sizeof(mark) - 1 && memcmp(bytes.data, mark, sizeof(mark) - 1) == 0) {
        buffer_consume(&bytes, sizeof(mark) - 1);
    }
    if (browser->family == FAMILY_CHROMIUM) {
        blank_comments(&bytes);
    }
    Json *manifest = json_parse(buffer_text(&bytes), bytes.length, &verdict, NULL);
    if (json_is_object(manifest)) {
        return manifest;
    }
    object(judgement, "notJson", "it is no JSON object");
    json_free(manifest);
    return NULL;
}

/* ---- the rules, in the order in which they are told ---- */

/* Firefox is content with an empty one. */
static bool
has_description(const Browser *browser, const Json *manifest)
{
    const char *text = json_get_string(manifest, "description");
    return text != NULL && (text[0] != '\0' || browser->family == FAMILY_FIREFOX);
}

static bool
is_text(const Json *manifest, const char *name, const char *text)
{
    const char *present = json_get_string(manifest, name);
    return present != NULL && strcmp(present, text) == 0;
}

static bool
accept_words(const Browser *browser, const Json *manifest, Judgement *judgement)
{
    if (!is_text(manifest, "name", MANIFEST_HOST)) {
        return object(judgement, "wrongName", "its name is not that of its file");
    }
    if (!has_description(browser, manifest)) {
        return object(judgement, "noDescription", "it has no description");
    }
    return is_text(manifest, "type", "stdio") || object(judgement, "wrongType", "its type is not stdio");
}

static bool
accept_members(const Browser *browser, const Json *manifest, Judgement *judgement)
{
    static const char *const known[] = {"name", "description", "path", "type", "allowed_extensions"};
    if (browser->family != FAMILY_FIREFOX) {
        return true;
    }
    if (json_get(manifest, "allowed_origins") != NULL && json_get(manifest, "allowed_extensions") != NULL) {
        return object(judgement, "bothLists", "it lists origins and add-ons, which Firefox refuses");
    }
    for (const Json *member = json_first(manifest); member != NULL; member = json_next(member)) {
        bool is_known = false;
        for (size_t i = 0; i < N_ELEMENTS(known); i++) {
            is_known = is_known || strcmp(json_name(member), known[i]) == 0;
        }
        if (!is_known) {
            return object(judgement, "unknownKey", "it has a member that Firefox does not know, which Firefox refuses");
        }
    }
    return true;
}

static bool
is_origin(const char *text)
{
    static const char scheme[] = "chrome-extension://";
    enum { SCHEME_LENGTH = sizeof(scheme) - 1, ID_LENGTH = 32 };
    return strncmp(text, scheme, SCHEME_LENGTH) == 0 && strspn(text + SCHEME_LENGTH, "abcdefghijklmnop") == ID_LENGTH &&
           strcmp(text + SCHEME_LENGTH + ID_LENGTH, "/") == 0;
}

static bool
is_caller(Family family, const char *text)
{
    return family == FAMILY_CHROMIUM ? is_origin(text) : manifest_is_extension_id(FAMILY_FIREFOX, text);
}

static bool
accept_callers(const Browser *browser, const Json *manifest, Judgement *judgement)
{
    const Json *list = json_get(manifest, manifest_callers_name(browser->family));
    AUTOFREE char *ours = manifest_caller(browser->family, NULL);
    bool has_ours = false;
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        const char *caller = json_string(entry);
        if (caller == NULL || !is_caller(browser->family, caller)) {
            return object(judgement, "badCaller",
                          "an entry of its list of callers is malformed, so the browser refuses all of it");
        }
        has_ours = has_ours || (ours != NULL && strcmp(caller, ours) == 0);
    }
    return has_ours || object(judgement, "notAllowed", "it does not let our extension call the host");
}

static bool
accept_path(const Browser *browser, const Json *manifest, Judgement *judgement)
{
    (void)browser;
    const char *path = json_get_string(manifest, "path");
    struct stat status;
    if (path == NULL || path[0] != '/') {
        return object(judgement, "pathNotAbsolute", "its path is not absolute");
    }
    judgement->program = base_copy(path);
    if (stat(path, &status) != 0) {
        return object(judgement, "pathMissing", "the program it names is not there");
    }
    return (S_ISREG(status.st_mode) && access(path, X_OK) == 0) ||
           object(judgement, "pathNotExecutable", "the program it names may not be executed");
}

Judgement
rules_judge(const Browser *browser, const char *manifest)
{
    static bool (*const rules[])(const Browser *, const Json *, Judgement *) = {accept_words, accept_members, accept_callers,
                                                                                accept_path};
    Judgement judgement = {.code = "accepted"};
    AUTOJSON *json = read_manifest(browser, manifest, &judgement);
    for (size_t i = 0; json != NULL && i < N_ELEMENTS(rules) && rules[i](browser, json, &judgement); i++) {
    }
    return judgement;
}
