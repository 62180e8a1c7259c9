/* SPDX-License-Identifier: MIT */
/*
 * gate: lets one process at a time into the store (rule S5).  The kernel frees the
 * lock of a process that dies; the mark it left in the file tells the next one that
 * somebody died inside, or that the machine was started anew.
 */
#ifndef CORE_GATE_H
#define CORE_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

enum { BOOT_BYTES = 36 };

/* How the last visitor came out; MISTRUSTED: the disk failed it, so files may not be as they look. */
enum gate_mark { GATE_SOUND = '-', GATE_DIED = '*', GATE_MISTRUSTED = '!' };

struct gate {
	int fd;                 /* -1: not open */
	enum gate_mark mark;    /* of the one before, while somebody is inside */
	uint64_t generation;    /* raised whenever the environment has to be made anew */
	char boot[BOOT_BYTES + 1];
};

/* Opens the gate file at path, made when create.  -1: E_BUSY, E_INPUT when there is none. */
int gate_open(struct gate *g, const char *path, bool create, struct err *e);
void gate_close(struct gate *g);

/*
 * Waits at most wait_ms for the lock and marks the inside as occupied.  g->mark tells how the
 * one before came out: if not soundly, the generation was raised and the inside must be
 * recovered.  -1 with E_BUSY, E_SPACE.
 */
int gate_enter(struct gate *g, unsigned wait_ms, struct err *e);

/* Inside: raises the generation, so that every other process drops what it has open. */
int gate_raise(struct gate *g, struct err *e);

/* Comes out with all in order. */
void gate_leave(struct gate *g);

/* Comes out leaving a mark, so that whoever enters next recovers. */
void gate_abandon(struct gate *g, enum gate_mark mark);

#endif
