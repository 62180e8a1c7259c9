/* SPDX-License-Identifier: MIT */
/*
 * vt: what a terminal would show of the bytes a program sends, as a grid.  Knows what
 * ncurses uses of xterm, vt100, linux and screen; counts what a terminal of ours must
 * never be sent (titles, mouse modes, colours).
 */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include "tui/grid.h"

enum { VT_PARAMS = 16, VT_STRING = 256 };

struct vt {
	struct grid *g;
	int row, col, top, bottom;     /* cursor, scroll region */
	int saved_row, saved_col;
	bool wrap;              /* the last column was written */
	uint32_t last;          /* for REP */
	enum { VT_TEXT, VT_ESC, VT_CSI, VT_OSC, VT_SKIP, VT_SET } state;
	int param[VT_PARAMS], nparams;
	bool private;
	uint32_t letter; int more;     /* a UTF-8 letter in pieces */
	int titles, mice, colours, asked;      /* asked: ESC [ 6 n, to be answered */
	bool eight;             /* one byte one letter, whatever UTF-8 says */
	int lines;              /* times a set of line letters was called for */
	long high;              /* bytes over 127 */
	unsigned on;            /* modes switched on, bits of vt.c's table */
};

void vt_init(struct vt *vt, int rows, int cols);
void vt_free(struct vt *vt);
void vt_resize(struct vt *vt, int rows, int cols);
void vt_write(struct vt *vt, const char *bytes, size_t n);

/* What a program that ended should have switched off, or NULL. */
const char *vt_left(const struct vt *vt);

/* Whether text stands on a row of the screen. */
bool vt_shows(const struct vt *vt, const char *text);

#endif
