/* SPDX-License-Identifier: MIT
 *
 * The process behind tripwire.h: passes messages on between helpers and the session bus, and counts the calls.
 */
#pragma once

#include "tripwire.h"

/* From the test to the relay, which answers with one byte when it has done it. */
typedef struct {
    Fault fault;
    unsigned n_calls; /* until it springs; 0: it does not, and what is held is released */
    pid_t provider;
} Order;

/* Takes orders and connections until the test has ended. `trap` is the eventfd that says it has sprung, `session` the path of the session bus. */
_Noreturn void relay_run(int orders, int listener, int trap, const char *session);
