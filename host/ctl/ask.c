/* SPDX-License-Identifier: MIT */
#include "ask.h"

#include "clock.h"
#include "installation.h"
#include "launch.h"
#include "manifest.h"
#include "paths.h"
#include "version.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOST_DEADLINE_MS = 5000 };

struct Asker {
    Session *session; /* one of these two */
    Launch *launch;
    Installation installation;
    Json *introduction;
    Json *answer;
    int64_t id;
};

/* ---- the language ---- */

static const char *
locale_name(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < N_ELEMENTS(names); i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') {
            return value;
        }
    }
    return "C";
}

/* de_CH.UTF-8 → de-CH */
char *
ask_language(void)
{
    char *tag = base_copy(locale_name());
    tag[strcspn(tag, ".@")] = '\0';
    for (char *underscore = strchr(tag, '_'); underscore != NULL; underscore = strchr(underscore, '_')) {
        *underscore = '-';
    }
    bool is_none = strcmp(tag, "C") == 0 || strcmp(tag, "POSIX") == 0 || strlen(tag) > 35;
    if (is_none) {
        free(tag);
    }
    return is_none ? base_copy("en") : tag;
}

Json *
ask_introduction(void)
{
    AUTOFREE char *tag = ask_language();
    Json *protocol = json_new_object();
    json_set(protocol, "min", json_new_integer(1));
    json_set(protocol, "max", json_new_integer(1));
    Json *params = json_new_object();
    json_set(params, "protocol", protocol);
    json_set(params, "extension", json_new_string(offswitch_version));
    json_set(params, "browser", json_new_string("cli"));
    json_set(params, "profile", json_new_string("cli"));
    json_set(params, "lang", json_new_string(tag));
    return params;
}

char *
ask_text(int64_t id, const char *method, Json *params)
{
    AUTOJSON *question = json_new_object();
    json_set(question, "jsonrpc", json_new_string("2.0"));
    json_set(question, "id", json_new_integer(id));
    json_set(question, "method", json_new_string(method));
    json_set(question, "params", params);
    return json_print(question);
}

/* ---- waiting ---- */

/* Keeps the answer to the last question; anything else is news that nobody here waits for. */
static void
receive(void *context, const char *text, size_t length)
{
    Asker *asker = context;
    JsonVerdict verdict = JSON_OK;
    int64_t id = 0;
    Json *message = json_parse(text, length, &verdict, NULL);
    if (asker->answer == NULL && json_get_integer(message, "id", &id) && id == asker->id) {
        asker->answer = message;
    } else {
        json_free(message);
    }
}

