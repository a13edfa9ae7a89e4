/* SPDX-License-Identifier: MIT
 *
 * A file read whole, replaced whole, or not at all. Knows nothing of its content.
 */
#pragma once

#include "buffer.h"
#include "error.h"

/* Adds a file of at most `limit` bytes to the buffer. False with errno set: EFBIG for a longer one. Waits for nobody: a pipe in a file's place has nothing in it. */
bool file_read(const char *path, size_t limit, Buffer *bytes) MUST_USE;

/* Writes `length` bytes to `path` by way of a temporary file beside it: written, synced, renamed, the directory synced. A symbolic link at
 * `path` is replaced, never followed. `mode` counts exactly, umask or not. */
bool file_replace(const char *path, const void *bytes, size_t length, unsigned mode, Error *error) MUST_USE;

/* The same without any waiting for the disk: whole or not at all when the process ends, not when the machine does. */
bool file_replace_unsynced(const char *path, const void *bytes, size_t length, unsigned mode, Error *error) MUST_USE;
