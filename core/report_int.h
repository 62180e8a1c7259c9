/* SPDX-License-Identifier: MIT */
/*
 * report_int: one run of a report, between the modules that plan it (reportplan.c), scan
 * (report.c) and make the table (reporttable.c).
 */
#ifndef CORE_REPORT_INT_H
#define CORE_REPORT_INT_H

#include "core/dim.h"
#include "core/group.h"
#include "core/report.h"

enum { CELLS_MAX = 64, SHAPES_MAX = 32, MEASURES_MAX = 64 };

/* Where the cells a report reads stand in a shape; a version of a form may lack some. */
struct plan {
	const struct shape *shape;
	int n;
	int want[CELLS_MAX];    /* in rising order */
	int at[CELLS_MAX];      /* by slot: where in want; n, behind them, when the shape lacks it */
};

/* What a text of a unit means to this report. */
struct unit_of { bool passed_over; uint32_t id; };

struct run {
	struct arena *a, *scratch;
	const struct schema *schema;
	const struct report_ask *ask;
	const struct form *form;
	int ndims, nmeasures;
	struct dim *dim;
	const struct measure *measure;
	int direct[MEASURES_MAX];       /* slot of a measure that is one cell, -1 when it must be evaluated */
	int ncells, cell_no[CELLS_MAX]; /* cells read, by number in the form */
	struct skim_cell cell[CELLS_MAX + 1]; /* of the record at hand, as its plan wants them, and a blank */
	const struct plan *of;          /* its plan */
	int dim_slot[DIMS_MAX], date_slot;
	int nil_slot;                   /* records in which nothing occurred are not counted; -1 */
	struct value *v;                /* for what is evaluated, once filled */
	bool filled;
	struct look look;
	struct plan plan[SHAPES_MAX];
	int nplans;
	struct dim units;               /* unit texts met */
	struct unit_of *unit;           /* by number in units */
	uint32_t nunits;
	int unit_dim;                   /* -1: not a dimension */
	struct groups groups;           /* by the dimensions, and the record of a list */
	bool records, back;             /* a row a record; days before the period count as well */
	uint32_t nrecords;
	int nstocks;                    /* measures that are more than a sum */
	int nseries, *series;           /* slots of the key apart from the day: what stands stands for each */
	struct dim keys;                /* their texts */
	struct groups stood, stood_all; /* by the dimensions and a series; by a series */
	int nfront;                     /* dimensions before the first day or period: a balance runs within these */
	struct groups running;          /* by them */
};

/* The cell a slot stands for, of the record at hand. */
static inline const struct skim_cell *
run_cell(const struct run *x, int slot)
{
	return &x->cell[x->of->at[slot]];
}

/* Finds the dimensions, and the cells to read. */
int run_plan(struct run *x, struct err *e);

/* Where they stand in a shape. */
struct plan *run_plan_of(struct run *x, const struct shape *s);

/* Adds the measures of the record at hand that are more than a sum; early: it is of before the period. */
void run_stocks(struct run *x, const uint32_t *ids, const char *unit, bool early);

/* The value of measure i, by its cell or its expression, of the record at hand. */
struct value run_value(struct run *x, int i);

/* All cells read as values. */
const struct value *run_values(struct run *x);

/* What came out. */
struct report_table *run_table(struct run *x);

#endif
