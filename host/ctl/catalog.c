/* SPDX-License-Identifier: MIT
 *
 * What is known about sites: for those who read it and for those who write it. A table of verbs.
 */
#include "catalog.h"

#include "installation.h"
#include "options.h"
#include "paths.h"

#include <string.h>

static const char help[] = "usage: offswitch catalog list [--json]\n"
                           "       offswitch catalog show SITE|CONTROL [--json]\n"
                           "       offswitch catalog stale [--within DAYS] [--json]\n"
                           "       offswitch catalog new SITE [--host HOST] [--directory D | --system]\n"
                           "       offswitch catalog check [DIRECTORY|FILE] [--system] [--json]\n"
                           "       offswitch catalog compile [--directory D] [--output FILE] [--system] [--json]\n"
                           "\n"
                           "The catalog is what is known about sites: one JSON file each. Yours in\n"
                           "~/.local/share/offswitch/sites come before the administrator's in\n"
                           "/etc/offswitch/sites (--system), and those before the shipped ones.\n"
                           "\n"
                           "  list     the sites, and how many of their toggles are advised\n"
                           "  show     all that is known about a site or a control, and how\n"
                           "  stale    what somebody has to look at again, the oldest first, with its address;\n"
                           "           --within 30 also what will have to be within 30 days\n"
                           "  new      writes a file for a site: what it needs to know stands in it as questions\n"
                           "  check    reads the files and says what is wrong: file:line: word: sentence\n"
                           "  compile  makes the database that the host reads; with a mistake, the old one stays\n"
                           "\n"
                           "  offswitch catalog show linkedin\n"
                           "  offswitch catalog new shop --host www.shop.example\n"
                           "  offswitch catalog check ./sites\n"
                           "  offswitch catalog compile    # from then on your own files count\n";

typedef enum { WORD_NONE, WORD_OPTIONAL, WORD_NEEDED } WordUse;

typedef struct {
    const char *name;
    int (*run)(const CatalogLine *line);
    WordUse word;
    const char *options[5]; /* that it takes */
} Verb;

static const Verb verbs[] = {
    {"list", catalog_list, WORD_NONE, {"json"}},
    {"show", catalog_show, WORD_NEEDED, {"json"}},
    {"stale", catalog_stale, WORD_NONE, {"within", "json"}},
    {"new", catalog_new, WORD_NEEDED, {"host", "directory", "system"}},
    {"check", catalog_check, WORD_OPTIONAL, {"directory", "system", "json"}},
    {"compile", catalog_build, WORD_NONE, {"directory", "output", "system", "json"}},
};

char *
catalog_directory(const CatalogLine *line)
{
    if (line->directory != NULL) {
        return base_copy(line->directory);
    }
    return line->is_system ? paths_system("sites") : paths_data("sites");
}

Store *
catalog_open(void)
{
    Error error = {0};
    Installation installation;
    (void)installation_find(&installation, &error); /* the configuration says nothing about the catalog */
    const SessionConfig config = installation_session(&installation);
    Store *store = store_new(config.databases);
    installation_finish(&installation);
    return store;
}

static const Verb *
find_verb(const char *name)
{
    for (size_t i = 0; i < N_ELEMENTS(verbs); i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return &verbs[i];
        }
    }
    return NULL;
}

static bool
takes(const Verb *verb, const char *option)
{
    for (size_t i = 0; i < N_ELEMENTS(verb->options) && verb->options[i] != NULL; i++) {
        if (strcmp(verb->options[i], option) == 0) {
            return true;
        }
    }
    return false;
}

static bool
is_given(const Option *option)
{
    return option->flag != NULL ? *option->flag : *option->value != NULL;
}

static int
run_verb(const Usage *usage, const Verb *verb, const CatalogLine *line)
{
    if (verb == NULL) {
        return usage_error(usage, "say list, show, stale, new, check or compile");
    }
    for (size_t i = 0; i < usage->n_options; i++) {
        if (is_given(&usage->options[i]) && !takes(verb, usage->options[i].name)) {
            return usage_error(usage, "%s takes no --%s", verb->name, usage->options[i].name);
        }
    }
    if (line->word == NULL && verb->word == WORD_NEEDED) {
        return usage_error(usage, "%s what?", verb->name);
    }
    if (line->word != NULL && verb->word == WORD_NONE) {
        return usage_error(usage, "what is \"%s\"?", line->word);
    }
    return verb->run(line);
}

int
catalog_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    CatalogLine line = {0};
    const Option options[] = {
        {.name = "json", .flag = &line.is_json},         {.name = "system", .flag = &line.is_system},
        {.name = "directory", .value = &line.directory}, {.name = "output", .value = &line.output},
        {.name = "host", .value = &line.host},           {.name = "within", .value = &line.within},
    };
    const Usage usage = {.name = "catalog", .help = help, .options = options, .n_options = N_ELEMENTS(options), .max_words = 2};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    line.word = n_arguments < 3 ? NULL : arguments[2];
    return run_verb(&usage, n_arguments < 2 ? NULL : find_verb(arguments[1]), &line);
}
