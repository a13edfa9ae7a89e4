/* SPDX-License-Identifier: MIT
 *
 * What only KWallet does: the collection of an open wallet says that it is locked until somebody unlocks it, which opens no dialog then. Whether a wallet is
 * open, only KWallet's own interface tells. Knows KWallet 5 and 6.
 */
#pragma once

#include <stdbool.h>

#include <gio/gio.h>

/* True when the collection belongs to an open wallet and was unlocked; false, with nothing done, where that would open a dialog. */
bool wallet_unlocks_silently(GDBusConnection *bus, const char *collection);
