/* SPDX-License-Identifier: MIT */
/* fieldopt: the keys of a field section, and what must hold between them. */
#ifndef FORMS_FIELDOPT_H
#define FORMS_FIELDOPT_H

#include "forms/attr.h"

extern const struct grammar field_grammar;

/* Fills what the file left out of a field once its own keys are read (after PASS_ALONE). */
void field_complete(struct field *f);

/* Names attributes of t's field that do not go together (after PASS_NAMES). */
void field_check(const struct target *t);

#endif
