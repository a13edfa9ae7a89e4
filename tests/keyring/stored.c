/* SPDX-License-Identifier: MIT */
#include "stored.h"

#include "clock.h"
#include "daemon.h"
#include "document.h"
#include "items.h"
#include "shell.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 10000 };

size_t
count_records(const char *text)
{
    DocumentVerdict verdict = DOCUMENT_OK;
    AUTODOCUMENT *document = text == NULL ? NULL : document_read(text, strlen(text), &verdict);
    return document == NULL ? 0 : json_count(document_records(document));
}

/* Yours to free(). */
static char *
journal_path(void)
{
    return base_format("%s/offswitch/unconfirmed.json", getenv("XDG_RUNTIME_DIR"));
}

void
forget_journal(void)
{
    AUTOFREE char *path = journal_path();
    (void)unlink(path);
}

/* Whoever was closed may still have to write what it owed; it is in no hurry on a busy machine. */
static void
await_helpers(void)
{
    (void)shell("for n in $(seq 500); do busy=; for pid in $(pgrep -x offswitch-keyri); do "
                "if grep -qa \"$XDG_RUNTIME_DIR\" /proc/$pid/environ 2>/dev/null; then busy=1; fi; done; "
                "[ -n \"$busy\" ] || exit 0; sleep 0.02; done");
}

void
forget_everything(void)
{
    await_helpers();
    forget_journal();
    items_clear();
}

void
await_rest(void)
{
    static const char mark[] = "\"checksum\":\"";
    AUTOFREE char *text = items_text(ITEMS_OURS);
    char *checksum = text == NULL ? NULL : strstr(text, mark);
    if (checksum != NULL) {
        checksum += sizeof(mark) - 1;
        checksum[strcspn(checksum, "\"")] = '\0';
        keyring_daemon_await_saved(checksum);
    }
}

void
let_journal_mature(void)
{
    AUTOFREE char *path = journal_path();
    const struct timespec then = {.tv_sec = (time_t)(clock_now() / 1000 - 7)};
    (void)utimensat(AT_FDCWD, path, (const struct timespec[]){then, then}, 0);
}

bool
await_stored(const char *part, size_t n_records)
{
    int64_t limit = clock_ticks() + PATIENCE_MS;
    bool is_stored = false;
    while (!is_stored && clock_ticks() < limit) {
        AUTOFREE char *text = items_text(ITEMS_OURS); /* a round trip or two */
        is_stored = text != NULL && strstr(text, part) != NULL && count_records(text) == n_records;
    }
    return is_stored;
}
