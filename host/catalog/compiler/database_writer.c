/* SPDX-License-Identifier: MIT */
#include "database_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cdb.h>

struct DatabaseWriter {
    struct cdb_make make;
    char *path;
    char *temporary;
    int fd;
    uint64_t hash;
    bool has_failed;
};

static const uint64_t fnv_offset = 14695981039346656037ULL;
static const uint64_t fnv_prime = 1099511628211ULL;

DatabaseWriter *
database_writer_new(const char *path, Error *error)
{
    DatabaseWriter *writer = base_allocate(1, sizeof(*writer));
    writer->path = base_copy(path);
    writer->temporary = base_format("%s.XXXXXX", path);
    writer->hash = fnv_offset;
    writer->fd = mkostemp(writer->temporary, O_CLOEXEC);
    if (writer->fd < 0 || cdb_make_start(&writer->make, writer->fd) != 0) {
        error_set(error, "%s: %s", path, strerror(errno));
        free(writer->path);
        free(writer->temporary);
        free(writer);
        return NULL;
    }
    return writer;
}

static void
hash_text(DatabaseWriter *writer, const char *text)
{
    for (; *text != '\0'; text++) {
        writer->hash = (writer->hash ^ (unsigned char)*text) * fnv_prime;
    }
}

void
database_writer_add(DatabaseWriter *writer, const char *prefix, const char *name, const char *value)
{
    AUTOFREE char *key = base_format("%s%s", prefix, name);
    hash_text(writer, key);
    hash_text(writer, value);
    if (cdb_make_add(&writer->make, key, (unsigned)strlen(key), value, (unsigned)strlen(value)) != 0) {
        writer->has_failed = true;
    }
}

void
database_writer_revision(const DatabaseWriter *writer, char revision[static 17])
{
    snprintf(revision, 17, "%016" PRIx64, writer->hash);
}

bool
database_writer_finish(DatabaseWriter *writer, bool commit, Error *error)
{
    bool good = cdb_make_finish(&writer->make) == 0 && !writer->has_failed && fsync(writer->fd) == 0 &&
                fchmod(writer->fd, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) == 0;
    bool is_placed = commit && good && rename(writer->temporary, writer->path) == 0;
    if (commit && !is_placed) {
        error_set(error, "%s: %s", writer->path, strerror(errno));
    }
    if (!is_placed) {
        unlink(writer->temporary);
    }
    close(writer->fd);
    free(writer->path);
    free(writer->temporary);
    free(writer);
    return is_placed || !commit;
}
