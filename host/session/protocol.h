/* SPDX-License-Identifier: MIT
 *
 * The envelope: JSON-RPC 2.0 with the methods and errors of PROTOCOL.md. Knows the words of the wire, not what they do.
 */
#pragma once

#include "error.h"
#include "json.h"
#include "writer.h"

enum { PROTOCOL_MIN = 1, PROTOCOL_MAX = 1, PROTOCOL_MAX_ID = 256, PROTOCOL_MAX_PATH = 64, PROTOCOL_MAX_FRAME = 1024 * 1024 };

typedef enum {
    METHOD_INITIALIZE,
    METHOD_MATCH,
    METHOD_CHOOSE,
    METHOD_OBSERVE,
    METHOD_CHOICES,
    METHOD_FORGET,
    METHOD_REPORT,
    METHOD_UNLOCK,
    METHOD_CANCEL_UNLOCK,
    METHOD_STORE,
    METHOD_IMPORT,
    N_METHODS,
} Method;

const char *method_name(Method method);

/* True for what only the command line may ask. */
bool method_is_for_people(Method method);

typedef enum {
    REASON_NONE,
    REASON_NOT_UTF8,
    REASON_NOT_JSON,
    REASON_TOO_DEEP,
    REASON_FRAME_TOO_LARGE,
    REASON_INVALID_REQUEST,
    REASON_UNKNOWN_METHOD,
    REASON_INVALID_PARAMS,
    REASON_INTERNAL,
    REASON_NOT_INITIALIZED,
    REASON_UNSUPPORTED_PROTOCOL,
    REASON_NOT_SAVED,
    REASON_UNKNOWN_CONTROL,
    REASON_BUSY,
    N_REASONS,
} Reason;

const char *reason_name(Reason reason);

/* Why a request was refused. */
typedef struct {
    Reason reason;
    char path[PROTOCOL_MAX_PATH]; /* of the bad parameter, "" without one */
    const char *detail;           /* REASON_NOT_SAVED: the keyring's state; REASON_UNSUPPORTED_PROTOCOL: the side to update */
} Refusal;

/* False always, so that a reader can end with "return refuse(…)". */
bool refuse(Refusal *refusal, Reason reason, const char *path_format, ...) PRINTF_LIKE(3, 4);

typedef struct {
    Json *json;
    const Json *params;       /* an object, or NULL */
    char id[PROTOCOL_MAX_ID]; /* as JSON text, "null" when none could be read */
    bool wants_answer;        /* false for a notification */
    Method method;
} Request;

/* Reads a payload. False with the refusal; request->id and wants_answer are set as far as they could be read. Frees with request_finish either way. */
bool request_read(const char *text, size_t length, Request *request, Refusal *refusal);
void request_finish(Request *request);

/* Takes everything out of `request`, which is empty afterwards. */
Request request_take(Request *request);

/* A reply under an id: write the result as a value named "result" between these two. The writer's buffer is cleared first. */
Writer reply_begin(Buffer *buffer, const char *id);
void reply_end(Writer *writer);

/* A whole error reply. */
void reply_refuse(Buffer *buffer, const char *id, const Refusal *refusal);
