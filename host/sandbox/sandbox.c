/* SPDX-License-Identifier: MIT */
#include "sandbox.h"

#include "confine.h"

#include <errno.h>
#include <linux/close_range.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
refuse_new_privileges(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static bool
leave_no_core(void)
{
    const struct rlimit none = {0};
    return setrlimit(RLIMIT_CORE, &none) == 0;
}

/* LeakSanitizer traces its own process. */
static bool
hide_from_tracers(void)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#endif
}

/* Firefox leaves a pipe here and takes its end for ours: were it closed, one of its threads would never rest. */
enum { SENTINEL = STDERR_FILENO + 1 };

/* A kernel before 5.9 does not know the call: the leak stays, which is what every other host lives with. */
static bool
close_leaked_descriptors(void)
{
    struct stat sentinel;
    bool is_pipe = fstat(SENTINEL, &sentinel) == 0 && S_ISFIFO(sentinel.st_mode);
    return close_range(is_pipe ? SENTINEL + 1 : SENTINEL, ~0U, 0) == 0 || errno == ENOSYS;
}

bool
sandbox_enter(Error *error)
{
    static const struct {
        const char *name;
        bool (*take)(void);
    } steps[] = {
        {"no new privileges", refuse_new_privileges},
        {"no core dumps", leave_no_core},
        {"no tracing", hide_from_tracers},
        {"close leaked descriptors", close_leaked_descriptors},
    };
    umask(S_IRWXG | S_IRWXO);
    for (size_t i = 0; i < N_ELEMENTS(steps); i++) {
        if (!steps[i].take()) {
            error_set(error, "%s: %s", steps[i].name, strerror(errno));
            return false;
        }
    }
    return true;
}

SandboxState
sandbox_lock(FilterKind kind, const char *const *readable, const char *const *writable)
{
    static const SandboxState states[2][2] = {
        {{"unavailable", "the kernel offers neither seccomp nor Landlock"},
         {"partly", "the kernel offers no seccomp: system calls are not restricted"}},
        {{"partly", "the kernel offers no Landlock: files are not restricted"}, {"active", NULL}},
    };
#ifdef OFFSWITCH_SANDBOX
    bool is_confined = confine(readable, writable);
    bool is_filtered = filter_install(kind);
    return states[is_filtered ? 1 : 0][is_confined ? 1 : 0];
#else
    static const SandboxState left_out = {"unavailable", "this build leaves it out"};
    (void)kind;
    (void)readable;
    (void)writable;
    (void)states;
    return left_out;
#endif
}

void
sandbox_seal(void)
{
#ifdef OFFSWITCH_SANDBOX
    if (!filter_seal()) {
        (void)fprintf(stderr, "sandbox: sockets stay allowed: %s\n", strerror(errno));
    }
#endif
}
