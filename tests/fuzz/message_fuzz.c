/* SPDX-License-Identifier: MIT
 *
 * What the host and the helper tell each other, should one of them be taken over: a message is whole and of a known kind, or none.
 */
#include "fuzz.h"
#include "message.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOBUFFER input = {0};
    Message message = {0};
    size_t size = 0;
    buffer_append(&input, bytes, length);
    while (message_peek(&input, &message, &size) == MESSAGE_COMPLETE) {
        AUTOBUFFER output = {0};
        promise(size <= input.length && message.length <= MESSAGE_MAX_SIZE);
        message_append(&output, &message);
        promise(output.length == size);
        buffer_consume(&input, size);
    }
    return 0;
}
