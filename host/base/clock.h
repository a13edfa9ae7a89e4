/* SPDX-License-Identifier: MIT
 *
 * Time as this program writes it: ISO 8601 in UTC, so that comparing text compares time.
 */
#pragma once

#include "base.h"

enum { CLOCK_STAMP_SIZE = 32, CLOCK_DATE_SIZE = 16 };

/* Milliseconds since the epoch, for what is kept. */
int64_t clock_now(void);

/* Milliseconds of a clock that never jumps, for deadlines. */
int64_t clock_ticks(void);

/* "2026-11-24T05:00:00.123Z" */
void clock_stamp(int64_t now, char stamp[static CLOCK_STAMP_SIZE]);

/* The other way round; 0 for what clock_stamp does not write. */
int64_t clock_read(const char *stamp);

/* "2026-11-24", `days` later than `now`. */
void clock_date(int64_t now, int days, char date[static CLOCK_DATE_SIZE]);

/* True for a day that exists, written YYYY-MM-DD. */
bool clock_is_date(const char *text);

/* True for what clock_stamp writes. */
bool clock_is_stamp(const char *text);
