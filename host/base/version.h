/* SPDX-License-Identifier: MIT
 *
 * Which Offswitch this is, like "0.1.0". Of the build system, which tells one file: another version compiles nothing else anew.
 */
#pragma once

extern const char offswitch_version[];
