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

/* Before the cells of a record: what a version of the form lacks; 1, or 0 when nothing occurred. */
enum { CELL_BLANK, CELL_ONE, CELL_FIRST };

/* The slot that every record has for CELL_ONE, besides those of the cells a report reads. */
enum { SLOT_ONE = CELLS_MAX };

/* Where the cells a report reads stand in a shape, and what it sums of them. */
struct plan {
	const struct shape *shape;
	int n;                  /* the last of them and those before it */
	int at[CELLS_MAX + 1];  /* by slot: where in run.cell */
	int nsums;
	struct { int at, measure; } sum[MEASURES_MAX]; /* of a cell */
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
	int nevaluated, evaluated[MEASURES_MAX]; /* measures that are sums of an expression */
	int ncells, cell_no[CELLS_MAX]; /* cells read, by number in the form */
	struct skim_cell *cell;         /* CELL_FIRST, and those of the record at hand */
	int room;                       /* for so many */
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
	uint32_t nunits, unit_last;     /* the number of the record before, mostly that of the next */
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

/* The computed measures of a row: a, scratch and the measures of x are asked for. */
void run_compute(struct run *x, struct report_row *row);

/* A report of forms (report.of_forms). */
int run_forms(struct book *b, struct arena *a, const struct report_ask *ask, struct report_table **out,
    struct err *e);

/* What came out. */
struct report_table *run_table(struct run *x);

#endif
