/* SPDX-License-Identifier: MIT
 *
 * `offswitch catalog new`: a site file that asks for what it needs.
 */
#include "catalog.h"
#include "clock.h"
#include "file.h"
#include "paths.h"
#include "skeleton.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REVIEW_DAYS = 183 };

/* Beside the directory in a checkout of the catalog, else where it was installed. */
static char *
place_of_schema(const char *directory)
{
    AUTOFREE char *beside = base_format("%s/../site.schema.json", directory);
    if (access(beside, R_OK) == 0) {
        return base_copy("../site.schema.json");
    }
    AUTOFREE char *installed = paths_shared("site.schema.json");
    return base_format("file://%s", installed);
}

static char *
text_for(const CatalogLine *line, const char *directory, Error *error)
{
    char today[CLOCK_DATE_SIZE];
    char review[CLOCK_DATE_SIZE];
    AUTOFREE char *schema = place_of_schema(directory);
    clock_date(clock_now(), 0, today);
    clock_date(clock_now(), REVIEW_DAYS, review);
    const Skeleton skeleton = {.site = line->word, .host = line->host, .schema = schema, .today = today, .review = review};
    return skeleton_text(&skeleton, error);
}

/* A file of one's own hides the whole site that is known by that name. */
static bool
is_known(const CatalogLine *line)
{
    Store *store = catalog_open();
    bool is_there = line->directory == NULL && store_find_site(store, line->word) != NULL;
    store_free(store);
    return is_there;
}

/* The administrator's directory is for all to read. */
static bool
make_system_directory(void)
{
    AUTOFREE char *above = paths_system("");
    AUTOFREE char *sites = paths_system("sites");
    umask(S_IWGRP | S_IWOTH);
    return (mkdir(above, 0755) == 0 || errno == EEXIST) && (mkdir(sites, 0755) == 0 || errno == EEXIST);
}

/* Makes the directory where it is one of ours. */
static bool
make_directory(const CatalogLine *line, const char *path, Error *error)
{
    bool is_ours = line->directory == NULL;
    bool good = !is_ours || (line->is_system ? make_system_directory() : paths_make_parent(path));
    if (!good) {
        error_set(error, "%s: %s", path, strerror(errno));
    }
    return good;
}

static bool
write_new(const CatalogLine *line, const char *directory, const char *path, Error *error)
{
    AUTOFREE char *text = text_for(line, directory, error);
    if (text == NULL) {
        return false;
    }
    if (access(path, F_OK) == 0) {
        error_set(error, "%s is there already", path);
        return false;
    }
    if (is_known(line)) {
        error_set(error, "%s is known already; to change it, begin with: offswitch catalog show %s --json > %s", line->word,
                  line->word, path);
        return false;
    }
    return make_directory(line, path, error) && file_replace(path, text, strlen(text), 0644, error);
}

int
catalog_new(const CatalogLine *line)
{
    Error error = {0};
    AUTOFREE char *directory = catalog_directory(line);
    AUTOFREE char *path = base_format("%s/%s.json", directory, line->word);
    if (!write_new(line, directory, path, &error)) {
        return command_fails("catalog", &error);
    }
    AUTOFREE char *shown = words_path(path);
    printf("%s asks for what is needed: each FILL IN is a question.\n\n"
           "  offswitch catalog check %s\n"
           "      says what is left to answer, and what is wrong\n"
           "  offswitch catalog compile\n"
           "      puts your own files to use; your browsers notice at once\n",
           shown, shown);
    return EXIT_FINE;
}
