/* SPDX-License-Identifier: MIT */
#include "version.h"

const char offswitch_version[] = OFFSWITCH_VERSION;
