/* SPDX-License-Identifier: MIT
 *
 * What the user answered when the desktop's portal asked whether a browser of Snap may start our host: read from the portal's own store
 * ($XDG_DATA_HOME/flatpak/db/webextensions, a GVDB file).
 */
#pragma once

#include "browser.h"

/* True when it is known that the answer was no. */
bool permission_is_refused(const Browser *browser);
