/* SPDX-License-Identifier: MIT */
/*
 * paper: a report as pages for a line printer.  Invariant: every page has the title, the
 * heads of the table it goes on with and at most PAGE_LINES lines, and no line is wider
 * than the paper.
 */
#include "tui/paper.h"

#include <string.h>

#include "core/lang.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/papertable.h"
#include "tui/scroll.h"

enum { PAGE_LINES = 60, SIGN_LINES = 9, PART_LINES = 9, PAGE_NO_COLS = 14 };

void
page_put(struct pages *s, const char *text, int cols, bool right)
{
	int n = (int)text_cut(text, cols), pad;

	text = arena_dup(s->a, text, (size_t)n);
	pad = cols - text_cols(text);
	buf_printf(s->out, "%*s%s%*s", right ? pad : 0, "", text, right ? 0 : pad, "");
}

void
page_end(struct pages *s)
{
	buf_u8(s->out, '\n');
	s->on++;
}

void
page_line(struct pages *s, const char *text)
{
	buf_put(s->out, text, text_cut(text, s->cols));
	page_end(s);
}

void
page_wrap(struct pages *s, const char *text)
{
	struct lines l = { .a = s->a };
	const char *p;
	int i;

	for (p = text; *p; p += strcspn(p, "\n"), p += *p == '\n')
		lines_wrap(&l, 0, s->cols, arena_dup(s->a, p, strcspn(p, "\n")));
	for (i = 0; i < l.n; i++) {
		page_room(s, 1);
		page_line(s, l.line[i]);
	}
}

void
page_new(struct pages *s)
{
	if (s->page)
		buf_u8(s->out, '\f');
	s->page++;
	s->on = 0;
	page_put(s, text_show(s->a, s->p->who), s->cols - PAGE_NO_COLS, false);
	page_put(s, arena_printf(s->a, _("page %d/%d"), s->page, s->pages), PAGE_NO_COLS, true);
	page_end(s);
	page_line(s, text_show(s->a, lang_pick(s->p->r->title)));
	page_line(s, s->p->period);
	if (s->grid)
		paper_heads(s);
}

void
page_room(struct pages *s, int n)
{
	if (s->on + n > PAGE_LINES)
		page_new(s);
}

/* What the chair says, a box a heading; an empty one is left to be written by hand. */
static void
boxes(struct pages *s)
{
	const struct paper_box *x;
	int i, k;

	if (s->p->note)
		page_wrap(s, s->p->note);
	for (i = 0; i < s->p->nboxes; i++) {
		x = &s->p->box[i];
		page_room(s, 4);
		page_end(s);
		page_line(s, arena_printf(s->a, "%s:", text_show(s->a, x->label)));
		page_wrap(s, x->text);
		for (k = 0; !*x->text && k < 2; k++)
			page_end(s);
	}
}

/* The same signatures in the language of the title where the file gives them, else in Vietnamese. */
static void
end(struct pages *s)
{
	const struct report *r = s->p->r;
	const char *note = r->note[LANG_VI] ? lang_pick(r->note) : "";
	enum lang lang = figure_sign(r);
	int i, k, n = r->nsign[lang], w = n ? s->cols / n : 0;

	page_room(s, n ? SIGN_LINES : 1);
	if (s->p->part[0].title)
		page_end(s);
	page_wrap(s, note);
	for (k = 0; n && k < 2; k++) {
		page_end(s);
		for (i = 0; i < n; i++)
			page_put(s, k ? _("(signature, full name)") : text_show(s->a, r->sign[lang][i]), w - 1, false);
	}
	buf_printf(s->out, "%s", n ? "\n\n\n\n" : "");
}

static void
part(struct pages *s, const struct paper_part *p)
{
	if (p->title) {
		page_room(s, PART_LINES);
		page_end(s);
		if (p->heading) {
			page_line(s, text_show(s->a, p->heading));
			page_end(s);
		}
		page_wrap(s, p->title);
	}
	if (p->silent)
		page_wrap(s, p->silent);
	if (p->title && p->t->nrows == 0)
		page_line(s, _("Nothing was recorded in these days."));
	else
		paper_table(s, p);
}

/* All of it; the number of pages is known after the first time. */
static void
fill(struct pages *s)
{
	int i;

	page_new(s);
	boxes(s);
	for (i = 0; i < s->p->nparts; i++)
		part(s, &s->p->part[i]);
	end(s);
	buf_u8(s->out, '\f');
}

void
paper_text(const struct paper *p, struct arena *a, int cols, struct buf *out)
{
	struct buf trial = { 0 };
	struct pages s = { .p = p, .a = a, .out = &trial, .cols = cols };

	fill(&s);
	buf_free(&trial);
	s = (struct pages){ .p = p, .a = a, .out = out, .cols = cols, .pages = s.page };
	fill(&s);
}
