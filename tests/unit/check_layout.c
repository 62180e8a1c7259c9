/* SPDX-License-Identifier: MIT */
/*
 * Every shipped form on pages of 18 rows: all cells inside, none upon another, in the
 * order they are keyed.
 */
#include "tui/layout.h"

#include <check.h>
#include <string.h>

#include "forms/load.h"

Suite *layout_suite(void);

enum { ROWS = 18, COLS = 80, PAGES = 20 };

static struct arena *a;
static struct schema *schema;

static void
setup(void)
{
	const char *dirs[] = { "forms/data" };
	struct loaded l;

	a = arena_new();
	forms_load(a, dirs, 1, NULL, &l);
	ck_assert_ptr_nonnull(l.schema);
	schema = l.schema;
}

static void
teardown(void)
{
	arena_free(a);
}

/* Marks columns of a page as taken; fails where they are taken already. */
static void
take(char *page, int row, int col, int cols, const char *what)
{
	int i;

	ck_assert_msg(row >= 0 && row < ROWS && col >= 0 && cols > 0 && col + cols <= COLS,
	    "%s at %d, %d + %d", what, row, col, cols);
	for (i = col; i < col + cols; i++) {
		ck_assert_msg(!page[row * COLS + i], "%s upon another at %d, %d", what, row, i);
		page[row * COLS + i] = 1;
	}
}

START_TEST(cells_have_room_of_their_own)
{
	int i, k;

	for (i = 0; i < schema->nforms; i++) {
		const struct form *f = schema->form[i];
		struct plan *l = layout_make(a, f, ROWS, COLS);
		char *page = arena_alloc(a, PAGES * ROWS * COLS);

		ck_assert_int_le(l->npages, PAGES);
		for (k = 0; k < f->ncells; k++) {
			const struct place *at = &l->at[k];

			if (f->cell[k].field == f->nil) {
				ck_assert_int_lt(at->page, 0);
				continue;
			}
			if (at->label)
				take(page + at->page * ROWS * COLS, at->row, at->label_col,
				    at->label_cols, f->cell[k].id);
			if (at->flag_col >= 0)
				take(page + at->page * ROWS * COLS, at->row, at->flag_col, 1, f->cell[k].id);
			take(page + at->page * ROWS * COLS, at->row, at->col, at->room, f->cell[k].id);
			ck_assert_int_le(at->cols, at->room);
		}
		for (k = 0; k < l->nmarks; k++)
			ck_assert_int_lt(l->mark[k].row, ROWS);
	}
}
END_TEST

START_TEST(cells_stand_in_the_order_they_are_keyed)
{
	int i, k;

	for (i = 0; i < schema->nforms; i++) {
		const struct form *f = schema->form[i];
		struct plan *l = layout_make(a, f, ROWS, COLS);

		for (k = 1; k < f->ncells && f->cell[k].field != f->nil; k++) {
			const struct place *p = &l->at[form_turn(f, k - 1)], *q = &l->at[form_turn(f, k)];

			ck_assert_msg(q->page > p->page || (q->page == p->page && (q->row > p->row ||
			    (q->row == p->row && q->col > p->col))), "%s", f->cell[k].id);
		}
	}
}
END_TEST

START_TEST(the_balance_stands_below_its_last_part)
{
	const struct form *f = schema_form(schema, "F01");
	struct plan *l = layout_make(a, f, ROWS, COLS);
	int i, found = 0;

	for (i = 0; i < l->nmarks; i++)
		if (l->mark[i].kind == MARK_BALANCE && strcmp(l->mark[i].balance->id, "balance") == 0) {
			ck_assert_int_eq(l->mark[i].page, l->at[form_cell(f, "refused")].page);
			ck_assert_int_gt(l->mark[i].row, l->at[form_cell(f, "refused")].row);
			found++;
		}
	ck_assert_int_eq(found, 1);
}
END_TEST

Suite *
layout_suite(void)
{
	Suite *s = suite_create("layout");
	TCase *tc = tcase_create("layout");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, cells_have_room_of_their_own);
	tcase_add_test(tc, cells_stand_in_the_order_they_are_keyed);
	tcase_add_test(tc, the_balance_stands_below_its_last_part);
	suite_add_tcase(s, tc);
	return s;
}
