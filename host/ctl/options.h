/* SPDX-License-Identifier: MIT
 *
 * A command line taken apart by a table. Knows --name, --name VALUE and --name=VALUE, --help, and "--" which ends them;
 * everything else is a word.
 */
#pragma once

#include "base.h"

/* Exactly one of the three tells what the option does. */
typedef struct {
    const char *name;   /* without the dashes */
    bool *flag;         /* set by an option without a value */
    const char **value; /* set to the value */
    void (*take)(void *context, const char *value);
    void *context;
} Option;

typedef struct {
    const char *name; /* of the command */
    const char *help; /* a page that teaches, with examples */
    const Option *options;
    size_t n_options;
    int max_words;
} Usage;

/* Takes the options out of `arguments`; the words that stay are arguments[1] to arguments[*n_arguments - 1]. False when the
 * command ends here with *code: its help was asked for and printed, or the line makes no sense and standard error says why. */
bool options_read(const Usage *usage, int *n_arguments, char **arguments, int *code);

/* Says what is wrong with the line and where the help is; returns EXIT_USAGE. */
int usage_error(const Usage *usage, const char *format, ...) PRINTF_LIKE(2, 3);
