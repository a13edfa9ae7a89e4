/* SPDX-License-Identifier: MIT */
#include "attempt.h"

#include "ask.h"
#include "clock.h"
#include "launch.h"
#include "manifest.h"
#include "version.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Chromium kills a host 2 s after the end of its input. */
enum { ANSWER_MS = 5000, LEAVE_MS = 2000, SHOWN_OF_CHATTER = 40 };

static Launch *
start(const Browser *browser, const char *manifest, const char *program, Error *error)
{
    AUTOFREE char *caller = manifest_caller(browser->family, error);
    AUTOFREE char *first = base_copy(program);
    AUTOFREE char *second = base_copy(manifest);
    if (caller == NULL) {
        return NULL;
    }
    char *const as_chromium[] = {first, caller, NULL};
    char *const as_firefox[] = {first, second, caller, NULL};
    return launch_new(browser->family == FAMILY_CHROMIUM ? as_chromium : as_firefox, browser->environment, error);
}

static void
finds(Attempt *attempt, const char *code)
{
    attempt->code = code;
}

/* What a program printed that is no frame, as text: browsers show its first four letters as a number of bytes. */
static char *
chatter(Launch *launch)
{
    size_t length = 0;
    const char *bytes = launch_received(launch, &length);
    char *text = base_format("%.*s", (int)(length < SHOWN_OF_CHATTER ? length : SHOWN_OF_CHATTER), bytes);
    for (char *at = text; *at != '\0'; at++) {
        *at = isprint((unsigned char)*at) ? *at : ' ';
    }
    return text;
}

static void
tell_silence(Attempt *attempt, const char *program, Launch *launch, LaunchVerdict verdict)
{
    int code = -1;
    AUTOFREE char *text = chatter(launch);
    bool has_left = verdict == LAUNCH_EXITED && launch_end(launch, clock_ticks() + LEAVE_MS, &code);
    const char *complaint = launch_complaint(launch);
    const char *says = complaint[0] == '\0' ? "" : "; it says: ";
    if (verdict == LAUNCH_SILENT) {
        finds(attempt, "silent");
        error_set(&attempt->sentence, "%s started but did not answer in %d s%s%s", program, ANSWER_MS / 1000, says, complaint);
    } else if (verdict == LAUNCH_GARBAGE) {
        finds(attempt, "garbage");
        error_set(&attempt->sentence, "%s wrote something that is no frame: \"%s\"%s%s", program, text, says, complaint);
    } else {
        finds(attempt, "exited");
        error_set(&attempt->sentence, "%s ended before it answered (exit code %d)%s%s", program, has_left ? code : -1, says,
                  complaint);
    }
}

/* True when what came is a result of initialize of this version. */
static bool
accept_answer(Attempt *attempt, const char *program, const char *payload, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *answer = json_parse(payload, length, &verdict, NULL);
    const char *version = json_get_string(json_get(answer, "result"), "host");
    attempt->has_answered = answer != NULL;
    if (answer == NULL) {
        finds(attempt, "notAnswer");
        error_set(&attempt->sentence, "%s answered with something that is no JSON", program);
        return false;
    }
    if (version == NULL) {
        finds(attempt, "refused");
        error_set(&attempt->sentence, "%s does not agree to speak with this version", program);
        return false;
    }
    if (strcmp(version, offswitch_version) != 0) {
        finds(attempt, "otherVersion");
        error_set(&attempt->sentence, "%s is an older or newer copy, version %s; this is %s", program, version,
                  offswitch_version);
        return false;
    }
    return true;
}

/* no_new_privs is the one thing that shows from outside; what the host says of its sandbox counts where it says it. */
static bool
is_protected(Attempt *attempt, const char *program, const Launch *launch)
{
    char line[128];
    int flag = 1;
    AUTOFREE char *path = base_format("/proc/%d/status", (int)launch_pid(launch));
    FILE *status = fopen(path, "re");
    while (status != NULL && fgets(line, sizeof(line), status) != NULL) {
        if (strncmp(line, "NoNewPrivs:", strlen("NoNewPrivs:")) == 0) {
            flag = line[strlen(line) - 2] - '0';
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    if (flag == 0) {
        finds(attempt, "unprotected");
        error_set(&attempt->sentence, "%s has not given up its privileges: it is no offswitch-host as we build it", program);
    }
    return flag != 0;
}

static bool
leaves(Attempt *attempt, const char *program, Launch *launch)
{
    int code = 0;
    if (!launch_end(launch, clock_ticks() + LEAVE_MS, &code)) {
        finds(attempt, "lingers");
        error_set(&attempt->sentence, "%s does not end when the browser closes its input", program);
        return false;
    }
    if (code != 0) {
        finds(attempt, "endsBadly");
        error_set(&attempt->sentence, "%s ended with exit code %d", program, code);
    }
    return code == 0;
}

/* The file may be executed by its mode, and the kernel refuses all the same. */
static void
tell_refusal(Attempt *attempt, const char *program, int reason)
{
    if (reason == EACCES || reason == EPERM) {
        finds(attempt, "forbidden");
        error_set(&attempt->sentence,
                  "%s, or the interpreter it asks for, may not be started: by its mode, or by AppArmor, SELinux or another guard",
                  program);
    } else if (reason == ENOEXEC) {
        finds(attempt, "wrongKind");
        error_set(&attempt->sentence, "%s is no program for this machine", program);
    } else if (reason == ENOENT) {
        finds(attempt, "noInterpreter");
        error_set(&attempt->sentence, "%s cannot be started: the interpreter or loader that it asks for is missing", program);
    } else {
        finds(attempt, "cannotStart");
        error_set(&attempt->sentence, "%s cannot be started: %s", program, strerror(reason));
    }
}

Attempt
attempt_make(const Browser *browser, const char *manifest, const char *program)
{
    Attempt attempt = {.code = "answers"};
    const char *payload = NULL;
    size_t length = 0;
    int64_t begin = clock_ticks();
    errno = 0;
    AUTOLAUNCH *launch = start(browser, manifest, program, &attempt.sentence);
    if (launch == NULL) {
        tell_refusal(&attempt, program, errno);
        return attempt;
    }
    AUTOFREE char *question = ask_text(1, "initialize", ask_introduction());
    (void)launch_send(launch, question, strlen(question), begin + ANSWER_MS);
    LaunchVerdict verdict = launch_receive(launch, begin + ANSWER_MS, &payload, &length);
    attempt.milliseconds = (int)(clock_ticks() - begin);
    if (verdict != LAUNCH_ANSWERED) {
        tell_silence(&attempt, program, launch, verdict);
    } else if (accept_answer(&attempt, program, payload, length) && is_protected(&attempt, program, launch)) {
        (void)leaves(&attempt, program, launch);
    }
    return attempt;
}
