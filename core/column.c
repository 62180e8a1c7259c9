/* SPDX-License-Identifier: MIT */
/*
 * column: columns of a payload as JSON.  Invariant: column_read gives back the
 * tokens that column_write was given, whichever of the three shapes it chose; the
 * choice is only about size.
 */
#include "core/column.h"

#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"

enum { NLETTERS = 62 };

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

void
column_text(struct buf *b, const char *s)
{
	static const char escapes[] = "\"\\\n\t\r", names[] = "\"\\ntr";
	const char *at;

	buf_u8(b, '"');
	for (; *s; s++) {
		at = strchr(escapes, *s);
		if (at)
			buf_printf(b, "\\%c", names[at - escapes]);
		else if ((unsigned char)*s < 0x20)
			buf_printf(b, "\\u%04x", (unsigned)*s);
		else
			buf_u8(b, (uint8_t)*s);
	}
	buf_u8(b, '"');
}

static void
put_tok(struct buf *b, const struct tok *t)
{
	switch (t->kind) {
	case TK_UNSET:
		buf_printf(b, "null");
		break;
	case TK_BLANK:
		buf_printf(b, "false");
		break;
	case TK_NA:
		buf_printf(b, "[\"-\"]");
		break;
	case TK_UNKNOWN:
		buf_printf(b, "[\"?\"]");
		break;
	case TK_INT:
		buf_printf(b, "%lld", (long long)t->n);
		break;
	case TK_TEXT:
		column_text(b, t->s);
		break;
	case TK_HASH:
		buf_printf(b, "[\"h\",\"");
		base64_put(b, t->hash, HASH_BYTES);
		buf_printf(b, "\"]");
		break;
	}
}

/* Tokens that are arrays themselves. */
static bool
is_special(const struct tok *t)
{
	return t->kind == TK_NA || t->kind == TK_UNKNOWN || t->kind == TK_HASH;
}

static int
tok_cmp(const struct tok *x, const struct tok *y)
{
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	switch (x->kind) {
	case TK_INT:
		return x->n < y->n ? -1 : x->n > y->n;
	case TK_TEXT:
		return strcmp(x->s, y->s);
	case TK_HASH:
		return memcmp(x->hash, y->hash, HASH_BYTES);
	default:
		return 0;
	}
}

bool
column_all(const struct tok *t, int n, const struct tok *like)
{
	int i;

	for (i = 0; i < n && tok_cmp(&t[i], like) == 0; i++)
		;
	return i == n;
}

/* A value that occurs in a column: how often, and where first. */
struct class {
	int first, count;
	int letter;             /* -1: none */
};

struct classes {
	int n;
	struct class *c;        /* by first occurrence */
	int *of;                /* a token's class */
};

struct place {
	const struct tok *t;
	int at;
};

static int
by_tok(const void *x, const void *y)
{
	const struct place *p = x, *q = y;
	int d = tok_cmp(p->t, q->t);

	return d ? d : p->at - q->at;
}

static void
classify(struct arena *a, const struct tok *t, int n, struct classes *out)
{
	struct place *p = arena_alloc(a, (size_t)n * sizeof *p);
	int i, *leader = arena_alloc(a, (size_t)n * sizeof *leader);

	for (i = 0; i < n; i++)
		p[i] = (struct place){ &t[i], i };
	qsort(p, (size_t)n, sizeof *p, by_tok);
	for (i = 0; i < n; i++)
		leader[p[i].at] = i && tok_cmp(p[i].t, p[i - 1].t) == 0 ? leader[p[i - 1].at] :
		    p[i].at;
	out->c = arena_alloc(a, (size_t)n * sizeof *out->c);
	out->of = arena_alloc(a, (size_t)n * sizeof *out->of);
	out->n = 0;
	for (i = 0; i < n; i++) {
		if (leader[i] == i) {
			out->c[out->n] = (struct class){ i, 0, -1 };
			out->of[i] = out->n++;
		} else {
			out->of[i] = out->of[leader[i]];
		}
		out->c[out->of[i]].count++;
	}
}

