/* SPDX-License-Identifier: MIT
 *
 * `offswitch catalog check` and `compile`: the site files that people write.
 */
#include "catalog.h"
#include "clock.h"
#include "compiler.h"
#include "installation.h"
#include "paths.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* What is heard while the files are read. */
typedef struct {
    const char *only; /* the name of the one file that is asked about; NULL: all */
    bool is_json;
    bool has_warnings; /* they are wanted, too */
    Json *mistakes;
    Json *warnings;
} Hearing;

static void
note(const Hearing *hearing, const CatalogMistake *found)
{
    Json *entry = json_new_object();
    json_set(entry, "path", json_new_string(found->path));
    json_set(entry, "line", json_new_integer((int64_t)found->line));
    json_set(entry, "word", json_new_string(found->word));
    json_set(entry, "sentence", json_new_string(found->sentence));
    json_append(found->is_warning ? hearing->warnings : hearing->mistakes, entry);
}

static void
report(void *context, const CatalogMistake *found)
{
    const Hearing *hearing = context;
    const char *name = strrchr(found->path, '/') + 1;
    bool is_other = hearing->only != NULL && strcmp(hearing->only, name) != 0;
    if (is_other || (found->is_warning && !hearing->has_warnings)) {
        return;
    }
    note(hearing, found);
    if (!hearing->is_json) {
        AUTOFREE char *path = words_path(found->path);
        AUTOFREE char *sentence = words_safe(found->sentence);
        printf("%s:%zu: %s%s: %s\n", path, found->line, found->is_warning ? "warning: " : "", found->word, sentence);
    }
}

static void
print_summary(const CatalogSummary *summary, const Hearing *hearing)
{
    if (hearing->is_json) {
        AUTOJSON *result = json_new_object();
        json_set(result, "sites", json_new_integer((int64_t)summary->n_sites));
        json_set(result, "controls", json_new_integer((int64_t)summary->n_controls));
        json_set(result, "mistakes", json_copy(hearing->mistakes));
        json_set(result, "warnings", json_copy(hearing->warnings));
        command_prints(result);
    } else if (hearing->only != NULL) {
        AUTOFREE char *mistakes = words_count(json_count(hearing->mistakes), "mistake");
        printf("%s: %s\n", hearing->only, mistakes);
    } else {
        AUTOFREE char *sites = words_count(summary->n_sites, "site");
        AUTOFREE char *controls = words_count(summary->n_controls, "control");
        AUTOFREE char *mistakes = words_count(summary->n_mistakes, "mistake");
        printf("%s, %s, %s", sites, controls, mistakes);
        printf(summary->n_warnings == 0 ? "\n" : ", %zu past their review date\n", summary->n_warnings);
    }
}

/* `database` NULL: check only. */
static int
compile(const char *directory, const char *database, Hearing *hearing)
{
    char today[CLOCK_DATE_SIZE];
    Error error = {0};
    CatalogSummary summary = {0};
    AUTOJSON *mistakes = json_new_array();
    AUTOJSON *warnings = json_new_array();
    hearing->mistakes = mistakes;
    hearing->warnings = warnings;
    clock_date(clock_now(), 0, today);
    const CatalogJob job = {.directory = directory, .database = database, .today = today, .report = report, .context = hearing};
    bool is_good = catalog_compile(&job, &summary, &error);
    if (error.text[0] != '\0') {
        return command_fails("catalog", &error);
    }
    print_summary(&summary, hearing);
    return is_good || (hearing->only != NULL && json_count(mistakes) == 0) ? EXIT_FINE : EXIT_WRONG;
}

static bool
is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* A file is read with those beside it, for ids and hosts belong to one site of all. */
int
catalog_check(const CatalogLine *line)
{
    Hearing hearing = {.is_json = line->is_json, .has_warnings = true};
    AUTOFREE char *path = line->word != NULL ? base_copy(line->word) : catalog_directory(line);
    if (!is_file(path)) {
        return compile(path, NULL, &hearing);
    }
    char *slash = strrchr(path, '/');
    hearing.only = slash == NULL ? path : slash + 1;
    AUTOFREE char *directory = slash == NULL ? base_copy(".") : base_format("%.*s", (int)(slash - path), path);
    return compile(directory, NULL, &hearing);
}

static char *
place_of_database(const CatalogLine *line)
{
    if (line->output != NULL) {
        return base_copy(line->output);
    }
    return line->is_system ? paths_system("catalog.cdb") : paths_data(OWN_DATABASE);
}

int
catalog_build(const CatalogLine *line)
{
    Error error = {0};
    Hearing hearing = {.is_json = line->is_json};
    AUTOFREE char *directory = catalog_directory(line);
    AUTOFREE char *database = place_of_database(line);
    bool is_own = line->output == NULL && !line->is_system;
    if (is_own && !paths_make_parent(database)) {
        error_set(&error, "%s: %s", database, strerror(errno));
        return command_fails("catalog", &error);
    }
    return compile(directory, database, &hearing);
}
