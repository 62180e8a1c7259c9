/* SPDX-License-Identifier: MIT */
/* link: a form's fields unfolded into cells, and the order its cells are computed in. */
#ifndef FORMS_LINK_H
#define FORMS_LINK_H

#include "forms/attr.h"

/* Makes form.cell: one a plain field, one a code of a grid, one a pair for two lists. */
void link_cells(struct arena *a, struct form *f);

/*
 * Makes form.order of the cells with compute or default, each behind what it reads.  Names a
 * cycle, and a skip-if that looks forward.
 */
void link_order(const struct target *t, struct form *f);

#endif
