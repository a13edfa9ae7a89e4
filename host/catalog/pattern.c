/* SPDX-License-Identifier: MIT */
#include "pattern_program.h"

#include <string.h>

/* The standard takes a component with or without its '?' or '#'. */
static const char *
without_mark(const char *pattern, PatternComponent component)
{
    bool is_marked = (component == PATTERN_SEARCH && *pattern == '?') || (component == PATTERN_HASH && *pattern == '#');
    return is_marked ? pattern + 1 : pattern;
}

/* How much at the beginning is plain text; a '/' that a name follows is not, for it may be optional. */
static size_t
plain_length(const char *pattern)
{
    size_t length = strcspn(pattern, "\\*:{}?+()");
    bool before_name = pattern[length] == ':' || pattern[length] == '*';
    return before_name && length > 0 && pattern[length - 1] == '/' ? length - 1 : length;
}

bool
pattern_check(const char *pattern, PatternComponent component, Error *error)
{
    PatternProgram program = {0};
    pattern = without_mark(pattern, component);
    const char *reason = pattern_compile(pattern, component, plain_length(pattern), &program);
    if (reason != NULL) {
        error_set(error, "the pattern %s", reason);
    }
    return reason == NULL;
}

static uint64_t
follow_skips(const PatternProgram *program, uint64_t states)
{
    uint64_t pending = states & program->has_skip;
    while (pending != 0) {
        unsigned state = (unsigned)__builtin_ctzll(pending);
        states |= program->skip[state];
        pending = states & program->has_skip & ~(pattern_state_bit(state) | (pattern_state_bit(state) - 1));
    }
    return states;
}

static bool
run(const PatternProgram *program, const char *text, size_t length)
{
    uint64_t states = follow_skips(program, 1);
    for (size_t i = 0; i < length && states != 0; i++) {
        unsigned char c = (unsigned char)text[i];
        uint64_t literal = c < 128 ? program->literal[c] : 0;
        uint64_t go_on = literal | program->one_any | (c != '/' ? program->one_segment : 0);
        uint64_t stay = program->loop_any | (c != '/' ? program->loop_segment : 0);
        states = follow_skips(program, ((states & go_on) << 1) | (states & stay));
    }
    return (states & pattern_state_bit(program->n_states)) != 0;
}

bool
pattern_match(const char *pattern, PatternComponent component, const char *text, size_t length)
{
    pattern = without_mark(pattern, component);
    size_t plain = plain_length(pattern);
    if (length < plain || memcmp(pattern, text, plain) != 0) {
        return false;
    }
    PatternProgram program = {0};
    return pattern_compile(pattern, component, plain, &program) == NULL && run(&program, text + plain, length - plain);
}
