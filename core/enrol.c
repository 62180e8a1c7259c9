/* SPDX-License-Identifier: MIT */
/*
 * enrol: request and reply.  Both are signed files of kind `key` with one line of
 * JSON in them and nothing secret.  Invariant: the words read over the phone stand
 * for everything the hub will believe of the node: its id, its key, its unit.
 */
#include "core/enrol.h"

#include <string.h>

#include "core/column.h"
#include "core/date.h"
#include "core/file.h"
#include "core/lang.h"
#include "core/outbox.h"
#include "core/peer.h"
#include "core/text.h"

/* Eight words for what a request says. */
static const char *
words_of(struct arena *a, const struct request *r)
{
	uint8_t hash[HASH_BYTES];
	struct buf b = { 0 };

	buf_put(&b, r->node, NODE_BYTES);
	buf_put(&b, r->sign_pub, KEY_BYTES);
	buf_str(&b, r->unit);
	buf_u8(&b, r->training);
	if (!bytes_zero(r->supersedes, NODE_BYTES))
		buf_put(&b, r->supersedes, NODE_BYTES);
	hash_bytes(b.p, b.n, hash);
	buf_free(&b);
	return keys_words(a, hash);
}

/* Seals one line of JSON into a file of kind key, to path or into out/. */
static int
write_file(struct book *b, struct arena *a, const char *office, const struct buf *line,
    const char *path, const char **written, struct err *e)
{
	const struct book_info *info = book_info(b);
	struct dump_head h = { .kind = DK_KEY, .office = office, .unit = info->unit,
	    .clock = (uint64_t)clock_now() << 16, .quality = "unknown", .dictionary = "none",
	    .lines = 1 };
	const struct seal_to nobody = { 0, { NULL } };
	struct file_bytes f = { NULL, 0, 0660, FILE_REPLACE };
	struct buf file = { 0 };
	uint8_t hash[HASH_BYTES];
	int rc;

	memcpy(h.node, info->node, NODE_BYTES);
	memcpy(h.forms, book_schema(b)->hash, HASH_BYTES);
	rc = seal_make(&file, &h, line, &nobody, book_keys(b), e);
	f.p = file.p;
	f.n = file.n;
	if (rc == 0 && path) {
		*written = path;
		rc = file_write(path, &f, e);
	} else if (rc == 0) {
		hash_bytes(file.p, file.n - DUMP_TRAILER, hash);
		rc = outbox_put(b, a, "out", dump_name(a, &h, hash), &file, written, e);
	}
	buf_free(&file);
	return rc;
}

/* The node this one takes the place of, zeros when there was none. */
static int
before_body(void *arg, struct txn *t, struct err *e)
{
	struct request *r = arg;
	struct arena *a = arena_new();
	uint8_t (*was)[NODE_BYTES];
	int n, rc = node_formers(t, a, &was, &n, e);

	if (rc == 0 && n)
		memcpy(r->supersedes, was[n - 1], NODE_BYTES);
	arena_free(a);
	return rc;
}

int
enrol_request(struct book *b, struct arena *a, const char *path, const char **written,
    const char **words, struct err *e)
{
	const struct book_info *info = book_info(b);
	struct request r = { .unit = info->unit, .name = info->name, .training = info->training };
	struct buf line = { 0 };
	int rc;

	if (info->role == ROLE_HUB)
		return err_set(e, E_INPUT, _("this book is a hub; offices ask it, not the other way"));
	memcpy(r.node, info->node, NODE_BYTES);
	memcpy(r.sign_pub, book_keys(b)->sign_pub, KEY_BYTES);
	if (book_visit(b, before_body, &r, e))
		return -1;
	*words = words_of(a, &r);
	buf_printf(&line, "{\"request\":1,\"node\":\"%s\",\"sign\":\"%s\",\"unit\":",
	    hex_of(a, r.node, NODE_BYTES), hex_of(a, r.sign_pub, KEY_BYTES));
	column_text(&line, r.unit);
	buf_printf(&line, ",\"name\":");
	column_text(&line, r.name);
	if (!bytes_zero(r.supersedes, NODE_BYTES))
		buf_printf(&line, ",\"supersedes\":\"%s\"", hex_of(a, r.supersedes, NODE_BYTES));
	buf_printf(&line, ",\"training\":%s}\n", r.training ? "true" : "false");
	rc = write_file(b, a, "", &line, path, written, e);
	buf_free(&line);
	return rc;
}

