/* SPDX-License-Identifier: MIT */
#include "waiting.h"

#include <stdlib.h>
#include <string.h>

bool
waiting_add(Waiting *waiting, uint64_t tag, Request *request)
{
    if (waiting->n_requests == WAITING_MAX) {
        return false;
    }
    if (waiting->requests == NULL) {
        waiting->requests = base_allocate(WAITING_MAX, sizeof(*waiting->requests));
    }
    waiting->tags[waiting->n_requests] = tag;
    waiting->requests[waiting->n_requests++] = request_take(request);
    return true;
}

bool
waiting_take(Waiting *waiting, uint64_t tag, Request *request)
{
    for (size_t i = 0; i < waiting->n_requests; i++) {
        if (waiting->tags[i] == tag) {
            *request = waiting->requests[i];
            size_t n_behind = --waiting->n_requests - i;
            memmove(&waiting->tags[i], &waiting->tags[i + 1], n_behind * sizeof(waiting->tags[0]));
            memmove(&waiting->requests[i], &waiting->requests[i + 1], n_behind * sizeof(waiting->requests[0]));
            return true;
        }
    }
    return false;
}

bool
waiting_includes(const Waiting *waiting, uint64_t tag)
{
    for (size_t i = 0; i < waiting->n_requests; i++) {
        if (waiting->tags[i] == tag) {
            return true;
        }
    }
    return false;
}

void
waiting_finish(Waiting *waiting)
{
    for (size_t i = 0; i < waiting->n_requests; i++) {
        request_finish(&waiting->requests[i]);
    }
    free(waiting->requests);
    *waiting = (Waiting){0};
}
