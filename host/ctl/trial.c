/* SPDX-License-Identifier: MIT */
#include "trial.h"

#include "attempt.h"
#include "extension.h"
#include "fixes.h"
#include "kernel_log.h"
#include "manifest.h"
#include "paths.h"
#include "permission.h"
#include "policy.h"
#include "rules.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    Checks *checks;
    const Browser *browser;
    const char *subject;
    PolicyVerdict policy;
    const char *policy_file;
} Trial;

static Check
failed(const Trial *trial, const char *code, const char *command)
{
    return (Check){.verdict = CHECK_FAILED, .check = "browser", .subject = trial->subject, .code = code, .command = command};
}

/* ---- what forbids it ---- */

static bool
is_reachable(const Trial *trial, const char *unreachable)
{
    if (unreachable == NULL) {
        return true;
    }
    Check check = failed(trial, browser_unreachable(trial->browser), NULL);
    check.advice = "use this browser as your distribution's own package, or as its maker's";
    checks_add(trial->checks, &check, "cannot start a host: %s", unreachable);
    return false;
}

static bool
is_permitted(const Trial *trial)
{
    if (!permission_is_refused(trial->browser)) {
        return true;
    }
    AUTOFREE char *command = base_format("flatpak permission-set webextensions " MANIFEST_HOST " %s yes",
                                         json_get_string(trial->browser->row, "snap"));
    const Check check = failed(trial, "snapDenied", command);
    checks_add(trial->checks, &check, "asked whether it may start the host, and the answer kept is no");
    return false;
}

/* ---- the policies ---- */

/* What an administrator decided is theirs to change. */
static void
tell_block(const Trial *trial)
{
    Check check = failed(trial, "policyBlocks", NULL);
    AUTOFREE char *advice =
        base_format("ask who keeps %s to add \"" MANIFEST_HOST "\" to NativeMessagingAllowlist", trial->policy_file);
    check.advice = advice;
    checks_add(trial->checks, &check, "its administrator's policy in %s forbids the host", trial->policy_file);
}

/* ---- its manifest ---- */

static char *
directory_of(const char *path)
{
    AUTOFREE char *copy = base_copy(path);
    return base_copy(dirname(copy));
}

/* The command that gives this browser a good manifest where it looks first. */
static char *
fix_manifest(const Trial *trial)
{
    struct stat status;
    if (trial->policy == POLICY_SYSTEM_ONLY) {
        return fixes_register_system(trial->browser);
    }
    AUTOFREE char *again = fixes_register(trial->browser);
    AUTOFREE char *user = browser_taken_manifest(trial->browser, SCOPE_USER);
    AUTOFREE char *directory = user == NULL ? NULL : directory_of(user);
    if (user != NULL && stat(user, &status) == 0 && S_ISDIR(status.st_mode)) {
        AUTOFREE char *away = fixes_move_away(user);
        return base_format("%s && %s", away, again);
    }
    if (directory != NULL && access(directory, W_OK) != 0) {
        AUTOFREE char *give = fixes_give_to_user(directory);
        return base_format("%s && %s", give, again);
    }
    return base_steal(&again);
}

static void
tell_absence(const Trial *trial)
{
    AUTOFREE char *user = browser_taken_manifest(trial->browser, SCOPE_USER);
    AUTOFREE char *command = fix_manifest(trial);
    Check check = failed(trial, "notRegistered", command);
    if (trial->policy == POLICY_SYSTEM_ONLY && user != NULL) {
        check.code = "policyIgnoresUser";
        checks_add(trial->checks, &check, "its administrator's policy in %s makes it ignore %s", trial->policy_file, user);
        return;
    }
    /* A directory of its own is often that of a robot: nobody may want Offswitch there. */
    check.verdict = trial->browser->data_directory != NULL ? CHECK_NOTE : CHECK_FAILED;
    checks_add(trial->checks, &check, "does not know the host");
}

static bool
is_our_host(const char *program)
{
    AUTOFREE char *host = paths_program("offswitch-host");
    return program != NULL && strcmp(program, host) == 0;
}

static char *
fix_refusal(const Trial *trial, const Judgement *judgement)
{
    if (strcmp(judgement->code, "pathNotExecutable") == 0 && is_our_host(judgement->program)) {
        return fixes_allow(access(judgement->program, W_OK) == 0 ? "chmod 755" : "sudo chmod 755", judgement->program);
    }
    return is_our_host(judgement->program) && strcmp(judgement->code, "pathMissing") != 0 ? NULL : fix_manifest(trial);
}

static void
tell_refusal(const Trial *trial, const Judgement *judgement)
{
    AUTOFREE char *command = fix_refusal(trial, judgement);
    Check check = failed(trial, judgement->code, command);
    check.advice = command == NULL ? "install Offswitch elsewhere: sh manifests/install --system, or --prefix DIRECTORY" : NULL;
    checks_add(trial->checks, &check, "refuses %s: %s", judgement->manifest, judgement->reason.text);
}

/* ---- the host answers: what is wrong all the same ---- */

static Check
noted(const Trial *trial, const char *code, const char *command)
{
    return (Check){
        .verdict = CHECK_NOTE, .check = "browser", .subject = trial->subject, .code = code, .command = command, .reaches = true};
}

