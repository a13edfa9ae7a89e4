/* SPDX-License-Identifier: MIT
 *
 * bench ECHO HOST CATALOGS: times a host that knows nothing and the host with catalogs of 100, 10,000 and 100,000 sites, turn by turn in one run, first with both ends on
 * one core, then wherever the kernel puts them. Prints what the largest costs as a ratio to the echo, and how far apart the three are. A figure is the tenth percentile of
 * many, which other programs of the machine disturb least. Never asserts a time.
 */
#include "buffer.h"
#include "program.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { ECHO, SMALL, MIDDLE, LARGE, N_PROGRAMS, N_SPAWNS = 61, N_SAMPLES = 41, N_TRIPS = 200 };

static const size_t n_sites[N_PROGRAMS] = {0, 100, 10000, 100000};

typedef struct {
    const char *echo;
    const char *host;
    const char *catalogs;
} Bench;

static const char initialize[] =
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocol\":{\"min\":1,\"max\":1},"
    "\"extension\":\"0.1.0\",\"browser\":\"chromium\",\"profile\":\"bench\",\"lang\":\"en\",\"catalog\":{\"revision\":\"bench\"}}}";

/* Answered when the keyring has been read, so that what follows waits for nothing. */
static const char choices[] = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"choices\",\"params\":{\"site\":\"none\"}}";

static Program
start(const Bench *bench, size_t which)
{
    AUTOFREE char *data = base_format("%s/%zu", bench->catalogs, n_sites[which]);
    return program_start(which == ECHO ? bench->echo : bench->host, data);
}

/* A match of a page in the middle of each catalog: the known switch, and others before it as lean as the extension sends them. */
static char *
make_match(size_t which, size_t n_controls)
{
    AUTOBUFFER text = {0};
    AUTOFREE char *head =
        base_format("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"match\",\"params\":{\"url\":\"https://www.site%zu.example/"
                    "settings/privacy\",\"controls\":[",
                    n_sites[which] / 2);
    buffer_append_text(&text, head);
    for (size_t i = 1; i < n_controls; i++) {
        AUTOFREE char *control =
            base_format("{\"name\":\"Notify me about topic number %zu of mine\",\"role\":\"switch\",\"state\":\"on\"},", i);
        buffer_append_text(&text, control);
    }
    buffer_append_text(&text,
                       "{\"name\":\"Share what you do with partner number 1, said in en\",\"role\":\"switch\",\"state\":\"on\","
                       "\"key\":{\"labelledby\":\"toggle1\"}}]}}");
    return buffer_take(&text);
}

/* ---- figures ---- */

static int
compare(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;
    return (a > b) - (a < b);
}

static double
tenth_percentile(double *values, size_t n_values)
{
    qsort(values, n_values, sizeof(*values), compare);
    return values[n_values / 10];
}

static double
spread(const double figures[N_PROGRAMS])
{
    double least = figures[SMALL];
    double most = figures[SMALL];
    for (size_t i = SMALL; i < N_PROGRAMS; i++) {
        least = figures[i] < least ? figures[i] : least;
        most = figures[i] > most ? figures[i] : most;
    }
    return least > 0 ? 100 * (most - least) / least : 0;
}

static void
print_row(const char *name, const double figures[N_PROGRAMS])
{
    printf("%-34s", name);
    for (size_t i = 0; i < N_PROGRAMS; i++) {
        printf(" %9.1f", figures[i]);
    }
    printf(" %7.2fx %6.0f %%\n", figures[ECHO] > 0 ? figures[LARGE] / figures[ECHO] : 0, spread(figures));
}

/* ---- what is timed ---- */

/* From spawn to an answer with `mark`, which initialize and `request` bring. */
static double
time_start(const Bench *bench, size_t which, const char *request, const char *mark)
{
    double began = bench_microseconds();
    Program program = start(bench, which);
    program_send(&program, initialize);
    if (request != NULL) {
        program_send(&program, request);
    }
    program_await(&program, mark);
    double took = bench_microseconds() - began;
    program_stop(&program);
    return took;
}

static double
time_open(const Bench *bench, size_t which)
{
    return time_start(bench, which, NULL, "\"id\":1,");
}

/* The match waits for the keyring: the helper's start, the bus and the provider are in it. */
static double
time_first_match(const Bench *bench, size_t which)
{
    AUTOFREE char *request = make_match(which, 1);
    return time_start(bench, which, request, "\"id\":2,");
}

/* A program that has read the keyring, so that nothing else runs, until it is gone. */
static double
time_end(const Bench *bench, size_t which, void (*end)(Program *program))
{
    Program program = start(bench, which);
    program_send(&program, initialize);
    program_send(&program, choices);
    program_await(&program, "\"id\":3,");
    double began = bench_microseconds();
    end(&program);
    program_wait(&program);
    return bench_microseconds() - began;
}

static double
time_end_of_input(const Bench *bench, size_t which)
{
    return time_end(bench, which, program_close);
}

