/* SPDX-License-Identifier: MIT
 *
 * A label: its normal form is well-formed and within its limit, and is its own normal form.
 */
#include "fuzz.h"
#include "label.h"

#include <utf8proc.h>

static bool
is_utf8(const char *text)
{
    utf8proc_int32_t codepoint = 1;
    utf8proc_ssize_t step = 0;
    for (; codepoint > 0; text += step) {
        step = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &codepoint);
    }
    return codepoint == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOBUFFER normal = {0};
    AUTOBUFFER again = {0};
    AUTOFREE char *text = fuzz_text(bytes, length);
    if (length > LABEL_MAX_BYTES || !is_utf8(text)) {
        return 0;
    }
    const char *first = label_normalise(text, &normal);
    promise(is_utf8(first));
    promise(strcmp(label_normalise(first, &again), first) == 0);
    return 0;
}
