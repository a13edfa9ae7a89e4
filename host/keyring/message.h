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
    MESSAGE_MOVE,     /* to the helper: keep the choices in the place that the text names, "keyring" or "file", from now on */
    MESSAGE_UNLOCK,   /* to the helper: let the provider ask the person for the password */
    MESSAGE_CANCEL,   /* to the helper: wait for the person no longer; their dialog stays */
    MESSAGE_READ,     /* to the host: state, and the document as it is stored now; no text when there is none */
    MESSAGE_DONE,     /* to the host: tag and state. Every OPEN, UPDATE and MOVE has one, in the order in which they came */
    MESSAGE_UNLOCKED, /* to the host: state. Every UNLOCK has one, when its dialog has ended or was cancelled */
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
