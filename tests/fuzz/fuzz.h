/* SPDX-License-Identifier: MIT
 *
 * What every fuzz target is: one function that libFuzzer calls with bytes, and replay.c with the files of the corpus. It ends the process
 * when a promise is broken.
 */
#pragma once

#include "base.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* A promise of the code under test; unlike assert it also holds in builds without debugging. */
static inline void
promise(bool is_kept)
{
    if (!is_kept) {
        __builtin_trap(); /* libFuzzer and ctest both see it */
    }
}

/* The bytes as NUL-terminated text, yours to free(); a NUL inside cuts it. */
static inline char *
fuzz_text(const uint8_t *bytes, size_t length)
{
    char *text = base_allocate(length + 1, 1);
    if (length > 0) {
        memcpy(text, bytes, length);
    }
    return text;
}
