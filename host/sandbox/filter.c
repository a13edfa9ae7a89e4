/* SPDX-License-Identifier: MIT */
#include "filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same number means another call on another architecture; x32's calls have numbers of their own and are in no list. */
#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define NATIVE_ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#ifdef NATIVE_ARCHITECTURE

/* Constants, so that a start pays one system call. The kernel keeps the calls that are always allowed in a bitmap and runs nothing for them. */
#define PERMIT                     BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define FAIL(reason)               BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (reason))
#define ARGUMENT(n)                BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]))
#define IS_CALL(name, n_otherwise) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, n_otherwise)

#define ALLOW(name)          IS_CALL(name, 1), PERMIT
#define ANSWER(name, reason) IS_CALL(name, 1), FAIL(reason)
#define ALLOW_IF(name, n, value) \
    IS_CALL(name, 4), ARGUMENT(n), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), PERMIT, FAIL(EPERM)
#define ALLOW_UNLESS(name, n, bits) \
    IS_CALL(name, 4), ARGUMENT(n), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), PERMIT, FAIL(EPERM)

/* Little-endian: the low half of an argument, which is all of an int, stands first. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "ARGUMENT reads the low half of an argument");

enum { MAKES_OR_WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND };

#define BEGIN                                                                        \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),         \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0), FAIL(EPERM), \
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr))

/* Memory is never made executable. */
#define MEMORY                                                                                                        \
    ALLOW_UNLESS(mmap, 2, PROT_EXEC), ALLOW_UNLESS(mprotect, 2, PROT_EXEC), ALLOW(munmap), ALLOW(mremap), ALLOW(brk), \
        ALLOW(madvise), ALLOW(futex), ALLOW(getrandom)

#define DESCRIPTORS                                                                                                        \
    ALLOW(read), ALLOW(write), ALLOW(writev), ALLOW(close), ALLOW(lseek), ALLOW(pread64), ALLOW(fstat), ALLOW(newfstatat), \
        ALLOW(statx), ALLOW(faccessat), ALLOW(faccessat2), ALLOW(ppoll), ALLOW(inotify_add_watch), ALLOW(sendto),          \
        ALLOW(recvfrom)

#define SIGNALS_AND_TIME                                                                                           \
    ALLOW(rt_sigaction), ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(clock_gettime), ALLOW(clock_nanosleep), \
        ALLOW(restart_syscall), ALLOW(wait4), ALLOW(exit), ALLOW(exit_group)

/* Calls that only x86-64 has; elsewhere the C library uses the newer ones. */
#ifdef __x86_64__
#define OLD_READING ALLOW(access), ALLOW(stat), ALLOW(poll)
#define OLD_WRITING ALLOW(rename), ALLOW(unlink), ALLOW(mkdir), ALLOW(alarm)
#else
#define OLD_READING ALLOW(faccessat)
#define OLD_WRITING ALLOW(renameat2)
#endif

static const struct sock_filter reader[] = {
    BEGIN,          DESCRIPTORS,    MEMORY,        SIGNALS_AND_TIME, OLD_READING, ALLOW_UNLESS(openat, 2, MAKES_OR_WRITES),
    ALLOW(recvmsg), ALLOW(sendmsg), ALLOW(getpid), FAIL(EPERM),
};

/* A thread, not a process; glibc falls back to clone, whose flags can be read, where there is no clone3. */
#define THREADS                                                                                                                \
    ALLOW_IF(prctl, 0, PR_SET_NAME), ANSWER(clone3, ENOSYS), ALLOW(set_robust_list), ALLOW(rseq), ALLOW(sched_yield),          \
        ALLOW(sched_getattr), ALLOW(sched_setattr), ALLOW(sched_getaffinity), ALLOW(gettid), ALLOW(getpid), IS_CALL(clone, 4), \
        ARGUMENT(0), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1), PERMIT, FAIL(EPERM)

#define SOCKETS                                                                                                              \
    ALLOW_IF(socket, 0, AF_UNIX), ALLOW(connect), ALLOW(sendmsg), ALLOW(recvmsg), ALLOW(getsockname), ALLOW(getpeername),    \
        ALLOW(getsockopt), ALLOW(setsockopt), ALLOW(shutdown), ALLOW(eventfd2), ALLOW(fcntl), ALLOW(getuid), ALLOW(geteuid), \
        ALLOW(getgid), ALLOW(getegid), ALLOW(mlock), ALLOW(munlock), ALLOW(getrusage), ALLOW(uname)

#define FILES                                                                                                               \
    ALLOW(openat), ALLOW(pwrite64), ALLOW(ftruncate), ALLOW(fsync), ALLOW(fdatasync), ALLOW(flock), ALLOW(fchmod),          \
        ALLOW(renameat), ALLOW(unlinkat), ALLOW(mkdirat), ALLOW(readlinkat), ALLOW(inotify_init1), ALLOW(inotify_rm_watch), \
        ALLOW(setitimer)

static const struct sock_filter speaker[] = {
    BEGIN, DESCRIPTORS, MEMORY, SIGNALS_AND_TIME, OLD_READING, OLD_WRITING, THREADS, SOCKETS, FILES, ALLOW(seccomp), FAIL(EPERM),
};

static const struct sock_filter seal[] = {BEGIN, ANSWER(socket, EPERM), ANSWER(connect, EPERM), PERMIT};

/* The kernel only reads what the header calls writable. */
#define PROGRAM(list)                                             \
    {                                                             \
        N_ELEMENTS(list), (struct sock_filter *)(uintptr_t)(list) \
    }

bool
filter_install(FilterKind kind)
{
    /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
    const struct sock_fprog programs[] = {[FILTER_READER] = PROGRAM(reader), [FILTER_SPEAKER] = PROGRAM(speaker)};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &programs[kind], 0, 0) == 0;
}

bool
filter_seal(void)
{
    const struct sock_fprog program = PROGRAM(seal); /* NOLINT(performance-no-int-to-ptr) */
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

#else

bool
filter_install(FilterKind kind)
{
    (void)kind;
    errno = ENOSYS;
    return false;
}

bool
filter_seal(void)
{
    errno = ENOSYS;
    return false;
}

#endif
