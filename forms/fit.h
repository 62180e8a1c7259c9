/* SPDX-License-Identifier: MIT */
/* fit: whether a form can be drawn on 80x24, the reference terminal (forms.md 3.0). */
#ifndef FORMS_FIT_H
#define FORMS_FIT_H

#include "forms/attr.h"

enum {
	FIT_COLS = 80,
	FIT_LINE = 78, /* a line of text inside the margins */
	FIT_HELP = 228, /* three of them, broken between words */
	FIT_LABEL = 34,
	FIT_ROWS = 18 /* field lines of a page */
};

/* Names pages that are too long, rows and sheets that are too wide.  t is the form's target. */
void fit_check(const struct target *t);

#endif
