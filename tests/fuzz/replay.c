/* SPDX-License-Identifier: MIT
 *
 * Stands in for libFuzzer in every build without it: runs the target over each file of the directories it is given.
 */
#include "buffer.h"
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024 };

static bool
read_file(const char *path, Buffer *content)
{
    AUTOCLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : 1;
    while (n > 0) {
        buffer_reserve(content, CHUNK_SIZE);
        n = read(fd, content->data + content->length, CHUNK_SIZE);
        content->length += n > 0 ? (size_t)n : 0;
    }
    return n == 0;
}

static void
replay(const char *path)
{
    AUTOBUFFER content = {0};
    if (!read_file(path, &content)) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    /* A copy of just this size, so that the sanitizers see a read beyond it. */
    AUTOFREE uint8_t *bytes = base_allocate(content.length + (content.length == 0), 1);
    memcpy(bytes, buffer_text(&content), content.length);
    printf("%s\n", path);
    (void)fflush(stdout);
    (void)LLVMFuzzerTestOneInput(bytes, content.length);
}

static size_t
replay_directory(const char *path)
{
    size_t n_files = 0;
    DIR *directory = opendir(path);
    const struct dirent *entry = NULL;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] != '.') {
            AUTOFREE char *file = base_format("%s/%s", path, entry->d_name);
            replay(file);
            n_files++;
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
    return n_files;
}

int
main(int n_arguments, char **arguments)
{
    size_t n_files = 0;
    for (int i = 1; i < n_arguments; i++) {
        n_files += replay_directory(arguments[i]);
    }
    printf("%zu inputs\n", n_files);
    return n_files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
