/* SPDX-License-Identifier: MIT */
#include "watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { EVENTS_SIZE = 4096 };

Watch
watch_new(const char *path)
{
    AUTOFREE char *directory = base_copy(path);
    char *slash = strrchr(directory, '/');
    Watch watch = {.descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC), .name = base_copy(slash + 1)};
    slash[slash == directory ? 1 : 0] = '\0';
    /* Whole files only: what is being written is not there yet. */
    if (watch.descriptor >= 0 && inotify_add_watch(watch.descriptor, directory, IN_MOVED_TO | IN_CLOSE_WRITE) < 0) {
        close(watch.descriptor);
        watch.descriptor = -1;
    }
    return watch;
}

void
watch_finish(Watch *watch)
{
    if (watch->descriptor >= 0) {
        close(watch->descriptor);
    }
    free(watch->name);
    *watch = (Watch){.descriptor = -1};
}

bool
watch_is_replaced(const Watch *watch)
{
    bool is_replaced = false;
    _Alignas(struct inotify_event) char events[EVENTS_SIZE];
    ssize_t length = watch->descriptor < 0 ? -1 : read(watch->descriptor, events, sizeof(events));
    for (ssize_t at = 0; at < length;) {
        struct inotify_event event;
        memcpy(&event, events + at, sizeof(event));
        is_replaced = is_replaced || (event.len > 0 && strcmp(events + at + sizeof(event), watch->name) == 0);
        at += (ssize_t)(sizeof(event) + event.len);
    }
    return is_replaced;
}
