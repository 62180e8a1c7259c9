/* SPDX-License-Identifier: MIT */
/*
 * payload: the lines of a dump as a whole.  A line is bounded and its brackets
 * counted before it is parsed, and changes are handed on only when their counters
 * close without a hole.  Invariant: take sees consecutive changes, each once, from
 * head->from + 1 to head->to.
 */
#include "core/column.h"
#include "core/dump_int.h"

#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"

/* Brackets of a line: at most DUMP_DEPTH deep, whatever stands in its strings. */
static int
check_depth(const char *p, size_t n, struct err *e)
{
	bool in = false;
	int depth = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (in && p[i] == '\\')
			i++;
		else if (p[i] == '"')
			in = !in;
		else if (!in && (p[i] == '{' || p[i] == '['))
			depth++;
		else if (!in && (p[i] == '}' || p[i] == ']'))
			depth--;
		if (depth > DUMP_DEPTH)
			return err_set(e, E_JSON, _("brackets stand too deep"));
	}
	return 0;
}

json_t *
pay_json(const char *p, size_t n, struct err *e)
{
	json_error_t why;
	json_t *j;

	if (n > DUMP_LINE_MAX) {
		err_set(e, E_LIMIT, _("the line is over 1 MiB"));
		return NULL;
	}
	if (!text_valid(p, n)) {
		err_set(e, E_UTF8, _("the line is not UTF-8"));
		return NULL;
	}
	if (check_depth(p, n, e))
		return NULL;
	j = json_loadb(p, n, JSON_REJECT_DUPLICATES, &why);
	if (!j || !json_is_object(j)) {
		json_decref(j);
		err_set(e, E_JSON, _("the line is not a JSON object: %s"), j ? "" : why.text);
		return NULL;
	}
	return j;
}

int
pay_count(const json_t *j, const char *name, uint64_t max, uint64_t *out, struct err *e)
{
	const json_t *v = json_object_get(j, name);

	if (!json_is_integer(v) || json_integer_value(v) < 0 ||
	    (uint64_t)json_integer_value(v) > max)
		return pay_bad(e, name);
	*out = (uint64_t)json_integer_value(v);
	return 0;
}

static bool
same_text(const json_t *j, const char *name, const char *want)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s && strcmp(s, want) == 0;
}

static bool
same_count(const json_t *j, const char *name, uint64_t want)
{
	struct err e;
	uint64_t v = 0;

	return pay_count(j, name, DUMP_INT_MAX, &v, &e) == 0 && v == want;
}

/* The first line must say what the signed header says. */
static int
read_meta(struct pay_state *st, const json_t *j, struct err *e)
{
	const struct dump_head *h = st->r->head;

	if (!same_count(j, "soxa", 1) || json_object_size(j) != 7)
		return pay_bad(e, "soxa");
	if (!same_text(j, "unit", h->unit) || !same_text(j, "office", h->office))
		return err_set(e, E_UNIT, _("the payload is of another office than the header says"));
	if (!same_text(j, "node", hex_of(st->a, h->node, NODE_BYTES)) ||
	    !same_count(j, "seq", h->sequence) || !same_count(j, "from", h->from) ||
	    !same_count(j, "to", h->to))
		return err_set(e, E_HASH, _("the payload does not belong to this header"));
	return 0;
}

/* Hands the waiting changes on when there is no hole among them. */
static int
flush(struct pay_state *st, struct err *e)
{
	int i;

	for (i = 0; i < st->nwait && st->wait[i]; i++)
		;
	if (i == 0 || i < st->nwait)
		return 0;
	if (st->r->take && st->r->take(st->r->arg, st->a, st->wait, i, &st->nodes, e))
		return -1;
	memset(st->wait, 0, sizeof st->wait);
	st->nodes.n = 0;
	st->nwait = 0;
	st->next += (uint64_t)i;
	st->changes += (uint64_t)i;
	arena_reset(st->a);
	return 0;
}

/* The last line: counts and the hash of every byte before it. */
static int
read_end(struct pay_state *st, const json_t *j, const struct buf *plain, size_t at, struct err *e)
{
	const char *s = json_string_value(json_object_get(j, "hash"));
	uint8_t want[HASH_BYTES], hash[HASH_BYTES];

	if (json_object_size(j) != 3 || !s)
		return pay_bad(e, "end");
	hash_bytes(plain->p, at, want);
	if (base64_parse(s, hash, sizeof hash) || memcmp(hash, want, sizeof hash) != 0)
		return err_set(e, E_HASH, _("the payload's own hash is wrong"));
	if (st->nwait || st->next != st->r->head->to + 1)
		return err_set(e, E_FIELD, _("changes are missing from the payload"));
	if (!same_count(j, "end", st->line) || !same_count(j, "changes", st->changes) ||
	    st->line + 1 != st->r->head->lines)
		return pay_bad(e, "end");
	return 0;
}

static int
read_line(struct pay_state *st, const json_t *j, struct err *e)
{
	struct pay_line l = { .st = st, .j = j };

	if (st->line == 0)
		return read_meta(st, j, e);
	if (json_object_get(j, "lists"))
		return pay_lists_read(st, j, e);
	if (st->listed)
		return pay_bad(e, "lists");
	return pay_line_read(&l, e) ? -1 : flush(st, e);
}

int
pay_parse(const struct buf *plain, const struct pay_read *r, struct err *e)
{
	struct pay_state *st = calloc(1, sizeof *st);
	const char *p = (const char *)plain->p, *stop = p + plain->n, *end;
	json_t *j = NULL;
	bool ended = false;
	int rc = st ? 0 : err_set(e, E_SPACE, _("there is not enough memory to read the dump; "
	    "close other programs and try again"));

	if (st) {
		st->r = r;
		st->a = arena_new();
		st->next = r->head->from + 1;
	}
	for (; rc == 0 && p < stop; p = end + 1) {
		end = memchr(p, '\n', (size_t)(stop - p));
		if (ended || !end) {
			rc = err_set(e, E_JSON, _("the payload does not end with its last line"));
			break;
		}
		j = pay_json(p, (size_t)(end - p), e);
		ended = j && json_object_get(j, "end");
		rc = !j ? -1 : ended ? read_end(st, j, plain, (size_t)(p - (const char *)plain->p), e) :
		    read_line(st, j, e);
		if (rc)
			err_wrap(e, _("line %llu"), (unsigned long long)st->line + 1);
		json_decref(j);
		st->line++;
	}
	if (rc == 0 && !ended)
		rc = err_set(e, E_JSON, _("the payload does not end with its last line"));
	if (st)
		arena_free(st->a);
	free(st);
	return rc;
}
