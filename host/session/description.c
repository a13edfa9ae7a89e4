/* SPDX-License-Identifier: MIT */
#include "description.h"

#include "json.h"
#include "protocol.h"

#include <string.h>

/* ---- words that we know: another side's could be anything ---- */

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

static const char *
known_reason(const char *reason)
{
    for (Reason known = 0; known < N_REASONS; known++) {
        if (strcmp(reason, reason_name(known)) == 0) {
            return reason_name(known);
        }
    }
    return "unknown reason";
}

/* With the blank before it. */
static const char *
known_news(const char *what)
{
    static const char *const words[] = {" catalog", " choices", " host", " keyring"};
    for (size_t i = 0; what != NULL && i < N_ELEMENTS(words); i++) {
        if (strcmp(what, words[i] + 1) == 0) {
            return words[i];
        }
    }
    return "";
}

char *
description_of(const char *text, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *message = json_parse(text, length, &verdict, NULL);
    const char *method = json_get_string(message, "method");
    const char *reason = json_get_string(json_get(json_get(message, "error"), "data"), "reason");
    if (method != NULL) {
        const char *what = json_get_string(json_get(message, "params"), "what");
        return base_format("%s%s, %zu bytes", known_method(method), known_news(what), length);
    }
    if (reason != NULL) {
        return base_format("refused: %s, %zu bytes", known_reason(reason), length);
    }
    return base_format("%s, %zu bytes", message == NULL ? "no JSON" : "answer", length);
}
