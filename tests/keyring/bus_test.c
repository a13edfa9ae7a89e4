/* SPDX-License-Identifier: MIT
 *
 * Where there is no bus, or nobody on it who keeps secrets.
 */
#include "client.h"
#include "daemon.h"
#include "run.h"
#include "shell.h"
#include "stored.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* NULL is no address. */
static KeyringState
state_on_bus(const char *address)
{
    Client client;
    AUTOFREE char *before = base_copy(getenv("DBUS_SESSION_BUS_ADDRESS"));
    if (address != NULL) {
        setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
    } else {
        unsetenv("DBUS_SESSION_BUS_ADDRESS");
    }
    client_open(&client);
    KeyringState state = client.state;
    client_close(&client);
    setenv("DBUS_SESSION_BUS_ADDRESS", before, 1);
    return state;
}

/* The libraries under libsecret run dbus-launch when DISPLAY is set and there is no address: a bus that nobody else is on. */
static void
offer_dbus_launch(void)
{
    AUTOFREE char *path = base_format("%s:%s", getenv("HOME"), getenv("PATH"));
    CU_ASSERT_TRUE(
        shell("printf '#!/bin/sh\\ntouch \"$HOME/launched\"\\n' >\"$HOME/dbus-launch\" && chmod +x \"$HOME/dbus-launch\""));
    setenv("PATH", path, 1);
    setenv("DISPLAY", ":77", 1);
}

TEST(no_bus_is_no_bus_and_none_is_started)
{
    AUTOFREE char *path = base_copy(getenv("PATH"));
    AUTOFREE char *runtime = base_copy(getenv("XDG_RUNTIME_DIR"));
    AUTOFREE char *other = base_format("%s/other", runtime);
    offer_dbus_launch();
    CU_ASSERT_EQUAL(state_on_bus("unix:path=/nonexistent/bus"), KEYRING_NO_BUS);
    CU_ASSERT_EQUAL(state_on_bus("disabled:"), KEYRING_NO_BUS);
    CU_ASSERT_EQUAL(state_on_bus("autolaunch:"), KEYRING_NO_BUS);
    CU_ASSERT_EQUAL(state_on_bus(NULL), KEYRING_READY); /* $XDG_RUNTIME_DIR/bus */
    setenv("XDG_RUNTIME_DIR", other, 1);
    CU_ASSERT_EQUAL(state_on_bus(NULL), KEYRING_NO_BUS);
    CU_ASSERT_EQUAL(state_on_bus(""), KEYRING_NO_BUS);
    CU_ASSERT_FALSE(shell("test -e \"$HOME/launched\""));
    setenv("XDG_RUNTIME_DIR", runtime, 1);
    unsetenv("DISPLAY");
    setenv("PATH", path, 1);
}

TEST(a_socket_that_nobody_listens_on_is_no_bus)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/stale", getenv("XDG_RUNTIME_DIR"));
    AUTOCLOSE int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CU_ASSERT_EQUAL(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    AUTOFREE char *bus = base_format("unix:path=%s", address.sun_path);
    CU_ASSERT_EQUAL(state_on_bus(bus), KEYRING_NO_BUS);
}

TEST(a_bus_that_never_answers_ends_in_a_timeout)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/deaf", getenv("XDG_RUNTIME_DIR"));
    AUTOCLOSE int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CU_ASSERT_EQUAL(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    CU_ASSERT_EQUAL(listen(fd, 8), 0);
    AUTOFREE char *bus = base_format("unix:path=%s", address.sun_path);
    CU_ASSERT_EQUAL(state_on_bus(bus), KEYRING_TIMEOUT);
}

TEST(a_bus_without_provider_or_collection_says_which)
{
    Client client;
    keyring_daemon_kill();
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_NO_PROVIDER);
    client_close(&client);
    AUTOFREE char *keyrings = base_format("%s/keyrings", getenv("XDG_DATA_HOME"));
    AUTOFREE char *aside = base_format("mv %s %s.aside", keyrings, keyrings);
    CU_ASSERT_TRUE(shell(aside));
    keyring_daemon_start("--locked");
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_NO_COLLECTION);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_NO_COLLECTION);
    client_close(&client);
    keyring_daemon_kill();
    AUTOFREE char *back = base_format("rm -r %s; mv %s.aside %s", keyrings, keyrings, keyrings);
    CU_ASSERT_TRUE(shell(back));
    keyring_daemon_start("");
}

