/* SPDX-License-Identifier: MIT
 *
 * The floor: a native messaging host that sends back every frame as it came and knows nothing else.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_FRAME = 1024 * 1024 };

static int
read_fully(char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = read(STDIN_FILENO, bytes, length);
        if (n <= 0) {
            return 0;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return 1;
}

int
main(void)
{
    static char frame[sizeof(uint32_t) + MAX_FRAME];
    uint32_t length = 0;
    while (read_fully(frame, sizeof(length))) {
        memcpy(&length, frame, sizeof(length));
        if (length > MAX_FRAME || !read_fully(frame + sizeof(length), length) ||
            write(STDOUT_FILENO, frame, sizeof(length) + length) < 0) {
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
