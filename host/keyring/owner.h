/* SPDX-License-Identifier: MIT
 *
 * Which program the provider is, told by the other names that it has on the bus.
 */
#pragma once

#include "base.h"

#include <gio/gio.h>

#define OWNER_SECRETS "org.freedesktop.secrets"

/* Whether whoever keeps secrets has this name on the bus, too; one or two round trips, none of which starts anything. */
bool owner_is_also(GDBusConnection *bus, const char *name);
