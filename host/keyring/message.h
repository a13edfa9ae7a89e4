/* SPDX-License-Identifier: MIT
 *
 * The frames between the host and offswitch-keyring, which are always of the same build: a header in native byte order, then a text. Knows
 * no descriptor and nothing of what the text says.
 */
#pragma once

#include "buffer.h"

enum { MESSAGE_MAX_SIZE = 1024 * 1024 }; /* of a text: a document (document.h) or a change to one */

typedef enum {
    MESSAGE_OPEN = 1, /* to the helper: read what is stored */
    MESSAGE_UPDATE,   /* to the helper: merge the change in the text */
    MESSAGE_READ,     /* to the host: state, and the document as it is stored now; no text when there is none */
    MESSAGE_DONE,     /* to the host: tag and state. Every OPEN and UPDATE has one, in the order in which they came */
} MessageKind;

typedef struct {
    MessageKind kind;
    uint32_t state; /* a KeyringState; 0 to the helper */
    uint64_t tag;
    const char *text; /* borrowed from the buffer, not NUL-terminated */
    size_t length;
} Message;

typedef enum { MESSAGE_PENDING, MESSAGE_COMPLETE, MESSAGE_INVALID /* no use going on: the framing is lost */ } MessageVerdict;

/* message->text must not be longer than MESSAGE_MAX_SIZE. */
void message_append(Buffer *buffer, const Message *message);

/* Looks at the first message in the buffer; `size` bytes are to be consumed when it has been dealt with. */
MessageVerdict message_peek(const Buffer *buffer, Message *message, size_t *size) MUST_USE;
