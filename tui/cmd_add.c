/* SPDX-License-Identifier: MIT */
/*
 * cmd_add: records from the input.  What already waits there is checked line by line
 * and committed together, up to 1,000 records; a line that comes alone is committed and
 * answered at once.  Invariant: an id is printed only after its record is committed,
 * and a refused line stores nothing.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text.h"
#include "tui/addline.h"
#include "tui/cmd.h"
#include "tui/input.h"
#include "tui/rows.h"

enum { BATCH = 1000, KEYS = 2048 };

/* A line that was checked and waits for the commit of its batch. */
struct held {
	struct slip slip;
	unsigned line;
	bool refused;
};

struct add {
	struct cmd *c;
	const struct form *form;
	struct input in;
	bool csv, atomic;
	char comma;
	struct columns columns;         /* CSV: of the header line; none yet when n is 0 */
	struct arena *batch;            /* of the held lines; reset with each commit */
	struct arena *row;              /* of the row at hand */
	struct held held[BATCH];
	int nheld;
	int keys[KEYS];                 /* held lines by hash of their key: index + 1 */
	struct look real, look;
	bool asked;                     /* a check asked the book about this very form */
	unsigned refused;
	struct buf out;
};

/* The look-ups of a check, with an eye on whether the held lines could matter to it. */
static int
look_total(void *arg, const char *form, const char *field, int nwhere, const char **is,
    const struct value *value_is, int32_t from, int32_t to, uint64_t but, struct value *out)
{
	struct add *ad = arg;

	ad->asked |= strcmp(form, ad->form->id) == 0;
	return ad->real.total(ad->real.arg, form, field, nwhere, is, value_is, from, to, but, out);
}

static int
look_prev(void *arg, const struct form *form, const struct value *v, int cell, struct value *out)
{
	struct add *ad = arg;

	ad->asked = true;
	return ad->real.prev(ad->real.arg, form, v, cell, out);
}

static int
look_last(void *arg, const struct form *form, const struct value *v, int cell, struct value *out)
{
	struct add *ad = arg;

	ad->asked = true;
	return ad->real.last(ad->real.arg, form, v, cell, out);
}

static int
look_recent(void *arg, const struct recent *q, int64_t *out, int max)
{
	struct add *ad = arg;

	ad->asked = true;
	return ad->real.recent(ad->real.arg, q, out, max);
}

static int
look_linked(void *arg, const char *form, const char *id, const char *field, struct value *out)
{
	struct add *ad = arg;

	return ad->real.linked(ad->real.arg, form, id, field, out);
}

static bool
look_exists(void *arg, const char *form, int nwhere, const char **is, const struct value *value_is,
    uint64_t but)
{
	struct add *ad = arg;

	ad->asked |= strcmp(form, ad->form->id) == 0;
	return ad->real.exists(ad->real.arg, form, nwhere, is, value_is, but);
}

/* Open lists only give hints, which nobody reads here. */
static bool
look_known(void *arg, const struct field *f, const char *value)
{
	(void)arg;
	(void)f;
	(void)value;
	return true;
}

static void
watch_looks(struct add *ad)
{
	ad->real = book_look(ad->c->book, book_info(ad->c->book)->unit);
	ad->look = ad->real;
	ad->look.arg = ad;
	ad->look.total = ad->real.total ? look_total : NULL;
	ad->look.prev = ad->real.prev ? look_prev : NULL;
	ad->look.last = ad->real.last ? look_last : NULL;
	ad->look.linked = ad->real.linked ? look_linked : NULL;
	ad->look.exists = ad->real.exists ? look_exists : NULL;
	ad->look.recent = ad->real.recent ? look_recent : NULL;
	ad->look.known = look_known;
	ad->look.no_hints = true;
}

/* The place in keys[] of the held line with the same key as v, or the free place for it. */
static int *
key_place(struct add *ad, const struct value *v)
{
	const struct form *f = ad->form;
	uint64_t h = 0;
	const struct value *other;
	int i;

	for (i = 0; i < f->nkeys; i++)
		h = value_hash(h, &v[f->key[i]->cell]);
	for (h ^= h >> 29;; h++) {
		if (!ad->keys[h % KEYS])
			return &ad->keys[h % KEYS];
		other = ad->held[ad->keys[h % KEYS] - 1].slip.v;
		for (i = 0; i < f->nkeys; i++)
			if (!value_equal(&v[f->key[i]->cell], &other[f->key[i]->cell]))
				break;
		if (i == f->nkeys)
			return &ad->keys[h % KEYS];
	}
}

static void
forget_held(struct add *ad)
{
	ad->nheld = 0;
	memset(ad->keys, 0, sizeof ad->keys);
	arena_reset(ad->batch);
}

