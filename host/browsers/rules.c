/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "manifest.h"
#include "manifest_text.h"

#include <errno.h>
#include <string.h>
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

static bool
is_origin_without_slash(const char *text)
{
    return strncmp(text, scheme, sizeof(scheme) - 1) == 0 &&
           manifest_is_extension_id(FAMILY_CHROMIUM, text + sizeof(scheme) - 1);
}

static bool
is_origin(const char *text)
{
    size_t length = strlen(text);
    AUTOFREE char *origin = base_copy(text);
    bool has_slash = length > 0 && text[length - 1] == '/';
    origin[length - (has_slash ? 1 : 0)] = '\0';
    return has_slash && is_origin_without_slash(origin);
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
        has_ours = has_ours || (ours != NULL && strcmp(caller, ours) == 0);
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
    struct stat status;
    if (path == NULL || path[0] == '\0') {
        return object(judgement, "noPath", "it names no program");
    }
    if (path[0] != '/') {
        return object(judgement, "pathNotAbsolute", "its path is not absolute");
    }
    judgement->program = base_copy(path);
    if (stat(path, &status) != 0) {
        return refuse_absence(errno, judgement);
    }
    if (!S_ISREG(status.st_mode)) {
        return object(judgement, "pathNoFile", "what it names is no file");
    }
    if (is_on_noexec(path)) {
        return object(judgement, "pathNoexec",
                      "the program it names lies on a file system mounted noexec, from which nothing can be started");
    }
    return access(path, X_OK) == 0 || object(judgement, "pathNotExecutable", "the program it names may not be executed");
}

Judgement
rules_judge(const Browser *browser, const char *manifest)
{
    static bool (*const rules[])(const Browser *, const Json *, Judgement *) = {accept_words, accept_members, accept_callers,
                                                                                accept_path};
    ManifestVerdict verdict = MANIFEST_OK;
    Judgement judgement = {.code = "accepted"};
    AUTOJSON *json = manifest_read(browser->family, manifest, &verdict);
    if (verdict == MANIFEST_NOT_READABLE) {
        object(&judgement, "notReadable", "it cannot be read");
    } else if (verdict == MANIFEST_NOT_JSON) {
        object(&judgement, "notJson", "it is no JSON object as this browser reads JSON");
    }
    for (size_t i = 0; json != NULL && i < N_ELEMENTS(rules) && rules[i](browser, json, &judgement); i++) {
    }
    return judgement;
}
