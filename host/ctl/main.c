/* SPDX-License-Identifier: MIT
 *
 * The person's door: a table of subcommands and a loop over it.
 */
#include "command.h"
#include "version.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *help;
    int (*run)(int n_arguments, char **arguments);
} Command;

static const Command commands[] = {
    {"match", "say what the toggles of a page share, and which to turn off", match_main},
    {"choices", "show what you decided, and what the sites showed since", choices_main},
    {"report", "show where everything stands, on the terminal or as a page to keep", report_main},
    {"unlock", "open your keyring", unlock_main},
    {"forget", "forget what you decided about a control, a site or everything", forget_main},
    {"upcoming", "list which toggles begin to share data, and when", upcoming_main},
    {"config", "show or set where choices are kept and where you live", config_main},
    {"catalog", "show what is known about sites, and add to it", catalog_main},
    {"register", "tell every browser present where the host is", register_main},
    {"unregister", "take that back", unregister_main},
    {"status", "show which browsers know the host", status_main},
    {"doctor", "try everything as the browsers would, and say how to repair it", doctor_main},
    {"log", "switch a log of the host on or off: no address or choice is in it", log_main},
    {"trace", "show what extension and host say to each other, live", trace_main},
};

static const Command *
find_command(const char *name)
{
    for (size_t i = 0; i < N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static int
print_help(void)
{
    puts(
        "Offswitch tells you which data-sharing toggles of a site should be turned off.\n\nusage: offswitch COMMAND [OPTION]...\n");
    for (size_t i = 0; i < N_ELEMENTS(commands); i++) {
        printf("  %-11s %s\n", commands[i].name, commands[i].help);
    }
    puts("\n\"offswitch help COMMAND\" explains one of them, with examples.");
    return EXIT_FINE;
}

static int
unknown(const char *name)
{
    fprintf(stderr, "offswitch: there is no command \"%s\" (try: offswitch help)\n", name);
    return EXIT_USAGE;
}

static int
help_main(int n_arguments, char **arguments)
{
    char option[] = "--help";
    if (n_arguments < 2) {
        return print_help();
    }
    const Command *command = find_command(arguments[1]);
    return command == NULL ? unknown(arguments[1]) : command->run(2, (char *[]){arguments[1], option, NULL});
}

static bool
is_one_of(const char *word, const char *one, const char *other)
{
    return strcmp(word, one) == 0 || strcmp(word, other) == 0;
}

int
main(int n_arguments, char **arguments)
{
    setlocale(LC_CTYPE, "");
    if (n_arguments < 2 || is_one_of(arguments[1], "--help", "-h")) {
        return print_help();
    }
    if (is_one_of(arguments[1], "--version", "-V")) {
        printf("offswitch %s\n", offswitch_version);
        return EXIT_FINE;
    }
    if (strcmp(arguments[1], "help") == 0) {
        return help_main(n_arguments - 1, arguments + 1);
    }
    const Command *command = find_command(arguments[1]);
    return command == NULL ? unknown(arguments[1]) : command->run(n_arguments - 1, arguments + 1);
}
