/* SPDX-License-Identifier: MIT */
/*
 * font: the console's map from code points to glyphs, as the kernel gives it.  Names of
 * fonts are no help: those called Vietnamese-Terminus hold 52 letters of 134.
 */
#include "tui/font.h"

#include <stdlib.h>
#include <sys/ioctl.h>

#include <linux/kd.h>

#include "core/letter.h"

enum { ENTRIES = 8192, LAST_LETTER = 0x1EF9 };

bool
font_covers(const uint16_t *c, int n)
{
	bool has[LAST_LETTER + 1] = { false };
	struct letter l;
	uint32_t letter;
	int i;

	for (i = 0; i < n; i++)
		if (c[i] <= LAST_LETTER)
			has[c[i]] = true;
	for (letter = 0x80; letter <= LAST_LETTER; letter++)
		if (!has[letter] && letter_split(letter, &l))
			return false;
	return true;
}

enum font
font_of_console(int fd)
{
	struct unimapdesc map = { .entry_ct = ENTRIES };
	uint16_t *c = calloc(ENTRIES, sizeof *c);
	enum font font = FONT_UNKNOWN;
	int i;

	map.entries = calloc(ENTRIES, sizeof *map.entries);
	if (c && map.entries && ioctl(fd, GIO_UNIMAP, &map) == 0 && map.entry_ct > 0) {
		for (i = 0; i < map.entry_ct; i++)
			c[i] = map.entries[i].unicode;
		font = font_covers(c, map.entry_ct) ? FONT_FULL : FONT_POOR;
	}
	free(map.entries);
	free(c);
	return font;
}
