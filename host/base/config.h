/* SPDX-License-Identifier: MIT
 *
 * What the user set once with `offswitch config`: a small JSON object in $XDG_CONFIG_HOME/offswitch/config.json. Holds no choice
 * and no site.
 */
#pragma once

#include "error.h"

typedef enum { CONFIG_STORE_KEYRING, CONFIG_STORE_FILE, CONFIG_N_STORES } ConfigStore;

/* "keyring", "file"; false when `name` is neither. */
const char *config_store_name(ConfigStore store);
bool config_store_read(const char *name, ConfigStore *store);

typedef struct {
    ConfigStore store;
    char region[8];  /* ISO 3166-1 alpha-2, upper case; empty = not set, never guessed */
    bool is_logging; /* log.h */
} Config;

/* A missing file is the default. A file that cannot be read as a configuration is an error, and *config is the default. */
bool config_read(Config *config, Error *error);

/* Atomic; members that a newer version wrote stay. */
bool config_write(const Config *config, Error *error) MUST_USE;
