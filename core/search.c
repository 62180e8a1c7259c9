/* SPDX-License-Identifier: MIT */
/*
 * search: records by words.  The index names what is worth reading; what a record is found
 * by is decided on its texts (text_match_all).  What a query finds as it stands comes with
 * the best ranks; then what is found by another name of a unit it names; and only when that
 * is nothing, what it would have been with the input method on.
 * Invariant: a record is handed on once, with its best rank.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/text.h"

enum { PIECE = 256 };           /* records read in one visit */

struct search {
	struct book *b;
	struct arena *a;        /* of the whole search */
	struct arena *scratch;  /* of one piece */
	const char *query;
	const struct form *form;
	book_hit *each;
	void *arg;
	int down;               /* ranks of this pass are divided by this */
	const char *why;
	rid *seen;              /* sorted; what was handed on in passes before this one */
	size_t nseen, nfound, cap;
	rid *found;
	/* a piece */
	const rid *id;
	int n;
	struct record *r[PIECE];
};

static int
by_id(const void *x, const void *y)
{
	rid p = *(const rid *)x, q = *(const rid *)y;

	return (p > q) - (p < q);
}

static int
read_piece(void *arg, struct txn *t, struct err *e)
{
	struct search *s = arg;
	uint8_t key[RECORD_KEY];
	int i, r;

	for (i = 0; i < s->n; i++) {
		s->r[i] = NULL;
		if (s->nseen && bsearch(&s->id[i], s->seen, s->nseen, sizeof *s->seen, by_id))
			continue;
		r = record_find(s->b, t, s->id[i], key, e);
		if (r == 0)
			r = record_read(s->b, t, s->scratch, key, &s->r[i], e);
		if (r < 0)
			return -1;
	}
	return 0;
}

/* Adds the texts of a cell: the value, of a unit its names. */
static int
add_texts(struct search *s, const struct field *f, const char *value, const char **out, int max)
{
	const struct unit *u = f->type == T_UNIT ? unit_parse(s->b->schema, value) : NULL;
	const struct unit_name *name;
	int i, n = u ? unit_names(s->scratch, s->b->schema, u, &name) : 0, k = 0;

	if (max > 0)
		out[k++] = value;
	for (i = 0; i < n && k < max; i++)
		out[k++] = name[i].text;
	return k;
}

static void
keep(struct search *s, rid id)
{
	rid *grown;

	if (s->nfound == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 256;
		grown = arena_alloc(s->a, s->cap * sizeof *grown);
		if (s->nfound)
			memcpy(grown, s->found, s->nfound * sizeof *grown);
		s->found = grown;
	}
	s->found[s->nfound++] = id;
}

enum { TEXTS = 512 };

static int
look_at(struct search *s, struct record *r, struct err *e)
{
	const struct form *f = schema_form(s->b->schema, r->shape->form);
	struct found hit = { .r = r, .form = f, .why = s->why };
	const char *text[TEXTS];
	int i, n = 0;

	if (f == NULL || (s->form && f != s->form) || r->status == ST_REMOVED || r->status == ST_ERASED)
		return 0;
	hit.v = book_values(s->scratch, r, f);
	for (i = 0; i < f->ncells && n < TEXTS; i++)
		if (hit.v[i].kind == V_TEXT && index_searched(f->cell[i].field))
			n += add_texts(s, f->cell[i].field, hit.v[i].s, text + n, TEXTS - n);
	hit.rank = text_match_all(s->scratch, s->query, text, n) / s->down;
	if (hit.rank == 0)
		return 0;
	keep(s, r->id);
	return s->each(s->arg, &hit, e);
}

/* One pass over what the index names for a query. */
static int
pass(struct search *s, const char *query, int down, const char *why, struct err *e)
{
	rid *id;
	int i, at, n = book_find(s->b, s->a, query, &id, e);

	s->query = query;
	s->down = down;
	s->why = why;
	for (at = 0; at < n; at += PIECE) {
		s->id = id + at;
		s->n = n - at < PIECE ? n - at : PIECE;
		if (book_visit(s->b, read_piece, s, e))
			return -1;
		for (i = 0; i < s->n; i++)
			if (s->r[i] && look_at(s, s->r[i], e))
				return -1;
		arena_reset(s->scratch);
	}
	s->seen = s->found;
	s->nseen = s->nfound;
	if (s->nseen)
		qsort(s->seen, s->nseen, sizeof *s->seen, by_id);
	return n < 0 ? -1 : 0;
}

/* Whether the query is that name, word for word, marks optional. */
static bool
names(struct arena *a, const char *query, const char *name)
{
	return strcmp(text_fold(a, query), text_fold(a, name)) == 0 && text_match(a, query, name);
}

/*
 * Passes for the other names of a unit that the query names: other spellings of it, and when it
 * went by that name before it became part of another (former), what that is called.
 */
static int
other_names(struct search *s, const char *query, const struct unit *u, bool former, struct err *e)
{
	const struct unit_name *n;
	int i, k, count = unit_names(s->a, s->b->schema, u, &n);

	for (i = 0; i < count; i++)
		if ((n[i].by == BY_FORMER) == former && n[i].by != BY_PART && names(s->a, query, n[i].text))
			break;
	for (k = 0; i < count && k < count; k++) {
		const char *bare = unit_bare(n[k].text);
		bool spelling = n[k].by == BY_NAME || (n[k].by == BY_ALIAS && bare != n[k].text);

		if (spelling && !names(s->a, query, bare) &&
		    pass(s, bare, former ? 64 : 16, n[i].why, e))
			return -1;
	}
	return 0;
}

static int
all_units(struct search *s, const char *query, bool former, struct err *e)
{
	const struct schema *sc = s->b->schema;
	int i;

	for (i = 0; i < sc->nunits; i++)
		if (other_names(s, query, &sc->unit[i], former, e))
			return -1;
	return 0;
}

int
book_search(struct book *b, const char *query, const struct form *f, book_hit *each, void *arg,
    struct err *e)
{
	struct search s = { .b = b, .a = arena_new(), .scratch = arena_new(), .form = f, .each = each,
		.arg = arg };
	const char *way[READINGS];
	int i, r = 0, n = text_readings(s.a, query, way);

	for (i = 0; i < n && r == 0 && s.nfound == 0; i++) {
		r = pass(&s, way[i], i ? 256 : 1, i ? way[i] : NULL, e);
		if (r == 0)
			r = all_units(&s, way[i], false, e);
		if (r == 0 && s.nfound == 0)
			r = all_units(&s, way[i], true, e);
	}
	arena_free(s.scratch);
	arena_free(s.a);
	return r;
}
