/* SPDX-License-Identifier: MIT */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024 };

bool
file_read(const char *path, size_t limit, Buffer *bytes)
{
    AUTOCLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    size_t most = bytes->length + limit;
    ssize_t n_read = fd < 0 ? -1 : 1;
    while (n_read > 0 && bytes->length <= most) {
        buffer_reserve(bytes, CHUNK_SIZE);
        n_read = read(fd, bytes->data + bytes->length, CHUNK_SIZE);
        bytes->length += n_read > 0 ? (size_t)n_read : 0;
    }
    if (bytes->length > most) {
        errno = EFBIG;
    }
    return n_read == 0;
}

static bool
write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static void
sync_directory_of(const char *path)
{
    AUTOFREE char *directory = base_copy(path);
    char *slash = strrchr(directory, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    AUTOCLOSE int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
    }
}

static bool
replace(const char *path, const void *bytes, size_t length, unsigned mode, bool is_synced)
{
    AUTOFREE char *temporary = base_format("%s.XXXXXX", path);
    AUTOCLOSE int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    if (fchmod(fd, mode) != 0 || !write_all(fd, bytes, length) || (is_synced && fsync(fd) != 0) || rename(temporary, path) != 0) {
        int reason = errno;
        unlink(temporary);
        errno = reason;
        return false;
    }
    return true;
}

static bool
say_whether(bool is_done, const char *path, Error *error)
{
    if (!is_done) {
        error_set(error, "%s: %s", path, strerror(errno));
    }
    return is_done;
}

bool
file_replace(const char *path, const void *bytes, size_t length, unsigned mode, Error *error)
{
    bool is_done = say_whether(replace(path, bytes, length, mode, true), path, error);
    if (is_done) {
        sync_directory_of(path);
    }
    return is_done;
}

bool
file_replace_unsynced(const char *path, const void *bytes, size_t length, unsigned mode, Error *error)
{
    return say_whether(replace(path, bytes, length, mode, false), path, error);
}
