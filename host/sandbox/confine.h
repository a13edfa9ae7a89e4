/* SPDX-License-Identifier: MIT
 *
 * Which files a process keeps: Landlock with a few directories, and nothing outside them. Knows the kernel only.
 */
#pragma once

#include "base.h"

/* From here on for this thread and all it starts, files can be opened only below `readable` and, to read and to write, below `writable` (both
 * NULL-terminated; what is missing is passed over), and no TCP port and no process outside is reached. False with errno set (ENOSYS, EOPNOTSUPP where the
 * kernel has no Landlock). Needs no_new_privs. */
bool confine(const char *const *readable, const char *const *writable) MUST_USE;
