/* SPDX-License-Identifier: MIT
 *
 * What this installation and this user give every session, whichever door it has: the helper, the catalogs in the order of their search, the user's configuration.
 */
#pragma once

#include "config.h"
#include "session.h"

typedef struct {
    Config config;
    char *helper;
    char *own_database;
    char *system_database;
    char *shipped_database;
} Installation;

/* The user's own database, as paths_data takes it: in a folder of its own, for the host may read whatever lies beside it. */
#define OWN_DATABASE "catalog/own.cdb"

/* Always finds one; an error says that the user's configuration could not be read and counts as not there. */
bool installation_find(Installation *installation, Error *error);
void installation_finish(Installation *installation);

/* Borrows from the installation; `send` and `context` are the door's to set. */
SessionConfig installation_session(const Installation *installation);
