/* SPDX-License-Identifier: MIT */
/*
 * book: making and opening one.  Invariant: a book appears under its name whole or not
 * at all: it is built in a folder beside it and renamed.
 */
#include "core/book.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/file.h"
#include "core/look.h"

void
key_u16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

void
key_u64(uint8_t *p, uint64_t v)
{
	int i;

	for (i = 0; i < 8; i++)
		p[i] = (uint8_t)(v >> (56 - 8 * i));
}

void
key_day(uint8_t *p, int32_t day)
{
	uint32_t at = (uint32_t)((int64_t)day + 2147483648LL);

	key_u16(p, at >> 16);
	key_u16(p + 2, at & 0xFFFF);
}

int32_t
key_day_of(const uint8_t *p)
{
	return (int32_t)((int64_t)((uint64_t)key_u16_of(p) << 16 | key_u16_of(p + 2)) - 2147483648LL);
}

void
record_key(uint8_t k[RECORD_KEY], unsigned formno, rid id)
{
	key_u16(k, formno);
	key_u64(k + 2, id);
}

int
meta_get(struct txn *t, const char *name, const void **v, size_t *vn, struct err *e)
{
	return txn_get(t, TB_META, name, strlen(name), v, vn, e);
}

int
meta_put(struct txn *t, const char *name, const void *v, size_t vn, struct err *e)
{
	return txn_put(t, TB_META, name, strlen(name), v, vn, e);
}

int
book_visit(struct book *b, store_body *body, void *arg, struct err *e)
{
	struct txn *t = store_inside(b->store);

	return t ? body(arg, t, e) : store_visit(b->store, body, arg, e);
}

void
book_refresh(struct book *b)
{
	if (b->aborts == store_aborts(b->store))
		return;
	b->aborts = store_aborts(b->store);
	b->nshapes = b->nknown = 0;
	b->nnodes = 0;
}

/* The rows a new book begins with. */
struct first_rows {
	const struct book_new *n;
	uint8_t node[NODE_BYTES];
};

static int
put_first_rows(void *arg, struct txn *t, struct err *e)
{
	const struct first_rows *f = arg;
	struct buf v = { NULL, 0, 0 };
	unsigned self;
	int r;

	buf_u8(&v, (uint8_t)f->n->role);
	buf_u8(&v, f->n->training);
	buf_put(&v, f->node, NODE_BYTES);
	buf_str(&v, f->n->unit);
	buf_str(&v, f->n->name);
	r = meta_put(t, "book", v.p, v.n, e) || node_add(NULL, t, f->node, &self, e) ? -1 : 0;
	buf_free(&v);
	return r;
}

/* Builds the whole book in dir, which exists and is empty. */
static int
build(const struct book_new *n, const char *dir, struct err *e)
{
	static const char *const folders[] = { "out", "sent", "in", "bad", "forms" };
	const struct store_opts o = { .page_bytes = n->page_bytes, .create = true };
	struct first_rows first = { .n = n };
	char path[PATH_MAX];
	struct keys keys;
	struct store *s;
	size_t i;
	int r;

	if (chmod(dir, 02770))
		return err_set(e, E_BUSY, _("%s: cannot be made: %s"), dir, strerror(errno));
	for (i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, sizeof path, "%.4000s/%s", dir, folders[i]);
		if (file_folder(path, 0770, e))
			return -1;
	}
	if (keys_make(dir, n->role == ROLE_HUB, &keys, e))
		return -1;
	keys_forget(&keys);
	random_bytes(first.node, sizeof first.node);
	s = store_open(dir, &o, e);
	if (s == NULL)
		return -1;
	r = store_txn(s, put_first_rows, &first, e);
	store_close(s);
	return r;
}

int
book_place_free(const char *dir, struct err *e)
{
	char path[PATH_MAX];

	if (dir[0] != '/' || strlen(dir) > PATH_MAX - 64)
		return err_set(e, E_INPUT, _("%s: the book must be named by its whole path, "
		    "beginning with /"), dir);
	snprintf(path, sizeof path, "%s/gate", dir);
	if (access(path, F_OK) == 0)
		return err_set(e, E_INPUT, _("%s: there is a book here already; "
		    "name another folder"), dir);
	if (rmdir(dir) && errno != ENOENT)
		return err_set(e, errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR ?
		    E_INPUT : E_BUSY, _("%s: cannot become a book: %s"), dir, strerror(errno));
	return 0;
}

