/* SPDX-License-Identifier: MIT */
#include "file.h"
#include "paths.h"
#include "vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILE_SIZE = 2 * 1024 * 1024, OWNER_ONLY = S_IRUSR | S_IWUSR };

typedef struct {
    Vault vault;
    char *path;
} FileVault;

static KeyringState
complain(const char *path, const char *reason)
{
    (void)fprintf(stderr, "offswitch-keyring: %s: %s\n", path, reason);
    return KEYRING_DAMAGED;
}

/* Another user who owns it, or may write it, may have written it; one who may read it was not meant to. Both are for the user to settle. */
static const char *
find_fault(const struct stat *status)
{
    if (!S_ISREG(status->st_mode)) {
        return "is no file";
    }
    if (status->st_uid != geteuid()) {
        return "belongs to another user";
    }
    if ((status->st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return "is open to others; make it yours alone with chmod 600";
    }
    return status->st_size > MAX_FILE_SIZE ? "is too large" : NULL;
}

static KeyringState
read_descriptor(int fd, const char *path, VaultTexts *texts)
{
    struct stat status = {0};
    const char *fault = fstat(fd, &status) != 0 ? strerror(errno) : find_fault(&status);
    if (fault != NULL) {
        return complain(path, fault);
    }
    size_t length = (size_t)status.st_size;
    AUTOFREE char *text = base_allocate(length + 1, 1);
    if (read(fd, text, length) != (ssize_t)length) {
        return complain(path, "cannot be read");
    }
    vault_texts_add(texts, text, length);
    return KEYRING_FILE;
}

static KeyringState
read_file(Vault *vault, VaultTexts *texts)
{
    const char *path = ((FileVault *)vault)->path;
    AUTOCLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd >= 0) {
        return read_descriptor(fd, path, texts);
    }
    if (errno == ENOENT) {
        return KEYRING_FILE;
    }
    return complain(path, errno == ELOOP ? "is a symbolic link" : strerror(errno));
}

static KeyringState
write_file(Vault *vault, int position, const char *text)
{
    const char *path = ((FileVault *)vault)->path;
    Error error = {0};
    (void)position;
    if (!paths_make_parent(path)) {
        complain(path, strerror(errno));
        return KEYRING_LOST;
    }
    if (!file_replace(path, text, strlen(text), OWNER_ONLY, &error)) {
        (void)fprintf(stderr, "offswitch-keyring: %s\n", error.text);
        return KEYRING_LOST;
    }
    return KEYRING_FILE;
}

static KeyringState
read_back_file(Vault *vault, int position, VaultTexts *texts)
{
    (void)position;
    return read_file(vault, texts);
}

static void
reset_nothing(Vault *vault)
{
    (void)vault;
}

static void
free_file(Vault *vault)
{
    free(((FileVault *)vault)->path);
    free(vault);
}

bool
file_vault_exists(void)
{
    AUTOFREE char *path = paths_data(FILE_VAULT_NAME);
    return access(path, F_OK) == 0;
}

void
file_vault_remove(void)
{
    AUTOFREE char *path = paths_data(FILE_VAULT_NAME);
    (void)unlink(path);
}

Vault *
file_vault_new(void)
{
    FileVault *vault = base_allocate(1, sizeof(*vault));
    vault->vault = (Vault){.kept = KEYRING_FILE,
                           .read = read_file,
                           .write = write_file,
                           .read_back = read_back_file,
                           .reset = reset_nothing,
                           .free = free_file};
    vault->path = paths_data(FILE_VAULT_NAME);
    return &vault->vault;
}
