/* SPDX-License-Identifier: MIT */
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As of ABI 7; the header of Debian 12 knows those of ABI 2. */
enum {
    READ_FILE = 1 << 2,
    READ_DIRECTORY = 1 << 3,
    WRITE_FILE = 1 << 1,
    REMOVE_FILE = 1 << 5,
    MAKE_DIRECTORY = 1 << 7,
    MAKE_FILE = 1 << 8,
    TRUNCATE = 1 << 14,
    NET_BIND = 1 << 0,
    NET_CONNECT = 1 << 1,
    SCOPE_SIGNALS = 1 << 1,
};

enum { READING = READ_FILE | READ_DIRECTORY, WRITING = READING | WRITE_FILE | REMOVE_FILE | MAKE_DIRECTORY | MAKE_FILE };

typedef struct {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
} Rights;

/* What each version can restrict, and how much of the structure it reads. */
static const struct {
    Rights rights;
    size_t size;
} versions[] = {
    {{0}, 0},
    {{(1 << 13) - 1, 0, 0}, 8},
    {{(1 << 14) - 1, 0, 0}, 8},
    {{(1 << 15) - 1, 0, 0}, 8},
    {{(1 << 15) - 1, NET_BIND | NET_CONNECT, 0}, 16},
    {{(1 << 16) - 1, NET_BIND | NET_CONNECT, 0}, 16},
    {{(1 << 16) - 1, NET_BIND | NET_CONNECT, SCOPE_SIGNALS}, 24},
};

static void
allow(int ruleset, const char *const *directories, uint64_t rights)
{
    for (; *directories != NULL; directories++) {
        AUTOCLOSE int fd = open(*directories, O_PATH | O_CLOEXEC | O_DIRECTORY);
        const struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
        if (fd >= 0) {
            (void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        }
    }
}

bool
confine(const char *const *readable, const char *const *writable)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) {
        return false;
    }
    size_t known = (size_t)version < N_ELEMENTS(versions) ? (size_t)version : N_ELEMENTS(versions) - 1;
    const Rights *rights = &versions[known].rights;
    AUTOCLOSE int ruleset = (int)syscall(SYS_landlock_create_ruleset, rights, versions[known].size, 0);
    if (ruleset < 0) {
        return false;
    }
    allow(ruleset, readable, READING & rights->files);
    allow(ruleset, writable, (WRITING | TRUNCATE) & rights->files);
    return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}