static void
await_session(Asker *asker, const char *text)
{
    session_receive(asker->session, text, strlen(text));
    while (asker->answer == NULL && session_owes(asker->session)) {
        int descriptors[SESSION_N_DESCRIPTORS];
        session_descriptors(asker->session, descriptors);
        struct pollfd polled[SESSION_N_DESCRIPTORS];
        for (size_t i = 0; i < SESSION_N_DESCRIPTORS; i++) {
            polled[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
        }
        if (poll(polled, SESSION_N_DESCRIPTORS, session_timeout(asker->session)) > 0) {
            session_process(asker->session);
        }
        session_expire(asker->session);
    }
}

static void
await_host(Asker *asker, const char *text)
{
    int64_t deadline = clock_ticks() + HOST_DEADLINE_MS;
    const char *payload = NULL;
    size_t length = 0;
    bool goes_on = launch_send(asker->launch, text, strlen(text), deadline);
    while (goes_on && asker->answer == NULL) {
        goes_on = launch_receive(asker->launch, deadline, &payload, &length) == LAUNCH_ANSWERED;
        if (goes_on) {
            receive(asker, payload, length);
        }
    }
}

/* ---- asking ---- */

static void
read_failure(const Json *failure, Error *error)
{
    const Json *data = json_get(failure, "data");
    const char *sentence = json_get_string(failure, "message");
    const char *reason = json_get_string(data, "reason");
    const char *path = json_get_string(data, "path");
    const char *keyring = json_get_string(json_get(data, "keyring"), "state");
    const char *detail = path != NULL ? path : keyring;
    error_set(error, "%s (%s%s%s)", sentence == NULL ? "The host failed to answer." : sentence,
              reason == NULL ? "unknown" : reason, detail == NULL ? "" : ": ", detail == NULL ? "" : detail);
}

Json *
ask(Asker *asker, const char *method, Json *params, Error *error)
{
    AUTOFREE char *text = ask_text(++asker->id, method, params);
    if (asker->session != NULL) {
        await_session(asker, text);
    } else {
        await_host(asker, text);
    }
    AUTOJSON *answer = base_steal(&asker->answer);
    const Json *result = json_get(answer, "result");
    if (answer == NULL) {
        error_set(error, "offswitch-host gave no answer (try: offswitch doctor)");
    } else if (result == NULL) {
        read_failure(json_get(answer, "error"), error);
    }
    return result == NULL ? NULL : json_copy(result);
}

Json *
ask_all(Asker *asker, const char *method, const char *list, Json *params, Error *error)
{
    AUTOJSON *asked = params;
    AUTOJSON *all = json_new_array();
    AUTOJSON *result = NULL;
    do {
        json_free(result);
        result = asker != NULL ? ask(asker, method, json_copy(asked), error) : NULL;
        for (const Json *one = json_first(json_get(result, list)); one != NULL; one = json_next(one)) {
            json_append(all, json_copy(one));
        }
        if (json_get(result, "next") != NULL) {
            json_set(asked, "cursor", json_copy(json_get(result, "next")));
        }
    } while (json_get(result, "next") != NULL);
    if (result != NULL) {
        json_set(result, list, base_steal(&all));
    }
    return base_steal(&result);
}

const Json *
asker_introduction(const Asker *asker)
{
    return asker->introduction;
}

/* ---- life ---- */

static Asker *
introduce(Asker *asker, Error *error)
{
    asker->introduction = ask(asker, "initialize", ask_introduction(), error);
    if (asker->introduction == NULL) {
        asker_free(asker);
        return NULL;
    }
    return asker;
}

Asker *
asker_new(Error *error)
{
    Error problem = {0};
    Asker *asker = base_allocate(1, sizeof(*asker));
    if (!installation_find(&asker->installation, &problem)) {
        fprintf(stderr, "offswitch: %s\n", problem.text);
    }
    SessionConfig config = installation_session(&asker->installation);
    config.send = receive;
    config.context = asker;
    config.is_for_people = true;
    asker->session = session_new(&config);
    return introduce(asker, error);
}

/* With a NULL caller the host has none. */
static Asker *
start_host(char *caller, Error *error)
{
    AUTOFREE char *program = paths_program("offswitch-host");
    Asker *asker = base_allocate(1, sizeof(*asker));
    asker->launch = launch_new((char *[]){program, caller, NULL}, NULL, error);
    if (asker->launch == NULL) {
        error_prefix(error, program);
        asker_free(asker);
        return NULL;
    }
    return introduce(asker, error);
}

Asker *
asker_new_through_host(Error *error)
{
    AUTOFREE char *caller = manifest_caller(FAMILY_CHROMIUM, error);
    return caller == NULL ? NULL : start_host(caller, error);
}

Asker *
asker_new_as_nobody(Error *error)
{
    return start_host(NULL, error);
}

void
asker_free(Asker *asker)
{
    int code = 0;
    if (asker == NULL) {
        return;
    }
    if (asker->session != NULL) {
        session_free(asker->session);
    }
    if (asker->launch != NULL) {
        (void)launch_end(asker->launch, clock_ticks() + HOST_DEADLINE_MS, &code);
    }
    launch_free(asker->launch);
    installation_finish(&asker->installation);
    json_free(asker->introduction);
    json_free(asker->answer);
    free(asker);
}

void
asker_cleanup(Asker **asker)
{
    asker_free(*asker);
}
