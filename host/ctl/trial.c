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

/* What an administrator decided is theirs to change. */
static bool
is_allowed_by_policy(const Trial *trial, PolicyVerdict verdict, const char *file)
{
    if (verdict != POLICY_BLOCKS) {
        return true;
    }
    Check check = failed(trial, "policyBlocks", NULL);
    AUTOFREE char *advice = base_format("ask who keeps %s to add \"" MANIFEST_HOST "\" to NativeMessagingAllowlist", file);
    check.advice = advice;
    checks_add(trial->checks, &check, "its administrator's policy in %s forbids the host", file);
    return false;
}

/* ---- its manifest ---- */

static void
tell_absence(const Trial *trial, PolicyVerdict policy, const char *file)
{
    AUTOFREE char *user = browser_taken_manifest(trial->browser, SCOPE_USER);
    AUTOFREE char *command =
        policy == POLICY_SYSTEM_ONLY ? fixes_register_system(trial->browser) : fixes_register(trial->browser);
    Check check = failed(trial, "notRegistered", command);
    if (policy == POLICY_SYSTEM_ONLY && user != NULL) {
        check.code = "policyIgnoresUser";
        checks_add(trial->checks, &check, "its administrator's policy in %s makes it ignore %s", file, user);
        return;
    }
    /* A directory of its own is often that of a robot: nobody may want Offswitch there. */
    check.verdict = trial->browser->data_directory != NULL ? CHECK_NOTE : CHECK_FAILED;
    checks_add(trial->checks, &check, "does not know the host");
}

/* The manifest it takes; yours to free(), NULL after it was told that there is none. */
static char *
find_manifest(const Trial *trial)
{
    AUTOFREE char *file = NULL;
    PolicyVerdict policy = policy_judge(trial->browser, &file);
    if (!is_allowed_by_policy(trial, policy, file)) {
        return NULL;
    }
    char *manifest = policy == POLICY_SYSTEM_ONLY ? NULL : browser_taken_manifest(trial->browser, SCOPE_USER);
    manifest = manifest != NULL ? manifest : browser_taken_manifest(trial->browser, SCOPE_SYSTEM);
    if (manifest == NULL) {
        tell_absence(trial, policy, file);
    }
    return manifest;
}

static char *
directory_of(const char *path)
{
    AUTOFREE char *copy = base_copy(path);
    return base_copy(dirname(copy));
}

/* The command that puts a good manifest in the place of a bad one. */
static char *
fix_manifest(const Trial *trial, const char *manifest)
{
    struct stat status;
    AUTOFREE char *directory = directory_of(manifest);
    AUTOFREE char *user = browser_taken_manifest(trial->browser, SCOPE_USER);
    bool is_user = user != NULL && strcmp(user, manifest) == 0;
    AUTOFREE char *again = is_user ? fixes_register(trial->browser) : NULL;
    if (!is_user) {
        AUTOFREE char *file = NULL;
        bool is_system_only = policy_judge(trial->browser, &file) == POLICY_SYSTEM_ONLY;
        return is_system_only ? fixes_register_system(trial->browser) : fixes_register(trial->browser);
    }
    if (stat(manifest, &status) == 0 && S_ISDIR(status.st_mode)) {
        AUTOFREE char *away = fixes_move_away(manifest);
        return base_format("%s && %s", away, again);
    }
    if (access(directory, W_OK) != 0) {
        AUTOFREE char *give = fixes_give_to_user(directory);
        return base_format("%s && %s", give, again);
    }
    return base_steal(&again);
}

static char *
fix_refusal(const Trial *trial, const char *manifest, const Judgement *judgement)
{
    if (strcmp(judgement->code, "pathNotExecutable") == 0) {
        return fixes_allow(access(judgement->program, W_OK) == 0 ? "chmod 755" : "sudo chmod 755", judgement->program);
    }
    AUTOFREE char *host = paths_program("offswitch-host");
    bool is_ours = judgement->program != NULL && strcmp(judgement->program, host) == 0;
    return is_ours ? NULL : fix_manifest(trial, manifest);
}

static bool
is_accepted(const Trial *trial, const char *manifest, const Judgement *judgement)
{
    static const char *const advice = "install Offswitch somewhere else: sh manifests/install --system, or --prefix DIRECTORY";
    if (strcmp(judgement->code, "accepted") == 0) {
        return true;
    }
    AUTOFREE char *command = fix_refusal(trial, manifest, judgement);
    Check check = failed(trial, judgement->code, command);
    check.advice = command == NULL ? advice : NULL;
    checks_add(trial->checks, &check, "refuses %s: %s", manifest, judgement->reason.text);
    return false;
}

/* ---- the host answers: what is wrong all the same ---- */

static Check
noted(const Trial *trial, const char *code, const char *command)
{
    return (Check){.verdict = CHECK_NOTE, .check = "browser", .subject = trial->subject, .code = code, .command = command, .reaches = true};
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

static void
tell_success(const Trial *trial, const char *manifest, const char *program, const Attempt *attempt)
{
    AUTOFREE char *directory = directory_of(program);
    bool is_fine = is_as_new_as_extension(trial) && is_kept_by_user(trial, program) && is_kept_by_user(trial, directory) &&
                   is_kept_by_user(trial, manifest) && is_owned_by_user(trial, manifest) && is_let_by_kernel(trial, program);
    if (is_fine) {
        const Check check = {
            .verdict = CHECK_OK, .check = "browser", .subject = trial->subject, .code = "answers", .reaches = true};
        checks_add(trial->checks, &check, "the host answers in %d ms (%s)", attempt->milliseconds, manifest);
    }
}

/* ---- the start ---- */

static char *
fix_program(const Trial *trial, const char *manifest, const char *program)
{
    AUTOFREE char *host = paths_program("offswitch-host");
    return strcmp(program, host) == 0 ? fixes_install() : fix_manifest(trial, manifest);
}

static void
try_host(const Trial *trial, const char *manifest, const char *program)
{
    const Attempt attempt = attempt_make(trial->browser, manifest, program);
    if (strcmp(attempt.code, "answers") == 0) {
        tell_success(trial, manifest, program, &attempt);
        return;
    }
    AUTOFREE char *command = fix_program(trial, manifest, program);
    Check check = failed(trial, attempt.code, command);
    check.reaches = attempt.has_answered;
    check.advice = command == NULL ? "install Offswitch again, the way you did" : NULL;
    checks_add(trial->checks, &check, "%s", attempt.sentence.text);
}

void
trial_of_browser(Checks *checks, const Browser *browser, const char *unreachable)
{
    AUTOFREE char *place = browser->data_directory == NULL ? NULL : base_format(" in %s", browser->data_directory);
    AUTOFREE char *subject = base_format("%s%s", browser->name, place == NULL ? "" : place);
    const Trial trial = {.checks = checks, .browser = browser, .subject = subject};
    if (!is_reachable(&trial, unreachable) || !is_permitted(&trial)) {
        return;
    }
    AUTOFREE char *manifest = find_manifest(&trial);
    if (manifest == NULL) {
        return;
    }
    Judgement judgement = rules_judge(browser, manifest);
    AUTOFREE char *program = judgement.program;
    if (is_accepted(&trial, manifest, &judgement)) {
        try_host(&trial, manifest, program);
    }
}
