/* SPDX-License-Identifier: MIT
 *
 * What a process gives up before it reads its first byte. Knows the kernel, nothing of Offswitch.
 */
#pragma once

#include "error.h"

/* No new privileges, no core dumps, no ptrace by others, private files, none of the descriptors that a browser leaks (Firefox leaves a pipe on 3). Stays over
 * exec, so the helper inherits it. An error says which step the kernel refused; the steps before it hold. */
bool sandbox_enter(Error *error) MUST_USE;
