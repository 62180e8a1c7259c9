/* SPDX-License-Identifier: MIT */
/*
 * grid: cells in memory.  Invariant: a wide letter is followed by a cell of 0, and
 * no write leaves half of one behind; nothing is ever written outside the grid.
 */
#include "tui/grid.h"

#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/text.h"

static const char *const plain_of[] = { /* symbols of ours and what they become in ASCII */
	"─-", "│|", "■o", "█#", "▉#", "▊#", "▋#", "▌#", "▍#", "▎#", "▏#", "▁_", "▂_", "▃-", "▄-",
	"▅=", "▆=", "▇#", "–-", "—-", "…~", "·.", "×x", "“\"", "”\"", "‘'", "’'", "→>", "←<", "↑^", "↓v",
	"≤<", "≥>", "≠#",
};

struct grid *
grid_new(int rows, int cols)
{
	struct grid *g = calloc(1, sizeof *g);

	if (g)
		g->cell = calloc((size_t)rows * (size_t)cols, sizeof *g->cell);
	if (!g || !g->cell) {
		fputs("soxa: out of memory\n", stderr);
		exit(6);
	}
	g->rows = rows;
	g->cols = cols;
	grid_clear(g);
	return g;
}

void
grid_free(struct grid *g)
{
	if (!g)
		return;
	free(g->cell);
	free(g);
}

void
grid_clear(struct grid *g)
{
	int i;

	for (i = 0; i < g->rows * g->cols; i++)
		g->cell[i] = (struct gcell){ ' ', A_PLAIN };
	g->cur_row = g->cur_col = 0;
}

/* Writes one cell; a wide letter cut in two by it becomes blank. */
static void
set(struct grid *g, int row, int col, uint32_t c, unsigned attr)
{
	struct gcell *x = &g->cell[row * g->cols + col];

	if (x->c == 0 && c != 0 && col > 0)
		x[-1].c = ' ';
	if (c != 0 && col + 1 < g->cols && x[1].c == 0)
		x[1].c = ' ';
	x->c = c;
	x->attr = (uint8_t)attr;
}

int
grid_put(struct grid *g, int row, int col, int cols, unsigned attr, const char *s)
{
	struct arena *a;
	int at = col, end = col + cols, w;
	uint32_t c;

	if (row < 0 || row >= g->rows || col < 0)
		return 0;
	if (end > g->cols)
		end = g->cols;
	a = arena_new();
	s = text_show(a, s);
	while ((c = text_next(&s)) != 0) {
		w = text_width(c);
		if (w == 0)
			continue; /* NFC has composed every mark that Vietnamese uses */
		if (at + w > end)
			break;
		set(g, row, at, c, at == col ? attr | A_BEGIN : attr);
		if (w == 2)
			set(g, row, at + 1, 0, attr);
		at += w;
	}
	arena_free(a);
	return at - col;
}

int
grid_put_right(struct grid *g, int row, int col, int cols, unsigned attr, const char *s)
{
	int used = text_cols(s);

	if (used > cols)
		used = cols;
	return grid_put(g, row, col + cols - used, used, attr, s);
}

/* The end of s that takes at most cols columns. */
static const char *
tail_of(const char *s, int cols)
{
	const char *next = s;

	while (*s && text_cols(s) > cols) {
		(void)text_next(&next);
		s = next;
	}
	return s;
}

int
grid_put_short(struct grid *g, int row, int col, int cols, unsigned attr, const char *s)
{
	int tail = cols / 3, used;

	if (text_cols(s) <= cols || cols < 2)
		return grid_put(g, row, col, cols, attr, s);
	used = grid_put(g, row, col, cols - tail - 1, attr, s);
	used += grid_put(g, row, col + used, 1, attr, "…");
	return used + grid_put(g, row, col + used, tail, attr, tail_of(s, tail));
}

void
grid_fill(struct grid *g, int row, int col, int n, uint32_t c)
{
	int i;

	if (row < 0 || row >= g->rows)
		return;
	for (i = col < 0 ? 0 : col; i < col + n && i < g->cols; i++)
		set(g, row, i, c, A_PLAIN);
}

void
grid_cursor(struct grid *g, int row, int col)
{
	g->cur_row = row < 0 ? 0 : row >= g->rows ? g->rows - 1 : row;
	g->cur_col = col < 0 ? 0 : col >= g->cols ? g->cols - 1 : col;
}

/* Capital letters stand on even code points beyond Latin-1, with one exception. */
static int
is_upper(uint32_t c)
{
	if (c < 0x100)
		return c < 0xDF;
	return c == 0x1AF || (c != 0x1B0 && c % 2 == 0);
}

uint32_t
grid_plain(uint32_t c)
{
	struct arena *a;
	char s[5] = "";
	const char *p;
	uint32_t x;
	size_t i;

	if (c >= ' ' && c < 127)
		return c;
	for (i = 0; i < sizeof plain_of / sizeof *plain_of; i++) {
		p = plain_of[i];
		if (text_next(&p) == c)
			return (uint32_t)*p;
	}
	s[text_put(s, c)] = '\0';
	a = arena_new();
	p = text_fold(a, s);
	x = text_next(&p);
	arena_free(a);
	if (x < 'a' || x > 'z')
		return '?';
	return is_upper(c) ? x - 'a' + 'A' : x;
}

void
grid_ascii(struct grid *g)
{
	int i;

	for (i = 0; i < g->rows * g->cols; i++)
		g->cell[i].c = g->cell[i].c ? grid_plain(g->cell[i].c) : ' ';
}

void
grid_dump(const struct grid *g, FILE *out)
{
	char s[5];
	int row, col;
	size_t n;

	for (row = 0; row < g->rows; row++) {
		for (col = 0; col < g->cols; col++) {
			uint32_t c = g->cell[row * g->cols + col].c;

			if (c == 0)
				continue;
			n = text_put(s, c);
			fwrite(s, 1, n, out);
		}
		fputs("|\n", out);
		if (row == g->cur_row)
			fprintf(out, "%*s\n", g->cur_col + 1, "^");
	}
}
