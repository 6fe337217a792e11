/*
 * The expressions of XLSForms (a corner of XPath 1.0), from and to conditions of ours.  Import
 * and export share it; nobody else includes it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_XPATH_H
#define CANVASS_XPATH_H

#include "form/author.h"

/* What an XLSForm's name has become in our form. */
struct xpath_question {
	const char *id;
	enum kind kind;
	bool banded; /* a number that is stored in bands: tested at their edges only */
	const struct bands *bands;
};
/* How names are looked up, by whoever reads the workbook. */
struct xpath_names {
	/* NULL: there is no such question, or none that can be tested from here.  What it gives
	 * out stays as it is while these names are used. */
	const struct xpath_question *(*question)(void *with, const char *name);
	/* The code that an option of it has become, or NULL; "no_answer": it became its `or`. */
	const char *(*option)(void *with, const struct xpath_question *q,
			      const char *value);
	/* Its options in turn, from 0: the code, and the name that it had there; NULL after the
	 * last.  This may be NULL itself: then none can be compared by size. */
	const char *(*option_at)(void *with, const struct xpath_question *q, size_t index,
				 const char **out_name);
	/* The id that a repeat has become, or NULL if it cannot be counted from here.  This may be
	 * NULL itself: then none can. */
	const char *(*repeat)(void *with, const char *name);
	void *with;
};
/*
 * A `relevant` as a condition of ours, appended to out.  False, and *out_why in plain words, if
 * there is anything in it that ours cannot say: then out is untouched.
 */
bool xpath_condition(const char *expression, const struct xpath_names *names,
		     struct buf *out, const char **out_why, struct arena *a) MUST_USE;

/* What a `constraint` comes to. */
struct xpath_limits {
	bool has_low, has_high;
	int low, high;		    /* of a number; both ends belong */
	unsigned at_least, at_most; /* chosen; 0: not said */
	const char **alone;	    /* names of options that exclude all the rest */
	size_t alone_count;
	unsigned up_to; /* characters of a text; 0: not said */
};
/*
 * False, with out untouched, if it says anything else.  Of numbers, of choices or of texts: never
 * of two of them.  At most five names of options; those live in the arena.
 */
bool xpath_constraint(const char *expression, struct xpath_limits *out,
		      struct arena *a) MUST_USE;

/* A condition of ours as a `relevant`; false if it cannot be said so. */
bool xpath_write(const struct cond *c, const struct form *form, struct buf *out) MUST_USE;

#endif
