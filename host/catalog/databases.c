/* SPDX-License-Identifier: MIT */
#include "databases.h"

#include "buffer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

typedef struct {
    char *path;
    Database *database;
    Error problem;
} Slot;

struct Databases {
    size_t n_slots;
    Slot slots[STORE_MAX_DATABASES];
    int watch;
    Buffer revision;
};

/* ---- watching ---- */

/* "/a/b/c" → "/a/b"; "/" stays. */
static void
cut_last(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash != NULL) {
        slash[slash == path ? 1 : 0] = '\0';
    }
}

/* The length of the nearest directory of the path that exists, which is watched now. */
static size_t
watch_nearest(const Databases *databases, const char *path)
{
    AUTOFREE char *directory = base_copy(path);
    bool is_watched = false;
    while (!is_watched && strlen(directory) > 1) {
        cut_last(directory);
        is_watched = inotify_add_watch(databases->watch, directory, IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ONLYDIR) >= 0;
    }
    return strlen(directory);
}

/* Watches the directory, for a database is replaced by rename; where it does not exist yet, the nearest one above it. A directory that was made between a failed
 * look and the watch above it is found by looking again: what is made after that is told. */
static void
watch_slot(const Databases *databases, const Slot *slot)
{
    size_t before = 0;
    size_t nearest = 0;
    if (databases->watch < 0 || slot->path[0] != '/') {
        return;
    }
    do {
        before = nearest;
        nearest = watch_nearest(databases, slot->path);
    } while (nearest != before);
}

static void
drain(int watch)
{
    char events[4096];
    while (watch >= 0 && read(watch, events, sizeof(events)) > 0) {
        /* What happened is read off the files themselves. */
    }
}

int
databases_descriptor(const Databases *databases)
{
    return databases->watch;
}

/* ---- opening ---- */

static void
open_slot(Slot *slot)
{
    Database *database = database_open(slot->path, &slot->problem);
    if (slot->problem.text[0] != '\0') {
        return;
    }
    if (slot->database != NULL) {
        database_free(slot->database);
    }
    slot->database = database;
}

static void
name_revision(Databases *databases)
{
    buffer_clear(&databases->revision);
    for (size_t i = 0; i < databases->n_slots; i++) {
        const Database *database = databases->slots[i].database;
        const char *revision = database == NULL ? NULL : json_get_string(database_meta(database), "revision");
        if (revision != NULL) {
            buffer_append_text(&databases->revision, databases->revision.length == 0 ? "" : "+");
            buffer_append_text(&databases->revision, revision);
        }
    }
    (void)buffer_text(&databases->revision);
}

Databases *
databases_new(const char *const paths[STORE_MAX_DATABASES + 1])
{
    Databases *databases = base_allocate(1, sizeof(*databases));
    databases->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    for (; databases->n_slots < STORE_MAX_DATABASES && paths[databases->n_slots] != NULL; databases->n_slots++) {
        Slot *slot = &databases->slots[databases->n_slots];
        slot->path = base_copy(paths[databases->n_slots]);
        watch_slot(databases, slot);
        open_slot(slot);
    }
    name_revision(databases);
    return databases;
}

void
databases_free(Databases *databases)
{
    for (size_t i = 0; i < databases->n_slots; i++) {
        if (databases->slots[i].database != NULL) {
            database_free(databases->slots[i].database);
        }
        free(databases->slots[i].path);
    }
    if (databases->watch >= 0) {
        close(databases->watch);
    }
    buffer_finish(&databases->revision);
    free(databases);
}

static bool
is_stale(const Slot *slot)
{
    return slot->database == NULL ? access(slot->path, F_OK) == 0 : database_is_replaced(slot->database, slot->path);
}

bool
databases_are_stale(const Databases *databases)
{
    bool any = false;
    drain(databases->watch);
    for (size_t i = 0; i < databases->n_slots; i++) {
        watch_slot(databases, &databases->slots[i]);
        any = any || is_stale(&databases->slots[i]);
    }
    return any;
}

bool
databases_reopen(Databases *databases)
{
    bool changed = false;
    for (size_t i = 0; i < databases->n_slots; i++) {
        Slot *slot = &databases->slots[i];
        const Database *before = slot->database;
        if (is_stale(slot)) {
            open_slot(slot);
        }
        changed = changed || slot->database != before;
    }
    name_revision(databases);
    return changed;
}

const char *
databases_problem(const Databases *databases)
{
    for (size_t i = 0; i < databases->n_slots; i++) {
        if (databases->slots[i].problem.text[0] != '\0') {
            return databases->slots[i].problem.text;
        }
    }
    return NULL;
}

/* ---- what they hold ---- */

Found
databases_find(const Databases *databases, const char *prefix, const char *name)
{
    for (size_t i = 0; i < databases->n_slots; i++) {
        Found found = {.database = databases->slots[i].database};
        found.text = found.database == NULL ? NULL : database_find(found.database, prefix, name, &found.length);
        if (found.text != NULL) {
            return found;
        }
    }
    return (Found){0};
}

const char *
databases_revision(const Databases *databases)
{
    return databases->revision.length == 0 ? NULL : databases->revision.data;
}

size_t
databases_size(const Databases *databases)
{
    return databases->n_slots;
}

Database *
databases_at(const Databases *databases, size_t index)
{
    return databases->slots[index].database;
}
