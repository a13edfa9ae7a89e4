/* SPDX-License-Identifier: MIT */
#include "relay.h"

#include "base.h"
#include "buffer.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAX_CONNECTIONS = 64, CHUNK_SIZE = 64 * 1024, HEADER_SIZE = 16, METHOD_CALL = 1 };

typedef struct {
    int helper; /* -1 when it is gone */
    int bus;    /* -1 when there is no such connection */
    pid_t pid;  /* the helper's */
    bool is_past_greeting;
    bool is_held;
    bool is_deaf;
    Buffer output; /* of the helper, not passed on yet */
} Connection;

static Order order;
static int sprung;
static Connection connections[MAX_CONNECTIONS];

static int
connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void
drop(Connection *connection)
{
    base_cleanup_descriptor(&connection->helper);
    base_cleanup_descriptor(&connection->bus);
    buffer_finish(&connection->output);
    *connection = (Connection){.helper = -1, .bus = -1};
}

static void
take_connection(int listener, const char *session)
{
    struct ucred peer = {0};
    socklen_t size = sizeof(peer);
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    (void)getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size);
    for (size_t i = 0; i < MAX_CONNECTIONS; i++) {
        Connection *connection = &connections[i];
        if (connection->bus < 0) {
            *connection = (Connection){.helper = fd, .bus = connect_to(session), .pid = peer.pid};
            return;
        }
    }
    close(fd);
}

static void
spring(Connection *connection)
{
    switch (order.fault) {
    case FAULT_PROVIDER_KILLED:
    case FAULT_PROVIDER_STOPPED:
        (void)kill(order.provider, order.fault == FAULT_PROVIDER_KILLED ? SIGKILL : SIGSTOP);
        break;
    case FAULT_HELPER_KILLED:
    case FAULT_HELPER_STOPPED:
        (void)kill(connection->pid, order.fault == FAULT_HELPER_KILLED ? SIGKILL : SIGSTOP);
        break;
    case FAULT_BUS_DEAF:
        connection->is_deaf = true;
        break;
    case FAULT_BUS_CLOSED:
        for (size_t i = 0; i < MAX_CONNECTIONS; i++) {
            drop(&connections[i]);
        }
        break;
    case FAULT_CALL_HELD:
        connection->is_held = true;
        break;
    }
    (void)eventfd_write(sprung, 1);
}

static uint32_t
number_at(const Buffer *buffer, size_t offset)
{
    uint32_t number = 0;
    memcpy(&number, buffer->data + offset, sizeof(number));
    return number;
}

/* Of the first message in the buffer, 0 when not even its header is all there. Ours are in native byte order. */
static size_t
message_size(const Buffer *buffer)
{
    if (buffer->length < HEADER_SIZE) {
        return 0;
    }
    size_t fields = ((size_t)number_at(buffer, 12) + 7) / 8 * 8;
    return HEADER_SIZE + fields + number_at(buffer, 4);
}

/* The header names its destination as field 6, a string; what goes to the bus itself is no step of anything. */
static bool
is_call_to_keyring(const Buffer *buffer)
{
    static const char to_bus[] = "\6\1s\0\24\0\0\0org.freedesktop.DBus";
    return buffer->data[1] == METHOD_CALL &&
           memmem(buffer->data, HEADER_SIZE + number_at(buffer, 12), to_bus, sizeof(to_bus)) == NULL;
}

static void
count_call(Connection *connection)
{
    if (order.n_calls > 0 && --order.n_calls == 0) {
        spring(connection);
    }
}

static void
pass(Connection *connection, size_t length)
{
    if (connection->bus >= 0 && send(connection->bus, connection->output.data, length, MSG_NOSIGNAL) != (ssize_t)length) {
        drop(connection);
        return;
    }
    buffer_consume(&connection->output, length);
}

