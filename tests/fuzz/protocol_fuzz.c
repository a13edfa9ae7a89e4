/* SPDX-License-Identifier: MIT
 *
 * A payload: strict JSON in, or a refusal that names a reason; what was accepted is the same when written and read again.
 */
#include "fuzz.h"
#include "page_context.h"

static void
check_json(const char *text, size_t length)
{
    JsonVerdict verdict = JSON_OK;
    JsonVerdict again = JSON_OK;
    AUTOJSON *json = json_parse(text, length, &verdict, NULL);
    promise((json == NULL) == (verdict != JSON_OK));
    if (json == NULL) {
        return;
    }
    AUTOFREE char *first = json_print(json);
    AUTOJSON *copy = json_parse(first, strlen(first), &again, NULL);
    promise(copy != NULL);
    AUTOFREE char *second = json_print(copy);
    promise(strcmp(first, second) == 0);
}

static void
check_page(const Request *request)
{
    PageContext context;
    Refusal refusal = {0};
    bool good = page_context_read(request->params, &context, &refusal);
    promise(good == (refusal.reason == REASON_NONE));
    promise(context.n_controls <= PAGE_MAX_CONTROLS);
    page_context_finish(&context);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOFREE char *text = fuzz_text(bytes, length);
    Request request;
    Refusal refusal = {0};
    check_json(text, length);
    if (request_read(text, length, &request, &refusal)) {
        check_page(&request);
    } else {
        AUTOBUFFER reply = {0};
        promise(refusal.reason != REASON_NONE);
        reply_refuse(&reply, request.id, &refusal);
        promise(reply.length > 0);
    }
    request_finish(&request);
    return 0;
}
