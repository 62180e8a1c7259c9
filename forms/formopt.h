/* SPDX-License-Identifier: MIT */
/* formopt: the keys of form, rule and balance sections, and a form built from them. */
#ifndef FORMS_FORMOPT_H
#define FORMS_FORMOPT_H

#include "forms/attr.h"

extern const struct grammar form_grammar;

/* Declares the form of src with its fields: everything that needs no other file. */
struct form *form_declare(struct build *b, struct source *src);

/* Finds the lists and forms it names, checks its fields and unfolds them into cells. */
void form_link(struct build *b, struct source *src, struct form *f);

/* Its key and columns: before any expression is parsed, since prev() reads keys. */
void form_keys(struct build *b, struct source *src, struct form *f);

/* Parses its expressions, orders the evaluation, and tries it on 80x24. */
void form_finish(struct build *b, struct source *src, struct form *f);

#endif
