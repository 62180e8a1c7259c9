/* SPDX-License-Identifier: MIT */
/*
 * scroll: moving in lists and texts.  Invariant: after scroll_fit 0 <= top <= cur < n
 * (all 0 in an empty list), and cur < top + page.
 */
#include "tui/scroll.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"

void
scroll_fit(struct scroll *s, int page)
{
	if (s->cur >= s->n)
		s->cur = s->n - 1;
	if (s->cur < 0)
		s->cur = 0;
	if (page < 1)
		page = 1;
	if (s->top > s->cur)
		s->top = s->cur;
	if (s->cur >= s->top + page)
		s->top = s->cur - page + 1;
	if (s->top + page > s->n)
		s->top = s->n > page ? s->n - page : 0;
}

bool
scroll_act(struct scroll *s, enum action ac, const struct event *ev, int page)
{
	int by = ev->key == K_UP ? -1 : ev->key == K_DOWN ? 1 : 0;

	if (ac == AC_NEXT_REC)
		by = page;
	else if (ac == AC_PREV_REC)
		by = -page;
	else if (ac == AC_FIRST || ev->key == K_HOME)
		by = -s->cur;
	else if (ac == AC_LAST || ev->key == K_END)
		by = s->n - 1 - s->cur;
	else if (by == 0)
		return false;
	if (ac == AC_NEXT_REC || ac == AC_PREV_REC)
		s->top += by; /* a whole new page */
	s->cur += by;
	if (s->top < 0)
		s->top = 0;
	scroll_fit(s, page);
	return true;
}

static const char **
next_line(struct lines *l)
{

	l->line = arena_room(l->a, l->line, (size_t)l->n, sizeof *l->line);
	return &l->line[l->n++];
}

void
lines_add(struct lines *l, const char *fmt, ...)
{
	char *s = NULL;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		s = NULL;
	va_end(ap);
	*next_line(l) = arena_strdup(l->a, s ? s : "");
	free(s);
}

/* Bytes of the beginning of s to put on a line of cols columns. */
static size_t
break_at(const char *s, int cols)
{
	size_t n = text_cut(s, cols), i;

	if (!s[n])
		return n;
	for (i = n; i > 0; i--)
		if (s[i] == ' ')
			return i;
	return n ? n : strlen(s); /* a column too narrow for one letter ends the text */
}

void
lines_wrap(struct lines *l, int indent, int cols, const char *text)
{
	size_t n;

	text = text_show(l->a, text);
	do {
		n = break_at(text, cols - indent);
		lines_add(l, "%*s%.*s", indent, "", (int)n, text);
		text += n;
		while (*text == ' ')
			text++;
	} while (*text);
}

void
lines_hang(struct lines *l, int indent, int cols, const char *head, const char *text)
{
	int first = l->n;

	lines_wrap(l, indent, cols, text);
	l->line[first] = arena_printf(l->a, "  %s%*s%s", head, indent - 2 - text_cols(head), "",
	    l->line[first] + indent);
}

bool
lines_act(struct lines *l, enum action ac, const struct event *ev, int rows)
{
	struct scroll s = { l->n > rows ? l->n - rows + 1 : 1, l->at.top, 0 };

	if (!scroll_act(&s, ac, ev, ac == AC_NEXT_REC || ac == AC_PREV_REC ? rows - 1 : 1))
		return false;
	l->at.top = s.cur;
	return true;
}

void
lines_draw(struct lines *l, struct grid *g, int top, int rows)
{
	int i;

	for (i = 0; i < rows && l->at.top + i < l->n; i++)
		(void)grid_put(g, top + i, 0, g->cols, A_PLAIN, l->line[l->at.top + i]);
	if (l->at.top + rows < l->n)
		(void)grid_put(g, top + rows, 0, g->cols, A_PLAIN, _("PgDn: there is more below"));
}
