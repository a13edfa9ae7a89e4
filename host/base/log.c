/* SPDX-License-Identifier: MIT */
#include "log.h"

#include "paths.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FILE_SIZE = 1024 * 1024, LINE_SIZE = 512, STAMP_SIZE = 32 };

char *
log_path(void)
{
    return paths_state("host.log");
}

int
log_open(void)
{
    struct stat status;
    AUTOFREE char *path = log_path();
    AUTOFREE char *aside = base_format("%s.old", path);
    if (!paths_make_parent(path)) {
        return -1;
    }
    if (stat(path, &status) == 0 && status.st_size > MAX_FILE_SIZE) {
        (void)rename(path, aside);
    }
    return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
}

void
log_add(int log, const char *format, ...)
{
    char line[LINE_SIZE];
    char stamp[STAMP_SIZE];
    struct timespec now;
    struct tm parts;
    va_list arguments;
    if (log < 0) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    clock_gettime(CLOCK_REALTIME, &now);
    strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", gmtime_r(&now.tv_sec, &parts));
    dprintf(log, "%s.%03dZ %d %s\n", stamp, (int)(now.tv_nsec / 1000000), (int)getpid(), line);
}
