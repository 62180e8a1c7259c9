/* SPDX-License-Identifier: MIT */
/*
 * vt: a terminal in memory.  Invariant: the cursor is always inside the grid.
 */
#include "tests/term/vt.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

static const struct { int mode; bool usual; const char *name; } modes[] = { /* ESC [ ? mode h */
	{ 1, false, "cursor keys in their other mode" }, { 25, true, "the cursor" },
	{ 47, false, "the other screen" }, { 1047, false, "the other screen" },
	{ 1049, false, "the other screen" }, { 2004, false, "bracketed paste" },
	{ 1000, false, "the mouse" }, { 1002, false, "the mouse" }, { 1006, false, "the mouse" },
	{ 7, true, "wrapping" }, { 66, false, "the number pad in its other mode" },
};

enum { NMODES = sizeof modes / sizeof *modes };

void
vt_init(struct vt *vt, int rows, int cols)
{
	int i;

	memset(vt, 0, sizeof *vt);
	vt->g = grid_new(rows, cols);
	vt->bottom = rows - 1;
	for (i = 0; i < NMODES; i++)
		vt->on |= (unsigned)modes[i].usual << i;
}

void
vt_free(struct vt *vt)
{
	grid_free(vt->g);
}

void
vt_resize(struct vt *vt, int rows, int cols)
{
	struct grid *old = vt->g;
	int row, col;

	vt->g = grid_new(rows, cols);
	for (row = 0; row < rows && row < old->rows; row++)
		for (col = 0; col < cols && col < old->cols; col++)
			vt->g->cell[row * cols + col] = old->cell[row * old->cols + col];
	grid_free(old);
	vt->top = 0;
	vt->bottom = rows - 1;
	vt->row = vt->row < rows ? vt->row : rows - 1;
	vt->col = vt->col < cols ? vt->col : cols - 1;
	vt->wrap = false;
}

static void
go(struct vt *vt, int row, int col)
{
	vt->row = row < 0 ? 0 : row >= vt->g->rows ? vt->g->rows - 1 : row;
	vt->col = col < 0 ? 0 : col >= vt->g->cols ? vt->g->cols - 1 : col;
	vt->wrap = false;
}

static void
blank(struct vt *vt, int row, int from, int to)
{
	int col;

	for (col = from < 0 ? 0 : from; col < to && col < vt->g->cols; col++)
		vt->g->cell[row * vt->g->cols + col] = (struct gcell){ ' ', 0 };
}

/* Moves the rows of top ... bottom up by n (down when negative). */
static void
scroll(struct vt *vt, int top, int n)
{
	size_t bytes = (size_t)vt->g->cols * sizeof *vt->g->cell;
	int i, row, from;

	for (i = 0; i <= vt->bottom - top; i++) {
		row = n > 0 ? top + i : vt->bottom - i;
		from = row + n;
		if (from >= top && from <= vt->bottom)
			memcpy(&vt->g->cell[row * vt->g->cols], &vt->g->cell[from * vt->g->cols], bytes);
		else
			blank(vt, row, 0, vt->g->cols);
	}
}

static void
line_feed(struct vt *vt)
{
	if (vt->row == vt->bottom)
		scroll(vt, vt->top, 1);
	else if (vt->row < vt->g->rows - 1)
		vt->row++;
	vt->wrap = false;
}

static void
put(struct vt *vt, uint32_t c)
{
	int w = text_width(c);
	struct gcell *x;

	if (w == 0)
		return;
	if (vt->wrap || vt->col + w > vt->g->cols) {
		vt->col = 0;
		line_feed(vt);
	}
	x = &vt->g->cell[vt->row * vt->g->cols + vt->col];
	x[0] = (struct gcell){ c, 0 };
	if (w == 2)
		x[1] = (struct gcell){ 0, 0 };
	vt->last = c;
	vt->wrap = vt->col + w >= vt->g->cols;
	vt->col = vt->wrap ? vt->g->cols - 1 : vt->col + w;
}

