/* SPDX-License-Identifier: MIT */
/*
 * backup: a copy of a book that was proved before it is called good (rules S13, S14).  A hot
 * copy in DIR/tmp-..., recovered in a child, verified, its chains held against those of the
 * book, and only then renamed to DIR/good-<day>.  keys/ is never in it, so what is made
 * of a copy is another node.
 */
#ifndef CORE_BACKUP_H
#define CORE_BACKUP_H

#include "core/book.h"
#include "core/copy.h"

/* What the file BACKUP of a copy says of it. */
struct backup_label {
	const char *book, *unit, *name, *office, *program;
	uint8_t node[NODE_BYTES], link[HASH_BYTES];
	uint64_t counter;       /* of the last change of the node */
	uint64_t number;        /* the n-th copy of this node in its folder */
	int64_t made;           /* ms */
	unsigned first_log, last_log;
	bool hub, training;
};

/* Where a proved copy of a book lies; a line of BOOK/backups. */
struct backup_note {
	int64_t made;           /* ms; 0: there is none */
	uint64_t counter;
	unsigned first_log;     /* logs from here on lead from it to today */
	const char *path;
};

struct backup_done {
	const char *path;
	uint64_t number;        /* of its label */
	uint8_t heads[HASH_BYTES];      /* of all chains at the moment the copy shows */
	struct copied copied;
	struct verify proof;
	bool same_disk;         /* as the book: it dies with it */
	int kept;               /* good copies of the book in the folder now */
	unsigned logs_gone;
};

/*
 * The whole of it, into the folder dir (absolute, made when it is not there).  -1: E_INPUT,
 * E_SPACE, E_BUSY, or E_DAMAGE when the copy could not be proved: it is taken away again and
 * the older ones stay.
 */
int backup_make(struct book *b, struct arena *a, const char *dir, struct backup_done *out,
    struct err *e);

/* Its steps, apart, so that a test can stop between them.  tmp: the copy's folder. */
int backup_copy(struct book *b, const char *tmp, struct backup_done *out, struct err *e);
int backup_prove(struct book *b, struct arena *a, const char *tmp, struct backup_done *out,
    struct err *e);

/* The last two proved copies, newest first; those there are not have made 0. */
void backup_notes(struct arena *a, const char *book, struct backup_note out[2]);
int backup_notes_put(const char *book, const struct backup_note out[2], struct err *e);

/* The label of a copy.  -1: E_INPUT when there is none, E_DAMAGE. */
int backup_label_read(struct arena *a, const char *copy, struct backup_label *out, struct err *e);
int backup_label_write(const char *copy, const struct backup_label *l, struct err *e);

/* The good copies in dir of a node, NULL: of any, newest first; how many.  Owned by a. */
struct backup_copy { const char *path; struct backup_label label; };
int backup_list(struct arena *a, const char *dir, const uint8_t *node, struct backup_copy **out);

/* A day of office and its minute ("2021-11-23 22:30"), owned by a. */
const char *backup_when(struct arena *a, int64_t ms);

#endif
