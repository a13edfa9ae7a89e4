/* SPDX-License-Identifier: MIT */
#include "tally.h"

#include <math.h>
#include <stdio.h>

void
share_count(Share *share, bool is_right)
{
    share->n_right += is_right ? 1 : 0;
    share->n_all++;
}

static void
print_share(const char *name, const Share *share)
{
    static const double z = 1.96; /* 95 % of a normal distribution */
    if (share->n_all == 0) {
        return;
    }
    double n = (double)share->n_all;
    double p = (double)share->n_right / n;
    double middle = p + z * z / (2 * n);
    double spread = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    double width = 1 + z * z / n;
    printf("  %-42s %6zu of %6zu  %6.2f %%  [%6.2f, %6.2f]\n", name, share->n_right, share->n_all, 100 * p,
           100 * (middle - spread) / width, 100 * (middle + spread) / width);
}

void
tally_print(const char *title, const Tally *tally)
{
    printf("\n%s: %zu controls on %zu pages\n", title, tally->n_controls, tally->n_pages);
    print_share("sure is right", &tally->sure);
    print_share("found and sure", &tally->found_sure);
    print_share("found, sure or likely", &tally->found);
    print_share("likely is right", &tally->likely);
    print_share("pages without a false prompt", &tally->without_false_prompt);
    if (tally->without_false_prompt.n_all > 0) {
        const Share *pages = &tally->without_false_prompt;
        printf("  %-42s %6.1f\n", "false prompts in 1,000 pages",
               1000.0 * (double)(pages->n_all - pages->n_right) / (double)pages->n_all);
    }
    print_share("the state told is right", &tally->told);
    print_share("suspected is right", &tally->suspected);
    print_share("suspects found", &tally->suspects_found);
    print_share("the concept suspected is right", &tally->concepts);
    print_share("the protecting state told is right", &tally->suspects_told);
}

size_t
tally_n_wrong(const Tally *tally)
{
    const Share *shares[] = {&tally->sure, &tally->told, &tally->suspects_told};
    size_t n_wrong = 0;
    for (size_t i = 0; i < N_ELEMENTS(shares); i++) {
        n_wrong += shares[i]->n_all - shares[i]->n_right;
    }
    return n_wrong;
}
