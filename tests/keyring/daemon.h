/* SPDX-License-Identifier: MIT
 *
 * The provider's process and what befalls it, whichever provider it is (providers/).
 */
#pragma once

#include <stdbool.h>

/* Which provider this is: "gnome-keyring", "keepassxc", "kwallet". */
bool provider_is(const char *name);

/* The pid of the one who owns org.freedesktop.secrets, 0 without one. */
int keyring_daemon_pid(void);

/* Starts a daemon where there is none and waits until it owns the name. `option` is "" or "--locked". */
void keyring_daemon_start(const char *option);

/* Kills the daemon and waits until it is gone from the bus. */
void keyring_daemon_kill(void);

/* Waits until the provider has our item with `text` in it in its file, or none when `text` is "": before that KeePassXC, killed, would forget what a test
 * did past the helper, and may crash when it is locked. The others write at once, or what the tests do not mind to lose. */
void keyring_daemon_await_saved(const char *text);
