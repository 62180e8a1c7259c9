/* SPDX-License-Identifier: MIT */
/*
 * reportdata: a report as plain text, CSV or JSON: for a screen and for other programs.
 */
#ifndef TUI_REPORTDATA_H
#define TUI_REPORTDATA_H

#include "tui/paper.h"

/* By enum format.  Each part of a paper is named in front of its lines, in JSON in each of them. */
typedef void report_put(const struct paper *p, struct arena *a, const struct report_ask *ask, struct buf *out);
extern report_put *const report_data[];

#endif
