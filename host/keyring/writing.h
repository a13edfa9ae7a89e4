/* SPDX-License-Identifier: MIT
 *
 * How a document gets to where a reading found it, and what proves that it is there. Decides nothing of what it says.
 */
#pragma once

#include "reading.h"

/* The document of the reading that a change goes into, a new one where nothing is stored; NULL when none can be written. A damaged one gives way to a change that forgets
 * everything. Borrowed from the reading. */
Document *writing_prepare(const Vault *vault, Reading *reading, const Json *change);

/* Writes it over all texts of the reading, or as the first one. A state that keeps means that it was found there when read back. */
KeyringState writing_store(Vault *vault, const Reading *reading);
