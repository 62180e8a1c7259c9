/* SPDX-License-Identifier: MIT */
/*
 * font: whether the console's font has the Vietnamese letters.  Only the kernel's own
 * console can be asked; over a line nobody knows.
 */
#ifndef TUI_FONT_H
#define TUI_FONT_H

#include <stdbool.h>
#include <stdint.h>

enum font { FONT_UNKNOWN, FONT_FULL, FONT_POOR };

enum font font_of_console(int fd);

/* Whether the n code points of a font hold all 134 letters that ASCII lacks. */
bool font_covers(const uint16_t *c, int n);

#endif
