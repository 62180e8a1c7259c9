/* SPDX-License-Identifier: MIT */
/* hubfix: see hubfix.h. */
#include "tests/unit/hubfix.h"

#include <check.h>

#include "core/date.h"
#include "core/enrol.h"
#include "core/file.h"

struct book *
hubfix_book(struct hubfix *h, const char *name, enum role role, bool training)
{
	struct book_new n = { .role = role, .unit = role == ROLE_HUB ? "12@-" : "03389@-",
	    .name = name, .training = training };
	struct book *b;

	n.dir = arena_printf(h->x.a, "%s/%s", h->x.dir, name);
	ck_assert_int_eq(file_folder(n.dir, 02770, &h->x.e), 0);
	ck_assert_msg(book_make(&n, &h->x.e) == 0, "%s", h->x.e.text);
	b = book_open(n.dir, &h->x.schema, &h->x.e);
	ck_assert_msg(b != NULL, "%s", h->x.e.text);
	return b;
}

/* The whole way of an office to its hub. */
static void
enrol(struct hubfix *h, struct book *office)
{
	const char *path, *words, *reply, *id;
	struct request r;
	struct import in;

	ck_assert_msg(enrol_request(office, h->x.a, NULL, &path, &words, &h->x.e) == 0, "%s", h->x.e.text);
	ck_assert_msg(enrol_read(h->x.a, path, &r, &h->x.e) == 0, "%s", h->x.e.text);
	ck_assert_str_eq(words, r.words);
	ck_assert_msg(enrol_accept(h->hub, h->x.a, &r, NULL, &reply, &id, &h->x.e) == 0, "%s",
	    h->x.e.text);
	ck_assert_int_eq(dump_import(office, h->x.a, reply, &in, &h->x.e), 0);
	ck_assert_msg(in.outcome == OUT_MERGED, "%s", in.text);
	ck_assert_str_eq(book_info(office)->office, id);
}

void
hubfix_make(struct hubfix *h)
{
	bookfix_make(&h->x);
	h->hub = hubfix_book(h, "hub", ROLE_HUB, false);
	h->two = hubfix_book(h, "two", ROLE_OFFICE, false);
	enrol(h, h->x.b);
	enrol(h, h->two);
}

void
hubfix_free(struct hubfix *h)
{
	book_close(h->hub);
	book_close(h->two);
	bookfix_free(&h->x);
}

const char *
hubfix_dump(struct hubfix *h, struct book *b)
{
	const char *path;

	ck_assert_msg(dump_write(b, h->x.a, false, &path, &h->x.e) == 0, "%s", h->x.e.text);
	return path;
}

struct import
hubfix_import(struct hubfix *h, const char *path)
{
	struct import in;

	ck_assert_msg(dump_import(h->hub, h->x.a, path, &in, &h->x.e) == 0, "%s", h->x.e.text);
	return in;
}

void
hubfix_want(struct hubfix *h, const char *path, enum outcome outcome, enum err_code code)
{
	struct import in = hubfix_import(h, path);

	ck_assert_msg(in.outcome == outcome && in.code == code, "%d %s, not %d %s: %s", in.outcome,
	    err_name(in.code), outcome, err_name(code), in.text ? in.text : "");
	ck_assert_ptr_nonnull(in.text);
}

rid
hubfix_add(struct hubfix *h, struct book *b, int i)
{
	struct value *v = bookfix_line(&h->x, i);
	struct save s = { .kind = CH_CREATE, .form = h->x.form, .v = v, .who = "lan" };

	if (i % 3 == 0)
		v[AC_PHONE] = text_value("0912 345 678");
	ck_assert_msg(book_save(b, &s, 1, &h->x.e) == 0, "%s", h->x.e.text);
	return s.id;
}

struct same {
	struct hubfix *h;
	struct book *office;
	int n;
};

/* The record in the hub is the office's, value for value. */
static int
same_record(void *arg, struct record *r, struct err *e)
{
	struct same *s = arg;
	struct hubfix *h = s->h;
	rid id = book_id_parse(h->hub, book_id(s->office, h->x.a, r->id));
	struct record *there = book_get(h->hub, h->x.a, id, e);
	int i;

	ck_assert_msg(there != NULL, "%s", e->text);
	ck_assert_int_eq(there->status, r->status);
	ck_assert_str_eq(there->unit, r->unit);
	ck_assert_str_eq(there->who, r->who);
	ck_assert_uint_eq(there->created, r->created);
	ck_assert_uint_eq(there->changed, r->changed);
	ck_assert(!there->conflict);
	for (i = 0; i < r->shape->ncells; i++)
		ck_assert(value_equal(&there->v[i], &r->v[i]));
	s->n++;
	return 0;
}

int
hubfix_count(struct hubfix *h, struct book *b)
{
	struct query q = { .form = h->x.form, .from = DATE_NONE, .to = DATE_NONE, .removed = true };

	return bookfix_count(&h->x, b, &q);
}

void
hubfix_same(struct hubfix *h, struct book *office, int n)
{
	struct query q = { .form = h->x.form, .from = DATE_NONE, .to = DATE_NONE, .removed = true };
	struct same s = { h, office, 0 };
	uint64_t here, there;
	uint8_t link[HASH_BYTES], hub_link[HASH_BYTES];
	const char *first = book_id(office, h->x.a, rid_make(1, 1));

	ck_assert_msg(book_query(office, h->x.a, &q, same_record, &s, &h->x.e) == 0, "%s", h->x.e.text);
	ck_assert_int_eq(s.n, n);
	ck_assert_int_eq(book_head(office, 1, &here, link, &h->x.e), 0);
	ck_assert_int_eq(book_head(h->hub, rid_node(book_id_parse(h->hub, first)), &there, hub_link,
	    &h->x.e), 0);
	ck_assert_uint_eq(here, there);
	ck_assert_mem_eq(link, hub_link, HASH_BYTES);
}