static int
by_count(const void *x, const void *y)
{
	const struct class *c = *(struct class *const *)x, *d = *(struct class *const *)y;

	return c->count != d->count ? d->count - c->count : c->first - d->first;
}

/* Gives letters to the values that occur most, twice at least; how many. */
static int
give_letters(const struct tok *t, struct classes *cs, struct class **order)
{
	int i, n = 0;

	for (i = 0; i < cs->n; i++)
		if (cs->c[i].count > 1 && t[cs->c[i].first].kind != TK_UNSET)
			order[n++] = &cs->c[i];
	qsort(order, (size_t)n, sizeof *order, by_count);
	if (n > NLETTERS)
		n = NLETTERS;
	for (i = 0; i < n; i++)
		order[i]->letter = i;
	return n;
}

static void
write_array(struct buf *b, const struct tok *t, int n)
{
	int i;

	buf_u8(b, '[');
	for (i = 0; i < n; i++) {
		if (i)
			buf_u8(b, ',');
		put_tok(b, &t[i]);
	}
	buf_u8(b, ']');
}

static void
write_letters(struct buf *b, const struct tok *t, int n, const struct classes *cs)
{
	int i, letter;

	buf_printf(b, "\"x\":\"");
	for (i = 0; i < n; i++) {
		letter = cs->c[cs->of[i]].letter;
		buf_u8(b, (uint8_t)(t[i].kind == TK_UNSET ? '.' : letter < 0 ? '+' :
		    letters[letter]));
	}
	buf_u8(b, '"');
}

static void
write_object(struct buf *b, const struct tok *t, int n, const struct classes *cs,
    struct class *const *order, int nletters)
{
	int i, singles = 0;

	buf_printf(b, "{\"d\":[");
	for (i = 0; i < nletters; i++) {
		if (i)
			buf_u8(b, ',');
		put_tok(b, &t[order[i]->first]);
	}
	buf_printf(b, "],");
	for (i = 0; i < n; i++) {
		if (t[i].kind == TK_UNSET || cs->c[cs->of[i]].letter >= 0)
			continue;
		buf_printf(b, singles++ ? "," : "\"s\":[");
		put_tok(b, &t[i]);
	}
	if (singles)
		buf_printf(b, "],");
	write_letters(b, t, n, cs);
	buf_u8(b, '}');
}

void
column_write(struct buf *b, const struct tok *t, int n)
{
	struct arena *a;
	struct class **order;
	struct classes cs;
	bool same = column_all(t, n, &t[0]);
	int i, nletters, covered = 0;

	/* A lone array would be taken for a column of texts. */
	if (same && !is_special(&t[0])) {
		put_tok(b, &t[0]);
		return;
	}
	a = arena_new();
	classify(a, t, n, &cs);
	order = arena_alloc(a, (size_t)cs.n * sizeof *order);
	nletters = give_letters(t, &cs, order);
	for (i = 0; i < n; i++)
		covered += t[i].kind == TK_UNSET || cs.c[cs.of[i]].letter >= 0;
	if (same || covered >= 12 || covered * 2 >= n)
		write_object(b, t, n, &cs, order, nletters);
	else
		write_array(b, t, n);
	arena_free(a);
}

static int
wrong(struct err *e)
{
	return err_set(e, E_FIELD, _("a column is not laid out as it should be"));
}

