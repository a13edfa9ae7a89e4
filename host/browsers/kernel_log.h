/* SPDX-License-Identifier: MIT
 *
 * What the kernel's log says about the start of a program: AppArmor leaves a line for what it denies, and tells the browser nothing.
 */
#pragma once

#include "error.h"

/* True when the start of this program was denied since it was last changed; `profile` is filled with the name of the AppArmor profile that did. False also where
 * the log may not be read. */
bool kernel_log_denies(const char *program, Error *profile);
