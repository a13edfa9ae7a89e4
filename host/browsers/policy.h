/* SPDX-License-Identifier: MIT
 *
 * What an administrator's policies say about our host: NativeMessagingBlocklist, NativeMessagingAllowlist and NativeMessagingUserLevelHosts in
 * the files of the Chromium family. Of two files that set the same policy the last one in the order of their names counts. Firefox has none.
 */
#pragma once

#include "browser.h"

typedef enum { POLICY_ALLOWS, POLICY_BLOCKS, POLICY_SYSTEM_ONLY } PolicyVerdict;

/* *file: the policy's file, yours to free(); NULL for none. */
PolicyVerdict policy_judge(const Browser *browser, char **file);
