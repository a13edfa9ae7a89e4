/* SPDX-License-Identifier: MIT */
#include "kernel_log.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Of one record of /dev/kmsg, as the kernel limits it. */
enum { MAX_RECORD_SIZE = 8192 };

/* Seconds by which the log's clock, which nobody sets right, may be behind after some months. */
enum { DRIFT = 60 };

/* The value of NAME="VALUE" in a record; yours to free(), NULL when there is none. */
static char *
value_of(const char *record, const char *name)
{
    AUTOFREE char *label = base_format(" %s=\"", name);
    const char *value = strstr(record, label);
    return value == NULL ? NULL : base_format("%.*s", (int)strcspn(value + strlen(label), "\""), value + strlen(label));
}

/* Seconds since the epoch: a record begins "priority,sequence,microseconds since boot,…". */
static int64_t
time_of(const char *record)
{
    struct timespec now;
    struct timespec since_boot;
    int64_t stamp = 0;
    const char *comma = strchr(record, ',');
    comma = comma == NULL ? NULL : strchr(comma + 1, ',');
    if (comma != NULL) {
        stamp = strtoll(comma + 1, NULL, 10) / 1000000;
    }
    clock_gettime(CLOCK_REALTIME, &now);
    clock_gettime(CLOCK_MONOTONIC, &since_boot);
    return (int64_t)now.tv_sec - (int64_t)since_boot.tv_sec + stamp;
}

static bool
denies(const char *record, const char *program, int64_t changed, Error *profile)
{
    AUTOFREE char *verdict = value_of(record, "apparmor");
    AUTOFREE char *name = value_of(record, "name");
    AUTOFREE char *who = value_of(record, "profile");
    if (verdict == NULL || name == NULL || who == NULL || strcmp(verdict, "DENIED") != 0 || strcmp(name, program) != 0 ||
        time_of(record) + DRIFT < changed) {
        return false;
    }
    error_set(profile, "%s", who);
    return true;
}

bool
kernel_log_denies(const char *program, Error *profile)
{
    char record[MAX_RECORD_SIZE + 1];
    struct stat status;
    bool is_denied = false;
    AUTOCLOSE int log = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (log < 0 || stat(program, &status) != 0) {
        return false;
    }
    while (true) {
        ssize_t length = read(log, record, MAX_RECORD_SIZE);
        if (length < 0 && errno != EPIPE) { /* EPIPE: records were lost, go on with the next */
            return is_denied;
        }
        record[length < 0 ? 0 : length] = '\0';
        is_denied = denies(record, program, status.st_ctime, profile) || is_denied;
    }
}
