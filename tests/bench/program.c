/* SPDX-License-Identifier: MIT */
#include "program.h"

#include "frame.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void
bench_fail(const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

double
bench_microseconds(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static pid_t
spawn(const char *path, int in, int out)
{
    pid_t pid = 0;
    posix_spawn_file_actions_t actions;
    AUTOFREE char *program = base_copy(path);
    AUTOFREE char *caller = base_copy("chrome-extension://lcemnlcdodaikalcdkgdooanpeaflfph/");
    char *arguments[] = {program, caller, NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    errno = posix_spawn(&pid, path, &actions, NULL, arguments, environ);
    if (errno != 0) {
        bench_fail(path);
    }
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

Program
program_start(const char *path, const char *data)
{
    int in[2];
    int out[2];
    if (pipe2(in, 0) != 0 || pipe2(out, 0) != 0 || (data != NULL && setenv("XDG_DATA_HOME", data, 1) != 0)) {
        bench_fail("pipe");
    }
    Program program = {.pid = spawn(path, in[0], out[1]), .to = in[1], .from = out[0]};
    close(in[0]);
    close(out[1]);
    return program;
}

void
program_stop(const Program *program)
{
    close(program->to);
    close(program->from);
    waitpid(program->pid, NULL, 0);
}

void
program_close(Program *program)
{
    close(program->to);
    program->to = -1;
}

void
program_terminate(Program *program)
{
    (void)kill(program->pid, SIGTERM);
}

void
program_wait(const Program *program)
{
    waitpid(program->pid, NULL, 0);
    if (program->to >= 0) {
        close(program->to);
    }
    close(program->from);
}

void
program_send(const Program *program, const char *payload)
{
    AUTOBUFFER frame = {0};
    frame_append(&frame, payload, strlen(payload));
    if (write(program->to, frame.data, frame.length) != (ssize_t)frame.length) {
        bench_fail("write");
    }
}

static void
read_fully(int fd, char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = read(fd, bytes, length);
        if (n <= 0) {
            bench_fail("the program ended");
        }
        bytes += n;
        length -= (size_t)n;
    }
}

void
program_await(const Program *program, const char *mark)
{
    static char payload[FRAME_MAX_OUT + 1];
    uint32_t length = 0;
    do {
        read_fully(program->from, (char *)&length, sizeof(length));
        read_fully(program->from, payload, length);
        payload[length] = '\0';
    } while (strstr(payload, mark) == NULL);
}

/* The sum of what a file of /proc says under a name, in KiB; 0 where the kernel does not say. */
static long
read_memory(const Program *program, const char *file, const char *name)
{
    char line[128];
    long kib = 0;
    AUTOFREE char *path = base_format("/proc/%d/%s", (int)program->pid, file);
    FILE *figures = fopen(path, "re");
    while (figures != NULL && fgets(line, sizeof(line), figures) != NULL) {
        kib += strncmp(line, name, strlen(name)) == 0 ? strtol(line + strlen(name), NULL, 10) : 0;
    }
    if (figures != NULL) {
        fclose(figures);
    }
    return kib;
}

long
program_private_memory(const Program *program)
{
    return read_memory(program, "smaps_rollup", "Private_Dirty:");
}

long
program_peak_memory(const Program *program)
{
    return read_memory(program, "status", "VmHWM:");
}
