/* SPDX-License-Identifier: MIT */
#include "compiler.h"

#include "checks.h"
#include "compile_site.h"
#include "database_writer.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DATABASE_FORMAT = 1 }; /* as record.h describes it */

typedef struct {
    Check check;
    SiteFile *files;
    size_t n_files;
} Compilation;

static int
is_site_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/* ---- checking ---- */

/* In the order in which a person would want to hear of them. An example that fails for what was named already would only repeat it. */
static void
check_file(Check *check, SiteFile *file)
{
    size_t before = check->n_mistakes;
    check->file = file;
    site_shape_check(check);
    if (check->n_mistakes > before) {
        return;
    }
    site_file_list_controls(file);
    check_site(check);
    check_pages(check);
    check_ids(check);
    check_states(check);
    check_sources(check);
    check_names(check);
    check_implications(check);
    if (check->n_mistakes == before) {
        check_examples(check);
    }
}

static void
read_file(Compilation *compilation, const char *name)
{
    Check *check = &compilation->check;
    SiteFile *file = &compilation->files[compilation->n_files++];
    SiteFileFault fault = site_file_read(file, check->job->directory, name);
    check->file = file;
    if (fault.word != NULL) {
        mistake_in_line(check, fault.line, fault.word, fault.sentence);
    } else {
        check_file(check, file);
    }
}

static void
read_files(Compilation *compilation, struct dirent **names, size_t n_names)
{
    compilation->files = base_allocate(n_names, sizeof(*compilation->files));
    for (size_t i = 0; i < n_names; i++) {
        read_file(compilation, names[i]->d_name);
    }
    if (compilation->check.n_mistakes == 0) {
        check_catalog(&compilation->check, compilation->files, compilation->n_files);
    }
}

static void
sum_up(const Compilation *compilation, CatalogSummary *summary)
{
    *summary = (CatalogSummary){.n_sites = compilation->n_files,
                                .n_mistakes = compilation->check.n_mistakes,
                                .n_warnings = compilation->check.n_warnings};
    for (size_t i = 0; i < compilation->n_files; i++) {
        summary->n_controls += compilation->files[i].n_controls;
    }
}

/* ---- writing ---- */

static void
list_origins(const SiteFile *file, Json *origins)
{
    for (const Json *host = json_first(json_get(file->json, "hosts")); host != NULL; host = json_next(host)) {
        AUTOFREE char *origin = base_format("https://%s%s/*", json_string(host)[0] == '.' ? "*" : "", json_string(host));
        json_append(origins, json_new_string(origin));
    }
}

static void
add_origins(const Compilation *compilation, DatabaseWriter *writer)
{
    AUTOJSON *origins = json_new_array();
    for (size_t i = 0; i < compilation->n_files; i++) {
        list_origins(&compilation->files[i], origins);
    }
    AUTOFREE char *text = json_print(origins);
    database_writer_add(writer, "origins", "", text);
}

static void
add_meta(const CatalogSummary *summary, DatabaseWriter *writer)
{
    char revision[17];
    AUTOJSON *meta = json_new_object();
    database_writer_revision(writer, revision);
    json_set(meta, "format", json_new_integer(DATABASE_FORMAT));
    json_set(meta, "revision", json_new_string(revision));
    json_set(meta, "sites", json_new_integer((int64_t)summary->n_sites));
    json_set(meta, "controls", json_new_integer((int64_t)summary->n_controls));
    AUTOFREE char *text = json_print(meta);
    database_writer_add(writer, "meta", "", text);
}

static void
add_effective(const Compilation *compilation, DatabaseWriter *writer)
{
    AUTOJSON *list = json_new_array();
    for (size_t i = 0; i < compilation->n_files; i++) {
        compile_effective(&compilation->files[i], list);
    }
    AUTOFREE char *text = json_print(list);
    database_writer_add(writer, "effective", "", text);
}

static void
add_heirs(const SiteFile *file, Json *heirs)
{
    const Json *tombstone = json_first(json_get(file->json, "tombstones"));
    for (; tombstone != NULL; tombstone = json_next(tombstone)) {
        const Json *heir = json_get(tombstone, "replaced_by");
        if (heir != NULL) {
            json_set(heirs, json_get_string(tombstone, "id"), json_copy(heir));
        }
    }
}

static void
add_sites(const Compilation *compilation, DatabaseWriter *writer)
{
    AUTOJSON *heirs = json_new_object(); /* {gone id: id of the control in its place}, of all files */
    AUTOJSON *sites = json_new_object();
    for (size_t i = 0; i < compilation->n_files; i++) {
        add_heirs(&compilation->files[i], heirs);
    }
    for (size_t i = 0; i < compilation->n_files; i++) {
        const SiteFile *file = &compilation->files[i];
        compile_site(file, heirs, writer);
        json_set(sites, file->id, json_new_integer((int64_t)file->n_controls));
    }
    for (const Json *heir = json_first(heirs); heir != NULL; heir = json_next(heir)) {
        database_writer_add(writer, "g:", json_name(heir), json_string(heir));
    }
    AUTOFREE char *text = json_print(sites);
    database_writer_add(writer, "sites", "", text);
}

static bool
write_database(const Compilation *compilation, const CatalogSummary *summary, Error *error)
{
    DatabaseWriter *writer = database_writer_new(compilation->check.job->database, error);
    if (writer == NULL) {
        return false;
    }
    add_sites(compilation, writer);
    add_origins(compilation, writer);
    add_effective(compilation, writer);
    add_meta(summary, writer);
    return database_writer_finish(writer, true, error);
}

/* ---- all of it ---- */

static void
finish(Compilation *compilation, struct dirent **names, int n_names)
{
    for (size_t i = 0; i < compilation->n_files; i++) {
        site_file_finish(&compilation->files[i]);
    }
    free(compilation->files);
    for (int i = 0; i < n_names; i++) {
        free(names[i]);
    }
    free(names);
}

bool
catalog_compile(const CatalogJob *job, CatalogSummary *summary, Error *error)
{
    struct dirent **names = NULL;
    Compilation compilation = {.check = {.job = job}};
    *summary = (CatalogSummary){0};
    error_set(error, "%s", "");
    int n_names = scandir(job->directory, &names, is_site_file, alphasort);
    if (n_names < 0) {
        error_set(error, "%s: %s", job->directory, strerror(errno));
        return false;
    }
    read_files(&compilation, names, (size_t)n_names);
    sum_up(&compilation, summary);
    bool good = summary->n_mistakes == 0 && (job->database == NULL || write_database(&compilation, summary, error));
    finish(&compilation, names, n_names);
    return good;
}
