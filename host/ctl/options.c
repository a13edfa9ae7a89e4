/* SPDX-License-Identifier: MIT */
#include "options.h"

#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
usage_error(const Usage *usage, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "offswitch %s: ", usage->name);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, " (try: offswitch %s --help)\n", usage->name);
    va_end(arguments);
    return EXIT_USAGE;
}

static const Option *
find_option(const Usage *usage, const char *name, size_t length)
{
    for (size_t i = 0; i < usage->n_options; i++) {
        if (strlen(usage->options[i].name) == length && strncmp(usage->options[i].name, name, length) == 0) {
            return &usage->options[i];
        }
    }
    return NULL;
}

static void
set_value(const Option *option, const char *value)
{
    if (option->value != NULL) {
        *option->value = value;
    } else {
        option->take(option->context, value);
    }
}

typedef struct {
    const Usage *usage;
    char **next;
    char **end;
    int code;
} Reading;

/* The option in `word`, which begins with two dashes. */
static bool
read_option(Reading *reading, const char *word)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    const char *value = name[length] == '=' ? name + length + 1 : NULL;
    const Option *option = find_option(reading->usage, name, length);
    if (option == NULL) {
        reading->code = usage_error(reading->usage, "there is no option --%.*s", (int)length, name);
        return false;
    }
    if (option->flag != NULL && value == NULL) {
        *option->flag = true;
        return true;
    }
    if (option->flag != NULL) {
        reading->code = usage_error(reading->usage, "--%s takes no value", option->name);
        return false;
    }
    value = value == NULL && reading->next < reading->end ? *reading->next++ : value;
    if (value == NULL) {
        reading->code = usage_error(reading->usage, "--%s needs a value", option->name);
        return false;
    }
    set_value(option, value);
    return true;
}

static bool
is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* False when the reading ends here. */
static bool
read_dashed(Reading *reading, const char *word)
{
    if (is_help(word)) {
        fputs(reading->usage->help, stdout);
        reading->code = EXIT_FINE;
        return false;
    }
    if (word[1] != '-') {
        reading->code = usage_error(reading->usage, "there is no option %s", word);
        return false;
    }
    return read_option(reading, word);
}

bool
options_read(const Usage *usage, int *n_arguments, char **arguments, int *code)
{
    Reading reading = {.usage = usage, .next = arguments + 1, .end = arguments + *n_arguments};
    bool are_options_over = false;
    int n_kept = 1;
    while (reading.next < reading.end) {
        char *word = *reading.next++;
        bool is_dashed = !are_options_over && word[0] == '-' && word[1] != '\0';
        if (is_dashed && strcmp(word, "--") == 0) {
            are_options_over = true;
        } else if (!is_dashed) {
            arguments[n_kept++] = word;
        } else if (!read_dashed(&reading, word)) {
            *code = reading.code;
            return false;
        }
    }
    *n_arguments = n_kept;
    if (n_kept - 1 > usage->max_words) {
        *code = usage_error(usage, "what is \"%s\"?", arguments[usage->max_words + 1]);
        return false;
    }
    return true;
}
