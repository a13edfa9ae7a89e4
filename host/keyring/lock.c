/* SPDX-License-Identifier: MIT */
#include "lock.h"

#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NUMBER_SIZE = 24, EVENTS_SIZE = 4096 };

struct Lock {
    char *path;
    int fd;
    int inotify;
    int watch;
    uint64_t generation; /* as last seen or written by us */
};

static uint64_t
read_generation(const Lock *lock)
{
    char number[NUMBER_SIZE] = {0};
    return pread(lock->fd, number, sizeof(number) - 1, 0) > 0 ? strtoull(number, NULL, 10) : 0;
}

static bool
open_file(Lock *lock, Error *error)
{
    base_cleanup_descriptor(&lock->fd);
    lock->fd =
        paths_make_parent(lock->path) ? open(lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR) : -1;
    if (lock->fd < 0) {
        error_set(error, "%s: %s", lock->path, strerror(errno));
        return false;
    }
    if (lock->watch >= 0) {
        (void)inotify_rm_watch(lock->inotify, lock->watch);
    }
    lock->watch = inotify_add_watch(lock->inotify, lock->path, IN_MODIFY | IN_ATTRIB);
    lock->generation = read_generation(lock);
    return true;
}

Lock *
lock_new(Error *error)
{
    Lock *lock = base_allocate(1, sizeof(*lock));
    lock->path = paths_runtime("lock");
    lock->fd = -1;
    lock->watch = -1;
    lock->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (open_file(lock, error)) {
        return lock;
    }
    lock_free(lock);
    return NULL;
}

void
lock_free(Lock *lock)
{
    base_cleanup_descriptor(&lock->fd);
    base_cleanup_descriptor(&lock->inotify);
    free(lock->path);
    free(lock);
}

/* Somebody may have removed the file: then a lock on it locks nobody out. */
static bool
is_at_its_path(const Lock *lock)
{
    struct stat ours = {0};
    struct stat theirs = {0};
    return fstat(lock->fd, &ours) == 0 && stat(lock->path, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
           ours.st_dev == theirs.st_dev;
}

static bool
take_file(const Lock *lock, Error *error)
{
    while (flock(lock->fd, LOCK_EX) != 0) {
        if (errno != EINTR) {
            error_set(error, "%s: %s", lock->path, strerror(errno));
            return false;
        }
    }
    return true;
}

bool
lock_take(Lock *lock, Error *error)
{
    if (!take_file(lock, error)) {
        return false;
    }
    while (!is_at_its_path(lock)) {
        if (!open_file(lock, error) || !take_file(lock, error)) {
            return false;
        }
    }
    return true;
}

void
lock_release(Lock *lock, bool changed)
{
    if (changed) {
        char number[NUMBER_SIZE];
        lock->generation = read_generation(lock) + 1;
        int length = snprintf(number, sizeof(number), "%020" PRIu64 "\n", lock->generation);
        if (pwrite(lock->fd, number, (size_t)length, 0) != length) {
            (void)fprintf(stderr, "offswitch-keyring: %s: %s\n", lock->path, strerror(errno));
        }
    }
    (void)flock(lock->fd, LOCK_UN);
}

int
lock_descriptor(const Lock *lock)
{
    return lock->inotify;
}

bool
lock_has_news(Lock *lock)
{
    char events[EVENTS_SIZE];
    while (read(lock->inotify, events, sizeof(events)) > 0) {
    }
    if (!is_at_its_path(lock)) {
        return open_file(lock, NULL);
    }
    uint64_t generation = read_generation(lock);
    bool differs = generation != lock->generation;
    lock->generation = generation;
    return differs;
}