/* A client greets in lines of text until it says BEGIN. */
static void
pass_greeting(Connection *connection)
{
    static const char last[] = "BEGIN\r\n";
    const char *end = memmem(connection->output.data, connection->output.length, last, sizeof(last) - 1);
    connection->is_past_greeting = end != NULL;
    pass(connection, end != NULL ? (size_t)(end - connection->output.data) + sizeof(last) - 1 : connection->output.length);
}

static void
pass_messages(Connection *connection)
{
    size_t size = message_size(&connection->output);
    while (size > 0 && size <= connection->output.length && !connection->is_held && !connection->is_deaf) {
        if (is_call_to_keyring(&connection->output)) {
            count_call(connection);
        }
        if (connection->bus < 0 || connection->is_held || connection->is_deaf) {
            return;
        }
        pass(connection, size);
        size = message_size(&connection->output);
    }
}

/* One whose call is held stays on the bus without its helper. */
static void
end_helper(Connection *connection)
{
    if (connection->is_held) {
        base_cleanup_descriptor(&connection->helper);
        connection->helper = -1;
    } else {
        drop(connection);
    }
}

static void
hear_helper(Connection *connection)
{
    buffer_reserve(&connection->output, CHUNK_SIZE);
    ssize_t received = recv(connection->helper, connection->output.data + connection->output.length, CHUNK_SIZE, MSG_DONTWAIT);
    if (received <= 0) {
        end_helper(connection);
        return;
    }
    connection->output.length += (size_t)received;
    if (!connection->is_past_greeting) {
        pass_greeting(connection);
    }
    if (connection->is_past_greeting) {
        pass_messages(connection);
    }
}

static void
hear_bus(Connection *connection)
{
    char bytes[CHUNK_SIZE];
    ssize_t received = recv(connection->bus, bytes, sizeof(bytes), MSG_DONTWAIT);
    bool is_passed = received > 0 && (connection->helper < 0 || connection->is_deaf ||
                                      send(connection->helper, bytes, (size_t)received, MSG_NOSIGNAL) == received);
    if (!is_passed) {
        drop(connection);
    }
}

static void
release_all(void)
{
    for (size_t i = 0; i < MAX_CONNECTIONS; i++) {
        if (connections[i].is_held) {
            connections[i].is_held = false;
            pass_messages(&connections[i]);
        }
    }
}

static void
obey(int orders)
{
    if (recv(orders, &order, sizeof(order), 0) != sizeof(order)) {
        _exit(EXIT_SUCCESS);
    }
    if (order.n_calls == 0) {
        release_all();
    }
    (void)send(orders, "", 1, MSG_NOSIGNAL);
}

static void
take_turn(int orders, int listener, const char *session)
{
    enum { ORDERS, LISTENER, FIRST };
    struct pollfd polled[FIRST + 2 * MAX_CONNECTIONS] = {{.fd = orders, .events = POLLIN}, {.fd = listener, .events = POLLIN}};
    struct pollfd *of_connections = polled + FIRST;
    for (size_t i = 0; i < MAX_CONNECTIONS; i++) {
        of_connections[2 * i] = (struct pollfd){.fd = connections[i].helper, .events = POLLIN};
        of_connections[2 * i + 1] = (struct pollfd){.fd = connections[i].bus, .events = POLLIN};
    }
    (void)poll(polled, N_ELEMENTS(polled), -1);
    for (size_t i = 0; i < MAX_CONNECTIONS; i++) {
        if (of_connections[2 * i].revents != 0 && connections[i].helper >= 0) {
            hear_helper(&connections[i]);
        }
        if (of_connections[2 * i + 1].revents != 0 && connections[i].bus >= 0) {
            hear_bus(&connections[i]);
        }
    }
    if (polled[LISTENER].revents != 0) {
        take_connection(listener, session);
    }
    if (polled[ORDERS].revents != 0) {
        obey(orders);
    }
}

void
relay_run(int orders, int listener, int trap, const char *session)
{
    sprung = trap;
    for (size_t i = 0; i < MAX_CONNECTIONS; i++) {
        connections[i] = (Connection){.helper = -1, .bus = -1};
    }
    for (;;) {
        take_turn(orders, listener, session);
    }
}
