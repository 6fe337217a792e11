/*
 * What the two files share that write a form as an XLSForm: lines on their way to a sheet.
 * Nobody else includes it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_EXPORT_XLSFORM_H
#define CANVASS_EXPORT_XLSFORM_H

#include "form/author.h"

/* The columns, in their order; one that nothing is put into is left out. */
enum column {
	COLUMN_TYPE,
	COLUMN_NAME,
	COLUMN_LABEL,
	COLUMN_HINT,
	COLUMN_HELP,
	COLUMN_REQUIRED,
	COLUMN_REQUIRED_MESSAGE,
	COLUMN_RELEVANT,
	COLUMN_CONSTRAINT,
	COLUMN_CONSTRAINT_MESSAGE,
	COLUMN_APPEARANCE,
	COLUMN_REPEAT_COUNT,
	COLUMN_LIST_NAME,
	COLUMN_CHOICE_NAME,
	COLUMN_CHOICE_LABEL,
	COLUMN_FORM_TITLE,
	COLUMN_FORM_ID,
	COLUMN_DEFAULT_LANGUAGE,
	COLUMN__COUNT
};

struct line { /* one row of a sheet */
	const char *plain[COLUMN__COUNT];
	struct text words[COLUMN__COUNT]; /* in each language a column of its own */
	const char *lost;		  /* what it does not say, or NULL */
};
struct lines {
	struct line **items;
	size_t count, room;
};

struct writing {
	const struct form *form;
	struct arena *arena;
	struct loss_report *report;
	struct lines survey, choices, settings;
	const char **names; /* taken so far in the survey sheet */
	size_t name_count, name_room;
	struct choice_list {
		const char *name;
		const struct options *options;
		const struct text *no_answer;
	} lists[FORM_QUESTIONS];
	size_t list_count;
};

struct line *line_new(struct writing *w, struct lines *lines);
/* Adds to what it does not say. */
void line_lose(struct writing *w, struct line *line, const char *what);
/*
 * A text as it is written there: {question|words} becomes ${question}, {turn} goes.  Says so in
 * the line.
 */
void line_words(struct writing *w, struct line *line, enum column column,
		const struct text *text);
/* A name that no other row of the survey sheet has. */
const char *name_unique(struct writing *w, const char *wish);
void name_take(struct writing *w, const char *name);
/* "Welsh (cy)" */
const char *language_column(struct writing *w, unsigned lang);
/* Lines as a sheet: the header, then a row each; and what became of each row. */
void lines_sheet(struct writing *w, const char *name, const struct lines *lines,
		 struct sheet *out);

#endif
