/* SPDX-License-Identifier: MIT */
/*
 * show: one record as `show` writes it, for whoever else has to.
 */
#ifndef TUI_SHOW_H
#define TUI_SHOW_H

#include "tui/cmd.h"
#include "tui/rows.h"

/* Writes record id to stdout, with every change of it when history is set. */
int show_record(struct cmd *c, rid id, enum reveal how, bool history, struct err *e);

#endif
