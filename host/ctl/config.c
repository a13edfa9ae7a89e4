/* SPDX-License-Identifier: MIT
 *
 * The two things that a person sets once.
 */
#include "config.h"

#include "ask.h"
#include "command.h"
#include "options.h"
#include "paths.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const char help[] = "usage: offswitch config [--json]\n"
                           "       offswitch config store keyring|file\n"
                           "       offswitch config region CODE|none\n"
                           "\n"
                           "Shows or sets what Offswitch cannot know by itself.\n"
                           "\n"
                           "  store   where your choices are kept: in the system keyring (else), or, where there is none,\n"
                           "          in a file that only you can read. A file is not the keyring: every program of yours\n"
                           "          can read it. What is there already moves along, and nothing is lost on the way.\n"
                           "  region  the country you live in, two letters: some toggles exist or start only in some.\n"
                           "          Never guessed, never sent.\n"
                           "\n"
                           "  offswitch config\n"
                           "  offswitch config region DE\n"
                           "  offswitch config store file\n";

static int
print_config(const Config *config, bool is_json)
{
    AUTOFREE char *path = paths_config("config.json");
    AUTOFREE char *place = words_path(path);
    const char *store = config_store_name(config->store);
    if (is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "store", json_new_string(store));
        if (config->region[0] != '\0') {
            json_set(result, "region", json_new_string(config->region));
        }
        json_set(result, "file", json_new_string(path));
        return command_prints(result);
    }
    printf("store   %-8s %s\n", store,
           config->store == CONFIG_STORE_FILE ? "your choices are in a file only you can read; they are not in the keyring"
                                              : "your choices are in the system keyring");
    printf("region  %-8s %s\n", config->region[0] == '\0' ? "none" : config->region,
           config->region[0] == '\0' ? "not set: advice says for whom it is" : "advice says what applies there");
    printf("\nin %s\n", place);
    return EXIT_FINE;
}

static bool
set_region(Config *config, const char *value)
{
    bool is_none = strcmp(value, "none") == 0;
    bool is_code = strlen(value) == 2 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
    snprintf(config->region, sizeof(config->region), "%s", is_code ? value : "");
    return is_none || is_code;
}

/* Along with what is there already: whoever keeps the choices writes the configuration too, so that no other process writes between the two. */
static int
move(ConfigStore store)
{
    Error error = {0};
    Json *params = json_new_object();
    json_set(params, "store", json_new_string(config_store_name(store)));
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = asker != NULL ? ask(asker, "store", params, &error) : NULL;
    int64_t n_records = 0;
    if (!json_get_integer(result, "records", &n_records)) {
        error_prefix(&error, "nothing was moved");
        return command_fails("config", &error);
    }
    if (store == CONFIG_STORE_FILE) {
        printf("Your choices (%d) are in a file only you can read; they are not in the keyring.\n"
               "Programs that run as you can read that file. \"offswitch config store keyring\" goes back.\n",
               (int)n_records);
    } else if (command_reads_choices(result, &error)) {
        printf("Your choices (%d) are in the system keyring.\n", (int)n_records);
    } else {
        printf("Your choices will be in the system keyring; %s\n", error.text);
    }
    return EXIT_FINE;
}

static int
set(const Usage *usage, Config *config, const char *name, const char *value)
{
    Error error = {0};
    ConfigStore store = CONFIG_STORE_KEYRING;
    bool is_store = strcmp(name, "store") == 0;
    if (!is_store && strcmp(name, "region") != 0) {
        return usage_error(usage, "there is no \"%s\" to set", name);
    }
    if (is_store) {
        return config_store_read(value, &store) ? move(store) : usage_error(usage, "store is keyring or file, not \"%s\"", value);
    }
    if (!set_region(config, value)) {
        return usage_error(usage, "region is two capital letters (DE, CH, US) or none, not \"%s\"", value);
    }
    if (!config_write(config, &error)) {
        return command_fails("config", &error);
    }
    if (config->region[0] != '\0') {
        printf("You live in %s: advice will say what applies there.\n", config->region);
    } else {
        puts("Where you live is not set any more.");
    }
    return EXIT_FINE;
}

int
config_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    Error error = {0};
    Config config;
    const Option options[] = {{.name = "json", .flag = &is_json}};
    const Usage usage = {.name = "config", .help = help, .options = options, .n_options = N_ELEMENTS(options), .max_words = 2};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if (n_arguments == 2) {
        return usage_error(&usage, "what should \"%s\" be?", arguments[1]);
    }
    if (!config_read(&config, &error)) {
        return command_fails("config", &error);
    }
    return n_arguments == 1 ? print_config(&config, is_json) : set(&usage, &config, arguments[1], arguments[2]);
}
