/*
 * What the files of the codebook share: the rules that hold for a change and for a book that is
 * read alike.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_CODEBOOK_H
#define CANVASS_SUMMARY_CODEBOOK_H

#include "summary/coding.h"

enum {
	WORD_MOST = 256, /* characters of a word or pattern, as of a form's own patterns */
	BOOK_PARTS = ARRAY_LEN(((struct book_change *)NULL)->parts),
};

/* One line of text that is not blank, of at most `most` characters. */
bool book_text_good(const char *text, size_t most, const char *what, struct err *err) MUST_USE;
/* The same of a word that suggests; whether a pattern compiles is not asked. */
bool book_word_good(const char *word, struct err *err) MUST_USE;
/* A pattern without its slashes; NULL: the word is none. */
const char *book_pattern(const char *word, struct arena *a);
/* Makes the next version's themes; titles, definitions and words of new ones are empty. */
bool book_step_do(struct codebook *book, const struct book_step *step, struct arena *a,
		  struct err *err) MUST_USE;

#endif
