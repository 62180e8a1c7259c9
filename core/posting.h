/* SPDX-License-Identifier: MIT */
/*
 * posting: which records bear a head (a word; a form, unit and day; a form and key).  A
 * row is a block of up to 256 ids: head and first id are the key, the steps to the
 * others the value, so that a thousand records saved together write one row a word.
 * The blocks of a head hold ids of one node each and do not overlap.
 */
#ifndef CORE_POSTING_H
#define CORE_POSTING_H

#include "core/record.h"
#include "core/store.h"

enum { POSTING_MAX = 256 };

/* A row read: its head, not copied, and its ids. */
struct posting {
	const uint8_t *head;
	size_t hn;
	int n;
	rid id[POSTING_MAX + 1];
};

/* A head of a table. */
struct place {
	enum table tb;
	const uint8_t *head;
	size_t hn;
};

/* Takes a row apart; -1 with E_DAMAGE. */
int posting_read(struct posting *p, const void *k, size_t kn, const void *v, size_t vn,
    struct err *e);

/* Adds n rising ids: in blocks of their own when none stand among them, else one by one. */
int posting_append(struct txn *t, const struct place *at, const rid *id, int n, struct err *e);

/* Adds or removes one id, wherever it belongs.  Having it (or not) already is well. */
int posting_insert(struct txn *t, const struct place *at, rid id, struct err *e);
int posting_remove(struct txn *t, const struct place *at, rid id, struct err *e);

/* 0 the head has it, 1 it has not, -1 failed. */
int posting_has(struct txn *t, const struct place *at, rid id, struct err *e);

#endif
