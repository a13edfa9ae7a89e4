/* SPDX-License-Identifier: MIT */
#include "trial.h"

#include "attempt.h"
#include "concerns.h"
#include "fixes.h"
#include "manifest.h"
#include "paths.h"
#include "permission.h"
#include "policy.h"
#include "rules.h"

#include <string.h>
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
    AUTOFREE char *command = base_format("gdbus call --session --dest org.freedesktop.impl.portal.PermissionStore"
                                         " --object-path /org/freedesktop/impl/portal/PermissionStore"
                                         " --method org.freedesktop.impl.portal.PermissionStore.SetPermission"
                                         " webextensions true " MANIFEST_HOST " %s \"['yes']\"",
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

static void
tell_absence(const Trial *trial)
{
    AUTOFREE char *user = browser_taken_manifest(trial->browser, SCOPE_USER);
    AUTOFREE char *command = fixes_manifest(trial->browser, trial->policy == POLICY_SYSTEM_ONLY);
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
    return is_our_host(judgement->program) && strcmp(judgement->code, "pathMissing") != 0
               ? NULL
               : fixes_manifest(trial->browser, trial->policy == POLICY_SYSTEM_ONLY);
}

static void
tell_refusal(const Trial *trial, const Judgement *judgement)
{
    AUTOFREE char *command = fix_refusal(trial, judgement);
    Check check = failed(trial, judgement->code, command);
    check.advice = command == NULL ? "install Offswitch elsewhere: sh manifests/install --system, or --prefix DIRECTORY" : NULL;
    checks_add(trial->checks, &check, "refuses %s: %s", judgement->manifest, judgement->reason.text);
}

/* ---- the start ---- */

static void
tell_success(const Trial *trial, const Judgement *judgement, const Attempt *attempt)
{
    if (!concerns_tell(trial->checks, trial->browser, trial->subject, judgement)) {
        const Check check = {
            .verdict = CHECK_OK, .check = "browser", .subject = trial->subject, .code = "answers", .reaches = true};
        checks_add(trial->checks, &check, "the host answers in %d ms (%s)", attempt->milliseconds, judgement->manifest);
    }
}

static void
try_host(const Trial *trial, const Judgement *judgement)
{
    const Attempt attempt = attempt_make(trial->browser, judgement->manifest, judgement->program);
    if (strcmp(attempt.code, "answers") == 0) {
        tell_success(trial, judgement, &attempt);
        return;
    }
    AUTOFREE char *command =
        is_our_host(judgement->program) ? fixes_install() : fixes_manifest(trial->browser, trial->policy == POLICY_SYSTEM_ONLY);
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
