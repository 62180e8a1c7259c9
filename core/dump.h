/* SPDX-License-Identifier: MIT */
/*
 * dump: the file an office sends (store-sync.md 4).  Text header, sealed and
 * compressed column payload, signed trailer.  The signature is outside, so junk is
 * refused before anything is decrypted or unpacked.
 */
#ifndef CORE_DUMP_H
#define CORE_DUMP_H

#include "core/book.h"

enum dump_kind { DK_DELTA, DK_FULL, DK_EMPTY, DK_RECEIPT, DK_BUNDLE, DK_KEY, DK_RETURN, DK_N };

/* The text header, one member a line (4.2). */
struct dump_head {
	enum dump_kind kind;
	const char *office, *unit;
	uint8_t node[NODE_BYTES], supersedes[NODE_BYTES];
	uint64_t sequence;
	uint8_t previous[HASH_BYTES];
	uint64_t from, to;
	uint8_t chain[HASH_BYTES];
	uint64_t clock;
	const char *quality;
	uint8_t forms[HASH_BYTES];
	uint64_t receipt;
	uint8_t receipt_hash[HASH_BYTES];
	uint64_t lines, plain, packed;
	const char *dictionary, *cipher;
	uint8_t stream[24];
	int nkeys;
	struct dump_key { char id[17]; uint8_t sealed[80]; } key[4];
	char signer[17];
};

/* Ceilings of 4.2 and 4.3. */
enum { DUMP_HEAD_MAX = 4096, DUMP_FRAME = 65536, DUMP_TRAILER = 128 };

/*
 * Seals this node's changes since its last dump into out/ (full: all of them), steps 1-3 of
 * store-sync.md 5.1.  *path, owned by a, is the finished file.  E_CRYPTO when the office is
 * not enrolled and the book is not a training book.
 */
int dump_write(struct book *b, struct arena *a, bool full, const char **path, struct err *e);

/*
 * Before the first dump of a node that took the place of others: a file of each, sequence 0, with
 * all changes of it that the book holds.  None later.  *paths are owned by a, *n of them.
 */
int dump_before(struct book *b, struct arena *a, const char ***paths, int *n, struct err *e);

/* Everything that can be told of a file without the sealing key. */
struct dump_report {
	struct dump_head head;
	uint64_t bytes;
	uint8_t hash[HASH_BYTES];
	enum err_code verdict;  /* E_OK: whole, hashed, signed by a known key of that node */
	const char *why;        /* sentence when verdict is not E_OK */
};

/* Inspects path; -1 only when the file cannot be read at all.  b may be NULL: signature unknown. */
int dump_inspect(struct book *b, struct arena *a, const char *path, struct dump_report *out,
    struct err *e);

/* Calls line for each payload line (cat); the whole file is verified before the first call. */
typedef int dump_line(void *arg, const char *line, size_t n, struct err *e);
int dump_cat(struct book *b, struct arena *a, const char *path, dump_line *line, void *arg,
    struct err *e);

/* What became of an imported file. */
enum outcome { OUT_MERGED, OUT_DUPLICATE, OUT_WAITING, OUT_PARKED, OUT_REFUSED };
struct import {
	enum outcome outcome;
	enum err_code code;     /* of a refusal */
	const char *text;       /* a sentence for the person */
	struct dump_head head;
	uint64_t changes;
};

/*
 * Takes one file into a hub's book (dumps), or an office's (replies to its request).  A refusal
 * is an outcome, not a failure, and leaves nothing visible.  WAITING files of the node that now
 * fit are applied too.  -1 only when the book itself failed.
 */
int dump_import(struct book *b, struct arena *a, const char *path, struct import *out,
    struct err *e);

#endif
