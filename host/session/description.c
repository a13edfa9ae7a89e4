/* SPDX-License-Identifier: MIT */
#include "description.h"

#include "json.h"
#include "protocol.h"

#include <string.h>

/* A method that we know: another side's word could be anything. */
static const char *
known_method(const char *method)
{
    for (Method known = 0; known < N_METHODS; known++) {
        if (strcmp(method, method_name(known)) == 0) {
            return method_name(known);
        }
    }
    return strcmp(method, "changed") == 0 ? "changed" : "unknown method";
}

char *
description_of(const char *text, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *message = json_parse(text, length, &verdict, NULL);
    const char *method = json_get_string(message, "method");
    const char *reason = json_get_string(json_get(json_get(message, "error"), "data"), "reason");
    if (method != NULL) {
        const char *name = known_method(method);
        const char *what = strcmp(name, "changed") == 0 ? json_get_string(json_get(message, "params"), "what") : NULL;
        return base_format("%s%s%s, %zu bytes", name, what == NULL ? "" : " ", what == NULL ? "" : what, length);
    }
    if (reason != NULL) {
        return base_format("refused: %s, %zu bytes", reason, length);
    }
    return base_format("%s, %zu bytes", message == NULL ? "no JSON" : "answer", length);
}