static bool
is_as_new_as_extension(const Trial *trial)
{
    AUTOFREE char *version = extension_version(trial->browser);
    if (version == NULL || extension_compare(version, OFFSWITCH_VERSION) <= 0) {
        return true;
    }
    AUTOFREE char *command = fixes_install();
    Check check = noted(trial, "hostOlder", command);
    check.verdict = CHECK_FAILED;
    check.advice = command == NULL ? "update Offswitch, the way you installed it" : NULL;
    checks_add(trial->checks, &check, "its extension is version %s, and the host only " OFFSWITCH_VERSION, version);
    return false;
}

/* Somebody else could put a program of theirs in the place of the host. */
static bool
is_kept_by_user(const Trial *trial, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || (status.st_mode & S_IWOTH) == 0) {
        return true;
    }
    AUTOFREE char *command = fixes_allow(status.st_uid == geteuid() ? "chmod o-w" : "sudo chmod o-w", path);
    Check check = noted(trial, "writableByAll", command);
    check.verdict = CHECK_FAILED;
    checks_add(trial->checks, &check, "every user of this machine may change %s, and so what this browser starts", path);
    return false;
}

/* A later register could not write there. */
static bool
is_owned_by_user(const Trial *trial, const char *manifest)
{
    struct stat status;
    AUTOFREE char *directory = directory_of(manifest);
    AUTOFREE char *user = browser_taken_manifest(trial->browser, SCOPE_USER);
    bool is_users = user != NULL && strcmp(user, manifest) == 0;
    if (!is_users || stat(directory, &status) != 0 || status.st_uid == geteuid()) {
        return true;
    }
    AUTOFREE char *command = geteuid() == 0 ? base_format("chown -R 0:0 %s", directory) : fixes_give_to_user(directory);
    const Check check = noted(trial, "wrongOwner", command);
    checks_add(trial->checks, &check, "%s belongs to another user: \"sudo\" may have made it", directory);
    return false;
}

static bool
is_let_by_kernel(const Trial *trial, const char *program)
{
    Error profile = {0};
    if (!kernel_log_denies(program, &profile)) {
        return true;
    }
    Check check = noted(trial, "denied", NULL);
    AUTOFREE char *advice = base_format("let that profile run it, or run: sudo aa-complain %s", profile.text);
    check.advice = advice;
    checks_add(trial->checks, &check, "the host answers here, but AppArmor's profile %s has denied its start", profile.text);
    return false;
}

static bool
is_first_choice(const Trial *trial, const Judgement *judgement)
{
    if (judgement->skipped == NULL) {
        return true;
    }
    AUTOFREE char *command = fix_manifest(trial);
    const Check check = noted(trial, "skips", command);
    checks_add(trial->checks, &check, "the host answers by %s; a broken %s before it is skipped", judgement->manifest,
               judgement->skipped);
    return false;
}

static void
tell_success(const Trial *trial, const Judgement *judgement, const Attempt *attempt)
{
    const char *program = judgement->program;
    const char *manifest = judgement->manifest;
    AUTOFREE char *directory = directory_of(program);
    bool is_fine = is_first_choice(trial, judgement) && is_as_new_as_extension(trial) && is_kept_by_user(trial, program) &&
                   is_kept_by_user(trial, directory) && is_kept_by_user(trial, manifest) && is_owned_by_user(trial, manifest) &&
                   is_let_by_kernel(trial, program);
    if (is_fine) {
        const Check check = {
            .verdict = CHECK_OK, .check = "browser", .subject = trial->subject, .code = "answers", .reaches = true};
        checks_add(trial->checks, &check, "the host answers in %d ms (%s)", attempt->milliseconds, manifest);
    }
}

/* ---- the start ---- */

static void
try_host(const Trial *trial, const Judgement *judgement)
{
    const Attempt attempt = attempt_make(trial->browser, judgement->manifest, judgement->program);
    if (strcmp(attempt.code, "answers") == 0) {
        tell_success(trial, judgement, &attempt);
        return;
    }
    AUTOFREE char *command = is_our_host(judgement->program) ? fixes_install() : fix_manifest(trial);
    Check check = failed(trial, attempt.code, command);
    check.reaches = attempt.has_answered;
    check.advice = command == NULL ? "install Offswitch again, the way you did" : NULL;
    checks_add(trial->checks, &check, "%s", attempt.sentence.text);
}

static void
try_manifests(const Trial *trial)
{
    AUTOJUDGEMENT judgement = rules_judge(trial->browser, trial->policy == POLICY_SYSTEM_ONLY);
    if (judgement.manifest == NULL) {
        tell_absence(trial);
    } else if (strcmp(judgement.code, "accepted") != 0) {
        tell_refusal(trial, &judgement);
    } else {
        try_host(trial, &judgement);
    }
}

void
trial_of_browser(Checks *checks, const Browser *browser, const char *unreachable)
{
    AUTOFREE char *file = NULL;
    AUTOFREE char *subject = browser->data_directory == NULL ? base_copy(browser->name)
                                                             : base_format("%s in %s", browser->name, browser->data_directory);
    const Trial trial = {
        .checks = checks, .browser = browser, .subject = subject, .policy = policy_judge(browser, &file), .policy_file = file};
    if (!is_reachable(&trial, unreachable) || !is_permitted(&trial)) {
        return;
    }
    if (trial.policy == POLICY_BLOCKS) {
        tell_block(&trial);
    } else {
        try_manifests(&trial);
    }
}