/* Shifts the cells from the cursor to the end of the row by n. */
static void
shift(struct vt *vt, int n)
{
	struct gcell *row = &vt->g->cell[vt->row * vt->g->cols];
	int cols = vt->g->cols, keep = cols - vt->col - abs(n);

	if (keep < 0)
		keep = 0;
	if (n > 0) {
		memmove(&row[cols - keep], &row[vt->col], (size_t)keep * sizeof *row);
		blank(vt, vt->row, vt->col, cols - keep);
	} else {
		memmove(&row[vt->col], &row[cols - keep], (size_t)keep * sizeof *row);
		blank(vt, vt->row, vt->col + keep, cols);
	}
}

static void
erase_screen(struct vt *vt, int how)
{
	int row;

	for (row = 0; row < vt->g->rows; row++)
		if (how == 2 || (how == 0 ? row > vt->row : row < vt->row))
			blank(vt, row, 0, vt->g->cols);
	if (how == 0)
		blank(vt, vt->row, vt->col, vt->g->cols);
	if (how == 1)
		blank(vt, vt->row, 0, vt->col + 1);
}

static void
erase_row(struct vt *vt, int how)
{
	blank(vt, vt->row, how == 0 ? vt->col : 0, how == 1 ? vt->col + 1 : vt->g->cols);
}

static void
set_mode(struct vt *vt, int mode, bool on)
{
	int i;

	for (i = 0; i < NMODES; i++)
		if (modes[i].mode == mode)
			vt->on = (vt->on & ~(1u << i)) | (unsigned)on << i;
}

const char *
vt_left(const struct vt *vt)
{
	int i;

	for (i = 0; i < NMODES; i++)
		if ((vt->on >> i & 1) != modes[i].usual)
			return modes[i].name;
	return vt->top != 0 || vt->bottom != vt->g->rows - 1 ? "the scroll region" : NULL;
}

static void
count_modes(struct vt *vt, bool on)
{
	int i, p;

	for (i = 0; i < vt->nparams; i++) {
		p = vt->param[i];
		if (vt->private)
			set_mode(vt, p, on);
		if (vt->private && on && ((p >= 1000 && p <= 1016) || p == 9))
			vt->mice++;
		if (vt->private && (p == 1049 || p == 47 || p == 1047))
			erase_screen(vt, 2);
	}
}

static void
count_colours(struct vt *vt)
{
	int i, p;

	for (i = 0; i < vt->nparams; i++) {
		p = vt->param[i];
		if ((p >= 30 && p <= 49) || (p >= 90 && p <= 107))
			vt->colours += p != 39 && p != 49; /* the usual colours are none */
	}
}

static void
set_region(struct vt *vt)
{
	vt->top = vt->param[0] > 0 ? vt->param[0] - 1 : 0;
	vt->bottom = vt->param[1] > 0 && vt->param[1] <= vt->g->rows ? vt->param[1] - 1 : vt->g->rows - 1;
	go(vt, 0, 0);
}

static void
csi_move(struct vt *vt, char c, int n)
{
	switch (c) {
	case 'A':
		go(vt, vt->row - n, vt->col);
		break;
	case 'B':
		go(vt, vt->row + n, vt->col);
		break;
	case 'C':
		go(vt, vt->row, vt->col + n);
		break;
	case 'D':
		go(vt, vt->row, vt->col - n);
		break;
	case 'G':
		go(vt, vt->row, n - 1);
		break;
	case 'd':
		go(vt, n - 1, vt->col);
		break;
	default:
		go(vt, n - 1, vt->param[1] > 0 ? vt->param[1] - 1 : 0);
		break;
	}
}

static void
csi(struct vt *vt, char c)
{
	int n = vt->param[0] > 0 ? vt->param[0] : 1, i;

	if (strchr("ABCDGdHf", c))
		csi_move(vt, c, n);
	else if (c == 'J')
		erase_screen(vt, vt->param[0]);
	else if (c == 'K')
		erase_row(vt, vt->param[0]);
	else if (c == 'X')
		blank(vt, vt->row, vt->col, vt->col + n);
	else if (c == '@' || c == 'P')
		shift(vt, c == '@' ? n : -n);
	else if (c == 'L' || c == 'M')
		scroll(vt, vt->row, c == 'M' ? n : -n);
	else if (c == 'S' || c == 'T')
		scroll(vt, vt->top, c == 'S' ? n : -n);
	else if (c == 'r' && !vt->private)
		set_region(vt);
	else if (c == 'b')
		for (i = 0; i < n; i++)
			put(vt, vt->last);
	else if (c == 'n' && vt->param[0] == 6)
		vt->asked++;
	else if (c == 'm')
		count_colours(vt);
	else if (c == 'h' || c == 'l')
		count_modes(vt, c == 'h');
}