/* Looks the keys of all held lines up in one visit. */
static int
look_keys_up(struct add *ad, struct err *e)
{
	const struct value *v[BATCH];
	rid same[BATCH];
	int at[BATCH], i, n = 0;

	for (i = 0; i < ad->nheld && ad->form->nkeys; i++)
		if (!ad->held[i].refused) {
			at[n] = i;
			v[n++] = ad->held[i].slip.v;
		}
	if (n == 0)
		return 0;
	if (book_by_keys(ad->c->book, ad->form, ad->held[0].slip.unit, v, n, same, e) < 0)
		return -1;
	for (i = 0; i < n; i++)
		if (same[i]) {
			slip_same_key(&ad->held[at[i]].slip, same[i]);
			ad->held[at[i]].refused = slip_blocking(&ad->held[at[i]].slip) > 0;
		}
	return 0;
}

/* Prints what stands in the way of the refused lines. */
static void
tell_refused(struct add *ad)
{
	const struct slip *h;
	int i, k;

	for (k = 0; k < ad->nheld; k++) {
		if (!ad->held[k].refused)
			continue;
		h = &ad->held[k].slip;
		for (i = 0; i < h->found.n; i++)
			if (slip_blocks(h, &h->found.f[i]))
				fprintf(stderr, "line %u: %s\n", ad->held[k].line, slip_say(h, &h->found.f[i]));
		ad->refused++;
	}
}

/* Saves the lines that were not refused and prints their ids. */
static int
save_held(struct add *ad, struct err *e)
{
	struct cmd *c = ad->c;
	struct save *list = arena_alloc(ad->batch, (size_t)ad->nheld * sizeof *list);
	const struct slip *h;
	const char *id;
	int i, n = 0;

	for (i = 0; i < ad->nheld; i++) {
		h = &ad->held[i].slip;
		if (!ad->held[i].refused)
			list[n++] = (struct save){ .kind = CH_CREATE, .form = ad->form, .v = h->v,
			    .who = c->who, .reason = h->reason, .unit = h->unit };
	}
	if (n && book_save(c->book, list, n, e) < 0)
		return err_wrap(e, _("up to line %u, %d lines are not saved"), ad->in.line, n);
	for (i = 0; i < n; i++) {
		id = book_id(c->book, ad->batch, list[i].id);
		buf_put(&ad->out, id, strlen(id));
		buf_u8(&ad->out, '\n');
	}
	row_flush(&ad->out);
	fflush(stdout); /* a failed write stays in its error mark; main looks */
	return 0;
}

/* Ends the batch: looks keys up, tells refusals, saves the rest (nothing when --atomic forbids it). */
static int
commit(struct add *ad, struct err *e)
{
	int status = ad->nheld ? look_keys_up(ad, e) : 0;

	if (status == 0)
		tell_refused(ad);
	if (status == 0 && ad->nheld && !(ad->atomic && ad->refused))
		status = save_held(ad, e);
	forget_held(ad);
	return status;
}

/* What became of the line at hand. */
enum { LINE_DONE, LINE_AGAIN /* after a commit */, LINE_FAILED = -1 };

/* The checks of a line, and its place among the held ones. */
static int
settle(struct add *ad, struct slip *h, struct err *e)
{
	int *place = ad->form->nkeys ? key_place(ad, h->v) : NULL;
	struct held *held;

	if (place && *place && !ad->atomic)
		return LINE_AGAIN;
	if (place && *place)
		slip_same_key(h, 0);
	ad->asked = false;
	slip_check(h, OFFER_DEFAULTS);
	if (ad->asked && ad->nheld && !ad->atomic)
		return LINE_AGAIN;
	if (ad->nheld == BATCH)
		return err_set(e, E_INPUT, _("--atomic takes at most %d lines"), BATCH);
	held = &ad->held[ad->nheld++];
	held->slip = *h;
	held->line = ad->in.line;
	held->refused = slip_blocking(h) > 0;
	if (place && !held->refused)
		*place = ad->nheld;
	return LINE_DONE;
}

/* A line of JSON, or a row of CSV, from its bytes to a held line. */
struct piece { const char *s; size_t n; struct csv_row row; };

static int
add_piece(struct add *ad, const struct piece *p, struct err *e)
{
	struct slip h;
	int done = LINE_AGAIN;

	while (done == LINE_AGAIN) {
		slip_new(&h, ad->batch, ad->c->book, ad->form);
		h.look = &ad->look;
		if (ad->csv)
			line_row(&h, &ad->columns, &p->row);
		else
			line_object(&h, p->s, p->n);
		done = settle(ad, &h, e);
		if (done == LINE_AGAIN && commit(ad, e) < 0)
			done = LINE_FAILED;
	}
	return done;
}

