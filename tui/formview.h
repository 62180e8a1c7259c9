/* SPDX-License-Identifier: MIT */
/*
 * formview: the form opened over a line of a sheet.
 */
#ifndef TUI_FORMVIEW_H
#define TUI_FORMVIEW_H

#include "tui/hand.h"

/* All fields of the record in h, which must outlive the view. */
struct view *form_over(struct app *app, struct hand *h);

#endif
