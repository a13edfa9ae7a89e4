/* SPDX-License-Identifier: MIT
 *
 * matching LABELLED SITES [--all]: how good the matcher is. Reads the labelled pages below LABELLED/tune and LABELLED/score, then walks every page of the site files in
 * SITES. Prints shares; fails when anything was called sure that is not it, or a state was told that is not so. --all prints every miss of `tune`; those of `score` are not
 * printed, so that nothing is tuned on them.
 */
#include "catalog_walk.h"
#include "judge.h"
#include "name_walk.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
is_case_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static void
judge_half(const char *directory, const char *half, bool is_chatty, Tally *tally)
{
    struct dirent **names = NULL;
    AUTOFREE char *path = base_format("%s/%s", directory, half);
    Matcher *matcher = matcher_new();
    int n_names = scandir(path, &names, is_case_file, alphasort);
    for (int i = 0; i < n_names; i++) {
        AUTOFREE char *file_path = base_format("%s/%s", path, names[i]->d_name);
        CaseFile *file = case_file_read(file_path);
        judge_file(file, matcher, is_chatty, tally);
        case_file_free(file);
        free(names[i]);
    }
    free(names);
    matcher_free(matcher);
}

int
main(int n_arguments, char **arguments)
{
    Tally tune = {0};
    Tally score = {0};
    Tally walk = {0};
    Tally names[2] = {{0}, {0}};
    if (n_arguments < 3) {
        fprintf(stderr, "usage: matching LABELLED SITES [--all]\n");
        return 2;
    }
    judge_half(arguments[1], "tune", n_arguments > 3, &tune);
    judge_half(arguments[1], "score", false, &score);
    catalog_walk(arguments[2], &walk);
    name_walk(arguments[2], &names[0], &names[1]);
    tally_print("tune", &tune);
    tally_print("score (nothing was tuned on these)", &score);
    tally_print("the catalog, disturbed", &walk);
    tally_print("the catalog's names, as if unknown: tune", &names[0]);
    tally_print("the catalog's names, as if unknown: score", &names[1]);
    size_t n_wrong = tally_n_wrong(&tune) + tally_n_wrong(&score) + tally_n_wrong(&walk);
    size_t n_sure = tune.sure.n_all + score.sure.n_all + walk.sure.n_all;
    printf("\n%zu sure decisions, %zu of all answers wrong\n", n_sure, n_wrong);
    return n_wrong == 0 && score.n_pages > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
