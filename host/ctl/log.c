/* SPDX-License-Identifier: MIT
 *
 * Switches the hosts' log on and off, and shows it.
 */
#include "log.h"

#include "command.h"
#include "config.h"
#include "options.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const char help[] = "usage: offswitch log [on|off|show]\n"
                           "\n"
                           "Switches on a log of what browsers and the host say to each other: when, which method, how\n"
                           "many bytes, refused or not. No address, no label and no choice is in it. Off unless you\n"
                           "switch it on; hosts that run already keep their habit until they are started again.\n"
                           "\n"
                           "  offswitch log on\n"
                           "  offswitch log show\n"
                           "  offswitch log off\n";

static int
show(const char *path)
{
    char line[1024];
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        puts("The log is empty.");
        return EXIT_FINE;
    }
    while (fgets(line, sizeof(line), file) != NULL) {
        fputs(line, stdout);
    }
    fclose(file);
    return EXIT_FINE;
}

static int
tell(const Config *config, const char *path)
{
    AUTOFREE char *place = words_path(path);
    printf("The log is %s: %s\n", config->is_logging ? "on" : "off", place);
    return EXIT_FINE;
}

static int
set(Config *config, const char *path, bool is_logging)
{
    Error error = {0};
    config->is_logging = is_logging;
    return config_write(config, &error) ? tell(config, path) : command_fails("log", &error);
}

int
log_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    Error error = {0};
    Config config;
    const Usage usage = {.name = "log", .help = help, .max_words = 1};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if (!config_read(&config, &error)) {
        return command_fails("log", &error);
    }
    AUTOFREE char *path = log_path();
    const char *word = n_arguments == 1 ? "" : arguments[1];
    if (strcmp(word, "show") == 0) {
        return show(path);
    }
    if (strcmp(word, "on") == 0 || strcmp(word, "off") == 0) {
        return set(&config, path, strcmp(word, "on") == 0);
    }
    return word[0] == '\0' ? tell(&config, path) : usage_error(&usage, "it is on, off or show, not \"%s\"", word);
}
