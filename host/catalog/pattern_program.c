/* SPDX-License-Identifier: MIT */
#include "pattern_program.h"

#include <string.h>

typedef struct {
    const char *pattern;
    const char *at;
    PatternComponent component;
    size_t n_unemitted; /* bytes at the beginning that the caller compares itself */
    PatternProgram *program;
    const char *reason;
} Parser;

/* What a browser percent-encodes in each component, so that no URL ever has it bare. */
static const char *const never_bare[] = {
    [PATTERN_PATHNAME] = " \"#<>?`{}^\\",
    [PATTERN_SEARCH] = " \"#<>'",
    [PATTERN_HASH] = " \"<>`",
};

static bool
refuse(Parser *parser, const char *reason)
{
    parser->reason = reason;
    return false;
}

static bool
add_state(Parser *parser, uint64_t *mask)
{
    if (parser->program->n_states == PATTERN_MAX_STATES) {
        return refuse(parser, "is too long");
    }
    *mask |= pattern_state_bit(parser->program->n_states++);
    return true;
}

static void
add_skip(PatternProgram *program, size_t from, size_t to)
{
    program->skip[from] |= pattern_state_bit(to);
    program->has_skip |= pattern_state_bit(from);
}

static bool
add_literal(Parser *parser, char c)
{
    if (c <= 0x20 || c >= 0x7F || strchr(never_bare[parser->component], c) != NULL) {
        return refuse(parser, "has a character that a browser encodes");
    }
    bool is_compared = (size_t)(parser->at - parser->pattern) < parser->n_unemitted;
    return is_compared || add_state(parser, &parser->program->literal[(unsigned char)c]);
}

/* Any number of bytes: a state that may stay or be left without input. */
static bool
add_loop(Parser *parser, uint64_t *mask)
{
    PatternProgram *program = parser->program;
    if (!add_state(parser, mask)) {
        return false;
    }
    add_skip(program, program->n_states - 1, program->n_states);
    return true;
}

/* One byte or more. */
static bool
add_name(Parser *parser)
{
    PatternProgram *program = parser->program;
    bool in_segment = parser->component == PATTERN_PATHNAME;
    return add_state(parser, in_segment ? &program->one_segment : &program->one_any) &&
           add_loop(parser, in_segment ? &program->loop_segment : &program->loop_any);
}

static size_t
name_length(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$0123456789";
    bool begins_with_digit = *text >= '0' && *text <= '9';
    return begins_with_digit ? 0 : strspn(text, letters);
}

/* The name at parser->at stood before. */
static bool
is_repeated(const Parser *parser, size_t length)
{
    for (const char *c = parser->pattern; c < parser->at; c += *c == '\\' ? 2 : 1) {
        if (*c == ':' && name_length(c + 1) == length && memcmp(c, parser->at, length + 1) == 0) {
            return true;
        }
    }
    return false;
}

/* At ':' or '*'. */
static bool
parse_wildcard_or_name(Parser *parser)
{
    if (*parser->at == '*') {
        parser->at++;
        return add_loop(parser, &parser->program->loop_any);
    }
    size_t length = name_length(parser->at + 1);
    if (length == 0 || is_repeated(parser, length)) {
        return refuse(parser, length == 0 ? "has a ':' without a name" : "has a name twice");
    }
    parser->at += 1 + length;
    return add_name(parser);
}

static bool
parse_literal(Parser *parser)
{
    bool is_escaped = *parser->at == '\\';
    const char c = parser->at[is_escaped ? 1 : 0];
    if (c == '\0') {
        return refuse(parser, "ends in a backslash");
    }
    if (!is_escaped && strchr("?+(}{", c) != NULL) {
        return refuse(parser, c == '(' ? "has a regexp group" : "has a modifier or brace out of place");
    }
    if (!add_literal(parser, c)) {
        return false;
    }
    parser->at += is_escaped ? 2 : 1;
    return true;
}

/* '?' makes what began at state `start` optional. */
static bool
parse_modifier(Parser *parser, size_t start)
{
    if (*parser->at == '+' || *parser->at == '*') {
        return refuse(parser, "has a '+' or '*' modifier");
    }
    if (*parser->at == '?') {
        parser->at++;
        add_skip(parser->program, start, parser->program->n_states);
    }
    return true;
}

/* "{text:name}": the standard allows one name or wildcard inside. A loop at the beginning gets a state before it, lest what has gone
 * round it leaves as if the group were absent. */
static bool
parse_braces(Parser *parser)
{
    size_t start = parser->program->n_states;
    uint64_t nothing = 0;
    bool has_name = false;
    if (strncmp(parser->at, "{}", 2) == 0) {
        return refuse(parser, "has nothing in its braces");
    }
    if (*++parser->at == '*' && !add_loop(parser, &nothing)) {
        return false;
    }
    while (*parser->at != '}') {
        bool is_name = *parser->at == ':' || *parser->at == '*';
        if (*parser->at == '\0' || (is_name && has_name)) {
            return refuse(parser, "has braces that do not close, or two names in them");
        }
        if (!(is_name ? parse_wildcard_or_name(parser) : parse_literal(parser))) {
            return false;
        }
        has_name = has_name || is_name;
    }
    parser->at++;
    return parse_modifier(parser, start);
}

/* A bare '/' before a name is optional together with it: "/settings/:tab?" takes "/settings". */
static bool
parse_group(Parser *parser, bool after_slash)
{
    size_t n_states = parser->program->n_states;
    size_t start = after_slash && n_states > 0 ? n_states - 1 : n_states;
    return parse_wildcard_or_name(parser) && parse_modifier(parser, start);
}

static bool
parse_all(Parser *parser)
{
    bool after_slash = false;
    while (*parser->at != '\0') {
        char c = *parser->at;
        bool is_group = c == ':' || c == '*';
        if (!(is_group ? parse_group(parser, after_slash) : c == '{' ? parse_braces(parser) : parse_literal(parser))) {
            return false;
        }
        after_slash = c == '/' && parser->component == PATTERN_PATHNAME;
    }
    return true;
}

/* "." and "..", also written %2e: a browser has removed them. What stands before a name or a brace counts, for the standard makes it an
 * address of its own first. */
static bool
is_dot_segment(const char *segment)
{
    size_t n_dots = 0;
    while (*segment == '.' || strncasecmp(segment, "%2e", 3) == 0) {
        segment += *segment == '.' ? 1 : 3;
        n_dots++;
    }
    return (n_dots == 1 || n_dots == 2) && (*segment == '\0' || strchr("/:*{", *segment) != NULL);
}

static bool
has_dot_segment(const char *pattern)
{
    while ((pattern = strchr(pattern, '/')) != NULL) {
        if (is_dot_segment(++pattern)) {
            return true;
        }
    }
    return false;
}

static bool
parse(Parser *parser)
{
    const char *pattern = parser->pattern;
    if (parser->component != PATTERN_PATHNAME) {
        return parse_all(parser);
    }
    if (*pattern != '/' && *pattern != '*' && strncmp(pattern, "{/", 2) != 0) {
        return refuse(parser, "does not begin with '/'");
    }
    return has_dot_segment(pattern) ? refuse(parser, "has a dot segment") : parse_all(parser);
}

const char *
pattern_compile(const char *pattern, PatternComponent component, size_t n_unemitted, PatternProgram *program)
{
    Parser parser = {.pattern = pattern, .at = pattern, .component = component, .n_unemitted = n_unemitted, .program = program};
    return parse(&parser) ? NULL : parser.reason;
}