/* A file of kind key and its line; the caller ends s and *j. */
static int
read_file_of(struct arena *a, const char *path, struct sealed *s, json_t **j, struct err *e)
{
	struct buf plain = { 0 };
	struct keys nobody = { .is_hub = false };
	int rc = sealed_read(a, path, s, e);

	*j = NULL;
	if (rc == 0 && (s->head.kind != DK_KEY || strcmp(s->head.cipher, "none") != 0))
		rc = err_set(e, E_FIELD, _("a file of kind %s is neither a request nor an answer"),
		    dump_kind_name(s->head.kind));
	if (rc == 0)
		rc = sealed_open(s, &nobody, &plain, e);
	if (rc == 0 && (plain.n == 0 || plain.p[plain.n - 1] != '\n'))
		rc = err_set(e, E_JSON, _("the payload does not end with its last line"));
	if (rc == 0) {
		*j = pay_json((const char *)plain.p, plain.n - 1, e);
		rc = *j ? 0 : -1;
	}
	buf_free(&plain);
	return rc;
}

static int
get_hex(const json_t *j, const char *name, uint8_t *out, size_t n, struct err *e)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s && hex_parse(s, out, n) == 0 ? 0 : pay_bad(e, name);
}

static int
get_text(struct arena *a, const json_t *j, const char *name, const char **out, struct err *e)
{
	const char *s = json_string_value(json_object_get(j, name));

	if (!s || strlen(s) > 200) {
		pay_bad(e, name);
		return -1;
	}
	if (text_clean(a, s, strlen(s), TEXT_LINE, out, e) || strcmp(*out, s) != 0)
		return err_set(e, E_UTF8, _("`%s' holds letters that soxa never stores"), name);
	return 0;
}

int
enrol_read(struct arena *a, const char *path, struct request *out, struct err *e)
{
	struct sealed s;
	json_t *j;
	uint64_t one;
	int rc = -1;

	memset(out, 0, sizeof *out);
	if (read_file_of(a, path, &s, &j, e))
		goto out;
	if (pay_count(j, "request", 1, &one, e) || get_hex(j, "node", out->node, NODE_BYTES, e) ||
	    get_hex(j, "sign", out->sign_pub, KEY_BYTES, e) ||
	    get_text(a, j, "unit", &out->unit, e) || get_text(a, j, "name", &out->name, e))
		goto out;
	if (json_object_get(j, "supersedes") && get_hex(j, "supersedes", out->supersedes, NODE_BYTES, e))
		goto out;
	if (!json_is_boolean(json_object_get(j, "training"))) {
		pay_bad(e, "training");
		goto out;
	}
	out->training = json_is_true(json_object_get(j, "training"));
	if (memcmp(out->node, s.head.node, NODE_BYTES) != 0 || strcmp(out->unit, s.head.unit) != 0)
		err_set(e, E_UNIT, _("the payload is of another office than the header says"));
	else
		rc = sealed_verify(&s, out->sign_pub, e);
	out->words = words_of(a, out);
out:
	json_decref(j);
	sealed_free(&s);
	return rc;
}

struct accept {
	struct book *b;
	struct arena *a;
	const struct request *r;
	struct peer peer;
};

/* The office of a new node: that of the node it supersedes, else one of its own. */
static int
office_of(struct accept *q, struct txn *t, struct err *e)
{
	struct peer old;
	int r = bytes_zero(q->r->supersedes, NODE_BYTES) ? 1 :
	    peer_find(t, q->a, q->r->supersedes, &old, e);

	if (r < 0)
		return -1;
	q->peer.office = r == 0 ? old.office : arena_printf(q->a, "o%u", q->peer.no);
	return 0;
}

