/* SPDX-License-Identifier: MIT */
#include "concerns.h"

#include "extension.h"
#include "fixes.h"
#include "kernel_log.h"
#include "version.h"

#include <libgen.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    Checks *checks;
    const Browser *browser;
    const char *subject;
    const Judgement *judgement;
} Concern;

static Check
noted(const Concern *concern, CheckVerdict verdict, const char *code, const char *command)
{
    return (Check){
        .verdict = verdict, .check = "browser", .subject = concern->subject, .code = code, .command = command, .reaches = true};
}

static char *
directory_of(const char *path)
{
    AUTOFREE char *copy = base_copy(path);
    return base_copy(dirname(copy));
}

static bool
skips_a_file(const Concern *concern)
{
    if (concern->judgement->skipped == NULL) {
        return false;
    }
    AUTOFREE char *command = fixes_manifest(concern->browser, false);
    const Check check = noted(concern, CHECK_NOTE, "skips", command);
    checks_add(concern->checks, &check, "the host answers by %s; a broken %s before it is skipped", concern->judgement->manifest,
               concern->judgement->skipped);
    return true;
}

static bool
is_older_than_extension(const Concern *concern)
{
    AUTOFREE char *version = extension_version(concern->browser);
    if (version == NULL || extension_compare(version, offswitch_version) <= 0) {
        return false;
    }
    AUTOFREE char *command = fixes_install();
    Check check = noted(concern, CHECK_FAILED, "hostOlder", command);
    check.advice = command == NULL ? "update Offswitch, the way you installed it" : NULL;
    checks_add(concern->checks, &check, "its extension is version %s, and the host only %s", version, offswitch_version);
    return true;
}

/* Somebody else could put a program of theirs in the place of the host. */
static bool
is_open_to_all(const Concern *concern, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || (status.st_mode & S_IWOTH) == 0) {
        return false;
    }
    AUTOFREE char *command = fixes_allow(status.st_uid == geteuid() ? "chmod o-w" : "sudo chmod o-w", path);
    const Check check = noted(concern, CHECK_FAILED, "writableByAll", command);
    checks_add(concern->checks, &check, "every user of this machine may change %s, and so what this browser starts", path);
    return true;
}

static bool
is_any_open_to_all(const Concern *concern)
{
    AUTOFREE char *directory = directory_of(concern->judgement->program);
    return is_open_to_all(concern, concern->judgement->program) || is_open_to_all(concern, directory) ||
           is_open_to_all(concern, concern->judgement->manifest);
}

/* A later register could not write there. */
static bool
is_another_users(const Concern *concern)
{
    struct stat status;
    AUTOFREE char *user = browser_taken_manifest(concern->browser, SCOPE_USER);
    AUTOFREE char *directory = directory_of(concern->judgement->manifest);
    bool is_users = user != NULL && strcmp(user, concern->judgement->manifest) == 0;
    if (!is_users || stat(directory, &status) != 0 || status.st_uid == geteuid()) {
        return false;
    }
    AUTOFREE char *command = fixes_give_to_user(directory);
    const Check check = noted(concern, CHECK_NOTE, "wrongOwner", command);
    checks_add(concern->checks, &check, "%s belongs to another user: \"sudo\" may have made it", directory);
    return true;
}

static bool
is_denied_by_kernel(const Concern *concern)
{
    Error profile = {0};
    if (!kernel_log_denies(concern->judgement->program, &profile)) {
        return false;
    }
    Check check = noted(concern, CHECK_NOTE, "denied", NULL);
    AUTOFREE char *advice = base_format("let that profile run it, or run: sudo aa-complain %s", profile.text);
    check.advice = advice;
    checks_add(concern->checks, &check, "the host answers here, but AppArmor's profile %s has denied its start", profile.text);
    return true;
}

bool
concerns_tell(Checks *checks, const Browser *browser, const char *subject, const Judgement *judgement)
{
    static bool (*const all[])(const Concern *) = {skips_a_file, is_older_than_extension, is_any_open_to_all, is_another_users,
                                                   is_denied_by_kernel};
    const Concern concern = {.checks = checks, .browser = browser, .subject = subject, .judgement = judgement};
    for (size_t i = 0; i < N_ELEMENTS(all); i++) {
        if (all[i](&concern)) {
            return true;
        }
    }
    return false;
}
