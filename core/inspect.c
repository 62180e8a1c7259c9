/* SPDX-License-Identifier: MIT */
/*
 * inspect: what can be told of a dump file, by the reading order of 4.4.  Invariant:
 * a report is never better than the file: the verdict is E_OK only when the bytes are
 * whole and the key of the node they claim to come from signed them.
 */
#include "core/outbox.h"

#include <string.h>

#include "core/lang.h"
#include "core/operator.h"
#include "core/peer.h"

struct signer_ask {
	struct book *b;
	struct arena *a;
	const struct dump_head *h;
	struct peer *peer;
	int found;
};

static int
signer_body(void *arg, struct txn *t, struct err *e)
{
	struct signer_ask *q = arg;

	q->found = peer_find(t, q->a, q->h->node, q->peer, e);
	return q->found < 0 ? -1 : 0;
}

/* The key the node of a header signs with, as far as b knows: 0, 1 unknown, -1 failed. */
static int
key_of_node(struct book *b, struct arena *a, const struct dump_head *h,
    uint8_t pub[KEY_BYTES], struct err *e)
{
	const struct keys *k = book_keys(b);
	struct signer_ask q = { b, a, h, arena_alloc(a, sizeof *q.peer), 1 };
	char hub[17];

	if (memcmp(h->node, book_info(b)->node, NODE_BYTES) == 0) {
		memcpy(pub, k->sign_pub, KEY_BYTES);
		return 0;
	}
	if (k->has_hub) {
		keys_id(k->hub_sign_pub, hub);
		memcpy(pub, k->hub_sign_pub, KEY_BYTES);
		return strcmp(hub, h->signer) == 0 ? 0 : 1;
	}
	if (book_visit(b, signer_body, &q, e))
		return -1;
	if (q.found == 0)
		memcpy(pub, q.peer->sign_pub, KEY_BYTES);
	return q.found;
}

/* Puts what e says into the report. */
static void
verdict(struct arena *a, struct dump_report *out, const struct err *e)
{
	out->verdict = e->code;
	out->why = arena_strdup(a, e->text);
}

int
dump_inspect(struct book *b, struct arena *a, const char *path, struct dump_report *out,
    struct err *e)
{
	uint8_t pub[KEY_BYTES];
	struct sealed s;
	struct err why;
	int known = 1, rc = 0;

	memset(out, 0, sizeof *out);
	if (sealed_read(a, path, &s, &why)) {
		sealed_free(&s);
		if (why.code == E_INPUT || why.code == E_SPACE)
			return err_set(e, why.code, "%s", why.text);
		out->head = s.head;
		out->bytes = s.n;
		verdict(a, out, &why);
		return 0;
	}
	out->head = s.head;
	out->bytes = s.n;
	memcpy(out->hash, s.hash, HASH_BYTES);
	if (b)
		known = key_of_node(b, a, &s.head, pub, e);
	if (known < 0)
		rc = -1;
	else if (known > 0)
		err_set(&why, E_KEY_UNKNOWN,
		    _("the file is whole, but this book does not know who signed it"));
	if (known != 0 || sealed_verify(&s, pub, &why))
		verdict(a, out, &why);
	sealed_free(&s);
	return rc;
}

const struct shape *
dump_shape(void *arg, const char *form, int version)
{
	struct book *b = arg;
	const struct form *f = strcmp(form, operator_form()->id) == 0 ? operator_form() :
	    schema_form(book_schema(b), form);
	const struct shape *s;
	struct err e;
	unsigned no;

	if (f && strcmp(f->id, form) == 0 && f->version == version)
		return book_shape(b, f, &e);
	for (no = 1; (s = book_shape_no(b, no)); no++)
		if (s->version == version && strcmp(s->form, form) == 0)
			return s;
	if (f && strcmp(f->id, form) == 0 && version < f->version)
		return book_shape_as(b, f, version, &e);
	return NULL;
}

/* Each line of a payload that is verified as a whole. */
static int
each_line(const struct buf *plain, dump_line *line, void *arg, struct err *e)
{
	const char *p = (const char *)plain->p, *stop = p + plain->n, *end;

	for (; p < stop; p = end + 1) {
		end = memchr(p, '\n', (size_t)(stop - p));
		if (!end)
			return err_set(e, E_JSON, _("the payload does not end with its last line"));
		if (line(arg, p, (size_t)(end - p), e))
			return -1;
	}
	return 0;
}

int
dump_cat(struct book *b, struct arena *a, const char *path, dump_line *line, void *arg,
    struct err *e)
{
	struct buf plain = { 0 };
	uint8_t pub[KEY_BYTES];
	struct sealed s;
	struct pay_read r = { &s.head, dump_shape, NULL, b };
	int known, rc = -1;

	if (sealed_read(a, path, &s, e))
		goto out;
	known = key_of_node(b, a, &s.head, pub, e);
	if (known > 0)
		err_set(e, E_KEY_UNKNOWN,
		    _("the file is whole, but this book does not know who signed it"));
	if (known || sealed_verify(&s, pub, e) || sealed_open(&s, book_keys(b), &plain, e))
		goto out;
	/* A form that is not installed here does not keep a person from reading its lines. */
	if (s.head.kind != DK_KEY && pay_parse(&plain, &r, e) && e->code != E_SCHEMA)
		goto out;
	rc = each_line(&plain, line, arg, e);
out:
	sealed_free(&s);
	buf_free(&plain);
	return rc;
}
