/* SPDX-License-Identifier: MIT */
#include "tap.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

/* Both ends are of one machine. */
typedef struct {
    int32_t direction;
    int32_t host;
} Header;

static bool
fill_address(struct sockaddr_un *address, const char *path)
{
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof(address->sun_path)) {
        return false;
    }
    memcpy(address->sun_path, path, strlen(path));
    return true;
}

typedef int (*Attach)(int fd, const struct sockaddr *address, socklen_t length);

static int
open_socket(const char *path, Attach attach)
{
    struct sockaddr_un address;
    int tap = fill_address(&address, path) ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
    if (tap >= 0 && attach(tap, (const struct sockaddr *)&address, sizeof(address)) != 0) {
        close(tap);
        return -1;
    }
    return tap;
}

static int
attach_host(int fd, const struct sockaddr *address, socklen_t length)
{
    return connect(fd, address, length);
}

static int
attach_listener(int fd, const struct sockaddr *address, socklen_t length)
{
    return bind(fd, address, length);
}

int
tap_connect(const char *path)
{
    return open_socket(path, attach_host);
}

int
tap_listen(const char *path)
{
    mode_t mask = umask(S_IRWXG | S_IRWXO);
    int tap = open_socket(path, attach_listener);
    umask(mask);
    return tap;
}

void
tap_tell(int tap, TapDirection direction, const char *payload, size_t length)
{
    Header header = {.direction = (int32_t)direction, .host = (int32_t)getpid()};
    size_t most = TAP_MAX_SIZE - sizeof(header);
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): the kernel only reads what the header calls writable. */
    struct iovec parts[] = {{&header, sizeof(header)}, {(void *)(uintptr_t)payload, length < most ? length : most}};
    const struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    if (tap >= 0) {
        (void)sendmsg(tap, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
}

bool
tap_receive(int tap, char *buffer, TapMessage *message)
{
    Header header;
    ssize_t length = recv(tap, buffer, TAP_MAX_SIZE, 0);
    if (length < (ssize_t)sizeof(header)) {
        return false;
    }
    memcpy(&header, buffer, sizeof(header));
    *message = (TapMessage){.direction = header.direction == TAP_TO_HOST ? TAP_TO_HOST : TAP_TO_BROWSER,
                            .host = header.host,
                            .payload = buffer + sizeof(header),
                            .length = (size_t)length - sizeof(header)};
    return true;
}
