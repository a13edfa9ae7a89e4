/* SPDX-License-Identifier: MIT
 *
 * A host started the way a browser starts it, spoken to in frames, ended the way a browser ends it. Has never heard of JSON-RPC
 * or of manifests.
 */
#pragma once

#include "error.h"

#include <sys/types.h>

typedef struct Launch Launch;

typedef enum {
    LAUNCH_ANSWERED,
    LAUNCH_EXITED,  /* before it answered */
    LAUNCH_SILENT,  /* nothing came in time */
    LAUNCH_GARBAGE, /* what came is no frame */
} LaunchVerdict;

/* Starts arguments[0] with its own directory as working directory, pipes as input and output, an `environment` (NULL: ours) and a
 * shell's signals, and no other descriptor. NULL with errno when the kernel refuses. From here on this process ignores SIGPIPE. */
Launch *launch_new(char *const *arguments, char *const *environment, Error *error) MUST_USE;
void launch_free(Launch *launch); /* kills what still runs */
void launch_cleanup(Launch **launch);
#define AUTOLAUNCH BASE_CLEANUP(launch_cleanup) Launch

/* A frame in. False when it was not taken before the deadline (clock_ticks). */
bool launch_send(Launch *launch, const char *payload, size_t length, int64_t deadline);

/* The next frame out, borrowed until the next call. */
LaunchVerdict launch_receive(Launch *launch, int64_t deadline, const char **payload, size_t *length);

/* What came and is no frame yet; borrowed until the next call. */
const char *launch_received(const Launch *launch, size_t *length);

/* -1 once it was reaped. */
pid_t launch_pid(const Launch *launch);

/* Closes its input. True when it then left on its own in time; *code is its exit code, or 128 and the signal. */
bool launch_end(Launch *launch, int64_t deadline, int *code);

/* The last line it wrote to standard error, "" for none; borrowed until the next call. */
const char *launch_complaint(Launch *launch);
