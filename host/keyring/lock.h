/* SPDX-License-Identifier: MIT
 *
 * The file that all helpers of a user share: its lock makes one read-modify-write of many, and the number in it grows with every change, so
 * that whoever watches the file hears of it. Knows nothing of what is changed.
 */
#pragma once

#include "error.h"

typedef struct Lock Lock;

/* Makes $XDG_RUNTIME_DIR/offswitch/lock where there is none. NULL with the error set. */
Lock *lock_new(Error *error) MUST_USE;
void lock_free(Lock *lock);

/* Waits until no other process has it. False with the error set. */
bool lock_take(Lock *lock, Error *error) MUST_USE;

/* Gives it back; `changed` first raises the generation. */
void lock_release(Lock *lock, bool changed);

/* The descriptor to poll for input; lock_has_news empties it and says whether the generation is another one than when last looked at
 * or raised here. */
int lock_descriptor(const Lock *lock);
bool lock_has_news(Lock *lock);
