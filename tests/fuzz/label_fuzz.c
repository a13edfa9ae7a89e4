/* SPDX-License-Identifier: MIT
 *
 * A label: its normal form is well-formed and within its limit, and is its own normal form.
 */
#include "fuzz.h"
#include "label.h"
#include "scan.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOBUFFER normal = {0};
    AUTOBUFFER again = {0};
    AUTOFREE char *text = fuzz_text(bytes, length);
    if (length > LABEL_MAX_BYTES || !scan_is_utf8(text, strlen(text))) {
        return 0;
    }
    const char *first = label_normalise(text, &normal);
    promise(scan_is_utf8(first, strlen(first)));
    promise(strcmp(label_normalise(first, &again), first) == 0);
    return 0;
}
