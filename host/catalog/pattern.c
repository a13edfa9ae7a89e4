/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include <string.h>

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
} Program;

typedef struct {
    const char *pattern;
    const char *at;
    PatternComponent component;
    size_t n_unemitted; /* bytes at the beginning that the caller compares itself */
    Program *program;
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

static uint64_t
bit(size_t state)
{
    return (uint64_t)1 << (state & 63);
}

static bool
add_state(Parser *parser, uint64_t *mask)
{
    if (parser->program->n_states == PATTERN_MAX_STATES) {
        return refuse(parser, "is too long");
    }
    *mask |= bit(parser->program->n_states++);
    return true;
}

static void
add_skip(Program *program, size_t from, size_t to)
{
    program->skip[from] |= bit(to);
    program->has_skip |= bit(from);
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
    Program *program = parser->program;
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
    Program *program = parser->program;
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

/* At ':' or '*'. */
static bool
parse_wildcard_or_name(Parser *parser)
{
    if (*parser->at == '*') {
        parser->at++;
        return add_loop(parser, &parser->program->loop_any);
    }
    size_t length = name_length(parser->at + 1);
    if (length == 0) {
        return refuse(parser, "has a ':' without a name");
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

/* NULL, or the reason why not. */
static const char *
compile(const char *pattern, PatternComponent component, size_t n_unemitted, Program *program)
{
    Parser parser = {.pattern = pattern, .at = pattern, .component = component, .n_unemitted = n_unemitted, .program = program};
    return parse(&parser) ? NULL : parser.reason;
}

bool
pattern_check(const char *pattern, PatternComponent component, Error *error)
{
    Program program = {0};
    pattern = without_mark(pattern, component);
    const char *reason = compile(pattern, component, plain_length(pattern), &program);
    if (reason != NULL) {
        error_set(error, "the pattern %s", reason);
    }
    return reason == NULL;
}

static uint64_t
follow_skips(const Program *program, uint64_t states)
{
    uint64_t pending = states & program->has_skip;
    while (pending != 0) {
        unsigned state = (unsigned)__builtin_ctzll(pending);
        states |= program->skip[state];
        pending = states & program->has_skip & ~(bit(state) | (bit(state) - 1));
    }
    return states;
}

static bool
run(const Program *program, const char *text, size_t length)
{
    uint64_t states = follow_skips(program, 1);
    for (size_t i = 0; i < length && states != 0; i++) {
        unsigned char c = (unsigned char)text[i];
        uint64_t literal = c < 128 ? program->literal[c] : 0;
        uint64_t go_on = literal | program->one_any | (c != '/' ? program->one_segment : 0);
        uint64_t stay = program->loop_any | (c != '/' ? program->loop_segment : 0);
        states = follow_skips(program, ((states & go_on) << 1) | (states & stay));
    }
    return (states & bit(program->n_states)) != 0;
}

bool
pattern_match(const char *pattern, PatternComponent component, const char *text, size_t length)
{
    pattern = without_mark(pattern, component);
    size_t plain = plain_length(pattern);
    if (length < plain || memcmp(pattern, text, plain) != 0) {
        return false;
    }
    Program program = {0};
    return compile(pattern, component, plain, &program) == NULL && run(&program, text + plain, length - plain);
}
