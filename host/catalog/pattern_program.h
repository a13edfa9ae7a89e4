/* SPDX-License-Identifier: MIT
 *
 * A URL pattern as a set of states. Private to pattern.c, which runs it.
 */
#pragma once

#include "pattern.h"

#include <stdint.h>

/* State i is "before element i"; a bit of a mask stands for a state. Every edge without input leads forward. */
typedef struct {
    uint64_t literal[128]; /* by byte: states that take it and go on */
    uint64_t one_any;      /* take any byte and go on */
    uint64_t one_segment;  /* take any byte but '/' and go on */
    uint64_t loop_any;     /* take any byte and stay */
    uint64_t loop_segment; /* take any byte but '/' and stay */
    uint64_t has_skip;
    uint64_t skip[PATTERN_MAX_STATES + 1]; /* where a state leads without input */
    size_t n_states;
} PatternProgram;

static inline uint64_t
pattern_state_bit(size_t state)
{
    return (uint64_t)1 << (state & 63);
}

/* Fills the empty `program`; NULL, or the reason why the pattern is refused. The first `n_unemitted` bytes of it, plain text, get no states: the caller
 * compares them itself. */
const char *pattern_compile(const char *pattern, PatternComponent component, size_t n_unemitted, PatternProgram *program);
