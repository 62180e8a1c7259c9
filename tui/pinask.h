/* SPDX-License-Identifier: MIT */
/*
 * pinask: a PIN off the terminal, without an echo; off a pipe, a line.
 */
#ifndef TUI_PINASK_H
#define TUI_PINASK_H

#include <stddef.h>

#include "core/err.h"

/* Says question on stderr and reads a line into out, letters dropped that do not fit; -1: none came. */
int pinask(const char *question, char *out, size_t size, struct err *e);

/* The same with an echo. */
int pinask_name(const char *question, char *out, size_t size, struct err *e);

#endif