/* The peers row: a node enrolled before keeps its office, its key must be the same one. */
static int
accept_body(void *arg, struct txn *t, struct err *e)
{
	struct accept *q = arg;
	struct peer *p = &q->peer;
	unsigned no;
	int r;

	if (book_node(q->b, t, q->r->node, &no, e))
		return -1;
	r = peer_get(t, q->a, no, p, e);
	if (r < 0)
		return -1;
	if (r == 0 && memcmp(p->sign_pub, q->r->sign_pub, KEY_BYTES) != 0)
		return err_set(e, E_FORK,
		    _("office %s is enrolled with this node and another key; call the office"),
		    p->office);
	p->no = no;
	p->state = r == 0 && p->state != PEER_FROZEN ? p->state : PEER_ENROLLED;
	if (r && office_of(q, t, e))
		return -1;
	memcpy(p->sign_pub, q->r->sign_pub, KEY_BYTES);
	p->unit = q->r->unit;
	p->name = q->r->name;
	return peer_put(t, p, e);
}

static int
may_accept(struct book *hub, const struct request *r, struct err *e)
{
	const struct book_info *info = book_info(hub);

	if (info->role != ROLE_HUB)
		return err_set(e, E_INPUT, _("only a hub enrols offices"));
	if (r->training != info->training)
		return err_set(e, E_UNIT, r->training ?
		    _("the request is of a training book; this hub is a real one") :
		    _("the request is of a real book; this hub is for training"));
	if (book_schema(hub)->nunits && !unit_parse(book_schema(hub), r->unit))
		return err_set(e, E_UNIT, _("the unit list has no unit %s"), r->unit);
	return 0;
}

int
enrol_accept(struct book *hub, struct arena *a, const struct request *r, const char *path,
    const char **written, const char **office, struct err *e)
{
	const struct keys *k = book_keys(hub);
	struct accept q = { .b = hub, .a = a, .r = r };
	struct buf line = { 0 };
	int rc;

	if (may_accept(hub, r, e) || store_txn(book_store(hub), accept_body, &q, e))
		return -1;
	*office = q.peer.office;
	buf_printf(&line, "{\"reply\":1,\"node\":\"%s\",\"sign\":\"%s\",\"office\":\"%s\","
	    "\"hub_sign\":\"%s\",\"hub_seal\":\"%s\"", hex_of(a, r->node, NODE_BYTES),
	    hex_of(a, r->sign_pub, KEY_BYTES), *office, hex_of(a, k->sign_pub, KEY_BYTES),
	    hex_of(a, k->seal_pub, KEY_BYTES));
	if (k->has_escrow)
		buf_printf(&line, ",\"escrow\":\"%s\"", hex_of(a, k->escrow_pub, KEY_BYTES));
	buf_printf(&line, ",\"training\":%s}\n", r->training ? "true" : "false");
	rc = write_file(hub, a, *office, &line, path, written, e);
	buf_free(&line);
	return rc;
}

/* What a reply says. */
struct reply {
	uint8_t node[NODE_BYTES], sign[KEY_BYTES];
	uint8_t hub_sign[KEY_BYTES], hub_seal[KEY_BYTES], escrow[KEY_BYTES];
	bool has_escrow, training;
	const char *office;
};

static int
parse_reply(struct arena *a, const struct sealed *s, const json_t *j, struct reply *r,
    struct err *e)
{
	uint64_t one;

	if (pay_count(j, "reply", 1, &one, e) || get_hex(j, "node", r->node, NODE_BYTES, e) ||
	    get_hex(j, "sign", r->sign, KEY_BYTES, e) ||
	    get_hex(j, "hub_sign", r->hub_sign, KEY_BYTES, e) ||
	    get_hex(j, "hub_seal", r->hub_seal, KEY_BYTES, e) ||
	    get_text(a, j, "office", &r->office, e))
		return -1;
	r->has_escrow = json_object_get(j, "escrow") != NULL;
	if (r->has_escrow && get_hex(j, "escrow", r->escrow, KEY_BYTES, e))
		return -1;
	r->training = json_is_true(json_object_get(j, "training"));
	if (!*r->office || strcmp(r->office, s->head.office) != 0)
		return pay_bad(e, "office");
	return sealed_verify(s, r->hub_sign, e);
}

