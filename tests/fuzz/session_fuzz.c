/* SPDX-License-Identifier: MIT
 *
 * A whole conversation, one message a line, with a keyring that obeys: a line "!N" gives it the state N, "!hold" and "!go" keep back its answers. Every
 * message that goes out is strict JSON of a size that browsers take, and no more answers go out than requests came in.
 */
#include "fake_keyring.h"
#include "fixture.h"
#include "frame.h"
#include "fuzz.h"
#include "session.h"

#include <stdio.h>
#include <sys/mman.h>

typedef struct {
    Session *session;
    size_t n_asked;
    size_t n_answered;
} Talk;

static void
hear(void *context, const char *text, size_t length)
{
    Talk *talk = context;
    JsonVerdict verdict = JSON_OK;
    promise(length <= FRAME_MAX_OUT);
    AUTOFREE char *copy = fuzz_text((const uint8_t *)text, length);
    AUTOJSON *json = json_parse(copy, length, &verdict, NULL);
    promise(json_is_object(json));
    promise((json_get(json, "id") != NULL) != (json_get(json, "method") != NULL));
    talk->n_answered += json_get(json, "id") != NULL ? 1 : 0;
}

static int64_t
some_day(void)
{
    return 1795500000000; /* 2026-11-24 */
}

static int64_t
no_time(void)
{
    return 0;
}

static void
command_keyring(const char *order)
{
    if (strcmp(order, "hold") == 0 || strcmp(order, "go") == 0) {
        fake_keyring_hold(strcmp(order, "hold") == 0);
    } else {
        fake_keyring_state((KeyringState)(KEYRING_READY + strtoul(order, NULL, 10) % (KEYRING_REFUSED - KEYRING_READY)));
    }
}

static void
take_line(Talk *talk, const char *line, size_t length)
{
    /* The session gets just these bytes, so that the sanitizers see a read beyond them. */
    AUTOFREE char *text = fuzz_text((const uint8_t *)line, length);
    if (text[0] == '!') {
        command_keyring(text + 1);
        session_process(talk->session);
    } else {
        talk->n_asked++;
        session_receive(talk->session, text, length);
    }
    promise(talk->n_answered <= talk->n_asked);
}

static const char *
catalog(void)
{
    static char path[64];
    if (path[0] == '\0') {
        (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", memfd_create("catalog", MFD_CLOEXEC));
        promise(fixture_write(path, fixture_site));
    }
    return path;
}

static void
take_lines(Talk *talk, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t line = end == NULL ? length - at : (size_t)(end - text) - at;
        take_line(talk, text + at, line);
        at += line + 1;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Talk talk = {0};
    fake_keyring_begin(KEYRING_READY, NULL);
    const SessionConfig config = {.helper = "",
                                  .databases = {catalog()},
                                  .country = "DE",
                                  .now = some_day,
                                  .ticks = no_time,
                                  .send = hear,
                                  .context = &talk};
    talk.session = session_new(&config);
    take_lines(&talk, (const char *)bytes, length);
    fake_keyring_hold(false);
    session_process(talk.session);
    promise(!session_owes(talk.session));
    session_free(talk.session);
    fake_keyring_end();
    return 0;
}
