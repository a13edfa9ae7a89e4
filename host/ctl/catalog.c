/* SPDX-License-Identifier: MIT
 *
 * The catalog's files: checked, compiled, listed.
 */
#include "ask.h"
#include "clock.h"
#include "command.h"
#include "compiler.h"
#include "options.h"
#include "paths.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char help[] = "usage: offswitch catalog check [DIRECTORY] [--json]\n"
                           "       offswitch catalog compile [--directory D] [--output FILE] [--json]\n"
                           "       offswitch catalog list [--json]\n"
                           "\n"
                           "The catalog is what is known about sites: one JSON file each. Yours in\n"
                           "~/.local/share/offswitch/sites come before the shipped ones.\n"
                           "\n"
                           "  check    reads the files and says what is wrong: file:line: word: sentence\n"
                           "  compile  makes the database that the host reads; with a mistake, the old one stays\n"
                           "  list     which catalog is in use, and the sites it covers\n"
                           "\n"
                           "  offswitch catalog check ./sites\n"
                           "  offswitch catalog compile    # from then on your own files count\n";

typedef struct {
    bool is_json;
    Json *mistakes;
} Report;

static void
report(void *context, const CatalogMistake *mistake)
{
    const Report *report = context;
    AUTOFREE char *path = words_path(mistake->path);
    AUTOFREE char *sentence = words_safe(mistake->sentence);
    Json *entry = json_new_object();
    json_set(entry, "path", json_new_string(mistake->path));
    json_set(entry, "line", json_new_integer((int64_t)mistake->line));
    json_set(entry, "word", json_new_string(mistake->word));
    json_set(entry, "sentence", json_new_string(mistake->sentence));
    json_append(report->mistakes, entry);
    if (!report->is_json) {
        printf("%s:%zu: %s: %s\n", path, mistake->line, mistake->word, sentence);
    }
}

static void
print_summary(const CatalogSummary *summary, const Report *report)
{
    if (report->is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "sites", json_new_integer((int64_t)summary->n_sites));
        json_set(result, "controls", json_new_integer((int64_t)summary->n_controls));
        json_set(result, "unreviewed", json_new_integer((int64_t)summary->n_warnings));
        json_set(result, "mistakes", json_copy(report->mistakes));
        command_prints(result);
        return;
    }
    printf("%zu sites, %zu controls, %zu mistakes", summary->n_sites, summary->n_controls, summary->n_mistakes);
    printf(summary->n_warnings == 0 ? "\n" : ", %zu past their review date\n", summary->n_warnings);
}

/* `database` NULL: check only. */
static int
compile(const char *directory, const char *database, bool is_json)
{
    char today[CLOCK_DATE_SIZE];
    Error error = {0};
    CatalogSummary summary = {0};
    AUTOJSON *mistakes = json_new_array();
    Report kept = {.is_json = is_json, .mistakes = mistakes};
    clock_date(clock_now(), 0, today);
    const CatalogJob job = {.directory = directory, .database = database, .today = today, .report = report, .context = &kept};
    bool is_good = catalog_compile(&job, &summary, &error);
    if (error.text[0] != '\0') {
        return command_fails("catalog", &error);
    }
    print_summary(&summary, &kept);
    return is_good ? EXIT_FINE : EXIT_WRONG;
}

static int
check_main(const char *directory, bool is_json)
{
    AUTOFREE char *own = paths_data("sites");
    return compile(directory == NULL ? own : directory, NULL, is_json);
}

static int
compile_main(const char *directory, const char *output, bool is_json)
{
    Error error = {0};
    AUTOFREE char *own = paths_data("sites");
    AUTOFREE char *own_database = paths_data("catalog.cdb");
    if (output == NULL && !paths_make_parent(own_database)) {
        error_set(&error, "%s: %s", own_database, strerror(errno));
        return command_fails("catalog", &error);
    }
    return compile(directory == NULL ? own : directory, output == NULL ? own_database : output, is_json);
}

static int
list_main(bool is_json)
{
    Error error = {0};
    AUTOASKER *asker = asker_new(&error);
    if (asker == NULL) {
        return command_fails("catalog", &error);
    }
    const Json *introduction = asker_introduction(asker);
    const Json *catalog = json_get(introduction, "catalog");
    const char *problem = json_get_string(catalog, "problem");
    int64_t n_sites = 0;
    int64_t n_controls = 0;
    if (is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "catalog", json_copy(catalog));
        json_set(result, "origins", json_copy(json_get(introduction, "origins")));
        return command_prints(result);
    }
    (void)json_get_integer(catalog, "sites", &n_sites);
    (void)json_get_integer(catalog, "controls", &n_controls);
    for (const Json *origin = json_first(json_get(introduction, "origins")); origin != NULL; origin = json_next(origin)) {
        puts(json_string(origin));
    }
    printf("%d sites, %d controls\n", (int)n_sites, (int)n_controls);
    if (problem != NULL) {
        error_set(&error, "%s", problem);
        return command_fails("catalog", &error);
    }
    return EXIT_FINE;
}

int
catalog_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    const char *directory = NULL;
    const char *output = NULL;
    const Option options[] = {
        {.name = "json", .flag = &is_json}, {.name = "directory", .value = &directory}, {.name = "output", .value = &output}};
    const Usage usage = {.name = "catalog", .help = help, .options = options, .n_options = N_ELEMENTS(options), .max_words = 2};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    const char *verb = n_arguments < 2 ? "" : arguments[1];
    const char *word = n_arguments < 3 ? NULL : arguments[2];
    if (strcmp(verb, "check") == 0 && output == NULL) {
        return check_main(word != NULL ? word : directory, is_json);
    }
    if (strcmp(verb, "compile") == 0 && word == NULL) {
        return compile_main(directory, output, is_json);
    }
    if (strcmp(verb, "list") == 0 && word == NULL) {
        return list_main(is_json);
    }
    return usage_error(&usage, "say check, compile or list");
}
