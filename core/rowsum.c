/* SPDX-License-Identifier: MIT */
/*
 * rowsum: FNV-1a over table, key and value, behind the value.  Invariant: what rowsum_of
 * made, rowsum_take accepts, and a row of a table without checks is left alone.
 */
#include "core/rowsum.h"

#include <string.h>

#include "core/lang.h"

/* No other table tells a wrong value of these, so each row carries its own check. */
static const bool checked[TB_N] = {
	[TB_META] = true,
	[TB_DRAFTS] = true,
	[TB_PEERS] = true,
	[TB_RECEIPTS] = true,
};

bool
rowsum_has(enum table tb)
{
	return checked[tb];
}

void
rowsum_of(const struct sumrow *row, uint8_t out[ROWSUM_BYTES])
{
	const uint8_t *part[2] = { row->k, row->v };
	const size_t len[2] = { row->kn, row->vn };
	uint32_t h = 2166136261u ^ (uint32_t)row->tb;
	size_t i, j;

	for (i = 0; i < 2; i++)
		for (j = 0; j < len[i]; j++)
			h = (h ^ part[i][j]) * 16777619u;
	for (i = 0; i < ROWSUM_BYTES; i++)
		out[i] = (uint8_t)(h >> (24 - 8 * i));
}

int
rowsum_take(struct sumrow *row, struct err *e)
{
	uint8_t want[ROWSUM_BYTES];

	if (!checked[row->tb])
		return 0;
	if (row->vn >= ROWSUM_BYTES) {
		row->vn -= ROWSUM_BYTES;
		rowsum_of(row, want);
		if (memcmp(want, (const uint8_t *)row->v + row->vn, ROWSUM_BYTES) == 0)
			return 0;
	}
	return err_set(e, E_DAMAGE, _("The table %s holds a value that was changed from outside; "
	    "run `soxa verify`, then restore the last good backup"), store_table_name(row->tb));
}
