/* SPDX-License-Identifier: MIT
 *
 * Where there is no bus, or nobody on it who keeps secrets.
 */
#include "client.h"
#include "run.h"

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

RUN_TESTS("keyring/bus",
          {CASE(no_bus_is_no_bus_and_none_is_started), CASE(a_socket_that_nobody_listens_on_is_no_bus),
           CASE(a_bus_that_never_answers_ends_in_a_timeout), CASE(a_bus_without_provider_or_collection_says_which)})
