/* SPDX-License-Identifier: MIT
 *
 * Under sudo, or as root in another user's home, what is meant is that user: their home, and files that are theirs. A planted link then leads
 * nowhere that they could not write themselves.
 */
#pragma once

/* Becomes that user for good; does nothing where root is meant. */
void sudo_become_user(void);
