/* SPDX-License-Identifier: MIT */
/*
 * join: many files to one schema, in passes over all forms, so that a form may name
 * a list, a form or a field that a later file declares.  Invariant: a pass begins
 * only when the one before has been over every form.
 */
#include "forms/join.h"

#include <stdlib.h>
#include <string.h>

#include "forms/codesfile.h"
#include "forms/formopt.h"
#include "forms/reportfile.h"
#include "forms/reportparts.h"
#include "forms/unitsfile.h"

static long
version_of(const struct source *src)
{
	const char *s = attr_value(src->top, "version");

	return s ? strtol(s, NULL, 10) : 0;
}

/* Of two files with one name the later folder's stays, unless it is an older version. */
static void
settle(struct source *old, struct source *new)
{
	if (!old->top || !new->top || old->dropped || strcmp(old->top->kind, new->top->kind) != 0 ||
	    strcmp(old->top->title, new->top->title) != 0)
		return;
	if (old->layer == new->layer) {
		gather_error(
		    &new->g, new->top->line, NULL, _("%s declares this name too"), old->g.file);
	} else if (version_of(new) < version_of(old)) {
		gather_warn(&new->g, attr_line(new->top, "version"), NULL,
		    _("version %ld is older than that "
		      "of %s and is not used"),
		    version_of(new), old->g.file);
		new->dropped = true;
	} else {
		old->dropped = true;
	}
}

static void
settle_all(struct build *b)
{
	int i, j;

	for (i = 1; i < b->nsources; i++)
		for (j = 0; j < i; j++)
			settle(&b->source[j], &b->source[i]);
	for (i = 0; i < b->nsources; i++)
		if (!b->source[i].top)
			b->source[i].dropped = true;
}

static bool
is(const struct source *src, const struct grammar *of)
{
	return !src->dropped && strcmp(src->top->kind, of->kind) == 0;
}

static int
by_code(const void *x, const void *y)
{
	const struct form *f = *(struct form *const *)x, *g = *(struct form *const *)y;
	int c = strcmp(f->code ? f->code : "", g->code ? g->code : "");

	return c ? c : strcmp(f->id, g->id);
}

/* The lists, the units, and the forms by themselves. */
static void
declare(struct build *b)
{
	struct schema *s = b->s;
	int i, first;

	s->form = arena_alloc(b->a, (size_t)b->nsources * sizeof *s->form + 1);
	s->codes = arena_alloc(b->a, (size_t)b->nsources * sizeof *s->codes + 1);
	s->report = arena_alloc(b->a, (size_t)b->nsources * sizeof *s->report + 1);
	for (i = 0; i < b->nsources; i++) {
		struct source *src = &b->source[i];

		if (is(src, &codes_grammar))
			s->codes[s->ncodes++] = codes_build(b, src);
		else if (is(src, &form_grammar))
			s->form[s->nforms++] = form_declare(b, src);
		else if (is(src, &units_grammar)) {
			first = s->nunits;
			units_build(b, src);
			units_check(b, src, first);
		}
	}
	qsort(s->form, (size_t)s->nforms, sizeof *s->form, by_code);
}

static struct source *
source_of(struct build *b, const struct form *f)
{
	int i;

	for (i = 0; b->source[i].g.file != f->file; i++)
		;
	return &b->source[i];
}

/* Two forms of one code: the one read later is at fault, for the other was there before. */
static void
check_form_codes(struct build *b)
{
	struct schema *s = b->s;
	const struct form *first, *later;
	struct source *src;
	int i;

	for (i = 1; i < s->nforms; i++) {
		first = s->form[i - 1];
		later = s->form[i];
		if (!first->code || !later->code || strcmp(first->code, later->code) != 0)
			continue;
		if (source_of(b, first) > source_of(b, later)) {
			later = first;
			first = s->form[i];
		}
		src = source_of(b, later);
		gather_error(&src->g, attr_line(src->top, "code"), NULL, _("the form \"%s\" bears the code "
			      "%s already"),
		    first->id, later->code);
	}
}

static void
link_all(struct build *b)
{
	static void (*const passes[])(
	    struct build *, struct source *, struct form *) = { form_link, form_keys, form_finish };
	struct schema *s = b->s;
	size_t p;
	int i;

	check_form_codes(b);
	for (p = 0; p < sizeof passes / sizeof *passes; p++)
		for (i = 0; i < s->nforms; i++)
			passes[p](b, source_of(b, s->form[i]), s->form[i]);
	for (i = 0; i < b->nsources; i++)
		if (is(&b->source[i], &report_grammar))
			s->report[s->nreports++] = report_build(b, &b->source[i]);
	report_parts(b);
}

void
join_all(struct build *b)
{
	settle_all(b);
	declare(b);
	link_all(b);
}
