/* SPDX-License-Identifier: MIT
 *
 * The browser's door: a channel, a session and a loop. The only place where both are in one room.
 */
#include "caller.h"
#include "channel.h"
#include "clock.h"
#include "description.h"
#include "installation.h"
#include "log.h"
#include "paths.h"
#include "sandbox.h"
#include "tap.h"
#include "version.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As in PROTOCOL.md. */
enum { EXIT_FINE = 0, EXIT_OUR_FAULT = 1, EXIT_ARGUMENTS = 2, EXIT_TOO_LARGE = 3, EXIT_CUT = 4, EXIT_OUTPUT_CLOSED = 5 };

/* How long a browser that has closed our input may take to read what it is owed. */
enum { FAREWELL_MS = 1000 };

typedef struct {
    Channel *channel;
    Session *session;
    Watch program; /* our own file */
    int log;       /* -1: no log is wanted */
    int tap;       /* -1: nobody listens */
    SessionSandbox sandbox;
    int64_t leave_by; /* clock_ticks; 0 while the input is open */
} Host;

static volatile sig_atomic_t is_told_to_end;

static void
on_signal(int signal)
{
    (void)signal;
    is_told_to_end = 1;
}

/* The next file that is opened would take the place of a standard one that is closed. One that cannot be used so does: an input that cannot be read, an
 * output that cannot be written. */
static void
fill_standard(void)
{
    static const int useless[] = {[STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_WRONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            (void)!open("/dev/null", useless[fd]);
        }
    }
}

/* Nothing but frames may reach the browser: its descriptor moves away from 1, where any library might print. */
static int
take_output(void)
{
    int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    return out >= 0 && dup2(STDERR_FILENO, STDOUT_FILENO) == STDOUT_FILENO ? out : -1;
}

/* SIGTERM and SIGINT (a Ctrl-C in the browser's terminal reaches us too) are let in only while the loop waits. */
static void
catch_signals(sigset_t *while_waiting)
{
    const struct sigaction action = {.sa_handler = on_signal};
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t blocked;
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGINT);
    sigprocmask(SIG_BLOCK, &blocked, while_waiting);
}

/* For a person who asked to see it, and for the log in a few words. */
static void
show(const Host *host, TapDirection direction, const char *text, size_t length)
{
    tap_tell(host->tap, direction, text, length);
    if (host->log >= 0) {
        AUTOFREE char *words = description_of(text, length);
        log_add(host->log, "%s %s", direction == TAP_TO_HOST ? "<" : ">", words);
    }
}

static void
send_message(void *context, const char *text, size_t length)
{
    const Host *host = context;
    show(host, TAP_TO_BROWSER, text, length);
    channel_send(host->channel, text, length);
}

static void
receive(const Host *host)
{
    const char *payload = NULL;
    size_t length = 0;
    channel_fill(host->channel);
    while (channel_next(host->channel, &payload, &length)) {
        show(host, TAP_TO_HOST, payload, length);
        session_receive(host->session, payload, length);
    }
    if (channel_state(host->channel) == CHANNEL_TOO_LARGE) {
        session_refuse_frame(host->session);
    }
}

static bool
is_finished(Host *host)
{
    ChannelState state = channel_state(host->channel);
    if (state == CHANNEL_OPEN && !is_told_to_end) {
        return false;
    }
    bool is_owing = session_owes(host->session) || channel_wants_out(host->channel) != 0;
    if (state == CHANNEL_BROKEN || !is_owing) {
        return true;
    }
    if (host->leave_by == 0) {
        host->leave_by = clock_ticks() + KEYRING_DEADLINE_MS + FAREWELL_MS;
    }
    return clock_ticks() >= host->leave_by;
}

static int
next_timeout(const Host *host)
{
    int timeout = session_timeout(host->session);
    if (host->leave_by == 0) {
        return timeout;
    }
    int64_t left = host->leave_by - clock_ticks();
    int farewell = left > 0 ? (int)left : 0;
    return timeout < 0 || farewell < timeout ? farewell : timeout;
}

