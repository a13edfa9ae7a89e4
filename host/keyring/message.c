/* SPDX-License-Identifier: MIT */
#include "message.h"

#include <string.h>

typedef struct {
    uint32_t length;
    uint16_t kind;
    uint16_t state;
    uint64_t tag;
} Header;

void
message_append(Buffer *buffer, const Message *message)
{
    Header header = {(uint32_t)message->length, (uint16_t)message->kind, (uint16_t)message->state, message->tag};
    buffer_append(buffer, &header, sizeof(header));
    buffer_append(buffer, message->text, message->length);
}

MessageVerdict
message_peek(const Buffer *buffer, Message *message, size_t *size)
{
    Header header;
    if (buffer->length < sizeof(header)) {
        return MESSAGE_PENDING;
    }
    memcpy(&header, buffer->data, sizeof(header));
    if (header.length > MESSAGE_MAX_SIZE || header.kind < MESSAGE_OPEN || header.kind > MESSAGE_UNLOCKED) {
        return MESSAGE_INVALID;
    }
    if (buffer->length - sizeof(header) < header.length) {
        return MESSAGE_PENDING;
    }
    *message = (Message){
        .kind = (MessageKind)header.kind,
        .state = header.state,
        .tag = header.tag,
        .text = buffer->data + sizeof(header),
        .length = header.length,
    };
    *size = sizeof(header) + header.length;
    return MESSAGE_COMPLETE;
}