static double
time_sigterm(const Bench *bench, size_t which)
{
    return time_end(bench, which, program_terminate);
}

/* In KiB, at the answer to initialize; the helper is a process of its own. */
static double
peak_memory(const Bench *bench, size_t which)
{
    Program program = start(bench, which);
    program_send(&program, initialize);
    program_await(&program, "\"id\":1,");
    double peak = (double)program_peak_memory(&program);
    program_stop(&program);
    return peak;
}

/* The first match of a program that has read the keyring. */
static double
time_first_hit(const Bench *bench, size_t which)
{
    AUTOFREE char *request = make_match(which, 1);
    Program program = start(bench, which);
    program_send(&program, initialize);
    program_send(&program, choices);
    program_await(&program, "\"id\":3,");
    double began = bench_microseconds();
    program_send(&program, request);
    program_await(&program, "\"id\":2,");
    double took = bench_microseconds() - began;
    program_stop(&program);
    return took;
}

/* A helper that still leaves would be timed with the next program. */
static void
await_all(void)
{
    while (waitpid(-1, NULL, 0) > 0) {
    }
}

static void
bench_spawns(const Bench *bench, const char *name, double (*time)(const Bench *bench, size_t which))
{
    static double took[N_PROGRAMS][N_SPAWNS];
    double figures[N_PROGRAMS];
    for (size_t i = 0; i < N_SPAWNS; i++) {
        for (size_t which = 0; which < N_PROGRAMS; which++) {
            took[which][i] = time(bench, which);
            await_all();
        }
    }
    for (size_t which = 0; which < N_PROGRAMS; which++) {
        figures[which] = tenth_percentile(took[which], N_SPAWNS);
    }
    print_row(name, figures);
}

static double
time_trips(const Program *program, const char *request)
{
    double began = bench_microseconds();
    for (size_t i = 0; i < N_TRIPS; i++) {
        program_send(program, request);
        program_await(program, "\"id\":2,");
    }
    return (bench_microseconds() - began) / N_TRIPS;
}

static void
bench_trips(const Bench *bench, const char *name, size_t n_controls)
{
    static double took[N_PROGRAMS][N_SAMPLES];
    double figures[N_PROGRAMS];
    double memory[N_PROGRAMS];
    Program programs[N_PROGRAMS];
    char *requests[N_PROGRAMS];
    for (size_t which = 0; which < N_PROGRAMS; which++) {
        requests[which] = make_match(which, n_controls);
        programs[which] = start(bench, which);
        program_send(&programs[which], initialize);
        program_await(&programs[which], "\"id\":1,");
        (void)time_trips(&programs[which], requests[which]);
    }
    for (size_t i = 0; i < N_SAMPLES; i++) {
        for (size_t which = 0; which < N_PROGRAMS; which++) {
            took[which][i] = time_trips(&programs[which], requests[which]);
        }
    }
    for (size_t which = 0; which < N_PROGRAMS; which++) {
        figures[which] = tenth_percentile(took[which], N_SAMPLES);
        memory[which] = (double)program_private_memory(&programs[which]);
        program_stop(&programs[which]);
        free(requests[which]);
    }
    print_row(name, figures);
    print_row("  private memory then, KiB", memory);
}

static void
pin_to_one_core(void)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(0, &cores);
    if (sched_setaffinity(0, sizeof(cores), &cores) != 0) {
        bench_fail("sched_setaffinity");
    }
}

static void
bench_all(const Bench *bench, const char *where)
{
    printf("%-34s %9s %9s %9s %9s %8s %8s\n", where, "echo", "100", "10,000", "100,000", "to echo", "apart");
    bench_spawns(bench, "spawn to first reply", time_open);
    bench_spawns(bench, "spawn to first match with choices", time_first_match);
    bench_spawns(bench, "first match, choices known", time_first_hit);
    bench_trips(bench, "warm match, 1 control", 1);
    bench_trips(bench, "warm match, 10 controls", 10);
    bench_trips(bench, "warm match, 50 controls", 50);
    bench_trips(bench, "warm match, 500 controls", 500);
    bench_spawns(bench, "from the end of input to exit", time_end_of_input);
    bench_spawns(bench, "from SIGTERM to exit", time_sigterm);
}

int
main(int n_arguments, char **arguments)
{
    cpu_set_t everywhere;
    if (n_arguments != 4) {
        fprintf(stderr, "usage: bench ECHO HOST CATALOGS\n");
        return 2;
    }
    const Bench bench = {.echo = arguments[1], .host = arguments[2], .catalogs = arguments[3]};
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); /* what a host leaves behind is ours to wait for */
    (void)sched_getaffinity(0, sizeof(everywhere), &everywhere);
    pin_to_one_core();
    bench_all(&bench, "microseconds, one core; sites:");
    (void)sched_setaffinity(0, sizeof(everywhere), &everywhere);
    bench_all(&bench, "microseconds, any core; sites:");
    bench_spawns(&bench, "peak memory at first reply, KiB", peak_memory);
    return EXIT_SUCCESS;
}
