/* SPDX-License-Identifier: MIT */
#include "trial.h"

#include "ask.h"
#include "clock.h"
#include "launch.h"
#include "manifest.h"
#include "rules.h"

#include <stdlib.h>
#include <string.h>

/* Chromium kills a host 2 s after the end of its input. */
enum { ANSWER_MS = 5000, LEAVE_MS = 2000 };

static const char do_register[] = "run: offswitch register";
static const char do_install[] = "run: sh manifests/install";

typedef struct {
    Checks *checks;
    const Browser *browser;
    char *manifest;
    char *program;
} Trial;

static Check
failed(const Trial *trial, const char *code, const char *fix)
{
    return (Check){.verdict = CHECK_FAILED, .check = "browser", .subject = trial->browser->name, .code = code, .fix = fix};
}

static Launch *
start(const Trial *trial, Error *error)
{
    AUTOFREE char *caller = manifest_caller(trial->browser->family, error);
    if (caller == NULL) {
        return NULL;
    }
    char *const as_chromium[] = {trial->program, caller, NULL};
    char *const as_firefox[] = {trial->program, trial->manifest, caller, NULL};
    return launch_new(trial->browser->family == FAMILY_CHROMIUM ? as_chromium : as_firefox, error);
}

static void
tell_silence(const Trial *trial, Launch *launch, LaunchVerdict verdict)
{
    const char *complaint = launch_complaint(launch);
    const char *says = complaint[0] == '\0' ? "" : "; it says: ";
    if (verdict == LAUNCH_SILENT) {
        const Check check = failed(trial, "silent", do_install);
        checks_add(trial->checks, &check, "%s started but did not answer in %d s%s%s", trial->program, ANSWER_MS / 1000, says,
                   complaint);
    } else if (verdict == LAUNCH_GARBAGE) {
        const Check check = failed(trial, "garbage", do_register);
        checks_add(trial->checks, &check, "%s wrote something that is no frame%s%s", trial->program, says, complaint);
    } else {
        int code = 0;
        const Check check = failed(trial, "exited", do_install);
        bool has_left = launch_end(launch, clock_ticks() + LEAVE_MS, &code);
        checks_add(trial->checks, &check, "%s ended before it answered (exit code %d)%s%s", trial->program, has_left ? code : -1,
                   says, complaint);
    }
}

/* True when what came is a result of initialize of this version. */
static bool
accept_answer(const Trial *trial, const char *payload, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *answer = json_parse(payload, length, &verdict, NULL);
    const char *version = json_get_string(json_get(answer, "result"), "host");
    if (version == NULL) {
        const Check check = failed(trial, "refused", do_register);
        checks_add(trial->checks, &check, "%s does not agree to speak with this version", trial->program);
        return false;
    }
    if (strcmp(version, OFFSWITCH_VERSION) != 0) {
        const Check check = failed(trial, "otherVersion", do_register);
        checks_add(trial->checks, &check, "%s is version %s, this is " OFFSWITCH_VERSION, trial->program, version);
        return false;
    }
    return true;
}

static bool
leaves(const Trial *trial, Launch *launch)
{
    int code = 0;
    if (!launch_end(launch, clock_ticks() + LEAVE_MS, &code)) {
        const Check check = failed(trial, "lingers", do_install);
        checks_add(trial->checks, &check, "%s does not end when the browser closes its input", trial->program);
        return false;
    }
    if (code != 0) {
        const Check check = failed(trial, "endsBadly", do_install);
        checks_add(trial->checks, &check, "%s ended with exit code %d", trial->program, code);
    }
    return code == 0;
}

static void
try_host(const Trial *trial)
{
    Error error = {0};
    const char *payload = NULL;
    size_t length = 0;
    int64_t begin = clock_ticks();
    AUTOLAUNCH *launch = start(trial, &error);
    if (launch == NULL) {
        const Check check = failed(trial, "cannotStart", do_install);
        checks_add(trial->checks, &check, "%s cannot be started: %s", trial->program, error.text);
        return;
    }
    AUTOFREE char *question = ask_text(1, "initialize", ask_introduction());
    (void)launch_send(launch, question, strlen(question), begin + ANSWER_MS);
    LaunchVerdict verdict = launch_receive(launch, begin + ANSWER_MS, &payload, &length);
    int64_t duration = clock_ticks() - begin;
    if (verdict != LAUNCH_ANSWERED) {
        tell_silence(trial, launch, verdict);
    } else if (accept_answer(trial, payload, length) && leaves(trial, launch)) {
        const Check check = {.verdict = CHECK_OK, .check = "browser", .subject = trial->browser->name, .code = "answers"};
        checks_add(trial->checks, &check, "the host answers in %d ms (%s)", (int)duration, trial->manifest);
    }
}

static void
tell_refusal(const Trial *trial, const Judgement *judgement)
{
    bool is_mode = strcmp(judgement->code, "pathNotExecutable") == 0;
    AUTOFREE char *fix = is_mode ? base_format("run: chmod 755 %s", judgement->program) : base_copy(do_register);
    const Check check = failed(trial, judgement->code, fix);
    checks_add(trial->checks, &check, "refuses %s: %s", trial->manifest, judgement->reason.text);
}

void
trial_of_browser(Checks *checks, const Browser *browser)
{
    AUTOFREE char *manifest = browser_taken_manifest(browser);
    Trial trial = {.checks = checks, .browser = browser, .manifest = manifest};
    if (manifest == NULL) {
        const Check check = failed(&trial, "notRegistered", do_register);
        checks_add(checks, &check, "does not know the host");
        return;
    }
    Judgement judgement = rules_judge(browser, manifest);
    AUTOFREE char *program = judgement.program;
    trial.program = program;
    if (strcmp(judgement.code, "accepted") != 0) {
        tell_refusal(&trial, &judgement);
        return;
    }
    try_host(&trial);
}
