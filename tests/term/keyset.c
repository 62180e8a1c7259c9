/* SPDX-License-Identifier: MIT */
/*
 * keyset: one table of an xterm's keys, and the rows in which others differ.
 */
#include "tests/term/keyset.h"

#include <stdio.h>
#include <string.h>

#include "core/text.h"

enum { XTERM, PUTTY, LINUX, SCREEN, VT220, VT100, ANSI, RXVT, NSETS };

static const char *const names[NSETS] = { "xterm", "putty", "linux", "screen", "vt220", "vt100", "ansi",
	"rxvt" };

static const struct { enum key key; const char *bytes, *tmux; } keys[] = {
	{ K_ENTER, "\r", "Enter" }, { K_TAB, "\t", "Tab" }, { K_BTAB, "\033[Z", "BTab" },
	{ K_ESC, "\033", "Escape" }, { K_BACKSPACE, "\x7f", "BSpace" }, { K_DEL, "\033[3~", "DC" },
	{ K_INS, "\033[2~", "IC" }, { K_UP, "\033[A", "Up" }, { K_DOWN, "\033[B", "Down" },
	{ K_RIGHT, "\033[C", "Right" }, { K_LEFT, "\033[D", "Left" }, { K_HOME, "\033[H", "Home" },
	{ K_END, "\033[F", "End" }, { K_PGUP, "\033[5~", "PPage" }, { K_PGDN, "\033[6~", "NPage" },
	{ K_CHOME, "\033[1;5H", "C-Home" }, { K_CEND, "\033[1;5F", "C-End" },
	{ K_DELWORD, "\033\x7f", "Escape BSpace" }, { K_NEWLINE, "\033\r", "Escape Enter" },
	{ K_F1, "\033OP", "F1" }, { K_F2, "\033OQ", "F2" }, { K_F3, "\033OR", "F3" },
	{ K_F4, "\033OS", "F4" }, { K_F5, "\033[15~", "F5" }, { K_F6, "\033[17~", "F6" },
	{ K_F7, "\033[18~", "F7" }, { K_F8, "\033[19~", "F8" }, { K_F9, "\033[20~", "F9" },
	{ K_F10, "\033[21~", "F10" },
};

/* Only the rows that differ; no bytes: the keyboard does not have the key. */
static const struct { int set; enum key key; const char *bytes; } others[] = {
	{ PUTTY, K_F1, "\033[11~" }, { PUTTY, K_F2, "\033[12~" }, { PUTTY, K_F3, "\033[13~" },
	{ PUTTY, K_F4, "\033[14~" }, { PUTTY, K_HOME, "\033[1~" }, { PUTTY, K_END, "\033[4~" },
	{ PUTTY, K_CHOME, "" }, { PUTTY, K_CEND, "" },
	{ LINUX, K_F1, "\033[[A" }, { LINUX, K_F2, "\033[[B" }, { LINUX, K_F3, "\033[[C" },
	{ LINUX, K_F4, "\033[[D" }, { LINUX, K_F5, "\033[[E" }, { LINUX, K_HOME, "\033[1~" },
	{ LINUX, K_END, "\033[4~" }, { LINUX, K_BTAB, "\033\t" }, { LINUX, K_CHOME, "" },
	{ LINUX, K_CEND, "" },
	{ SCREEN, K_HOME, "\033[1~" }, { SCREEN, K_END, "\033[4~" }, { SCREEN, K_UP, "\033OA" },
	{ SCREEN, K_DOWN, "\033OB" }, { SCREEN, K_RIGHT, "\033OC" }, { SCREEN, K_LEFT, "\033OD" },
	{ VT220, K_F1, "" }, { VT220, K_F2, "" }, { VT220, K_F3, "" }, { VT220, K_F4, "" },
	{ VT220, K_F5, "" }, { VT220, K_HOME, "" }, { VT220, K_END, "" }, { VT220, K_BTAB, "" },
	{ VT220, K_CHOME, "" }, { VT220, K_CEND, "" }, { VT220, K_BACKSPACE, "\b" },
	{ VT100, K_F5, "" }, { VT100, K_F6, "" }, { VT100, K_F7, "" }, { VT100, K_F8, "" },
	{ VT100, K_F9, "" }, { VT100, K_F10, "" }, { VT100, K_HOME, "" }, { VT100, K_END, "" },
	{ VT100, K_INS, "" }, { VT100, K_DEL, "" }, { VT100, K_PGUP, "" }, { VT100, K_PGDN, "" },
	{ VT100, K_BTAB, "" }, { VT100, K_CHOME, "" }, { VT100, K_CEND, "" },
	{ VT100, K_BACKSPACE, "\b" }, { VT100, K_UP, "\033OA" }, { VT100, K_DOWN, "\033OB" },
	{ VT100, K_RIGHT, "\033OC" }, { VT100, K_LEFT, "\033OD" },
	{ ANSI, K_F1, "" }, { ANSI, K_F2, "" }, { ANSI, K_F3, "" }, { ANSI, K_F4, "" },
	{ ANSI, K_F5, "" }, { ANSI, K_F6, "" }, { ANSI, K_F7, "" }, { ANSI, K_F8, "" },
	{ ANSI, K_F9, "" }, { ANSI, K_F10, "" }, { ANSI, K_PGUP, "" }, { ANSI, K_PGDN, "" },
	{ ANSI, K_DEL, "\x7f" }, { ANSI, K_BACKSPACE, "\b" }, { ANSI, K_CHOME, "" }, { ANSI, K_CEND, "" },
	{ RXVT, K_F1, "\033[11~" }, { RXVT, K_F2, "\033[12~" }, { RXVT, K_F3, "\033[13~" },
	{ RXVT, K_F4, "\033[14~" }, { RXVT, K_HOME, "\033[7~" }, { RXVT, K_END, "\033[8~" },
	{ RXVT, K_CHOME, "\033[7^" }, { RXVT, K_CEND, "\033[8^" },
};

int
keyset_named(const char *name)
{
	int i;

	for (i = 0; i < NSETS; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

static const char *
bytes_of(int set, enum key key)
{
	size_t i;

	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].set == set && others[i].key == key)
			return others[i].bytes;
	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].key == key)
			return keys[i].bytes;
	return "";
}

size_t
keyset_bytes(int set, const struct event *ev, char out[16])
{
	if (ev->key == K_CHAR)
		return text_put(out, ev->c);
	if (ev->key == K_CTRL) {
		out[0] = (char)(ev->c & 0x1F);
		return 1;
	}
	return (size_t)snprintf(out, 16, "%s", bytes_of(set, ev->key));
}

const char *
keyset_tmux(enum key key)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].key == key)
			return keys[i].tmux;
	return NULL;
}
