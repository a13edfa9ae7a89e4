/* SPDX-License-Identifier: MIT
 *
 * How the item of ours looks to others: fixed, and silent about sites and choices, for providers keep it in clear, or as a bare MD5.
 */
#pragma once

#define ITEM_LABEL  "Offswitch choices"
#define ITEM_SCHEMA "org.offswitch.Choices"

/* The attributes beside the schema's name: always all of them. */
#define ITEM_APPLICATION "offswitch"
#define ITEM_DOCUMENT    "choices"