static void
wait_and_act(const Host *host, int in, int out, const sigset_t *while_waiting)
{
    enum { IN, OUT, PROGRAM, SESSION, N_POLLED = SESSION + SESSION_N_DESCRIPTORS };
    int descriptors[SESSION_N_DESCRIPTORS];
    session_descriptors(host->session, descriptors);
    short wants_in = channel_wants_in(host->channel);
    short wants_out = channel_wants_out(host->channel);
    struct pollfd polled[N_POLLED] = {
        [IN] = {.fd = wants_in != 0 && !is_told_to_end ? in : -1, .events = wants_in},
        [OUT] = {.fd = out, .events = wants_out},
        [PROGRAM] = {.fd = host->program.descriptor, .events = POLLIN},
        [SESSION] = {.fd = descriptors[0], .events = POLLIN},
        [SESSION + 1] = {.fd = descriptors[1], .events = POLLIN},
    };
    int timeout = next_timeout(host);
    const struct timespec limit = {.tv_sec = timeout / 1000, .tv_nsec = timeout % 1000 * 1000000L};
    int n_ready = ppoll(polled, N_POLLED, timeout < 0 ? NULL : &limit, while_waiting);
    if (n_ready > 0 && polled[IN].revents != 0) {
        receive(host);
    }
    if (n_ready > 0 && polled[OUT].revents != 0) {
        channel_output_ready(host->channel, polled[OUT].revents);
    }
    if (n_ready > 0 && (polled[SESSION].revents != 0 || polled[SESSION + 1].revents != 0)) {
        session_process(host->session);
    }
    if (n_ready > 0 && polled[PROGRAM].revents != 0 && watch_is_replaced(&host->program)) {
        session_tell_outlived(host->session);
    }
    if (timeout >= 0) {
        session_expire(host->session);
    }
}

static int
exit_code(ChannelState state)
{
    static const int codes[] = {
        [CHANNEL_OPEN] = EXIT_FINE,           [CHANNEL_ENDED] = EXIT_FINE,           [CHANNEL_CUT] = EXIT_CUT,
        [CHANNEL_TOO_LARGE] = EXIT_TOO_LARGE, [CHANNEL_BROKEN] = EXIT_OUTPUT_CLOSED,
    };
    return codes[state];
}

static void
close_open(int fd)
{
    if (fd >= 0) {
        close(fd);
    }
}

/* Nothing but the folders of the catalogs is left: what is open stays open, and a database that takes the place of another can be read. The user's folder is made
 * first, for what is missing now stays out of reach. */
static SandboxState
lock_in(const char *const *databases)
{
    char *folders[STORE_MAX_DATABASES + 1] = {NULL};
    (void)paths_make_parent(databases[0]);
    for (size_t i = 0; databases[i] != NULL; i++) {
        folders[i] = paths_parent(databases[i]);
    }
    const char *const nothing[] = {NULL};
    SandboxState state = sandbox_lock(FILTER_READER, (const char *const *)folders, nothing);
    for (size_t i = 0; folders[i] != NULL; i++) {
        free(folders[i]);
    }
    return state;
}

static int
serve(int out, const Installation *installation, Caller caller, const sigset_t *while_waiting)
{
    AUTOFREE char *program = paths_program("offswitch-host");
    AUTOFREE char *listener = paths_runtime("trace");
    Host host = {.channel = channel_new(STDIN_FILENO, out),
                 .program = watch_new(program),
                 .log = installation->config.is_logging ? log_open() : -1,
                 .tap = tap_connect(listener)};
    log_add(host.log, "begins, version %s", offswitch_version);
    SessionConfig config = installation_session(installation);
    config.send = send_message;
    config.context = &host;
    config.sandbox = &host.sandbox;
    /* Whoever starts us by hand, through a portal or as an extension that nobody registered may be anybody: they get advice, and nobody's choices. */
    config.caller = caller == CALLER_KNOWN ? NULL : caller == CALLER_NONE ? "none" : "unknown";
    config.helper = caller == CALLER_KNOWN ? config.helper : "";
    host.session = session_new(&config);
    SandboxState state = lock_in(config.databases);
    host.sandbox = (SessionSandbox){.state = state.state, .problem = state.problem};
    while (!is_finished(&host)) {
        wait_and_act(&host, STDIN_FILENO, out, while_waiting);
    }
    int code = exit_code(channel_state(host.channel));
    log_add(host.log, "ends with code %d", code);
    watch_finish(&host.program);
    close_open(host.log);
    close_open(host.tap);
    session_free(host.session);
    channel_free(host.channel);
    return code;
}

int
main(int n_arguments, char **arguments)
{
    Error error = {0};
    Installation installation;
    sigset_t while_waiting;
    Caller caller = caller_of(n_arguments, arguments);
    if (caller == CALLER_STRANGE) {
        fprintf(stderr, "offswitch-host is started by browsers; for people there is offswitch (try: offswitch doctor)\n");
        return EXIT_ARGUMENTS;
    }
    fill_standard();
    if (!sandbox_enter(&error)) {
        fprintf(stderr, "offswitch-host: %s\n", error.text);
        return EXIT_OUR_FAULT;
    }
    int out = take_output();
    if (out < 0) {
        fprintf(stderr, "offswitch-host: standard output: %s\n", strerror(errno));
        return EXIT_OUTPUT_CLOSED;
    }
    if (!installation_find(&installation, &error)) {
        fprintf(stderr, "offswitch-host: %s\n", error.text);
    }
    catch_signals(&while_waiting);
    int code = serve(out, &installation, caller, &while_waiting);
    installation_finish(&installation);
    close(out);
    return code;
}
