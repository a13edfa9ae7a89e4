/* SPDX-License-Identifier: MIT
 *
 * A bus between helpers and the session bus: passes everything on, counts the calls to the keyring, and at one of them does what one fears. A process of its own.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

typedef enum {
    FAULT_PROVIDER_KILLED,  /* SIGKILL */
    FAULT_PROVIDER_STOPPED, /* SIGSTOP; the call waits for it */
    FAULT_HELPER_KILLED,
    FAULT_HELPER_STOPPED,
    FAULT_BUS_DEAF,   /* takes everything in, passes nothing on any more */
    FAULT_BUS_CLOSED, /* ends every connection */
    FAULT_CALL_HELD,  /* passes nothing of the caller on until tripwire_disarm, whether that lives or not */
} Fault;

void tripwire_start(void);
void tripwire_end(void);

/* Who is made in between has this bus for a session bus. */
void tripwire_enter(void);
void tripwire_leave(void);

/* Springs at the call number `n_calls` from now, counted from 1, before it is passed on; the faults meet the provider of this process id. */
void tripwire_set(Fault fault, unsigned n_calls, pid_t provider);

bool tripwire_is_sprung(void);

/* Readable once it has sprung, until tripwire_set. */
int tripwire_descriptor(void);

/* It springs no more; what is held is on its way when this returns. */
void tripwire_disarm(void);