static void
csi_byte(struct vt *vt, uint8_t c)
{
	if (c == '?' || c == '>' || c == '=')
		vt->private = true;
	else if (c >= '0' && c <= '9' && vt->param[vt->nparams - 1] < 10000)
		vt->param[vt->nparams - 1] = vt->param[vt->nparams - 1] * 10 + c - '0';
	else if (c == ';' && vt->nparams < VT_PARAMS)
		vt->nparams++;
	else if (c >= 0x40) {
		vt->state = VT_TEXT;
		csi(vt, (char)c);
	}
}

static void
esc_byte(struct vt *vt, uint8_t c)
{
	vt->state = VT_TEXT;
	if (c == '[') {
		vt->state = VT_CSI;
		memset(vt->param, 0, sizeof vt->param);
		vt->nparams = 1;
		vt->private = false;
	} else if (c == ']' || c == 'k') {
		vt->titles++;
		vt->state = VT_OSC;
	} else if (strchr("()*+#%", c)) {
		vt->state = c == '(' ? VT_SET : VT_SKIP;
	} else if (c == '=' || c == '>') {
		set_mode(vt, 66, c == '=');
	} else if (c == 'D' || c == 'E') {
		if (c == 'E')
			go(vt, vt->row, 0);
		line_feed(vt);
	} else if (c == 'M') {
		if (vt->row == vt->top)
			scroll(vt, vt->top, -1);
		else
			go(vt, vt->row - 1, vt->col);
	} else if (c == '7') {
		vt->saved_row = vt->row;
		vt->saved_col = vt->col;
	} else if (c == '8') {
		go(vt, vt->saved_row, vt->saved_col);
	}
}

static void
control(struct vt *vt, uint8_t c)
{
	if (c == 033)
		vt->state = VT_ESC;
	else if (c == '\r')
		go(vt, vt->row, 0);
	else if (c == '\n' || c == 11 || c == 12)
		line_feed(vt);
	else if (c == '\b')
		go(vt, vt->row, vt->col - 1);
	else if (c == '\t')
		go(vt, vt->row, (vt->col / 8 + 1) * 8);
	vt->lines += c == 14;
}

static void
text_byte(struct vt *vt, uint8_t c)
{
	vt->high += c > 0x7F;
	if (c < 0x20 || c == 0x7F) {
		control(vt, c);
	} else if (c < 0x80 || vt->eight) {
		put(vt, c);
	} else if (c < 0xC0) {
		vt->letter = vt->letter << 6 | (c & 0x3F);
		if (vt->more > 0 && --vt->more == 0)
			put(vt, vt->letter);
	} else {
		vt->more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
		vt->letter = c & (0x3Fu >> vt->more);
	}
}

void
vt_write(struct vt *vt, const char *bytes, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		uint8_t c = (uint8_t)bytes[i];

		if (vt->state == VT_ESC)
			esc_byte(vt, c);
		else if (vt->state == VT_CSI)
			csi_byte(vt, c);
		else if (vt->state == VT_OSC)
			vt->state = c == 7 ? VT_TEXT : c == 033 ? VT_SKIP : VT_OSC;
		else if (vt->state == VT_SKIP)
			vt->state = VT_TEXT;
		else if (vt->state == VT_SET) {
			vt->lines += c == '0';
			vt->state = VT_TEXT;
		}
		else
			text_byte(vt, c);
	}
	grid_cursor(vt->g, vt->row, vt->col);
}

bool
vt_shows(const struct vt *vt, const char *text)
{
	char *s = calloc((size_t)vt->g->cols * 4 + 1, 1), *p;
	bool found = false;
	int row, col;

	for (row = 0; s && !found && row < vt->g->rows; row++) {
		p = s;
		for (col = 0; col < vt->g->cols; col++)
			if (vt->g->cell[row * vt->g->cols + col].c)
				p += text_put(p, vt->g->cell[row * vt->g->cols + col].c);
		*p = '\0';
		found = strstr(s, text) != NULL;
	}
	free(s);
	return found;
}
