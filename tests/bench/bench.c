/* SPDX-License-Identifier: MIT */
/*
 * bench: medians and rows, shared by the measuring programs.
 */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double
bench_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
series_add(struct series *s, double units, double secs)
{
	if (s->n < BENCH_ROUNDS)
		s->rate[s->n++] = units / secs;
}

static int
by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

static double
median(const double *v, int n)
{
	double copy[BENCH_ROUNDS];

	if (n == 0)
		return 0;
	memcpy(copy, v, (size_t)n * sizeof *copy);
	qsort(copy, (size_t)n, sizeof *copy, by_size);
	return n % 2 ? copy[n / 2] : (copy[n / 2 - 1] + copy[n / 2]) / 2;
}

double
series_median(const struct series *s)
{
	return median(s->rate, s->n);
}

double
series_ratio(const struct series *x, const struct series *base)
{
	double r[BENCH_ROUNDS];
	int i, n = x->n < base->n ? x->n : base->n;

	for (i = 0; i < n; i++)
		r[i] = x->rate[i] / base->rate[i];
	return median(r, n);
}

void
bench_row(const char *id, const char *what, double ratio, const char *target)
{
	printf("%-4s %-62s %8.2f   %s\n", id, what, ratio, target);
	fflush(stdout);
}

void
series_print(const struct series *s)
{
	double m = series_median(s);

	printf("       %-50s %12.0f /s %10.1f us\n", s->name, m, m > 0 ? 1e6 / m : 0);
}
