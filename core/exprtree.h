/* SPDX-License-Identifier: MIT */
/*
 * exprtree: what the files of the expression language share: the tree a
 * parse makes, the parser's state, and a row of the function table.  Nobody else
 * includes it.
 */
#ifndef CORE_EXPRTREE_H
#define CORE_EXPRTREE_H

#include "core/expr.h"

enum xop {
	X_CONST, X_TEXT, X_NAME, X_CELL, X_CELLS, X_ROW, X_ROWCODE, X_TODAY, X_UNIT, X_NEG, X_NOT,
	X_ADD, X_SUB, X_MUL, X_DIV, X_MOD, X_EQ, X_NE, X_LT, X_LE, X_GT, X_GE,
	X_AND, X_OR, X_CALL
};

/* What total() and exists() ask for; their arg[] are the nwhere values, then from and to. */
struct bound {
	const struct form *form;
	const char *what;       /* field or cell id; NULL: records are counted */
	int nwhere;
	const char **is;        /* field ids of form */
	bool by_row;            /* what is a grid, and its cell of the row is meant */
	const struct codes *list;      /* find(): where; its columns, -1 the code */
	int column, *of;
};

struct node {
	enum xop op;
	enum etype type;
	int at;                 /* byte in the source */
	int64_t n;              /* X_CONST: thousandths, days, minutes, 0 or 1; list(): the column */
	const char *s;          /* X_TEXT, X_NAME */
	int cell, ncells, step; /* X_CELL, X_CELLS, X_ROW (the row's): cell, cell + step, ... */
	const struct field *field;     /* whose they are */
	const struct fn *fn;    /* X_CALL */
	const struct bound *bound;
	const struct codes *codes;     /* list(), param() */
	int nargs;
	struct node **arg;
};

enum { XP_NODES = 1000, XP_DEPTH = 60, XP_WHERE = 8, XP_BYTES = 16000 };

enum xtok { TK_END, TK_CONST, TK_TEXT, TK_NAME, TK_OP };

/* State of one parse: the token in hand, and where the first fault went. */
struct xparse {
	struct arena *a;
	const struct schema *schema;
	const struct form *form;
	const struct field *grid;      /* it belongs to; NULL: none, or not one over one list */
	const char *src;
	struct err *e;
	bool failed, by_row;
	int nodes, depth;
	int pos;                /* behind the token in hand */
	enum xtok tok;
	int at;                 /* where it begins */
	char op[3];             /* TK_OP: "<=" and so on */
	int64_t n;              /* TK_CONST */
	enum etype type;        /* TK_CONST */
	const char *s;          /* TK_TEXT, TK_NAME */
};

/* State of one evaluation. */
struct run {
	struct arena *a;
	const struct form *form;
	const struct codes *rows;
	const struct value *v;
	const struct look *look;
	int row;
};

/*
 * A function of the language.  args has a letter for each argument: n number, d date,
 * t text, b yes/no, x any, of one type with the other x; s cells or a number; c cells
 * or anything; f one cell; '*' repeats the letter before.  gives: the same letters, or f for
 * the type of the cell.  bind takes the place of args for what has a syntax of its own.
 */
struct fn {
	const char *name;
	int min, max;           /* arguments */
	const char *args;
	char gives;
	int (*bind)(struct xparse *p, struct node *x);
	struct value (*eval)(const struct run *r, const struct node *x);
	const char *use;        /* for the manual */
};

/* exprlex.c: takes the next token into p; nothing after a fault. */
void xp_lex(struct xparse *p);

/* exprlex.c: sets the error of a parse, with the place in the source; returns -1. */
int xp_fail(struct xparse *p, int at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* exprtype.c: resolves names and gives every node its type; -1 failed. */
int xp_type(struct xparse *p, struct node *x);

/* exprtype.c: the same, and x must be one value of type want (ET_ANY: any type). */
int xp_scalar(struct xparse *p, struct node *x, enum etype want);

/* exprtype.c: refuses a text literal that is no code of the closed list of f. */
int xp_code(struct xparse *p, const struct field *f, const struct node *x);

/* exprfn.c: the row called name, or NULL. */
const struct fn *fn_find(const char *name);

/* expreval.c: the value of a node; numbers in thousandths. */
struct value xr_eval(const struct run *r, const struct node *x);

/* expreval.c: the value of cell, a number in thousandths; blank when it does not fit the type. */
struct value xr_cell(const struct run *r, enum etype type, int cell);

/* expreval.c: true when v is a number, '-' counting as 0; *n in thousandths. */
bool xr_num(const struct value *v, int64_t *n);

/* expreval.c: whole units or thousandths as an expression speaks and as a cell does. */
struct value xr_scale(enum etype type, struct value v);
struct value xr_whole(enum etype type, struct value v);

/* expreval.c: true when both are of one type and equal. */
bool xr_same(const struct value *x, const struct value *y);

/* n / d with a half away from zero; d > 0. */
int64_t xr_round(int64_t n, int64_t d);

/* The bindings of functions with a syntax of their own (exprbind.c). */
int xp_bind_list(struct xparse *p, struct node *x);
int xp_bind_param(struct xparse *p, struct node *x);
int xp_bind_total(struct xparse *p, struct node *x);
int xp_bind_exists(struct xparse *p, struct node *x);
int xp_bind_known(struct xparse *p, struct node *x);
int xp_bind_find(struct xparse *p, struct node *x);
int xp_bind_usual(struct xparse *p, struct node *x);
int xp_bind_linked(struct xparse *p, struct node *x);

/* exprtype.c: the grid named x as its cell of the row at hand, where there is one. */
void xp_row(struct xparse *p, struct node *x);

/* expreval.c: the number of the cell that X_CELL or X_ROW stands for. */
int xr_cell_no(const struct run *r, const struct node *x);

#endif
