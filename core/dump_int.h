/* SPDX-License-Identifier: MIT */
/*
 * dump_int: what the modules of a dump file share among themselves: the text
 * header (head.c), the payload by column (colwrite.c, colread.c), and the sealed,
 * signed container (seal.c).  None of it touches a book.
 */
#ifndef CORE_DUMP_INT_H
#define CORE_DUMP_INT_H

#include <jansson.h>

#include "core/dump.h"

/* More ceilings of 4.2 and 4.3. */
#define DUMP_LINES_MAX 5000000u
#define DUMP_PLAIN_MAX (2048ull << 20)
#define DUMP_PACKED_MAX (1024ull << 20)
#define DUMP_LINE_MAX (1u << 20)
#define DUMP_INT_MAX ((INT64_C(1) << 53) - 1)

enum { DUMP_WINDOW_LOG = 20, DUMP_BLOCK = 1000, DUMP_DEPTH = 5 };

/* Appends the header, with the empty line that ends it. */
void head_print(struct buf *b, const struct dump_head *h);

/*
 * Reads a header from the first n bytes at p; texts are owned by a.  *len is its length
 * with the empty line.  Accepts only what head_print writes.  -1: E_MAGIC, E_VERSION,
 * E_TRUNCATED (the bytes end inside it), E_LIMIT, E_FIELD.
 */
int head_parse(struct arena *a, const uint8_t *p, size_t n, struct dump_head *out, size_t *len,
    struct err *e);

/* The name of a kind ("delta"), and back (DK_N). */
const char *dump_kind_name(enum dump_kind kind);
enum dump_kind dump_kind_find(const char *name);

/* The name a file with this header and hash goes by (4.3), owned by a. */
const char *dump_name(struct arena *a, const struct dump_head *h, const uint8_t hash[HASH_BYTES]);

/* The first link of every chain. */
extern const uint8_t hash_none[HASH_BYTES];

/* A whole file in memory that passed magic, header, sizes and hash; nothing is trusted yet. */
struct sealed {
	struct dump_head head;
	uint8_t *p;             /* malloc'd private copy; sealed_free */
	size_t n, head_len;
	uint8_t hash[HASH_BYTES];
};

/* Who may open a file: sealing keys of its readers (none: cipher none). */
struct seal_to {
	int n;
	const uint8_t *pub[4];
};

/*
 * Packs plain, seals it to the readers and signs with k: appends the whole file to out and
 * fills the members of h that only sealing knows (plain, packed, stream, keys, signer).
 */
int seal_make(struct buf *out, struct dump_head *h, const struct buf *plain,
    const struct seal_to *to, const struct keys *k, struct err *e);

/* Reads path (steps of 4.4 up to the hash); texts are owned by a. */
int sealed_read(struct arena *a, const char *path, struct sealed *out, struct err *e);

/* The same of bytes in memory, which are copied. */
int sealed_parse(struct arena *a, const uint8_t *p, size_t n, struct sealed *out, struct err *e);
void sealed_free(struct sealed *s);

/* The signature, by the key the node is known under.  -1: E_KEY_UNKNOWN, E_SIG. */
int sealed_verify(const struct sealed *s, const uint8_t sign_pub[KEY_BYTES], struct err *e);

/* Decrypts and unpacks into plain.  -1: E_CRYPTO, E_FRAME, E_BOMB. */
int sealed_open(const struct sealed *s, const struct keys *k, struct buf *plain, struct err *e);

/* Packs plain into one zstd frame; unpacks one of exactly want bytes.  -1: E_SPACE; E_BOMB, E_FRAME. */
int seal_pack(struct buf *out, const struct buf *plain, const struct buf *prefix, struct err *e);
int seal_unpack(const struct buf *packed, const struct buf *prefix, uint64_t want, struct buf *plain,
    struct err *e);

/* Appends what the packer is told beforehand: nothing, or dictionary "soxa1" and the first line. */
void seal_prefix(struct buf *b, const struct dump_head *h);

/*
 * Payload.  Nodes in it are numbers of their own: 1 is the dump's node, 2... are the
 * `nodes` of the line.  A writer maps the book's numbers to these ids; a reader gets
 * changes whose ids, records and vectors carry them.
 */
struct pay_nodes {
	int n;
	uint8_t id[64][NODE_BYTES];
};

/* Names of the kinds of change in a payload ("create"). */
extern const char *const pay_kinds[CH_N];

/* Appends the first line, which repeats the header. */
void pay_meta(struct buf *b, const struct dump_head *h);

/*
 * The code lists that the forms of a payload draw from: pay_touch for each change, then
 * pay_lists_put appends their line and counts it.  seen is a JSON object, the caller's.
 */
enum { PAY_FORMS_MAX = 256 };
struct pay_lists {
	json_t *seen;           /* list id -> version */
	const struct form *form[PAY_FORMS_MAX];
	int nforms;
};
void pay_touch(struct pay_lists *l, const struct change *c);
void pay_lists_put(struct buf *b, const struct pay_lists *l, uint64_t *lines);

/* Appends the last line: the number of lines and the hash of all before it. */
void pay_end(struct buf *b, uint64_t lines, uint64_t changes);

/*
 * Appends n <= DUMP_BLOCK consecutive changes of one node as lines, one a shape; *lines is
 * raised.  node_of gives the id of a local node.  -1 with E_LIMIT when a line grew over its
 * ceiling (b is as it was: try fewer changes), or E_FIELD.
 */
struct pay_write {
	const char *unit;       /* the header's: what a created record has when not said */
	node_lookup *node_of;
	void *arg;
};
int pay_block(struct buf *b, const struct pay_write *w, struct change *const *c, int n,
    uint64_t *lines, struct err *e);

/* What a reader is given and gives. */
struct pay_read {
	const struct dump_head *head;
	/* The shape of a form and version, or NULL: E_SCHEMA. */
	const struct shape *(*shape_of)(void *arg, const char *form, int version);
	/* Consecutive changes; they and nodes live until take returns. */
	int (*take)(void *arg, struct arena *a, struct change **c, int n,
	    const struct pay_nodes *nodes, struct err *e);
	void *arg;
};

/* Reads a whole payload.  -1: E_JSON, E_UTF8, E_FIELD, E_LIMIT, E_SCHEMA, E_HASH, E_UNIT. */
int pay_parse(const struct buf *plain, const struct pay_read *r, struct err *e);

/* The shape of a form and version as the book arg knows it (pay_read). */
const struct shape *dump_shape(void *arg, const char *form, int version);

/* An office takes in the hub's answer to its request. */
int import_reply(struct book *b, struct arena *a, const char *path, struct import *out,
    struct err *e);

/*
 * What the next dump will be, or the last one was (5.1).  A plan that is PREPARED is kept to
 * until it is SEALED, however often the program dies between.
 */
enum plan_state { PLAN_NONE, PLAN_PREPARED, PLAN_SEALED };
struct dump_plan {
	enum plan_state state;
	enum dump_kind kind;
	uint64_t sequence, from, to, clock;
	int64_t full_ms;        /* when the last full dump was planned */
	uint8_t chain[HASH_BYTES], previous[HASH_BYTES], hash[HASH_BYTES];
};
int dump_plan_get(struct txn *t, struct dump_plan *p, struct err *e);

/* The steps of dump_write, apart, so that a test can stop between them. */
int dump_plan(struct book *b, bool full, struct dump_plan *p, struct err *e);
int dump_build(struct book *b, struct arena *a, struct dump_plan *p, const char **path,
    struct err *e);

#endif