static int
may_take(struct book *b, const struct reply *r, struct err *e)
{
	const struct book_info *info = book_info(b);
	const struct keys *k = book_keys(b);

	if (info->role == ROLE_HUB)
		return err_set(e, E_INPUT, _("this book is a hub; it takes no answer from another"));
	if (memcmp(r->node, info->node, NODE_BYTES) != 0 ||
	    memcmp(r->sign, k->sign_pub, KEY_BYTES) != 0)
		return err_set(e, E_UNIT, _("the answer is for another book than this one"));
	if (r->training != info->training)
		return err_set(e, E_UNIT, _("a training book and a real one cannot be enrolled with "
		    "each other"));
	if (k->has_hub && memcmp(k->hub_sign_pub, r->hub_sign, KEY_BYTES) != 0)
		return err_set(e, E_KEY_UNKNOWN,
		    _("this book is enrolled with another hub already; call the province"));
	return 0;
}

struct office_put {
	struct book *b;
	const char *office;
};

static int
office_body(void *arg, struct txn *t, struct err *e)
{
	struct office_put *q = arg;

	return book_office_put(q->b, t, q->office, e);
}

int
enrol_reply(struct book *b, struct arena *a, const char *path, const char **office,
    struct err *e)
{
	const char *dir = book_info(b)->dir;
	struct office_put q = { b, NULL };
	struct reply r;
	struct sealed s;
	json_t *j;
	int rc = -1;

	memset(&r, 0, sizeof r);
	if (read_file_of(a, path, &s, &j, e) || parse_reply(a, &s, j, &r, e) || may_take(b, &r, e))
		goto out;
	/* Keys first: an office without its id asks again, one without keys could not seal. */
	if ((r.has_escrow && keys_pin_escrow(dir, r.escrow, e)) ||
	    keys_pin_hub(dir, r.hub_sign, r.hub_seal, e) || keys_read(dir, &b->keys, e))
		goto out;
	q.office = *office = r.office;
	rc = store_txn(book_store(b), office_body, &q, e);
out:
	json_decref(j);
	sealed_free(&s);
	return rc;
}

int
import_reply(struct book *b, struct arena *a, const char *path, struct import *out,
    struct err *e)
{
	const char *office;
	struct err why;

	if (enrol_reply(b, a, path, &office, &why) == 0) {
		out->outcome = OUT_MERGED;
		out->text = arena_printf(a, _("this book is office %s now; its dumps are sealed to the "
		    "province"), office);
		return 0;
	}
	if (why.code < E_MAGIC && why.code != E_INPUT && why.code != E_CRYPTO)
		return err_set(e, why.code, "%s", why.text);
	out->outcome = OUT_REFUSED;
	out->code = why.code;
	out->text = arena_strdup(a, why.text);
	return 0;
}

struct find_ask {
	struct arena *a;
	const uint8_t *node;
	struct peer peer;
	int found;
};

static int
find_body(void *arg, struct txn *t, struct err *e)
{
	struct find_ask *q = arg;

	q->found = peer_find(t, q->a, q->node, &q->peer, e);
	return q->found < 0 ? -1 : 0;
}

int
enrol_find(struct book *hub, struct arena *a, const uint8_t node[NODE_BYTES],
    uint8_t sign_pub[KEY_BYTES], const char **office, const char **unit, struct err *e)
{
	struct find_ask q = { .a = a, .node = node };

	if (book_visit(hub, find_body, &q, e))
		return -1;
	if (q.found)
		return 1;
	memcpy(sign_pub, q.peer.sign_pub, KEY_BYTES);
	*office = q.peer.office;
	*unit = q.peer.unit;
	return 0;
}
