/* SPDX-License-Identifier: MIT
 *
 * What one who has taken a process over would try, tried inside the real one: preloaded, it acts when the process waits for the first time, which is after it has
 * locked itself in. Writes a line for each attempt to standard error: "offswitch-host: socket inet: Operation not permitted". OFFSWITCH_SECRET names a
 * file of the user, OFFSWITCH_CATALOG a catalog, OFFSWITCH_PLACE a folder to write into.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

typedef int (*Ppoll)(struct pollfd *polled, nfds_t n_polled, const struct timespec *limit, const sigset_t *mask);
typedef unsigned (*Alarm)(unsigned seconds);
typedef int (*Poll)(struct pollfd *polled, nfds_t n_polled, int timeout);

static long
try_execve(void)
{
    char *const arguments[] = {(char[]){"/bin/true"}, NULL};
    return execve(arguments[0], arguments, NULL);
}

static long
try_fork(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        _exit(EXIT_SUCCESS);
    }
    return pid;
}

static long
try_reading_memory(void)
{
    char byte = 0;
    struct iovec local = {&byte, 1};
    struct iovec remote = {&byte, 1};
    return process_vm_readv(getppid(), &local, 1, &remote, 1, 0);
}

static long
try_executable_memory(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0;
}

static long
try_new_file(void)
{
    char path[4096];
    (void)snprintf(path, sizeof(path), "%s/taken", getenv("OFFSWITCH_PLACE"));
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static long
try_io_uring(void)
{
    struct io_uring_params parameters = {0};
    return syscall(SYS_io_uring_setup, 1, &parameters);
}

static long
socket_of(int family)
{
    return socket(family, family == AF_NETLINK ? SOCK_RAW : SOCK_STREAM, 0);
}

static void
say(const char *attempt, long result)
{
    /* No library's buffer: what is tested may not write to more than this descriptor. */
    dprintf(STDERR_FILENO, "%s: %s: %s\n", program_invocation_short_name, attempt, result < 0 ? strerror(errno) : "allowed");
}

static void
try_all(void)
{
    say("socket inet", socket_of(AF_INET));
    say("socket inet6", socket_of(AF_INET6));
    say("socket netlink", socket_of(AF_NETLINK));
    say("socket packet", socket(AF_PACKET, SOCK_RAW, 0));
    say("socket unix", socket_of(AF_UNIX));
    say("execve", try_execve());
    say("fork", try_fork());
    say("ptrace", ptrace(PTRACE_TRACEME, 0, NULL, NULL));
    say("memory of another process", try_reading_memory());
    say("signal to another process", kill(getppid(), 0));
    say("executable memory", try_executable_memory());
    say("io_uring", try_io_uring());
    say("bpf", syscall(SYS_bpf, 0, NULL, 0));
    say("perf events", syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0));
    say("userfaultfd", syscall(SYS_userfaultfd, 1));
    say("kernel keyring", syscall(SYS_keyctl, 0, -3, 0));
    say("new namespace", unshare(CLONE_NEWUSER));
    say("chroot", chroot("/"));
    say("file of the user", open(getenv("OFFSWITCH_SECRET"), O_RDONLY | O_CLOEXEC));
    say("choices kept in a file", open(getenv("OFFSWITCH_CHOICES"), O_RDONLY | O_CLOEXEC));
    say("password file", open("/etc/passwd", O_RDONLY | O_CLOEXEC));
    say("environment of another process", open("/proc/1/environ", O_RDONLY | O_CLOEXEC));
    say("new file", try_new_file());
    say("writing the catalog", open(getenv("OFFSWITCH_CATALOG"), O_WRONLY | O_CLOEXEC));
    say("reading the catalog", open(getenv("OFFSWITCH_CATALOG"), O_RDONLY | O_CLOEXEC));
    say("removing the file of the user", unlink(getenv("OFFSWITCH_SECRET")));
    say("end", 0);
}

/* Once a process, and only in Offswitch's own. */
static void
act(void)
{
    static bool has_acted;
    bool is_ours = strncmp(program_invocation_short_name, "offswitch-", strlen("offswitch-")) == 0;
    if (!has_acted && is_ours) {
        has_acted = true;
        int before = errno;
        try_all();
        errno = before;
    }
}

int
ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *timeout, const sigset_t *ss)
{
    act();
    Ppoll real = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "ppoll");
    return real(fds, nfds, timeout, ss);
}

int
poll(struct pollfd *fds, nfds_t nfds, int timeout)
{
    act();
    Poll real = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "poll");
    return real(fds, nfds, timeout);
}

/* The helper sets and clears one around each request; by the end of the first it is connected to the bus. */
unsigned
alarm(unsigned seconds)
{
    static bool has_acted;
    if (seconds == 0 && !has_acted) {
        has_acted = true;
        say("another connection", socket_of(AF_UNIX));
        say("end of the first request", 0);
    }
    Alarm real = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "alarm");
    return real(seconds);
}
