/* SPDX-License-Identifier: MIT */
/*
 * seen: a line that names the program, then rows of two hashes, file and print, in order, then
 * a hash over all before it.  Invariant: a row stands there only for a file that had no
 * problem at all and whose bytes are the text that was read.
 */
#include "forms/seen.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/file.h"

enum { SEEN_BYTES_MAX = 1 << 20 };

static const char mark[] = "SOXA FORMS SEEN 1 " VERSION "\n";

struct row {
	uint8_t bytes[HASH_BYTES], print[HASH_BYTES];
};

struct seen {
	size_t n;
	const struct row *row;
};

const struct seen *
seen_read(struct arena *a, const char *path)
{
	const size_t head = sizeof mark - 1;
	struct seen *s = arena_alloc(a, sizeof *s);
	uint8_t *p, hash[HASH_BYTES];
	struct row *row;
	struct err e;
	size_t n;

	if (file_read(a, path, SEEN_BYTES_MAX, &p, &n, &e) < 0 || n < head + HASH_BYTES ||
	    memcmp(p, mark, head) != 0)
		return s;
	n -= HASH_BYTES;
	hash_bytes(p, n, hash);
	if (memcmp(hash, p + n, HASH_BYTES) != 0 || (n - head) % sizeof *row)
		return s;
	s->n = (n - head) / sizeof *row;
	s->row = row = arena_alloc(a, n);
	memcpy(row, p + head, n - head);
	return s;
}

static int
by_bytes(const void *x, const void *y)
{
	return memcmp(x, y, HASH_BYTES);
}

const uint8_t *
seen_print(const struct seen *s, const uint8_t bytes[HASH_BYTES])
{
	const struct row *row = s && s->n ? bsearch(bytes, s->row, s->n, sizeof *row, by_bytes) : NULL;

	return row ? row->print : NULL;
}

void
seen_write(const struct build *b, const char *path)
{
	struct row *row = arena_alloc(b->a, (size_t)b->nsources * sizeof *row + 1);
	struct buf out = { 0 };
	uint8_t hash[HASH_BYTES];
	struct err e;
	size_t n = 0;
	bool news = false;
	int i;

	for (i = 0; i < b->nsources; i++) {
		const struct source *src = &b->source[i];

		if (!src->plain || src->g.changed || src->g.n)
			continue;
		news |= !seen_print(b->seen, src->bytes);
		memcpy(row[n].bytes, src->bytes, HASH_BYTES);
		memcpy(row[n++].print, src->print, HASH_BYTES);
	}
	if (!news)
		return;
	qsort(row, n, sizeof *row, by_bytes);
	buf_put(&out, mark, sizeof mark - 1);
	buf_put(&out, row, n * sizeof *row);
	hash_bytes(out.p, out.n, hash);
	buf_put(&out, hash, sizeof hash);
	(void)file_write(path, &(struct file_bytes){ out.p, out.n, 0660, FILE_REPLACE }, &e);
	buf_free(&out);
}
