/* SPDX-License-Identifier: MIT */
#include "conversation.h"
#include "version.h"

#include <string.h>

/* Leaves room in the reply for what else it says. */
enum { MAX_ORIGIN_BYTES = SESSION_MAX_REPLY - 16 * 1024 };

static bool
copy_text(const Json *params, const char *name, char *copy, size_t size)
{
    const Json *member = json_get(params, name);
    const char *text = json_string(member);
    if (member == NULL) {
        return true;
    }
    if (text == NULL || strlen(text) >= size) {
        return false;
    }
    memcpy(copy, text, strlen(text) + 1);
    return true;
}

static bool
is_profile(const char *profile)
{
    return profile[0] != '\0' && strspn(profile, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(profile);
}

/* A refused one changes nothing: neither does it pass for another profile. */
static bool
read_introduction(Session *session, const Json *params, Refusal *refusal)
{
    char profile[sizeof(session->profile)];
    memcpy(profile, session->profile, sizeof(profile));
    if (!copy_text(params, "profile", profile, sizeof(profile)) || !is_profile(profile)) {
        return refuse(refusal, REASON_INVALID_PARAMS, "profile");
    }
    if (!copy_text(params, "lang", session->language, sizeof(session->language))) {
        return refuse(refusal, REASON_INVALID_PARAMS, "lang");
    }
    memcpy(session->profile, profile, sizeof(profile));
    return true;
}

static bool
agree_on_protocol(const Json *params, int64_t *version, Refusal *refusal)
{
    const Json *range = json_get(params, "protocol");
    int64_t min = 0;
    int64_t max = 0;
    if (!json_get_integer(range, "min", &min) || !json_get_integer(range, "max", &max) || min > max) {
        return refuse(refusal, REASON_INVALID_PARAMS, "protocol");
    }
    if (min > PROTOCOL_MAX || max < PROTOCOL_MIN) {
        refuse(refusal, REASON_UNSUPPORTED_PROTOCOL, "protocol");
        refusal->detail = min > PROTOCOL_MAX ? "host" : "extension";
        return false;
    }
    *version = max < PROTOCOL_MAX ? max : PROTOCOL_MAX;
    return true;
}

typedef struct {
    Writer *writer;
    bool is_cut;
} Origins;

static void
write_origin(void *context, const char *pattern)
{
    Origins *origins = context;
    origins->is_cut = origins->is_cut || origins->writer->buffer->length > MAX_ORIGIN_BYTES;
    if (!origins->is_cut) {
        writer_string(origins->writer, NULL, pattern);
    }
}

/* Not to those who have them: they are all that grows with the catalog. */
static void
write_origins(Writer *writer, const Session *session, const Json *params)
{
    const char *known = json_get_string(json_get(params, "catalog"), "revision");
    const char *revision = store_revision(session->store);
    Origins origins = {.writer = writer};
    if (known != NULL && revision != NULL && strcmp(known, revision) == 0) {
        return;
    }
    writer_begin_array(writer, "origins");
    store_each_origin(session->store, write_origin, &origins);
    writer_end_array(writer);
    if (origins.is_cut) {
        writer_flag(writer, "originsCut", true);
    }
}

static void
write_catalog(Writer *writer, const Store *store)
{
    writer_begin_object(writer, "catalog");
    writer_string(writer, "revision", store_revision(store));
    writer_integer(writer, "sites", (int64_t)store_count_sites(store));
    writer_integer(writer, "controls", (int64_t)store_count_controls(store));
    writer_string(writer, "problem", store_problem(store));
    writer_end_object(writer);
}

static void
write_sandbox(Writer *writer, const SessionSandbox *sandbox)
{
    if (sandbox != NULL) {
        writer_begin_object(writer, "sandbox");
        writer_string(writer, "state", sandbox->state);
        writer_string(writer, "problem", sandbox->problem);
        writer_end_object(writer);
    }
}

Outcome
handle_initialize(Session *session, Request *request, Refusal *refusal)
{
    int64_t version = 0;
    if (!agree_on_protocol(request->params, &version, refusal) || !read_introduction(session, request->params, refusal)) {
        return REFUSED;
    }
    session->is_initialized = true;
    session->told_state = choices_state(session->choices);
    Writer writer = reply_begin(&session->reply, request->id);
    writer_begin_object(&writer, "result");
    writer_integer(&writer, "protocol", version);
    writer_string(&writer, "host", offswitch_version);
    writer_raw(&writer, "capabilities",
               "[\"match\",\"choose\",\"observe\",\"choices\",\"forget\",\"report\",\"unlock\",\"changed\"]");
    write_catalog(&writer, session->store);
    write_origins(&writer, session, request->params);
    write_sandbox(&writer, session->config.sandbox);
    writer_string(&writer, "caller", session->config.caller);
    answer_keyring(&writer, session->told_state);
    writer_end_object(&writer);
    reply_end(&writer);
    return HANDLED;
}
