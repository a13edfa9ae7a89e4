/* SPDX-License-Identifier: MIT */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024, MAX_CHUNKS = 32, MOMENT_MS = 100 };

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

static int
spawn(pid_t *pid, const char *program, int fd)
{
    char *const arguments[] = {(char[]){"offswitch-keyring"}, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int failure = set_descriptors(&actions, fd);
    failure = failure != 0 ? failure : set_signals(&attributes);
    failure = failure != 0 ? failure : posix_spawn(pid, program, &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

bool
helper_start(Helper *helper, const char *program)
{
    int pair[2] = {-1, -1};
    *helper = HELPER_NONE;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return false;
    }
    AUTOCLOSE int theirs = pair[1];
    int failure = spawn(&helper->pid, program, theirs);
    if (failure != 0) {
        close(pair[0]);
        *helper = HELPER_NONE;
        errno = failure;
        return false;
    }
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    helper->fd = pair[0];
    return true;
}

HelperVerdict
helper_send(const Helper *helper, Buffer *output)
{
    while (output->length > 0) {
        ssize_t sent = send(helper->fd, output->data, output->length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent < 0) {
            return errno == EAGAIN ? HELPER_GOES_ON : HELPER_GONE;
        }
        buffer_consume(output, (size_t)sent);
    }
    return HELPER_GOES_ON;
}

HelperVerdict
helper_receive(const Helper *helper, Buffer *input)
{
    for (int n_chunks = 0; n_chunks < MAX_CHUNKS; n_chunks++) {
        buffer_reserve(input, CHUNK_SIZE);
        ssize_t received = recv(helper->fd, input->data + input->length, CHUNK_SIZE, MSG_DONTWAIT);
        if (received <= 0) {
            return received < 0 && (errno == EINTR || errno == EAGAIN) ? HELPER_GOES_ON : HELPER_GONE;
        }
        input->length += (size_t)received;
    }
    return HELPER_GOES_ON;
}

/* A process that has not ended by then, for it waits for a disk or for its provider, is left to end by itself. */
static void
reap(Helper *helper)
{
    AUTOCLOSE int process = (int)syscall(SYS_pidfd_open, helper->pid, 0);
    struct pollfd ended = {.fd = process, .events = POLLIN};
    (void)poll(&ended, 1, MOMENT_MS);
    (void)waitpid(helper->pid, NULL, WNOHANG);
    *helper = HELPER_NONE;
}

void
helper_leave(Helper *helper)
{
    if (helper->fd >= 0) {
        close(helper->fd);
        reap(helper);
    }
}

void
helper_kill(Helper *helper)
{
    if (helper->fd >= 0) {
        close(helper->fd);
        (void)kill(helper->pid, SIGKILL);
        reap(helper);
    }
}
