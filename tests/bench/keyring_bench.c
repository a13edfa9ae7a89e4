/* SPDX-License-Identifier: MIT
 *
 * keyring_bench [READS [WRITES]], in with_keyring: what reading and writing choices costs with this provider, as ratios to one round trip to the bus, and whether the
 * helper grows over many reads. Never asserts a time.
 */
#include "client.h"
#include "clock.h"
#include "shell.h"
#include "stored.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gio/gio.h>

enum { N_SAMPLES = 41, N_READS = 2000, N_WRITES = 100, ENOUGH_MS = 10000 };

static double
milliseconds(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int
compare(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;
    return (a > b) - (a < b);
}

/* How long `act` takes, the median of many. */
static double
median_of(void (*act)(void *context), void *context)
{
    double took[N_SAMPLES];
    for (size_t i = 0; i < N_SAMPLES; i++) {
        double began = milliseconds();
        act(context);
        took[i] = milliseconds() - began;
    }
    qsort(took, N_SAMPLES, sizeof(*took), compare);
    return took[N_SAMPLES / 2];
}

static void
ask_bus(void *bus)
{
    GVariant *answer = g_dbus_connection_call_sync(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                                   "GetId", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, ENOUGH_MS, NULL, NULL);
    g_clear_pointer(&answer, g_variant_unref);
}

static void
open_and_close(void *context)
{
    (void)context;
    Client client;
    client_open(&client);
    client_close(&client);
}

static void
read_again(void *client)
{
    keyring_refresh(((Client *)client)->keyring, clock_ticks());
    client_settle(client);
}

typedef struct {
    Client writer;
    Client reader;
    unsigned n_writes;
} Pair;

static void
write_one(void *context)
{
    Pair *pair = context;
    AUTOFREE char *control = base_format("bench/page.c%u", pair->n_writes % 100);
    AUTOFREE char *change =
        base_format("{\"records\": {\"%s\": {\"choice\": \"keep\", \"at\": \"2026-11-24T05:%02u:%02u.000Z\"}}}", control,
                    pair->n_writes / 60 % 60, pair->n_writes % 60);
    pair->n_writes++;
    (void)client_update(&pair->writer, change, pair->n_writes);
}

static void
write_and_hear(void *context)
{
    Pair *pair = context;
    unsigned n_reads = pair->reader.n_reads;
    write_one(context);
    (void)client_await_reads(&pair->reader, n_reads + 1);
}

/* A document of a hundred records, as after a year. */
static void
fill(Pair *pair)
{
    for (unsigned i = 0; i < 100; i++) {
        write_one(pair);
    }
}

static void
print_row(const char *name, double took, double trip)
{
    printf("  %-44s %8.2f ms %8.0fx\n", name, took, took / trip);
}

static long
size_of(int pid)
{
    AUTOFREE char *command = base_format("grep -oP 'VmRSS:\\s*\\K[0-9]+' /proc/%d/status", pid);
    AUTOFREE char *line = shell_line(command);
    return strtol(line, NULL, 10);
}

static void
compare_costs(Pair *pair, GDBusConnection *bus)
{
    double trip = median_of(ask_bus, bus);
    print_row("one round trip to the bus", trip, trip);
    print_row("first read, from the helper's start to its end", median_of(open_and_close, NULL), trip);
    print_row("warm read", median_of(read_again, &pair->reader), trip);
    double write = median_of(write_one, pair);
    print_row("write, until it is stored and read back", write, trip);
    print_row("write, until another host knows it", median_of(write_and_hear, pair), trip);
}

static void
watch_growth(Client *client, unsigned n_reads)
{
    static const char row[] = "  helper after %u reads: %ld KiB\n";
    int pid = helper_pid(); /* the reader's */
    for (unsigned i = 0; i <= n_reads; i++) {
        if (i == n_reads / 10 || i == n_reads / 2 || i == n_reads) {
            printf(row, i, size_of(pid));
        }
        read_again(client);
    }
}

/* All at once, each with a helper of its own; nobody else's record is lost. */
static void
write_together(unsigned n_writes)
{
    enum { N_WRITERS = 16 };
    Client client;
    double began = milliseconds();
    bool is_fine = write_at_once(N_WRITERS, n_writes, KEYRING_READY);
    double took = milliseconds() - began;
    client_open(&client);
    printf("  %d processes x %u writes: %.1f s, %.1f ms a write, %zu records%s\n", N_WRITERS, n_writes, took / 1e3,
           took / (N_WRITERS * n_writes), count_records(client.text), is_fine ? "" : ", and some were never taken");
    client_close(&client);
}

int
main(int n_arguments, char **arguments)
{
    Pair pair = {0};
    g_autoptr(GDBusConnection) bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    printf("%s\n", getenv("KEYRING_NAME"));
    client_open(&pair.writer);
    fill(&pair);
    client_open(&pair.reader);
    watch_growth(&pair.reader, n_arguments > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : N_READS);
    compare_costs(&pair, bus);
    client_close(&pair.writer);
    client_close(&pair.reader);
    write_together(n_arguments > 2 ? (unsigned)strtoul(arguments[2], NULL, 10) : N_WRITES);
    return EXIT_SUCCESS;
}
