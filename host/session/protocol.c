/* SPDX-License-Identifier: MIT */
#include "protocol.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *
method_name(Method method)
{
    static const char *const names[N_METHODS] = {
        [METHOD_INITIALIZE] = "initialize", [METHOD_MATCH] = "match",     [METHOD_CHOOSE] = "choose",
        [METHOD_OBSERVE] = "observe",       [METHOD_CHOICES] = "choices", [METHOD_FORGET] = "forget",
        [METHOD_REPORT] = "report",         [METHOD_UNLOCK] = "unlock",   [METHOD_CANCEL_UNLOCK] = "cancelUnlock",
        [METHOD_STORE] = "store",           [METHOD_IMPORT] = "import",
    };
    return names[method];
}

bool
method_is_for_people(Method method)
{
    return method == METHOD_STORE || method == METHOD_IMPORT;
}

typedef struct {
    int code;
    const char *word;
    const char *message;
} ReasonText;

static const ReasonText reasons[N_REASONS] = {
    [REASON_NONE] = {0, "none", ""},
    [REASON_NOT_UTF8] = {-32700, "notUtf8", "The message is not UTF-8."},
    [REASON_NOT_JSON] = {-32700, "notJson", "The message is not JSON."},
    [REASON_TOO_DEEP] = {-32700, "tooDeep", "The message is nested too deeply."},
    [REASON_FRAME_TOO_LARGE] = {-32700, "frameTooLarge", "The message is longer than the host reads."},
    [REASON_INVALID_REQUEST] = {-32600, "invalidRequest", "The message is not a JSON-RPC 2.0 request."},
    [REASON_UNKNOWN_METHOD] = {-32601, "unknownMethod", "There is no such method."},
    [REASON_INVALID_PARAMS] = {-32602, "invalidParams", "A parameter is missing or has a wrong value."},
    [REASON_INTERNAL] = {-32603, "internal", "The host failed to answer."},
    [REASON_NOT_INITIALIZED] = {-32001, "notInitialized", "The first request must be initialize."},
    [REASON_UNSUPPORTED_PROTOCOL] = {-32002, "unsupportedProtocol", "Extension and host speak no common version."},
    [REASON_NOT_SAVED] = {-32004, "notSaved", "The choice could not be stored."},
    [REASON_UNKNOWN_CONTROL] = {-32005, "unknownControl", "The catalog has no such control."},
    [REASON_BUSY] = {-32006, "busy", "Too many requests are waiting."},
};

const char *
reason_name(Reason reason)
{
    return reasons[reason].word;
}

bool
refuse(Refusal *refusal, Reason reason, const char *path_format, ...)
{
    va_list arguments;
    va_start(arguments, path_format);
    *refusal = (Refusal){.reason = reason};
    vsnprintf(refusal->path, sizeof(refusal->path), path_format, arguments);
    va_end(arguments);
    return false;
}

/* ---- requests ---- */

static bool
read_id(const Json *id, Request *request)
{
    int64_t number = 0;
    if (json_integer(id, &number)) {
        snprintf(request->id, sizeof(request->id), "%" PRId64, number);
        return true;
    }
    if (!json_is_string(id)) {
        return false;
    }
    AUTOFREE char *text = json_print(id);
    size_t length = strlen(text);
    if (length < sizeof(request->id)) {
        memcpy(request->id, text, length + 1);
    }
    return length < sizeof(request->id);
}

static bool
read_method(const char *name, Method *method)
{
    for (size_t i = 0; i < N_METHODS; i++) {
        if (strcmp(name, method_name((Method)i)) == 0) {
            *method = (Method)i;
            return true;
        }
    }
    return false;
}

static bool
read_envelope(Request *request, Refusal *refusal)
{
    const Json *id = json_get(request->json, "id");
    const char *version = json_get_string(request->json, "jsonrpc");
    const char *method = json_get_string(request->json, "method");
    bool has_id = id != NULL && read_id(id, request);
    request->wants_answer = has_id || id != NULL || method == NULL;
    if (!json_is_object(request->json) || (id != NULL && !has_id) || version == NULL || strcmp(version, "2.0") != 0 ||
        method == NULL) {
        return refuse(refusal, REASON_INVALID_REQUEST, "%s", "");
    }
    if (!read_method(method, &request->method)) {
        return refuse(refusal, REASON_UNKNOWN_METHOD, "%s", "");
    }
    request->params = json_get(request->json, "params");
    if (request->params != NULL && !json_is_object(request->params)) {
        return refuse(refusal, REASON_INVALID_PARAMS, "params");
    }
    return true;
}

bool
request_read(const char *text, size_t length, Request *request, Refusal *refusal)
{
    static const Reason unreadable[] = {
        [JSON_OK] = REASON_NONE,
        [JSON_NOT_UTF8] = REASON_NOT_UTF8,
        [JSON_NOT_JSON] = REASON_NOT_JSON,
        [JSON_TOO_DEEP] = REASON_TOO_DEEP,
    };
    JsonVerdict verdict = JSON_OK;
    *request = (Request){.id = "null", .wants_answer = true};
    request->json = json_parse(text, length, &verdict, NULL);
    if (request->json == NULL) {
        return refuse(refusal, unreadable[verdict], "%s", "");
    }
    return read_envelope(request, refusal);
}

void
request_finish(Request *request)
{
    json_free(request->json);
    *request = (Request){0};
}

Request
request_take(Request *request)
{
    Request taken = *request;
    *request = (Request){0};
    return taken;
}

/* ---- replies ---- */

Writer
reply_begin(Buffer *buffer, const char *id)
{
    buffer_clear(buffer);
    Writer writer = writer_on(buffer);
    writer_begin_object(&writer, NULL);
    writer_raw(&writer, "jsonrpc", "\"2.0\"");
    writer_raw(&writer, "id", id);
    return writer;
}

void
reply_end(Writer *writer)
{
    writer_end_object(writer);
}

static void
write_data(Writer *writer, const Refusal *refusal)
{
    writer_begin_object(writer, "data");
    writer_string(writer, "reason", reason_name(refusal->reason));
    writer_string(writer, "path", refusal->path[0] == '\0' ? NULL : refusal->path);
    if (refusal->reason == REASON_UNSUPPORTED_PROTOCOL) {
        writer_integer(writer, "min", PROTOCOL_MIN);
        writer_integer(writer, "max", PROTOCOL_MAX);
        writer_string(writer, "update", refusal->detail);
    }
    if (refusal->reason == REASON_NOT_SAVED) {
        writer_begin_object(writer, "keyring");
        writer_string(writer, "state", refusal->detail);
        writer_end_object(writer);
    }
    if (refusal->reason == REASON_FRAME_TOO_LARGE) {
        writer_integer(writer, "limit", PROTOCOL_MAX_FRAME);
    }
    writer_end_object(writer);
}

void
reply_refuse(Buffer *buffer, const char *id, const Refusal *refusal)
{
    Writer writer = reply_begin(buffer, id);
    writer_begin_object(&writer, "error");
    writer_integer(&writer, "code", reasons[refusal->reason].code);
    writer_string(&writer, "message", reasons[refusal->reason].message);
    write_data(&writer, refusal);
    writer_end_object(&writer);
    reply_end(&writer);
}
