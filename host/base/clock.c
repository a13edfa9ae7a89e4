/* SPDX-License-Identifier: MIT */
#include "clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
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
bool
clock_is_date(const char *text)
{
    struct tm time = {0};
    char again[CLOCK_DATE_SIZE];
    const char *end = strptime(text, "%Y-%m-%d", &time);
    if (strlen(text) != 10 || end == NULL || *end != '\0') {
        return false;
    }
    time_t seconds = timegm(&time);
    gmtime_r(&seconds, &time);
    return strftime(again, sizeof(again), "%Y-%m-%d", &time) == 10 && strcmp(text, again) == 0;
}

static bool
is_time(const char *text)
{
    static const char shape[] = "T29:59:69.999Z"; /* the highest digit of each place */
    for (size_t i = 0; i < sizeof(shape); i++) {
        bool is_place = shape[i] >= '0' && shape[i] <= '9';
        if (is_place ? text[i] < '0' || text[i] > shape[i] : text[i] != shape[i]) {
            return false;
        }
    }
    return strncmp(text, "T24", 3) < 0 && strncmp(text + 7, "60", 2) <= 0;
}

bool
clock_is_stamp(const char *text)
{
    char date[CLOCK_DATE_SIZE] = {0};
    if (strlen(text) != 24) {
        return false;
    }
    memcpy(date, text, 10);
    return clock_is_date(date) && is_time(text + 10);
}

int64_t
clock_read(const char *stamp)
{
    struct tm time = {0};
    const char *rest = clock_is_stamp(stamp) ? strptime(stamp, "%Y-%m-%dT%H:%M:%S.", &time) : NULL;
    return rest != NULL ? (int64_t)timegm(&time) * 1000 + strtol(rest, NULL, 10) : 0;
}
