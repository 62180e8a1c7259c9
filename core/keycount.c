/* SPDX-License-Identifier: MIT */
/*
 * keycount: a row of numbers in meta, "set:keys.FORM.VERSION": records, keys, then the keys
 * of ten blocks of twenty records, the oldest of which the next block replaces.  Invariant:
 * it is a statistic; a row that cannot be read is begun anew and never keeps a record from
 * being saved.
 */
#include "core/keycount.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"

enum { BLOCKS = 10, BLOCK = 20, ROW_BYTES = 256, NAME_BYTES = 160,
	SUM_MAX = 2000000000, BLOCK_MAX = 100000 }; /* no clerk gets there; a damaged row may */

struct row { long records, keys, block[BLOCKS]; };

static void
row_name(char out[NAME_BYTES], const char *form, int version)
{
	(void)snprintf(out, NAME_BYTES, "set:keys.%s.%d", form, version); /* cut: a name of its own all the same */
}

static struct row
row_read(const char *s, size_t n)
{
	long number[2 + BLOCKS] = { 0 };
	char text[ROW_BYTES], *at = text;
	struct row r;
	size_t i;

	if (n >= sizeof text)
		n = 0;
	memcpy(text, s, n);
	text[n] = '\0';
	for (i = 0; i < 2 + BLOCKS; i++) {
		number[i] = strtol(at, &at, 10);
		if (number[i] < 0 || number[i] > (i < 2 ? SUM_MAX : BLOCK_MAX))
			return (struct row){ 0 };
	}
	r.records = number[0];
	r.keys = number[1];
	memcpy(r.block, number + 2, sizeof r.block);
	return r.records > 0 && r.keys > 0 ? r : (struct row){ 0 };
}

static int
row_write(char out[ROW_BYTES], const struct row *r)
{
	int i, n = snprintf(out, ROW_BYTES, "%ld %ld", r->records, r->keys);

	for (i = 0; i < BLOCKS; i++)
		n += snprintf(out + n, ROW_BYTES - (size_t)n, " %ld", r->block[i]);
	return n;
}

int
keycount_add(struct txn *t, const struct form *f, int keys, struct err *e)
{
	char name[NAME_BYTES], text[ROW_BYTES];
	struct row r = { 0 };
	const void *v;
	size_t n;
	long *block;
	int found;

	row_name(name, f->id, f->version);
	found = meta_get(t, name, &v, &n, e);
	if (found < 0)
		return -1;
	if (found == 0)
		r = row_read(v, n);
	block = &r.block[r.records / BLOCK % BLOCKS];
	if (r.records % BLOCK == 0)
		*block = 0;
	*block += keys;
	r.records++;
	r.keys += keys;
	n = (size_t)row_write(text, &r);
	return meta_put(t, name, text, n, e);
}

struct keycount
keycount_get(struct book *b, const char *form, int version)
{
	struct arena *a = arena_new();
	char name[NAME_BYTES];
	struct keycount k = { 0 };
	struct row r = { 0 };
	const char *s;
	int i;

	row_name(name, form, version);
	s = book_setting(b, a, name + strlen("set:"));
	if (s)
		r = row_read(s, strlen(s));
	k.records = r.records;
	k.keys = r.keys;
	k.recent = (int)(r.records <= BLOCKS * BLOCK ? r.records :
	    (BLOCKS - 1) * BLOCK + (r.records - 1) % BLOCK + 1);
	for (i = 0; i < BLOCKS; i++)
		k.recent_keys += (int)r.block[i];
	arena_free(a);
	return k;
}
