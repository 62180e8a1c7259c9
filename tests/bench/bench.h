/* SPDX-License-Identifier: MIT */
/*
 * bench: figures side by side.  Variants run in turn inside a round; a ratio is the
 * median over rounds of the round's own ratio, because machines drift but a round
 * is short.  Nothing here passes or fails: a row tells the figure and its target.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

enum { BENCH_ROUNDS = 32 };

struct series {
	const char *name;
	int n;
	double rate[BENCH_ROUNDS];      /* units a second, a round */
};

/* Seconds on a clock that only goes forward. */
double bench_now(void);

/* Adds a round: units done in secs. */
void series_add(struct series *s, double units, double secs);

double series_median(const struct series *s);

/* Median over rounds of x's rate / base's rate. */
double series_ratio(const struct series *x, const struct series *base);

/*
 * One row: id, what is compared, the ratio, the target as text ("x >= 0.6").  Rows are also
 * kept for the summary by run.sh: the line begins with the id.
 */
void bench_row(const char *id, const char *what, double ratio, const char *target);

/* Prints name, median rate and its time a unit. */
void series_print(const struct series *s);

#endif
