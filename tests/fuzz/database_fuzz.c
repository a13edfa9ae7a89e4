/* SPDX-License-Identifier: MIT
 *
 * A catalog database that somebody damaged or forged: it is refused, or it answers; it never reads beyond itself.
 */
#include "fuzz.h"
#include "store.h"

#include <sys/mman.h>
#include <unistd.h>

static void
ask_all(Store *store)
{
    static const char *const hosts[] = {"www.example.com", "a.b.example.net", "www.linkedin.com"};
    static const char *const controls[] = {"example/privacy.ads", "example/privacy.lead", "other/page.control", "nothing"};
    ControlPlace place;
    for (size_t i = 0; i < N_ELEMENTS(hosts); i++) {
        const SiteRecord *site = store_find_host(store, hosts[i]);
        for (size_t j = 0; site != NULL && j < site->n_pages; j++) {
            (void)store_find_page(store, site, &site->pages[j]);
        }
    }
    for (size_t i = 0; i < N_ELEMENTS(controls); i++) {
        promise(!store_find_control(store, controls[i], &place) || strcmp(place.control->id, controls[i]) == 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTOCLOSE int fd = memfd_create("catalog", MFD_CLOEXEC);
    promise(fd >= 0 && write(fd, bytes, length) == (ssize_t)length);
    AUTOFREE char *path = base_format("/proc/self/fd/%d", fd);
    const char *paths[STORE_MAX_DATABASES + 1] = {path};
    Store *store = store_new(paths);
    ask_all(store);
    (void)store_revision(store);
    promise(store_count_sites(store) == 0 || store_problem(store) == NULL);
    store_free(store);
    return 0;
}
