/* SPDX-License-Identifier: MIT */
#include "dialog.h"

#include "client.h"
#include "shell.h"

#include <stdio.h>

/* Until heard_call; false when that cannot be done. */
static bool
listen_to_calls(void)
{
    return shell("dbus-monitor --session type=method_call,destination=org.freedesktop.secrets >\"$HOME/calls\" 2>/dev/null & "
                 "echo $! >\"$HOME/listener\"; timeout 10 sh -c 'until [ -s \"$HOME/calls\" ]; do sleep 0.01; done'");
}

typedef enum { HEARD_NOTHING /* not even a question for the collection: nobody can say */, HEARD_NOT, HEARD } Heard;

/* Whether one of these methods was called meanwhile: what was called before a call of our own was heard before it. */
static Heard
heard_call(const char *methods)
{
    bool is_all_heard = shell("gdbus call --session -d org.freedesktop.secrets -o / -m org.offswitch.Test.End >/dev/null 2>&1; "
                              "timeout 10 sh -c 'until grep -q member=End \"$HOME/calls\"; do sleep 0.01; done'; "
                              "code=$?; kill \"$(cat \"$HOME/listener\")\"; exit $code");
    if (!is_all_heard || !shell("grep -q member=ReadAlias \"$HOME/calls\"")) {
        return HEARD_NOTHING;
    }
    AUTOFREE char *search = base_format("grep -qE 'member=(%s)' \"$HOME/calls\"", methods);
    return shell(search) ? HEARD : HEARD_NOT;
}

bool
is_locked_without_a_dialog(const char *methods)
{
    Client client;
    bool is_heard = listen_to_calls();
    client_open(&client);
    bool is_locked = client_await_state(&client, KEYRING_LOCKED) && client_keep(&client, "a/b.d", 2, 1) == KEYRING_LOCKED;
    (void)fprintf(stderr, "(%s%s) ", keyring_state_name(client.state), is_heard ? "" : ", nothing can be heard");
    client_close(&client);
    Heard heard = heard_call(methods);
    (void)fprintf(stderr, "(calls heard: %d) ", heard);
    return is_heard && is_locked && heard == HEARD_NOT;
}
