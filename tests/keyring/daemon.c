/* SPDX-License-Identifier: MIT */
#include "daemon.h"

#include "base.h"
#include "clock.h"
#include "shell.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 10000 };

int
keyring_daemon_pid(void)
{
    AUTOFREE char *line = shell_line("gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus "
                                     "-m org.freedesktop.DBus.GetConnectionUnixProcessID org.freedesktop.secrets 2>/dev/null");
    const char *number = strstr(line, "uint32 ");
    return number == NULL ? 0 : (int)strtol(number + 7, NULL, 10);
}

void
keyring_daemon_start(const char *option)
{
    AUTOFREE char *command = base_format("sh \"$KEYRING_PROVIDER\" start %s >>\"$KEYRING_LOG\" 2>&1", option);
    (void)shell(command);
}

void
keyring_daemon_await_saved(const char *text)
{
    AUTOFREE char *command = base_format("sh \"$KEYRING_PROVIDER\" await_saved '%s' >>\"$KEYRING_LOG\" 2>&1", text);
    if (provider_is("keepassxc")) {
        (void)shell(command);
    }
}

bool
provider_is(const char *name)
{
    return strcmp(getenv("KEYRING_NAME"), name) == 0;
}

void
keyring_daemon_kill(void)
{
    int pid = keyring_daemon_pid();
    if (pid > 0) {
        kill(pid, SIGKILL);
    }
    int64_t limit = clock_ticks() + PATIENCE_MS;
    while (keyring_daemon_pid() != 0 && clock_ticks() < limit) {
        /* Each question is a round trip to the bus. */
    }
}
