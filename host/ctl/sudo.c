/* SPDX-License-Identifier: MIT */
#include "sudo.h"

#include "paths.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Who is meant: whom sudo names, else the owner of the home. 0 for root. */
static uid_t
meant_user(uid_t owner_of_home)
{
    const char *named = getenv("SUDO_UID");
    return named == NULL ? owner_of_home : (uid_t)strtoul(named, NULL, 10);
}

static uid_t
owner(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_uid : 0;
}

void
sudo_become_user(void)
{
    AUTOFREE char *home = paths_home();
    uid_t home_owner = owner(home);
    uid_t uid = geteuid() == 0 ? meant_user(home_owner) : 0;
    const struct passwd *user = uid == 0 ? NULL : getpwuid(uid);
    if (user == NULL) {
        return;
    }
    if (home_owner != uid) {
        setenv("HOME", user->pw_dir, 1);
        unsetenv("XDG_CONFIG_HOME");
        unsetenv("XDG_DATA_HOME");
    }
    if (initgroups(user->pw_name, user->pw_gid) != 0 || setresgid(user->pw_gid, user->pw_gid, user->pw_gid) != 0 ||
        setresuid(uid, uid, uid) != 0) {
        perror("offswitch: cannot become the user who called sudo");
        exit(EXIT_FAILURE);
    }
}