/* A bus of the test's own, without a provider. Its process id is in bus.pid; `services` is a folder of activation files. */
static char *
start_bus(const char *services)
{
    AUTOFREE char *command =
        base_format("dir=\"$XDG_RUNTIME_DIR/own\"; mkdir -p \"$dir/services\" && cd \"$dir\" && rm -f bus && "
                    "sed \"s|<listen>.*|<listen>unix:path=$dir/bus</listen><servicedir>$dir/services</servicedir>|\" "
                    "\"$XDG_RUNTIME_DIR/../bus.conf\" >bus.conf && %s && "
                    "dbus-daemon --config-file=bus.conf --fork --print-pid=1 >bus.pid 2>/dev/null",
                    services);
    CU_ASSERT_TRUE(shell(command));
    return base_format("unix:path=%s/own/bus", getenv("XDG_RUNTIME_DIR"));
}

static void
end_bus(void)
{
    CU_ASSERT_TRUE(shell(
        "pid=$(cat \"$XDG_RUNTIME_DIR/own/bus.pid\"); kill -9 \"$pid\"; while kill -0 \"$pid\" 2>/dev/null; do sleep 0.01; done"));
}

#define ACTIVATED_BY(program) \
    "printf '[D-BUS Service]\\nName=org.freedesktop.secrets\\nExec=%s\\n' '" program "' >services/secrets.service"

static KeyringState
state_when_activated(const char *services)
{
    AUTOFREE char *address = start_bus(services);
    KeyringState state = state_on_bus(address);
    end_bus();
    return state;
}

TEST(a_provider_that_cannot_be_started_is_none)
{
    CU_ASSERT_EQUAL(state_when_activated("rm -f services/*"), KEYRING_NO_PROVIDER);
    CU_ASSERT_EQUAL(state_when_activated(ACTIVATED_BY("/bin/false")), KEYRING_NO_PROVIDER);
    CU_ASSERT_EQUAL(state_when_activated(ACTIVATED_BY("/nonexistent/provider")), KEYRING_NO_PROVIDER);
}

TEST(a_provider_that_starts_and_never_comes_ends_in_a_timeout)
{
    CU_ASSERT_EQUAL(state_when_activated(ACTIVATED_BY("/bin/sleep 20")), KEYRING_TIMEOUT);
}

/* As after a crash of the session: other processes, the same address. */
TEST(a_bus_that_was_started_again_is_found_by_a_running_host)
{
    Client client;
    AUTOFREE char *before = base_copy(getenv("DBUS_SESSION_BUS_ADDRESS"));
    keyring_daemon_kill();
    AUTOFREE char *address = start_bus("rm -f services/*");
    setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
    keyring_daemon_start("");
    client_open(&client);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.c", 1, 1), KEYRING_READY);
    unsigned n_reads = client.n_reads;
    end_bus();
    CU_ASSERT_TRUE(client_await_reads(&client, n_reads + 1));
    CU_ASSERT_EQUAL(client.state, KEYRING_LOST);
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 2), KEYRING_NO_BUS);
    free(start_bus("rm -f services/*"));
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 3), KEYRING_NO_PROVIDER);
    keyring_daemon_start("");
    CU_ASSERT_EQUAL(client_keep(&client, "a/b.d", 2, 4), KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 2);
    client_close(&client);
    keyring_daemon_kill();
    end_bus();
    setenv("DBUS_SESSION_BUS_ADDRESS", before, 1);
    keyring_daemon_start("");
}

RUN_TESTS("keyring/bus",
          {CASE(no_bus_is_no_bus_and_none_is_started), CASE(a_socket_that_nobody_listens_on_is_no_bus),
           CASE(a_bus_that_never_answers_ends_in_a_timeout), CASE(a_bus_without_provider_or_collection_says_which),
           CASE(a_provider_that_cannot_be_started_is_none), CASE(a_provider_that_starts_and_never_comes_ends_in_a_timeout),
           CASE(a_bus_that_was_started_again_is_found_by_a_running_host)})
