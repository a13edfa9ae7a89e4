/* SPDX-License-Identifier: MIT
 *
 * Requests that cannot be answered yet: a match before the keyring was read, a choice on its way there. Bounded, in the order of their coming.
 */
#pragma once

#include "protocol.h"

enum { WAITING_MAX = 64 };

/* `tag` is what the answer will come under; 0 for those that wait for the keyring to open. */
typedef struct {
    size_t n_requests;
    uint64_t tags[WAITING_MAX];
    Request *requests; /* room for all of them as soon as one waits */
} Waiting;

/* False when too many wait; the request stays the caller's then. */
bool waiting_add(Waiting *waiting, uint64_t tag, Request *request) MUST_USE;

/* The first one under a tag, the caller's to finish; false when there is none. */
bool waiting_take(Waiting *waiting, uint64_t tag, Request *request);

bool waiting_includes(const Waiting *waiting, uint64_t tag);

void waiting_finish(Waiting *waiting);
