/* SPDX-License-Identifier: MIT
 *
 * What a process gives up before it reads its first byte. Knows the kernel, nothing of Offswitch.
 */
#pragma once

#include "error.h"
#include "filter.h"

/* No new privileges, no core dumps, no ptrace by others, private files, none of the descriptors that a browser leaks but the pipe on 3, by which Firefox notices
 * that a host has ended. All but ptrace stays over exec. An error says which step the kernel refused; the steps before it hold. */
bool sandbox_enter(Error *error) MUST_USE;

/* Words for people and programs; static text. */
typedef struct {
    const char *state;   /* "active", "partly", "unavailable" */
    const char *problem; /* what is missing and why; NULL when active */
} SandboxState;

/* After sandbox_enter: keeps the calls of `kind` (filter.h) and the files below the directories (confine.h), both NULL-terminated. Never fails: what the kernel
 * does not offer is said. Does nothing in a build with OFFSWITCH_SANDBOX off, for sanitizers and valgrind make calls of their own. */
SandboxState sandbox_lock(FilterKind kind, const char *const *readable, const char *const *writable);

/* For all threads: what is connected stays, and no other socket is made or connected. Does nothing where sandbox_lock did nothing. */
void sandbox_seal(void);
