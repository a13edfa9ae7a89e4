/* SPDX-License-Identifier: MIT
 *
 * Where things lie: the XDG base directories (specification 0.8) and the places this build was installed to. Knows names, opens nothing
 * but directories it is told to make.
 */
#pragma once

#include "base.h"

/* Each is an absolute path, yours to free(). Where HOME is missing the user's entry of the password file counts. */
char *paths_home(void);
char *paths_config(const char *name);  /* $XDG_CONFIG_HOME/offswitch/<name> */
char *paths_data(const char *name);    /* $XDG_DATA_HOME/offswitch/<name> */
char *paths_state(const char *name);   /* $XDG_STATE_HOME/offswitch/<name> */
char *paths_runtime(const char *name); /* $XDG_RUNTIME_DIR/offswitch/<name>, the state directory where there is none */

char *paths_system(const char *name); /* /etc/offswitch/<name>: the administrator's */

/* What is installed: found relative to the running program (<prefix>/bin or <prefix>/libexec/offswitch), so that an installed tree may be
 * moved. */
char *paths_program(const char *name); /* <prefix>/libexec/offswitch/<name> */
char *paths_shared(const char *name);  /* <prefix>/share/offswitch/<name> */

/* The directory that holds `path`, yours to free(). */
char *paths_parent(const char *path);

/* Makes the directory that will hold `path`, and those above it, 0700. False with errno set. */
bool paths_make_parent(const char *path);
