/* SPDX-License-Identifier: MIT */
#include "launcher.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { ORDER_START = 'S', ORDER_KILL = 'K' } Order;

/* ---- in the launcher ---- */

/* A browser or a host may ignore SIGPIPE or block signals; a program inherits both. */
static int
set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t every;
    sigemptyset(&none);
    sigfillset(&every);
    int failure = posix_spawnattr_setsigmask(attributes, &none);
    failure = failure != 0 ? failure : posix_spawnattr_setsigdefault(attributes, &every);
    return failure != 0 ? failure : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int
set_descriptors(posix_spawn_file_actions_t *actions, int fd)
{
    int failure = posix_spawn_file_actions_adddup2(actions, fd, STDIN_FILENO);
    failure = failure != 0 ? failure : posix_spawn_file_actions_adddup2(actions, STDERR_FILENO, STDOUT_FILENO);
    return failure != 0 ? failure : posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
}

/* -1 when it cannot be. */
static pid_t
spawn(const char *program, int fd)
{
    pid_t pid = -1;
    char *const arguments[] = {(char[]){"offswitch-keyring"}, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int failure = set_descriptors(&actions, fd);
    failure = failure != 0 ? failure : set_signals(&attributes);
    failure = failure != 0 ? failure : posix_spawn(&pid, program, &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure == 0 ? pid : -1;
}

/* An errno, and with 0 a descriptor. */
static void
reply(int failure, int fd)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec content = {.iov_base = &failure, .iov_len = sizeof(failure)};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1};
    if (failure == 0) {
        message.msg_control = &control;
        message.msg_controllen = sizeof(control);
        control.header = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(&control.header), &fd, sizeof(fd));
    }
    (void)sendmsg(STDIN_FILENO, &message, MSG_NOSIGNAL);
}

/* Answers first: the host has more to do than to wait for an exec. */
static pid_t
start(const char *program)
{
    int pair[2] = {-1, -1};
    if (access(program, X_OK) != 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        reply(errno, -1);
        return -1;
    }
    AUTOCLOSE int ours = pair[0];
    AUTOCLOSE int theirs = pair[1];
    reply(0, ours);
    return spawn(program, theirs);
}

static void
end(pid_t pid)
{
    if (pid > 0) {
        (void)kill(pid, SIGKILL);
        (void)waitpid(pid, NULL, 0);
    }
}

/* Nothing of the host stays open here: not the browser's pipes, whose end it would hide. */
static void
keep_only(int fd)
{
    (void)dup2(fd, STDIN_FILENO);
    (void)dup2(STDERR_FILENO, STDOUT_FILENO);
    closefrom(STDERR_FILENO + 1);
    (void)prctl(PR_SET_NAME, "offswitch-start");
}

/* Until the first order it does nothing but wait: the host, which may share its core, is on its way to the first answer. What it holds until then ends with the host,
 * for it reads nothing but the socket. */
static _Noreturn void
obey(const char *program, int fd)
{
    char order = 0;
    pid_t pid = -1;
    if (recv(fd, &order, 1, MSG_PEEK) != 1) {
        _exit(EXIT_SUCCESS);
    }
    keep_only(fd);
    while (recv(STDIN_FILENO, &order, 1, 0) == 1) {
        end(pid);
        pid = order == ORDER_START ? start(program) : -1;
    }
    _exit(EXIT_SUCCESS); /* a program that runs sees its own socket end, and finishes what it was asked for */
}

/* ---- in the host ---- */

Launcher
launcher_new(const char *program)
{
    int pair[2] = {-1, -1};
    if (program[0] == '\0' || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return (Launcher){.pid = -1, .fd = -1};
    }
    AUTOCLOSE int theirs = pair[1];
    Launcher launcher = {.pid = _Fork(), .fd = pair[0]}; /* there are no handlers and no threads that fork would care for */
    if (launcher.pid == 0) {
        close(pair[0]);
        obey(program, theirs);
    }
    return launcher;
}

void
launcher_free(Launcher *launcher)
{
    base_cleanup_descriptor(&launcher->fd);
    if (launcher->pid > 0) {
        (void)waitpid(launcher->pid, NULL, WNOHANG); /* whoever is about to end does not wait for it */
    }
    *launcher = (Launcher){.pid = -1, .fd = -1};
}

static bool
send_order(const Launcher *launcher, Order order)
{
    char byte = (char)order;
    return send(launcher->fd, &byte, 1, MSG_NOSIGNAL) == 1;
}

static int
receive_descriptor(int from)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    int failure = ECHILD;
    struct iovec content = {.iov_base = &failure, .iov_len = sizeof(failure)};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)};
    ssize_t received = 0;
    do {
        received = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
    } while (received < 0 && errno == EINTR);
    if (received != sizeof(failure) || failure != 0 || message.msg_controllen == 0) {
        errno = failure != 0 ? failure : ECHILD;
        return -1;
    }
    int fd = -1;
    memcpy(&fd, CMSG_DATA(&control.header), sizeof(fd));
    return fd;
}

int
launcher_start(const Launcher *launcher)
{
    return send_order(launcher, ORDER_START) ? receive_descriptor(launcher->fd) : -1;
}

void
launcher_kill(const Launcher *launcher)
{
    (void)send_order(launcher, ORDER_KILL);
}

bool
launcher_is_there(const Launcher *launcher)
{
    char byte = 0;
    return launcher->fd >= 0 && recv(launcher->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}
