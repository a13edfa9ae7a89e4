/* SPDX-License-Identifier: MIT
 *
 * bench ECHO HOST: times both programs in one run, turn by turn, on one core, and prints what the host costs as a ratio to the echo. Never asserts a time.
 */
#include "frame.h"

#include <errno.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { N_SPAWNS = 101, N_TRIPS = 20000, N_SAMPLES = 41 };

typedef struct {
    pid_t pid;
    int to;
    int from;
    long peak_kib; /* after stop */
} Program;

static const char initialize[] =
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocol\":{\"min\":1,\"max\":1},"
    "\"extension\":\"0.1.0\",\"browser\":\"chromium\",\"profile\":\"bench\",\"lang\":\"en\"}}";

static double
microseconds(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void
fail(const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static Program
start(const char *path)
{
    int in[2];
    int out[2];
    Program program = {0};
    posix_spawn_file_actions_t actions;
    char *arguments[] = {base_copy(path), base_copy("chrome-extension://bench/"), NULL};
    if (pipe2(in, 0) != 0 || pipe2(out, 0) != 0) {
        fail("pipe");
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    errno = posix_spawn(&program.pid, path, &actions, NULL, arguments, environ);
    if (errno != 0) {
        fail(path);
    }
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    free(arguments[0]);
    free(arguments[1]);
    program.to = in[1];
    program.from = out[0];
    return program;
}

/* wait4 would tell the peak of the program and of what it started. */
static long
peak_of(pid_t pid)
{
    char line[128];
    long kib = 0;
    AUTOFREE char *path = base_format("/proc/%d/status", (int)pid);
    FILE *status = fopen(path, "re");
    while (status != NULL && fgets(line, sizeof(line), status) != NULL) {
        kib = strncmp(line, "VmHWM:", 6) == 0 ? strtol(line + 6, NULL, 10) : kib;
    }
    if (status != NULL) {
        fclose(status);
    }
    return kib;
}

static void
stop(Program *program)
{
    program->peak_kib = peak_of(program->pid);
    close(program->to);
    close(program->from);
    waitpid(program->pid, NULL, 0);
}

static void
read_fully(int fd, char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = read(fd, bytes, length);
        if (n <= 0) {
            fail("the program ended");
        }
        bytes += n;
        length -= (size_t)n;
    }
}

static void
send_frame(const Program *program, const char *payload)
{
    AUTOBUFFER frame = {0};
    frame_append(&frame, payload, strlen(payload));
    if (write(program->to, frame.data, frame.length) != (ssize_t)frame.length) {
        fail("write");
    }
}

/* Reads frames until one holds `mark`; a notification may come between. */
static void
await_frame(const Program *program, const char *mark)
{
    static char payload[FRAME_MAX_OUT + 1];
    uint32_t length = 0;
    do {
        read_fully(program->from, (char *)&length, sizeof(length));
        read_fully(program->from, payload, length);
        payload[length] = '\0';
    } while (strstr(payload, mark) == NULL);
}

static int
compare(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;
    return (a > b) - (a < b);
}

static double
median(double *values, size_t n_values)
{
    qsort(values, n_values, sizeof(*values), compare);
    return values[n_values / 2];
}

/* From spawn to the answer to `last`, which follows initialize. */
static double
time_spawn(const char *path, const char *last, long *peak_kib)
{
    double began = microseconds();
    Program program = start(path);
    send_frame(&program, initialize);
    await_frame(&program, "\"id\":1,");
    if (last != NULL) {
        send_frame(&program, last);
        await_frame(&program, "\"id\":2,");
    }
    double took = microseconds() - began;
    stop(&program);
    *peak_kib = program.peak_kib;
    return took;
}

static void
print_row(const char *name, double echo, double host)
{
    printf("%-44s %10.1f %10.1f %8.2fx\n", name, echo, host, host / echo);
}

static void
compare_spawns(const char *name, const char *paths[2], const char *last)
{
    static double took[2][N_SPAWNS];
    long peak[2] = {0};
    for (size_t i = 0; i < N_SPAWNS; i++) {
        for (size_t which = 0; which < 2; which++) {
            took[which][i] = time_spawn(paths[which], last, &peak[which]);
        }
    }
    print_row(name, median(took[0], N_SPAWNS), median(took[1], N_SPAWNS));
    if (last != NULL) {
        print_row("  peak memory then (KiB)", (double)peak[0], (double)peak[1]);
    }
}

static double
time_trips(const Program *program, const char *request)
{
    enum { N_PER_SAMPLE = N_TRIPS / N_SAMPLES };
    double began = microseconds();
    for (size_t i = 0; i < N_PER_SAMPLE; i++) {
        send_frame(program, request);
        await_frame(program, "\"id\":2,");
    }
    return (microseconds() - began) / N_PER_SAMPLE;
}

static void
compare_trips(const char *name, const char *paths[2], const char *request)
{
    static double took[2][N_SAMPLES];
    Program programs[2];
    for (size_t which = 0; which < 2; which++) {
        programs[which] = start(paths[which]);
        send_frame(&programs[which], initialize);
        await_frame(&programs[which], "\"id\":1,");
        (void)time_trips(&programs[which], request);
    }
    for (size_t i = 0; i < N_SAMPLES; i++) {
        for (size_t which = 0; which < 2; which++) {
            took[which][i] = time_trips(&programs[which], request);
        }
    }
    stop(&programs[0]);
    stop(&programs[1]);
    print_row(name, median(took[0], N_SAMPLES), median(took[1], N_SAMPLES));
    print_row("  peak memory after 20,000 (KiB)", (double)programs[0].peak_kib, (double)programs[1].peak_kib);
}

/* A match of LinkedIn's AI page: the known switch, and others before it as lean as the extension sends them. */
static char *
make_match(size_t n_controls)
{
    AUTOBUFFER text = {0};
    buffer_append_text(
        &text,
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"match\",\"params\":{\"url\":\"https://www.linkedin.com/mypreferences/d/settings/"
        "data-for-ai-improvement\",\"controls\":[");
    for (size_t i = 1; i < n_controls; i++) {
        AUTOFREE char *control =
            base_format("{\"name\":\"Notify me about topic number %zu of mine\",\"role\":\"switch\",\"state\":\"on\"},", i);
        buffer_append_text(&text, control);
    }
    buffer_append_text(&text,
                       "{\"name\":\"Use my data for training content creation AI models\",\"role\":\"switch\",\"state\":\"on\","
                       "\"key\":{\"labelledby\":\"allowDataForGenerativeAI\"}}]}}");
    return buffer_take(&text);
}

static void
pin_to_one_core(void)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(0, &cores);
    if (sched_setaffinity(0, sizeof(cores), &cores) != 0) {
        fail("sched_setaffinity");
    }
}

int
main(int n_arguments, char **arguments)
{
    if (n_arguments < 3) {
        fprintf(stderr, "usage: bench ECHO HOST [--unpinned]\n");
        return 2;
    }
    const char *paths[2] = {arguments[1], arguments[2]};
    AUTOFREE char *one = make_match(1);
    AUTOFREE char *ten = make_match(10);
    AUTOFREE char *fifty = make_match(50);
    AUTOFREE char *most = make_match(500);
    if (n_arguments == 3) {
        pin_to_one_core();
    }
    printf("%-44s %10s %10s %9s\n", "microseconds (median)", "echo", "host", "ratio");
    compare_spawns("spawn to first reply (initialize)", paths, NULL);
    compare_spawns("spawn to first match, choices known", paths, one);
    compare_trips("warm match, 1 control", paths, one);
    compare_trips("warm match, 10 controls", paths, ten);
    compare_trips("warm match, 50 controls", paths, fifty);
    compare_trips("warm match, 500 controls", paths, most);
    return EXIT_SUCCESS;
}
