/* SPDX-License-Identifier: MIT
 *
 * A site file as anybody may send one: every mistake has a word and a sentence, and what compiles can be opened.
 */
#include "compiler.h"
#include "fuzz.h"
#include "store.h"

#include <fcntl.h>
#include <unistd.h>

static char directory[] = "/tmp/offswitch-fuzz-XXXXXX";
static char *site_file;
static char *database;

static void
remove_files(void)
{
    (void)unlink(site_file);
    (void)unlink(database);
    (void)rmdir(directory);
    free(site_file);
    free(database);
}

static void
make_place(void)
{
    if (site_file == NULL) {
        promise(mkdtemp(directory) != NULL);
        site_file = base_format("%s/shop.json", directory);
        database = base_format("%s/catalog.cdb", directory);
        (void)atexit(remove_files);
    }
}

static void
hear(void *context, const CatalogMistake *mistake)
{
    *(size_t *)context += 1;
    promise(mistake->word != NULL && mistake->word[0] != '\0');
    promise(mistake->sentence != NULL && mistake->sentence[0] != '\0');
}

static void
open_result(const CatalogSummary *summary)
{
    const char *paths[STORE_MAX_DATABASES + 1] = {database};
    Store *store = store_new(paths);
    promise(store_problem(store) == NULL);
    promise(store_count_sites(store) == 1 && store_count_controls(store) == summary->n_controls);
    const SiteRecord *site = store_find_site(store, "shop");
    for (size_t i = 0; site != NULL && i < site->n_pages; i++) {
        promise(store_find_page(store, site, &site->pages[i]) != NULL);
    }
    promise(site != NULL);
    store_free(store);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    size_t n_heard = 0;
    CatalogSummary summary = {0};
    Error error = {0};
    make_place();
    AUTOCLOSE int fd = open(site_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    promise(fd >= 0 && write(fd, bytes, length) == (ssize_t)length);
    const CatalogJob job = {
        .directory = directory, .database = database, .today = "2026-11-24", .report = hear, .context = &n_heard};
    bool good = catalog_compile(&job, &summary, &error);
    promise(summary.n_mistakes + summary.n_warnings == n_heard);
    promise(good == (summary.n_mistakes == 0 && error.text[0] == '\0'));
    if (good) {
        open_result(&summary);
    }
    return 0;
}