static int
read_header(struct add *ad, const struct csv_row *row, struct err *e)
{
	struct slip h;
	int i;

	slip_new(&h, ad->c->a, ad->c->book, ad->form);
	line_header(&h, row, &ad->columns);
	for (i = 0; i < h.found.n; i++)
		fprintf(stderr, "line %u: %s\n", ad->in.line, slip_say(&h, &h.found.f[i]));
	return h.found.n ? err_set(e, E_INPUT, _("the header line is wrong; nothing was taken in")) : 0;
}

/* A row that does not split is refused, and the next line begins a new one. */
static int
pass_bad_row(struct add *ad, const struct err *why, struct err *e)
{
	struct slip *h;
	const char *s;
	size_t n;

	if (input_line(&ad->in, &s, &n, e) <= 0)
		return err_set(e, why->code, "%s", why->text);
	if (ad->nheld == BATCH && commit(ad, e) < 0)
		return -1;
	h = &ad->held[ad->nheld].slip;
	slip_new(h, ad->batch, ad->c->book, ad->form);
	slip_fault(h, -1, "csv", why->text);
	ad->held[ad->nheld].line = ad->in.line;
	ad->held[ad->nheld++].refused = true;
	return 1;
}

/* The next piece of the input is added: 1; 0 none is whole yet; -1. */
static int
next_piece(struct add *ad, struct err *e)
{
	struct piece p = { 0 };
	struct err why;
	int got;

	if (!ad->csv) {
		got = input_line(&ad->in, &p.s, &p.n, e);
		while (got > 0 && p.n > 0 && (p.s[0] == ' ' || p.s[0] == '\t')) {
			p.s++;
			p.n--;
		}
		return got <= 0 || p.n == 0 ? got : add_piece(ad, &p, e) < 0 ? -1 : 1;
	}
	if (!ad->columns.n)
		ad->comma = input_comma(&ad->in);
	arena_reset(ad->row);
	got = input_row(&ad->in, ad->row, ad->comma, &p.row, &why);
	if (got < 0)
		return pass_bad_row(ad, &why, e);
	if (got == 0)
		return 0;
	if (!ad->columns.n)
		return read_header(ad, &p.row, e) < 0 ? -1 : 1;
	if (p.row.ncells == 1 && p.row.cell[0].n == 0)
		return 1;
	return add_piece(ad, &p, e) < 0 ? -1 : 1;
}

/* Nothing whole is at hand: commits before it waits. */
static int
more_input(struct add *ad, struct err *e)
{
	struct input *in = &ad->in;
	int filled = input_fill(in, DONT_WAIT, e);

	if (filled == 0) {
		if (!ad->atomic && commit(ad, e) < 0)
			return -1;
		filled = input_fill(in, WAIT, e);
	}
	if (in->lines == 0 && in->at == 0 && in->buf.n >= 3 && memcmp(in->buf.p, CSV_BOM, 3) == 0)
		in->at = 3;
	return filled;
}

static int
add_all(struct add *ad, struct err *e)
{
	struct err second;
	int got, since = 0;

	for (;;) {
		got = next_piece(ad, e);
		if (got < 0) {
			if (!ad->atomic)
				(void)commit(ad, &second); /* what was right before the fault is kept; the fault is told */
			return -1;
		}
		if (got == 0) {
			if (ad->in.eof)
				return commit(ad, e);
			if (more_input(ad, e) < 0)
				return -1;
		} else if (++since == BATCH && !ad->atomic) {
			since = 0;
			if (commit(ad, e) < 0)
				return -1;
		}
	}
}

int
cmd_add(struct cmd *c, struct err *e)
{
	struct add *ad = arena_alloc(c->a, sizeof *ad);
	int status;

	ad->c = c;
	ad->form = cmd_form(c, c->arg[0], e);
	if (!ad->form)
		return -1;
	ad->csv = cmd_opt(c, "csv") != NULL;
	ad->atomic = cmd_opt(c, "atomic") != NULL;
	ad->batch = arena_new();
	ad->row = arena_new();
	ad->in.fd = STDIN_FILENO;
	watch_looks(ad);
	status = add_all(ad, e);
	if (status == 0 && ad->refused && ad->atomic)
		cmd_say(_("nothing was taken in, because lines were refused (--atomic)"));
	arena_free(ad->batch);
	arena_free(ad->row);
	buf_free(&ad->in.buf);
	buf_free(&ad->out);
	return status < 0 ? -1 : ad->refused ? err_exit(E_INPUT) : 0;
}
