/* SPDX-License-Identifier: MIT
 *
 * What was asked of the helper and not answered yet, in the order in which it answers. Knows no helper and calls nobody back.
 */
#pragma once

#include "keyring.h"
#include "message.h"

typedef struct {
    MessageKind kind;
    uint64_t tag;
    int64_t deadline;
    KeyringState verdict; /* KEYRING_OPENING while the helper has it; else what is still to be said about it */
} Request;

typedef struct {
    Request *items;
    size_t count;
} Requests;

void requests_add(Requests *requests, const Request *request);
Request requests_take(Requests *requests, size_t position);
void requests_finish(Requests *requests);

/* Decides every request that the helper has. */
void requests_judge(const Requests *requests, KeyringState verdict);

/* How many the helper has. */
size_t requests_count_waiting(const Requests *requests);

/* The position of the first that the helper has, or of the first that is decided; requests->count when there is none. */
size_t requests_first_waiting(const Requests *requests);
size_t requests_first_decided(const Requests *requests);

/* True when somebody asked to open already. */
bool requests_include_open(const Requests *requests);

/* True when the helper should have answered one. */
bool requests_include_late(const Requests *requests, int64_t now);

/* Milliseconds until one is late or to be answered, -1 for never. */
int64_t requests_timeout(const Requests *requests, int64_t now);
