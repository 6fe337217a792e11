/*
 * What the two files share that write a form's text out of a workbook.  Nobody else includes it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_IMPORT_WRITE_H
#define CANVASS_IMPORT_WRITE_H

#include "form/import.h"

enum { CONDITIONS = 66 }; /* of one question: its own, and those of the groups around it */

struct writer {
	struct import *m;
	struct written *w;
	int lang; /* -1: all */
	struct owner owner; /* whose the lines are that are written now */
};

/* One line, indented by so many blanks, and whose it is. */
void write_line(struct writer *w, unsigned indent, const char *fmt, ...) PRINTF(3, 4);
/* A key with its text: in all languages that have one, or in the one that is written. */
void write_text(struct writer *w, unsigned indent, const char *key, const struct text *t);

/* Words of our own, in the languages that we speak; in the first one at any rate. */
enum own {
	OWN_OR,
	OWN_YES,
	OWN_NO,
	OWN_OTHER,
	OWN_ELSE,
	OWN_ANOTHER,
	OWN_SKIP,
	OWN_GENERAL,
	OWN__COUNT
};
struct text write_own(struct writer *w, enum own which);

/* What a person must decide stands as a comment above what it was to hide. */
void write_comments(struct writer *w, unsigned indent, struct condition_in *const *c,
		    size_t n);
/* `show if` of all of them together. */
void write_show(struct writer *w, unsigned indent, struct condition_in *const *c, size_t n);

/* Whether its options stand in a list, and not with the question. */
bool question_lists(const struct question_in *q);
void write_lists(struct writer *w);
/* The question, or as many as make one block of statements; returns how many. */
size_t write_questions(struct writer *w, const struct page_in *page, size_t index);

#endif
