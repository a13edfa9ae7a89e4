/* SPDX-License-Identifier: MIT
 *
 * catalogs DIRECTORY N...: writes made-up catalogs of N sites each, as the host reads them (DIRECTORY/N/offswitch/catalog/own.cdb) and, for the peers, as one JSON file
 * (DIRECTORY/N/sites.json). A site has two hosts and one page with three toggles in eight languages.
 */
#include "buffer.h"
#include "compile_site.h"
#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_LOCALES = 8, N_CONTROLS = 3 };

static void
fail(const char *path)
{
    fprintf(stderr, "catalogs: %s: %s\n", path, strerror(errno));
    exit(EXIT_FAILURE);
}

static char *
names_text(size_t control)
{
    static const char *const locales[N_LOCALES] = {"en", "de", "fr", "es", "it", "nl", "pt", "pl"};
    AUTOBUFFER text = {0};
    for (size_t i = 0; i < N_LOCALES; i++) {
        AUTOFREE char *name = base_format("%s\"%s\":[\"Share what you do with partner number %zu, said in %s\"]",
                                          i == 0 ? "" : ",", locales[i], control, locales[i]);
        buffer_append_text(&text, name);
    }
    return buffer_take(&text);
}

static char *
control_text(size_t site, size_t control)
{
    AUTOFREE char *names = names_text(control);
    return base_format(
        "%s{\"id\":\"site%zu/privacy.c%zu\",\"concept\":\"third-party-sharing\",\"kind\":\"switch\",\"private\":\"off\","
        "\"key\":{\"labelledby\":\"toggle%zu\"},\"names\":{%s},\"commit\":\"instant\",\"applies\":{\"regions\":[\"*\"]},"
        "\"why\":{\"en\":\"While on, it is shared.\"},\"cost\":null,\"quality\":\"sourced\",\"review_after\":\"2999-01-01\","
        "\"sources\":[{\"id\":\"s1\",\"kind\":\"page\",\"url\":\"https://www.site%zu.example/privacy\",\"seen\":\"2026-01-01\","
        "\"says\":[\"names.en\"]}]}",
        control == 0 ? "" : ",", site, control, control, names, site);
}

static char *
site_text(size_t site)
{
    AUTOBUFFER controls = {0};
    for (size_t i = 0; i < N_CONTROLS; i++) {
        AUTOFREE char *control = control_text(site, i);
        buffer_append_text(&controls, control);
    }
    return base_format(
        "{\"id\":\"site%zu\",\"name\":\"Site %zu\",\"hosts\":[\"www.site%zu.example\",\"my.site%zu.example\"],\"pages\":[{\"id\":"
        "\"privacy\",\"title\":{\"en\":\"Privacy\"},\"url\":[{\"pathname\":\"/settings/privacy{/}?\"}],\"deep_link\":\"https://"
        "www.site%zu.example/settings/privacy\",\"controls\":[%s]}]}",
        site, site, site, site, site, buffer_text(&controls));
}

static void
add_site(size_t number, DatabaseWriter *writer, FILE *peers)
{
    JsonVerdict verdict = JSON_OK;
    AUTOFREE char *text = site_text(number);
    AUTOFREE char *id = base_format("site%zu", number);
    AUTOJSON *json = json_parse(text, strlen(text), &verdict, NULL);
    SiteFile file = {.id = id, .json = json};
    compile_site(&file, NULL, writer);
    fprintf(peers, "%s%s\n", number == 0 ? "[" : ",", text);
}

static void
write_catalog(const char *directory, size_t n_sites)
{
    Error error = {0};
    AUTOFREE char *home = base_format("%s/%zu", directory, n_sites);
    AUTOFREE char *database = base_format("%s/offswitch/catalog/own.cdb", home);
    AUTOFREE char *list = base_format("%s/sites.json", home);
    if (!paths_make_parent(database)) {
        fail(database);
    }
    DatabaseWriter *writer = database_writer_new(database, &error);
    FILE *peers = fopen(list, "we");
    if (writer == NULL || peers == NULL) {
        fail(list);
    }
    for (size_t i = 0; i < n_sites; i++) {
        add_site(i, writer, peers);
    }
    fputs("]\n", peers);
    AUTOFREE char *meta =
        base_format("{\"format\":1,\"revision\":\"bench\",\"sites\":%zu,\"controls\":%zu}", n_sites, n_sites * N_CONTROLS);
    database_writer_add(writer, "meta", "", meta);
    if (fclose(peers) != 0 || !database_writer_finish(writer, true, &error)) {
        fail(database);
    }
}

int
main(int n_arguments, char **arguments)
{
    for (int i = 2; i < n_arguments; i++) {
        write_catalog(arguments[1], (size_t)strtoul(arguments[i], NULL, 10));
    }
    return EXIT_SUCCESS;
}
