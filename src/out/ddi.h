/*
 * What the parts of codebook.xml share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_DDI_H
#define CANVASS_OUT_DDI_H

#include "out/rows.h"
#include "out/xml.h"

struct ddi {
	const struct summary *s;
	const struct form *form;
	const struct plan *plan; /* of the form: the tables' words in each language */
	struct xml x;
	struct arena *arena;
};

/* The same element once for each language that has the text. */
void ddi_texts(struct ddi *d, const char *name, const struct text *text);
/* dataDscr: a variable for each question and score, and what was published of it. */
void ddi_variables(struct ddi *d);

#endif
