/* SPDX-License-Identifier: MIT */
#include "tripwire.h"

#include "base.h"
#include "relay.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_WAITING = 16 };

static struct {
    pid_t pid;
    int orders; /* our end of a socket pair */
    int sprung; /* an eventfd */
    char *address;
    char *session; /* the session bus's */
} tripwire;

static int
listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool listens = bind(fd, (const struct sockaddr *)&address, sizeof(address)) == 0 && listen(fd, MAX_WAITING) == 0;
    return listens ? fd : -1;
}

static const char bus_variable[] = "DBUS_SESSION_BUS_ADDRESS";

void
tripwire_start(void)
{
    AUTOFREE char *path = base_format("%s/tripwire", getenv("XDG_RUNTIME_DIR"));
    AUTOFREE char *session = base_format("%s/bus", getenv("XDG_RUNTIME_DIR"));
    int pair[2] = {-1, -1};
    (void)unlink(path);
    (void)socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair);
    AUTOCLOSE int theirs = pair[1];
    AUTOCLOSE int listener = listen_at(path);
    tripwire.orders = pair[0];
    tripwire.sprung = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    tripwire.address = base_format("unix:path=%s", path);
    tripwire.session = base_copy(getenv(bus_variable));
    tripwire.pid = fork();
    if (tripwire.pid == 0) {
        close(tripwire.orders);
        relay_run(theirs, listener, tripwire.sprung, session);
    }
}

void
tripwire_end(void)
{
    close(tripwire.orders);
    close(tripwire.sprung);
    free(tripwire.address);
    free(tripwire.session);
    (void)waitpid(tripwire.pid, NULL, 0);
}

void
tripwire_enter(void)
{
    setenv(bus_variable, tripwire.address, 1);
}

void
tripwire_leave(void)
{
    setenv(bus_variable, tripwire.session, 1);
}

static void
give(const Order *wanted)
{
    char done = 0;
    (void)send(tripwire.orders, wanted, sizeof(*wanted), MSG_NOSIGNAL);
    (void)recv(tripwire.orders, &done, 1, 0);
}

void
tripwire_set(Fault fault, unsigned n_calls, pid_t provider)
{
    eventfd_t ignored = 0;
    give(&(Order){.fault = fault, .n_calls = n_calls, .provider = provider});
    (void)eventfd_read(tripwire.sprung, &ignored);
}

void
tripwire_disarm(void)
{
    give(&(Order){.n_calls = 0});
}

int
tripwire_descriptor(void)
{
    return tripwire.sprung;
}

bool
tripwire_is_sprung(void)
{
    struct pollfd polled = {.fd = tripwire.sprung, .events = POLLIN};
    return poll(&polled, 1, 0) > 0;
}
