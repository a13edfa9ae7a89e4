/* SPDX-License-Identifier: MIT */
#include "clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY_MS = 24 * 60 * 60 * 1000 };

static int64_t
read_clock(clockid_t clock)
{
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t
clock_now(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t
clock_ticks(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

static struct tm
calendar(int64_t now)
{
    time_t seconds = (time_t)(now / 1000);
    struct tm time = {0};
    gmtime_r(&seconds, &time);
    return time;
}

void
clock_stamp(int64_t now, char stamp[static CLOCK_STAMP_SIZE])
{
    struct tm time = calendar(now);
    size_t length = strftime(stamp, CLOCK_STAMP_SIZE, "%Y-%m-%dT%H:%M:%S", &time);
    snprintf(stamp + length, CLOCK_STAMP_SIZE - length, ".%03" PRId64 "Z", now % 1000);
}

void
clock_date(int64_t now, int days, char date[static CLOCK_DATE_SIZE])
{
    struct tm time = calendar(now + (int64_t)days * DAY_MS);
    strftime(date, CLOCK_DATE_SIZE, "%Y-%m-%d", &time);
}

/* strptime takes what mktime would mend (30 February); printing it again tells. */
static bool
reads_as(const char *text, size_t length, const char *format)
{
    struct tm time = {0};
    char again[CLOCK_STAMP_SIZE];
    const char *end = strptime(text, format, &time);
    if (end == NULL || (size_t)(end - text) != length) {
        return false;
    }
    time_t seconds = timegm(&time);
    gmtime_r(&seconds, &time);
    return strftime(again, sizeof(again), format, &time) == length && strncmp(text, again, length) == 0;
}

bool
clock_is_date(const char *text)
{
    return strlen(text) == 10 && reads_as(text, 10, "%Y-%m-%d");
}

bool
clock_is_stamp(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd.dddZ";
    return strlen(text) == sizeof(shape) - 1 && text[19] == '.' && text[23] == 'Z' && strspn(text + 20, "0123456789") == 3 &&
           reads_as(text, 19, "%Y-%m-%dT%H:%M:%S");
}
