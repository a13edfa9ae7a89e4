/* SPDX-License-Identifier: MIT */
#include "requests.h"

#include <stdlib.h>
#include <string.h>

void
requests_add(Requests *requests, const Request *request)
{
    requests->items = base_resize(requests->items, requests->count + 1, sizeof(*request));
    requests->items[requests->count++] = *request;
}

Request
requests_take(Requests *requests, size_t position)
{
    Request *at = &requests->items[position];
    Request request = *at;
    requests->count--;
    memmove(at, at + 1, (requests->count - position) * sizeof(request));
    return request;
}

void
requests_finish(Requests *requests)
{
    free(requests->items);
    *requests = (Requests){0};
}

static bool
is_waiting(const Request *request)
{
    return request->verdict == KEYRING_OPENING;
}

void
requests_judge(const Requests *requests, KeyringState verdict)
{
    for (size_t i = 0; i < requests->count; i++) {
        if (is_waiting(&requests->items[i])) {
            requests->items[i].verdict = verdict;
        }
    }
}

size_t
requests_count_waiting(const Requests *requests)
{
    size_t count = 0;
    for (size_t i = 0; i < requests->count; i++) {
        count += is_waiting(&requests->items[i]) ? 1 : 0;
    }
    return count;
}

static size_t
find(const Requests *requests, bool waiting)
{
    size_t position = 0;
    while (position < requests->count && is_waiting(&requests->items[position]) != waiting) {
        position++;
    }
    return position;
}

size_t
requests_first_waiting(const Requests *requests)
{
    return find(requests, true);
}

size_t
requests_first_decided(const Requests *requests)
{
    return find(requests, false);
}

bool
requests_include_open(const Requests *requests)
{
    for (size_t i = 0; i < requests->count; i++) {
        if (requests->items[i].kind == MESSAGE_OPEN) {
            return true;
        }
    }
    return false;
}

/* All are given the same time, so that the first is the first to be late. */
bool
requests_include_late(const Requests *requests, int64_t now)
{
    size_t position = requests_first_waiting(requests);
    return position < requests->count && requests->items[position].deadline <= now;
}

int64_t
requests_timeout(const Requests *requests, int64_t now)
{
    int64_t soonest = -1;
    for (size_t i = 0; i < requests->count; i++) {
        const Request *request = &requests->items[i];
        int64_t left = !is_waiting(request) || request->deadline < now ? 0 : request->deadline - now;
        soonest = soonest < 0 || left < soonest ? left : soonest;
    }
    return soonest;
}
