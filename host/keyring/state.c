/* SPDX-License-Identifier: MIT */
#include "keyring.h"

const char *
keyring_state_name(KeyringState state)
{
    static const char *const names[] = {
        [KEYRING_OPENING] = "opening",
        [KEYRING_READY] = "ready",
        [KEYRING_FILE] = "file",
        [KEYRING_LOCKED] = "locked",
        [KEYRING_NO_COLLECTION] = "noCollection",
        [KEYRING_NO_PROVIDER] = "noProvider",
        [KEYRING_NO_BUS] = "noBus",
        [KEYRING_TIMEOUT] = "timeout",
        [KEYRING_LOST] = "lost",
        [KEYRING_NO_HELPER] = "noHelper",
        [KEYRING_DAMAGED] = "damaged",
        [KEYRING_REFUSED] = "refused",
    };
    return names[state];
}

bool
keyring_state_keeps(KeyringState state)
{
    return state == KEYRING_READY || state == KEYRING_FILE;
}
