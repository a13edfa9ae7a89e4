/* SPDX-License-Identifier: MIT */
#include "installation.h"

#include "clock.h"
#include "paths.h"

#include <stdlib.h>

bool
installation_find(Installation *installation, Error *error)
{
    installation->helper = paths_program("offswitch-keyring");
    installation->own_database = paths_data(OWN_DATABASE);
    installation->system_database = paths_system("catalog.cdb");
    installation->shipped_database = paths_shared("catalog.cdb");
    return config_read(&installation->config, error);
}

void
installation_finish(Installation *installation)
{
    free(installation->helper);
    free(installation->own_database);
    free(installation->system_database);
    free(installation->shipped_database);
    *installation = (Installation){0};
}

SessionConfig
installation_session(const Installation *installation)
{
    return (SessionConfig){
        .helper = installation->helper,
        .databases = {installation->own_database, installation->system_database, installation->shipped_database},
        .country = installation->config.region,
        .now = clock_now,
        .ticks = clock_ticks,
    };
}
