/* SPDX-License-Identifier: MIT */
/*
 * usual: what a number mostly is, told from earlier ones, for the function of that name.
 * Median and median absolute deviation (MAD) in place of mean and deviation, so that one slip
 * among the earlier numbers does not move the limits: median +- 3 x 1.4826 x MAD, the Hampel
 * identifier (Davies and Gather, The identification of multiple outliers, J. Amer. Statist.
 * Assoc. 88, 1993; threshold 3: Leys et al., J. Exp. Soc. Psychol. 49, 2013).  Where the
 * earlier numbers hardly differ the MAD is next to nothing, so the limits are never nearer
 * than a quarter of the median, and never nearer than 3.
 */
#ifndef CORE_USUAL_H
#define CORE_USUAL_H

#include <stdbool.h>
#include <stdint.h>

enum { USUAL_LEAST = 5, USUAL_MOST = 12, USUAL_DAYS = 92 };

/* The limits of n earlier numbers (x is put in order); false: too few to tell. */
bool usual_limits(int64_t *x, int n, int64_t *low, int64_t *high);

#endif
