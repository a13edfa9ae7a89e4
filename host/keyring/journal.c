/* SPDX-License-Identifier: MIT */
#include "journal.h"

#include "clock.h"
#include "file.h"
#include "merge.h"
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILE_SIZE = 2 * 1024 * 1024, OWNER_ONLY = S_IRUSR | S_IWUSR };

struct Journal {
    char *path;
};

Journal *
journal_new(void)
{
    Journal *journal = base_allocate(1, sizeof(*journal));
    journal->path = paths_runtime("unconfirmed.json");
    return journal;
}

void
journal_free(Journal *journal)
{
    free(journal->path);
    free(journal);
}

bool
journal_exists(const Journal *journal)
{
    return access(journal->path, F_OK) == 0;
}

Json *
journal_read(const Journal *journal)
{
    AUTOJSON *changes = journal_exists(journal) ? json_read_file(journal->path, MAX_FILE_SIZE, NULL) : NULL;
    return json_is_array(changes) ? base_steal(&changes) : NULL;
}

bool
journal_is_mature(const Journal *journal)
{
    struct stat status = {0};
    if (stat(journal->path, &status) != 0) {
        return true;
    }
    int64_t age = clock_now() - (status.st_mtim.tv_sec * INT64_C(1000) + status.st_mtim.tv_nsec / 1000000);
    return age < 0 || age >= JOURNAL_MATURES_MS;
}

static bool
is_mere_record(const Json *change)
{
    return json_count(json_get(change, "forget")) == 0;
}

/* The order matters only around what forgets: of two records the newer wins, whichever comes first. */
static void
add(Json *changes, const Json *change)
{
    Json *last = json_last_mutable(changes);
    if (last == NULL || !is_mere_record(last) || !is_mere_record(change)) {
        json_append(changes, json_copy(change));
        return;
    }
    if (json_get(last, "records") == NULL) {
        json_set(last, "records", json_new_object());
    }
    merge_change(json_get_mutable(last, "records"), change);
}

bool
journal_add(const Journal *journal, const Json *change)
{
    Error error = {0};
    AUTOJSON *known = journal_read(journal);
    AUTOJSON *changes = known != NULL ? base_steal(&known) : json_new_array();
    add(changes, change);
    AUTOFREE char *text = json_print(changes);
    bool is_added = file_replace_unsynced(journal->path, text, strlen(text), OWNER_ONLY, &error);
    if (!is_added) {
        (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
    }
    return is_added;
}

void
journal_end(const Journal *journal)
{
    (void)unlink(journal->path);
}
