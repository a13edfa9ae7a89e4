/* SPDX-License-Identifier: MIT
 *
 * A pattern and an address, one a line: only a pattern that passes the check ever matches. The first byte chooses the component.
 */
#include "fuzz.h"
#include "pattern.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const PatternComponent components[] = {PATTERN_PATHNAME, PATTERN_SEARCH, PATTERN_HASH};
    if (length == 0) {
        return 0;
    }
    PatternComponent component = components[bytes[0] % N_ELEMENTS(components)];
    AUTOFREE char *pattern = fuzz_text(bytes + 1, length - 1);
    char *line = strchr(pattern, '\n');
    const char *text = line == NULL ? "" : line + 1;
    if (line != NULL) {
        *line = '\0';
    }
    Error error = {0};
    bool is_good = pattern_check(pattern, component, &error);
    bool matches = pattern_match(pattern, component, text, strlen(text));
    promise(is_good || error.text[0] != '\0');
    promise(is_good || !matches);
    return 0;
}