int
book_make(const struct book_new *n, struct err *e)
{
	char tmp[PATH_MAX];
	int r;

	if (book_place_free(n->dir, e))
		return -1;
	snprintf(tmp, sizeof tmp, "%s.new-XXXXXX", n->dir);
	if (mkdtemp(tmp) == NULL)
		return err_set(e, errno == ENOSPC ? E_SPACE : E_BUSY, _("%s: cannot be made: %s"),
		    tmp, strerror(errno));
	r = build(n, tmp, e);
	if (r == 0)
		r = file_move(tmp, n->dir, e);
	if (r)
		file_remove_tree(tmp);
	return r;
}

static int
no_owner(const struct book *b, struct err *e)
{
	return err_set(e, E_DAMAGE, _("%s: the book does not say whose it is; restore the "
	    "last good backup"), b->info.dir);
}

static int
read_info(void *arg, struct txn *t, struct err *e)
{
	struct book *b = arg;
	struct book_info *i = &b->info;
	struct head h;
	const uint8_t *node;
	const void *v;
	const char *s;
	size_t n;
	struct rd r;

	if (meta_get(t, "book", &v, &n, e))
		return no_owner(b, e);
	r = rd_of(v, n);
	i->role = rd_u8(&r) ? ROLE_HUB : ROLE_OFFICE;
	i->training = rd_u8(&r) != 0;
	node = rd_take(&r, NODE_BYTES);
	if (!node)
		return no_owner(b, e);
	memcpy(i->node, node, NODE_BYTES);
	s = rd_str(&r, &n);
	i->unit = arena_dup(b->a, s, n);
	s = rd_str(&r, &n);
	i->name = arena_dup(b->a, s, n);
	if (node_find(t, i->node, &i->self, e))
		return -1;
	if (i->self == 0)
		return no_owner(b, e);
	if (head_get(t, i->self, &h, e))
		return -1;
	clock_known((int64_t)(h.clock >> 16));
	i->office = "";
	if (meta_get(t, "office", &v, &n, e) == 0)
		i->office = arena_dup(b->a, v, n);
	return 0;
}

static struct book *
open_in(const char *dir, const struct schema *s, const struct store_opts *o, struct err *e)
{
	struct arena *a = arena_new();
	struct book *b = arena_alloc(a, sizeof *b);

	b->a = a;
	b->schema = s;
	b->info.dir = arena_strdup(a, dir);
	b->store = store_open(dir, o, e);
	if (b->store && store_visit(b->store, read_info, b, e) == 0)
		return b;
	book_close(b);
	return NULL;
}

struct book *
book_open(const char *dir, const struct schema *s, struct err *e)
{
	const struct store_opts o = { .create = false };
	struct book *b = open_in(dir, s, &o, e);
	struct err second;

	if (b && keys_read(dir, &b->keys, e)) {
		book_close(b);
		return NULL;
	}
	if (b && s)
		(void)book_reindex(b, &second); /* failing, it is tried at the next opening */
	return b;
}

struct book *
book_open_copy(const char *dir, const struct schema *s, struct err *e)
{
	const struct store_opts o = { .copy = true };

	return open_in(dir, s, &o, e);
}

void
book_close(struct book *b)
{
	if (b == NULL)
		return;
	keys_forget(&b->keys);
	look_close(b);
	store_close(b->store);
	arena_free(b->scratch);
	arena_free(b->one);
	arena_free(b->a);
}

const struct book_info *
book_info(const struct book *b)
{
	return &b->info;
}

const struct schema *
book_schema(const struct book *b)
{
	return b->schema;
}

const struct keys *
book_keys(const struct book *b)
{
	return &b->keys;
}

struct store *
book_store(struct book *b)
{
	return b->store;
}

int
book_office_put(struct book *b, struct txn *t, const char *office, struct err *e)
{
	if (meta_put(t, "office", office, strlen(office), e))
		return -1;
	b->info.office = arena_strdup(b->a, office);
	return 0;
}
