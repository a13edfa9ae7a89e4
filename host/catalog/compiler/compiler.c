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
    const CatalogJob *job;
    CatalogSummary *summary;
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

static void
check_file(Check *check, SiteFile *file)
{
    site_shape_check(check);
    if (check->n_mistakes > 0) {
        return;
    }
    site_file_list_controls(file);
    check_site(check);
    check_pages(check);
    check_controls(check);
    check_implications(check);
}

static void
read_file(Compilation *compilation, const char *name)
{
    SiteFile *file = &compilation->files[compilation->n_files++];
    Check check = {.job = compilation->job, .file = file};
    SiteFileFault fault = site_file_read(file, compilation->job->directory, name);
    if (fault.word != NULL) {
        mistake_in_line(&check, fault.line, fault.word, fault.sentence);
    } else {
        check_file(&check, file);
    }
    compilation->summary->n_mistakes += check.n_mistakes;
}

static bool
lists_host(const SiteFile *file, const char *host)
{
    for (const Json *other = json_first(json_get(file->json, "hosts")); other != NULL; other = json_next(other)) {
        if (strcmp(json_string(other), host) == 0) {
            return true;
        }
    }
    return false;
}

/* One host belongs to one site, or the second would never be found. */
static void
check_host_once(Compilation *compilation, size_t index, const Json *host)
{
    for (size_t i = 0; i < index; i++) {
        if (lists_host(&compilation->files[i], json_string(host))) {
            Check check = {.job = compilation->job, .file = &compilation->files[index]};
            mistake(&check, host, "duplicateHost", "%s has this host already", compilation->files[i].path);
            compilation->summary->n_mistakes++;
        }
    }
}

static void
check_together(Compilation *compilation)
{
    for (size_t i = 0; i < compilation->n_files; i++) {
        const Json *hosts = json_get(compilation->files[i].json, "hosts");
        for (const Json *host = json_first(hosts); host != NULL; host = json_next(host)) {
            check_host_once(compilation, i, host);
        }
    }
}

static void
sum_up(Compilation *compilation)
{
    CatalogSummary *summary = compilation->summary;
    summary->n_sites = compilation->n_files;
    for (size_t i = 0; i < compilation->n_files; i++) {
        const SiteFile *file = &compilation->files[i];
        summary->n_controls += file->n_controls;
        for (size_t j = 0; j < file->n_controls; j++) {
            const char *review = json_get_string(file->controls[j].control, "review_after");
            summary->n_unreviewed += compilation->job->today != NULL && strcmp(review, compilation->job->today) < 0 ? 1 : 0;
        }
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
add_meta(const Compilation *compilation, DatabaseWriter *writer)
{
    char revision[17];
    AUTOJSON *meta = json_new_object();
    database_writer_revision(writer, revision);
    json_set(meta, "format", json_new_integer(DATABASE_FORMAT));
    json_set(meta, "revision", json_new_string(revision));
    json_set(meta, "sites", json_new_integer((int64_t)compilation->summary->n_sites));
    json_set(meta, "controls", json_new_integer((int64_t)compilation->summary->n_controls));
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

static bool
write_database(const Compilation *compilation, Error *error)
{
    DatabaseWriter *writer = database_writer_new(compilation->job->database, error);
    if (writer == NULL) {
        return false;
    }
    for (size_t i = 0; i < compilation->n_files; i++) {
        compile_site(&compilation->files[i], writer);
    }
    add_origins(compilation, writer);
    add_effective(compilation, writer);
    add_meta(compilation, writer);
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
    Compilation compilation = {.job = job, .summary = summary};
    *summary = (CatalogSummary){0};
    error_set(error, "%s", "");
    int n_names = scandir(job->directory, &names, is_site_file, alphasort);
    if (n_names < 0) {
        error_set(error, "%s: %s", job->directory, strerror(errno));
        return false;
    }
    compilation.files = base_allocate((size_t)n_names, sizeof(*compilation.files));
    for (int i = 0; i < n_names; i++) {
        read_file(&compilation, names[i]->d_name);
    }
    if (summary->n_mistakes == 0) {
        check_together(&compilation);
        sum_up(&compilation);
    }
    bool good = summary->n_mistakes == 0 && (job->database == NULL || write_database(&compilation, error));
    finish(&compilation, names, n_names);
    return good;
}