/* ["-"], ["?"] or ["h","..."]. */
static int
read_special(struct arena *a, const json_t *j, struct tok *out, struct err *e)
{
	const char *s = json_string_value(json_array_get(j, 0)), *h;
	uint8_t *hash;

	if (!s || json_array_size(j) != (*s == 'h' ? 2 : 1) || s[1])
		return wrong(e);
	switch (*s) {
	case '-':
		out->kind = TK_NA;
		return 0;
	case '?':
		out->kind = TK_UNKNOWN;
		return 0;
	case 'h':
		h = json_string_value(json_array_get(j, 1));
		hash = arena_alloc(a, HASH_BYTES);
		if (!h || base64_parse(h, hash, HASH_BYTES))
			return wrong(e);
		out->kind = TK_HASH;
		out->hash = hash;
		return 0;
	}
	return wrong(e);
}

/*
 * Text must hold what text_clean lets in, and be in NFC already: another form would be
 * another value in the chain.  Blanks at its ends are let be.
 */
static int
read_text(struct arena *a, const json_t *j, struct tok *out, struct err *e)
{
	size_t n = json_string_length(j), at;
	const char *s = json_string_value(j), *clean;

	if (text_clean(a, s, n, TEXT_MEMO, &clean, e))
		return err_set(e, E_UTF8, _("a text holds letters that soxa never stores"));
	at = strspn(s, " \t\n");
	out->kind = TK_TEXT;
	out->s = strcmp(s, clean) == 0 ? clean : arena_dup(a, s, n);
	if (out->s == clean || strncmp(s + at, clean, strlen(clean)) == 0)
		return 0;
	return err_set(e, E_UTF8, _("a text holds letters that soxa never stores"));
}

static int
read_tok(struct arena *a, const json_t *j, struct tok *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (json_is_null(j)) {
		out->kind = TK_UNSET;
	} else if (json_is_false(j)) {
		out->kind = TK_BLANK;
	} else if (json_is_integer(j)) {
		out->kind = TK_INT;
		out->n = json_integer_value(j);
		if (out->n > DUMP_INT_MAX || out->n < -DUMP_INT_MAX)
			return err_set(e, E_FIELD, _("a number is too large"));
	} else if (json_is_string(j)) {
		return read_text(a, j, out, e);
	} else if (json_is_array(j)) {
		return read_special(a, j, out, e);
	} else {
		return wrong(e);
	}
	return 0;
}

static int
read_letters(struct arena *a, const json_t *j, int n, struct tok *out, struct err *e)
{
	const json_t *d = json_object_get(j, "d"), *s = json_object_get(j, "s");
	const char *x = json_string_value(json_object_get(j, "x")), *at;
	size_t singles = 0, nd = json_array_size(d), i;
	struct tok dict[NLETTERS];

	if (!x || !json_is_array(d) || (s && !json_is_array(s)) || strlen(x) != (size_t)n ||
	    nd > NLETTERS || json_object_size(j) != (s ? 3u : 2u))
		return wrong(e);
	for (i = 0; i < nd; i++)
		if (read_tok(a, json_array_get(d, i), &dict[i], e))
			return -1;
	for (i = 0; i < (size_t)n; i++) {
		memset(&out[i], 0, sizeof out[i]);
		at = strchr(letters, x[i]);
		if (at && (size_t)(at - letters) < nd)
			out[i] = dict[at - letters];
		else if (x[i] == '+' && singles < json_array_size(s)) {
			if (read_tok(a, json_array_get(s, singles++), &out[i], e))
				return -1;
		} else if (x[i] != '.')
			return wrong(e);
	}
	return singles == json_array_size(s) ? 0 : wrong(e);
}

int
column_read(struct arena *a, const json_t *j, int n, struct tok *out, struct err *e)
{
	int i;

	if (json_is_object(j))
		return read_letters(a, j, n, out, e);
	if (!json_is_array(j)) {
		if (read_tok(a, j, &out[0], e))
			return -1;
		for (i = 1; i < n; i++)
			out[i] = out[0];
		return 0;
	}
	if (json_array_size(j) != (size_t)n)
		return wrong(e);
	for (i = 0; i < n; i++)
		if (read_tok(a, json_array_get(j, (size_t)i), &out[i], e))
			return -1;
	return 0;
}
