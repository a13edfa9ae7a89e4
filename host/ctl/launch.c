/* SPDX-License-Identifier: MIT */
#include "launch.h"

#include "clock.h"
#include "frame.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024, COMPLAINT_SIZE = 1024, WAIT_STEP_MS = 1 };

struct Launch {
    pid_t pid; /* -1 once it was reaped */
    int status;
    int in;  /* our end of its input, -1 once closed */
    int out; /* our end of its output */
    int complaints;
    Buffer received;
    size_t n_taken; /* bytes of `received` that the last frame took */
    char complaint[COMPLAINT_SIZE];
};

/* ---- starting ---- */

typedef struct {
    int in;
    int out;
    int complaints;
} TheirEnds;

static bool
open_pipes(Launch *launch, TheirEnds *theirs)
{
    int to[2];
    int from[2];
    if (pipe2(to, O_CLOEXEC) != 0) {
        return false;
    }
    theirs->in = to[0];
    launch->in = to[1];
    if (pipe2(from, O_CLOEXEC) != 0) {
        return false;
    }
    launch->out = from[0];
    theirs->out = from[1];
    launch->complaints = memfd_create("standard error", MFD_CLOEXEC);
    theirs->complaints = launch->complaints;
    return launch->complaints >= 0 && fcntl(launch->in, F_SETFL, O_NONBLOCK) == 0;
}

static char *
directory_of(const char *path)
{
    char *directory = base_copy(path);
    char *slash = strrchr(directory, '/');
    if (slash != NULL) {
        slash[slash == directory ? 1 : 0] = '\0';
    }
    return directory;
}

static int
spawn(Launch *launch, const TheirEnds *theirs, char *const *arguments, char *const *environment)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all;
    sigset_t none;
    AUTOFREE char *directory = directory_of(arguments[0]);
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs->in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, theirs->out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, theirs->complaints, STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, directory);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int failure =
        posix_spawn(&launch->pid, arguments[0], &actions, &attributes, arguments, environment == NULL ? environ : environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure;
}

static void
close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

Launch *
launch_new(char *const *arguments, char *const *environment, Error *error)
{
    Launch *launch = base_allocate(1, sizeof(*launch));
    *launch = (Launch){.pid = -1, .in = -1, .out = -1, .complaints = -1};
    TheirEnds theirs = {-1, -1, -1};
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
    int failure = open_pipes(launch, &theirs) ? spawn(launch, &theirs, arguments, environment) : errno;
    close_end(&theirs.in);
    close_end(&theirs.out);
    if (failure != 0) {
        error_set(error, "%s", strerror(failure));
        launch->pid = -1;
        launch_free(launch);
        errno = failure;
        return NULL;
    }
    return launch;
}

/* ---- speaking ---- */

static int
milliseconds_until(int64_t deadline)
{
    int64_t left = deadline - clock_ticks();
    return left > 0 ? (int)left : 0;
}

static bool
is_ready(int fd, short events, int64_t deadline)
{
    struct pollfd polled = {.fd = fd, .events = events};
    return poll(&polled, 1, milliseconds_until(deadline)) > 0;
}

bool
launch_send(Launch *launch, const char *payload, size_t length, int64_t deadline)
{
    AUTOBUFFER output = {0};
    frame_append(&output, payload, length);
    while (output.length > 0) {
        if (!is_ready(launch->in, POLLOUT, deadline)) {
            return false;
        }
        ssize_t n_written = write(launch->in, output.data, output.length);
        if (n_written < 0 && errno != EAGAIN && errno != EINTR) {
            return false;
        }
        buffer_consume(&output, n_written > 0 ? (size_t)n_written : 0);
    }
    return true;
}

LaunchVerdict
launch_receive(Launch *launch, int64_t deadline, const char **payload, size_t *length)
{
    buffer_consume(&launch->received, launch->n_taken);
    launch->n_taken = 0;
    while (true) {
        FrameVerdict verdict = frame_next(launch->received.data, launch->received.length, payload, length);
        if (verdict == FRAME_READY) {
            launch->n_taken = FRAME_HEADER_SIZE + *length;
            return LAUNCH_ANSWERED;
        }
        if (verdict == FRAME_TOO_LARGE) {
            return LAUNCH_GARBAGE;
        }
        if (!is_ready(launch->out, POLLIN, deadline)) {
            return launch->received.length > 0 ? LAUNCH_GARBAGE : LAUNCH_SILENT;
        }
        buffer_reserve(&launch->received, CHUNK_SIZE);
        ssize_t n_read = read(launch->out, launch->received.data + launch->received.length, CHUNK_SIZE);
        if (n_read <= 0) {
            return launch->received.length > 0 ? LAUNCH_GARBAGE : LAUNCH_EXITED;
        }
        launch->received.length += (size_t)n_read;
    }
}

const char *
launch_received(const Launch *launch, size_t *length)
{
    *length = launch->received.length;
    return launch->received.data == NULL ? "" : launch->received.data;
}

pid_t
launch_pid(const Launch *launch)
{
    return launch->pid;
}

/* ---- ending ---- */

static bool
has_left(Launch *launch)
{
    if (launch->pid > 0 && waitpid(launch->pid, &launch->status, WNOHANG) == launch->pid) {
        launch->pid = -1;
    }
    return launch->pid < 0;
}

bool
launch_end(Launch *launch, int64_t deadline, int *code)
{
    close_end(&launch->in);
    while (!has_left(launch) && clock_ticks() < deadline) {
        poll(NULL, 0, WAIT_STEP_MS);
    }
    if (launch->pid > 0) {
        return false;
    }
    *code = WIFEXITED(launch->status) ? WEXITSTATUS(launch->status) : 128 + WTERMSIG(launch->status);
    return true;
}

const char *
launch_complaint(Launch *launch)
{
    off_t end = lseek(launch->complaints, 0, SEEK_END);
    off_t begin = end > COMPLAINT_SIZE - 1 ? end - (COMPLAINT_SIZE - 1) : 0;
    ssize_t length = pread(launch->complaints, launch->complaint, COMPLAINT_SIZE - 1, begin);
    length = length < 0 ? 0 : length;
    while (length > 0 && launch->complaint[length - 1] == '\n') {
        length--;
    }
    launch->complaint[length] = '\0';
    const char *last = strrchr(launch->complaint, '\n');
    return last == NULL ? launch->complaint : last + 1;
}

void
launch_free(Launch *launch)
{
    if (launch == NULL) {
        return;
    }
    close_end(&launch->in);
    close_end(&launch->out);
    close_end(&launch->complaints);
    if (!has_left(launch)) {
        kill(launch->pid, SIGKILL);
        waitpid(launch->pid, &launch->status, 0);
    }
    buffer_finish(&launch->received);
    free(launch);
}

void
launch_cleanup(Launch **launch)
{
    launch_free(*launch);
}
