/* SPDX-License-Identifier: MIT */
#include "policy.h"

#include "manifest.h"
#include "manifest_text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Json *blocklist;
    Json *allowlist;
    char *blocks;       /* the file that set the blocklist */
    char *forbids_user; /* the file that set NativeMessagingUserLevelHosts to false; NULL when it is true */
} Policies;

static void
take_list(Json **list, const Json *policies, const char *name)
{
    const Json *set = json_get(policies, name);
    if (json_is_array(set)) {
        json_free(*list);
        *list = json_copy(set);
    }
}

static void
replace(char **file, const char *path)
{
    free(*file);
    *file = path == NULL ? NULL : base_copy(path);
}

static void
read_file(Policies *policies, const char *path)
{
    ManifestVerdict verdict = MANIFEST_OK;
    AUTOJSON *json = manifest_read(FAMILY_CHROMIUM, path, &verdict);
    const Json *user_level = json_get(json, "NativeMessagingUserLevelHosts");
    if (json_is_array(json_get(json, "NativeMessagingBlocklist"))) {
        replace(&policies->blocks, path);
    }
    take_list(&policies->blocklist, json, "NativeMessagingBlocklist");
    take_list(&policies->allowlist, json, "NativeMessagingAllowlist");
    if (json_is_flag(user_level)) {
        replace(&policies->forbids_user, json_flag(user_level) ? NULL : path);
    }
}

static int
is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void
read_directory(Policies *policies, const char *directory)
{
    struct dirent **entries = NULL;
    int n_entries = scandir(directory, &entries, is_visible, alphasort);
    for (int i = 0; i < n_entries; i++) {
        AUTOFREE char *path = base_format("%s/%s", directory, entries[i]->d_name);
        read_file(policies, path);
        free(entries[i]);
    }
    free(entries);
}

static bool
has(const Json *list, const char *name)
{
    for (const Json *entry = json_first(list); entry != NULL; entry = json_next(entry)) {
        if (json_is_string(entry) && strcmp(json_string(entry), name) == 0) {
            return true;
        }
    }
    return false;
}

static PolicyVerdict
judge(const Policies *policies)
{
    bool is_listed = has(policies->blocklist, MANIFEST_HOST) || has(policies->blocklist, "*");
    if (is_listed && !has(policies->allowlist, MANIFEST_HOST)) {
        return POLICY_BLOCKS;
    }
    return policies->forbids_user == NULL ? POLICY_ALLOWS : POLICY_SYSTEM_ONLY;
}

PolicyVerdict
policy_judge(const Browser *browser, char **file)
{
    Policies policies = {0};
    const Json *directories = json_get(browser->row, "policies");
    for (const Json *directory = json_first(directories); directory != NULL; directory = json_next(directory)) {
        read_directory(&policies, json_string(directory));
    }
    PolicyVerdict verdict = judge(&policies);
    *file = base_copy(verdict == POLICY_BLOCKS ? policies.blocks : policies.forbids_user);
    json_free(policies.blocklist);
    json_free(policies.allowlist);
    free(policies.blocks);
    free(policies.forbids_user);
    return verdict;
}
