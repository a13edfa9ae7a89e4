/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "manifest.h"
#include "manifest_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static bool
object(Judgement *judgement, const char *code, const char *reason)
{
    judgement->code = code;
    error_set(&judgement->reason, "%s", reason);
    return false;
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

static const char scheme[] = "chrome-extension://";

/* The host of a pattern that Chromium takes: some letters, nothing with a meaning in a URL, any port; *behind is what follows. */
static size_t
host_length(const char *text, const char **behind)
{
    size_t before = strncmp(text, "*://", 4) == 0 ? 4 : strncmp(text, scheme, sizeof(scheme) - 1) == 0 ? sizeof(scheme) - 1 : 0;
    size_t length = before == 0 ? 0 : strcspn(text + before, "/:*@#?");
    *behind = text + before + length;
    *behind += strncmp(*behind, ":*", 2) == 0 ? 2 : 0;
    return length;
}

static bool
is_origin_without_slash(const char *text)
{
    const char *behind = NULL;
    return host_length(text, &behind) > 0 && *behind == '\0';
}

static bool
is_origin(const char *text)
{
    const char *behind = NULL;
    return host_length(text, &behind) > 0 && *behind == '/';
}

/* Of an origin only scheme and host count, in capitals or not. */
static bool
is_same_caller(Family family, const char *caller, const char *ours)
{
    const char *behind = NULL;
    if (family == FAMILY_FIREFOX) {
        return strcmp(caller, ours) == 0;
    }
    size_t length = host_length(caller, &behind);
    const char *host = strstr(caller, "//") + 2;
    return strlen(ours) == sizeof(scheme) + length && strncasecmp(ours + sizeof(scheme) - 1, host, length) == 0;
}

static bool
is_caller(Family family, const char *text)
{
    return family == FAMILY_CHROMIUM ? is_origin(text) : manifest_is_extension_id(FAMILY_FIREFOX, text);
}

static bool
refuse_caller(const Browser *browser, const char *caller, Judgement *judgement)
{
    if (caller != NULL && browser->family == FAMILY_CHROMIUM && is_origin_without_slash(caller)) {
        return object(judgement, "noSlash", "an origin in it lacks its last slash, so the browser refuses all of it");
    }
    return object(judgement, "badCaller", "an entry of its list of callers is malformed, so the browser refuses all of it");
}

static bool
accept_callers(const Browser *browser, const Json *manifest, Judgement *judgement)
{
    const Json *list = json_get(manifest, manifest_callers_name(browser->family));
    AUTOFREE char *ours = manifest_caller(browser->family, NULL);
    bool has_ours = false;
    if (!json_is_array(list)) {
        return object(judgement, "noCallers", "it has no list of those who may call");
    }
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        const char *caller = json_string(entry);
        if (caller == NULL || !is_caller(browser->family, caller)) {
            return refuse_caller(browser, caller, judgement);
        }
        has_ours = has_ours || (ours != NULL && is_same_caller(browser->family, caller, ours));
    }
    return has_ours || object(judgement, "notAllowed", "it does not let our extension call the host");
}

static bool
refuse_absence(int reason, Judgement *judgement)
{
    if (reason == EACCES) {
        return object(judgement, "pathClosed", "you may not enter a directory on the way to the program it names");
    }
    if (reason == ELOOP) {
        return object(judgement, "pathLoops", "the program it names is a link that leads to itself");
    }
    return object(judgement, "pathMissing", "the program it names is not there");
}

static bool
is_on_noexec(const char *path)
{
    struct statvfs system;
    return statvfs(path, &system) == 0 && (system.f_flag & ST_NOEXEC) != 0;
}

static bool
accept_path(const Browser *browser, const Json *manifest, Judgement *judgement)
{
    (void)browser;
    const char *path = json_get_string(manifest, "path");
    if (path == NULL || path[0] == '\0') {
        return object(judgement, "noPath", "it names no program");
    }
    if (path[0] != '/') {
        return object(judgement, "pathNotAbsolute", "its path is not absolute");
    }
    judgement->program = base_copy(path);
    return true;
}

/* ---- the program ---- */

static bool
accept_program(Judgement *judgement)
{
    struct stat status;
    if (stat(judgement->program, &status) != 0) {
        return refuse_absence(errno, judgement);
    }
    if (!S_ISREG(status.st_mode)) {
        return object(judgement, "pathNoFile", "what it names is no file");
    }
    if (is_on_noexec(judgement->program)) {
        return object(judgement, "pathNoexec",
                      "the program it names lies on a file system mounted noexec, from which nothing can be started");
    }
    return access(judgement->program, X_OK) == 0 ||
           object(judgement, "pathNotExecutable", "the program it names may not be executed");
}

/* ---- one file, and the first that is taken ---- */

static bool
accept_file(const Browser *browser, const char *path, Judgement *judgement)
{
    static bool (*const rules[])(const Browser *, const Json *, Judgement *) = {accept_words, accept_members, accept_callers,
                                                                                accept_path};
    ManifestVerdict verdict = MANIFEST_OK;
    AUTOJSON *json = manifest_read(browser->family, path, &verdict);
    if (verdict == MANIFEST_NOT_READABLE) {
        return object(judgement, "notReadable", "it cannot be read");
    }
    if (verdict == MANIFEST_NOT_JSON) {
        return object(judgement, "notJson", "it is no JSON object as this browser reads JSON");
    }
    for (size_t i = 0; i < N_ELEMENTS(rules); i++) {
        if (!rules[i](browser, json, judgement)) {
            return false;
        }
    }
    return true;
}

/* Looks at one more file; true when the search ends with it. The first refusal is kept for when nothing better comes. */
static bool
consider(const Browser *browser, const char *path, Judgement *judgement)
{
    Judgement next = {.code = "accepted"};
    bool is_taken = accept_file(browser, path, &next);
    if (!is_taken && judgement->manifest != NULL) {
        return false;
    }
    next.manifest = base_copy(path);
    next.skipped = base_steal(&judgement->manifest);
    *judgement = next;
    if (is_taken) {
        (void)accept_program(judgement);
    }
    return is_taken || browser->family == FAMILY_CHROMIUM;
}

Judgement
rules_judge(const Browser *browser, bool is_system_only)
{
    Judgement judgement = {.code = "notRegistered"};
    bool is_over = false;
    for (Scope scope = is_system_only ? SCOPE_SYSTEM : SCOPE_USER; scope <= SCOPE_SYSTEM && !is_over; scope++) {
        char *path = NULL;
        for (size_t i = 0; !is_over && (path = browser_manifest(browser, scope, i)) != NULL; i++) {
            is_over = access(path, F_OK) == 0 && consider(browser, path, &judgement);
            free(path);
        }
    }
    return judgement;
}

void
judgement_finish(Judgement *judgement)
{
    free(judgement->manifest);
    free(judgement->skipped);
    free(judgement->program);
}
