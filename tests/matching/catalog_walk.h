/* SPDX-License-Identifier: MIT
 *
 * Every page of every site file as it would look in each of its languages, written as pages write it, among the controls of the site's other pages; whole, and with each
 * control removed in turn. What is then called sure must be it.
 */
#pragma once

#include "tally.h"

void catalog_walk(const char *sites, Tally *tally);
