/* SPDX-License-Identifier: MIT
 *
 * Shows the conversation of hosts live, decoded, for people who develop the extension.
 */
#include "command.h"
#include "options.h"
#include "paths.h"
#include "tap.h"
#include "words.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char help[] = "usage: offswitch trace\n"
                           "\n"
                           "Shows live what the extension and the host say to each other, for people who develop one of\n"
                           "them. It shows all of it, pages and choices too: to your terminal, and kept nowhere. Only\n"
                           "hosts that start while it runs are seen: reload the extension. Ctrl-C ends it.\n"
                           "\n"
                           "  offswitch trace\n";

static volatile sig_atomic_t is_over;

static void
on_signal(int signal)
{
    (void)signal;
    is_over = 1;
}

static void
print_message(const TapMessage *message)
{
    char stamp[16];
    struct tm parts;
    time_t now = time(NULL);
    AUTOFREE char *text = base_format("%.*s", (int)message->length, message->payload);
    AUTOFREE char *safe = words_safe(text);
    strftime(stamp, sizeof(stamp), "%H:%M:%S", localtime_r(&now, &parts));
    printf("%s %d %s %s\n", stamp, (int)message->host, message->direction == TAP_TO_HOST ? "<" : ">", safe);
    fflush(stdout);
}

static int
listen_at(const char *path)
{
    static char buffer[TAP_MAX_SIZE];
    TapMessage message;
    Error error = {0};
    AUTOCLOSE int other = tap_connect(path);
    if (other >= 0) {
        error_set(&error, "another one runs already");
        return command_fails("trace", &error);
    }
    unlink(path); /* of one that died */
    AUTOCLOSE int tap = tap_listen(path);
    if (tap < 0) {
        error_set(&error, "%s: %s", path, strerror(errno));
        return command_fails("trace", &error);
    }
    fputs("Waiting for hosts to start (reload the extension). Ctrl-C ends this.\n", stderr);
    while (!is_over && tap_receive(tap, buffer, &message)) {
        print_message(&message);
    }
    unlink(path);
    return EXIT_FINE;
}

int
trace_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    Error error = {0};
    const Usage usage = {.name = "trace", .help = help};
    const struct sigaction action = {.sa_handler = on_signal};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    AUTOFREE char *path = paths_runtime("trace");
    if (!paths_make_parent(path)) {
        error_set(&error, "%s: %s", path, strerror(errno));
        return command_fails("trace", &error);
    }
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return listen_at(path);
}
