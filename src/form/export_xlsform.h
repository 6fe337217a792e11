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

struct taken_name {
	const char *name;
	struct taken_name *next;
};

struct writing {
	const struct form *form;
	struct arena *arena;
	struct loss_report *report;
	struct lines survey, choices, settings;
	struct taken_name *names; /* so far in the survey sheet */
	size_t renamed; /* where in the report those begin that were renamed here */
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
/*
 * The form with other ids where the tools would trip over them, in all that refers to them too;
 * the report lists them.  All names that others depend on are taken then.
 */
const struct form *names_guard(struct writing *w, const struct form *form);
/* What an id of the form is called there. */
const char *name_there(const struct writing *w, const char *id);
/* Says in the line of a question or loop that it was renamed, if it was. */
void name_tell(struct writing *w, struct line *line);
/* A new row of the survey sheet. */
struct line *row_new(struct writing *w, const char *type, const char *name);
/* Two texts as one, the second behind or below the first, in each language. */
struct text text_join(struct writing *w, const struct text *a, const char *between,
		      const struct text *b);
/* Its condition, if it has one; says so in the line if it cannot be said there. */
void line_relevant(struct writing *w, struct line *line, const struct cond *show_if);
/* The rows of a question, or of a block of statements. */
void block_rows(struct writing *w, const struct block *b);
/* "Welsh (cy)" */
const char *language_column(struct writing *w, unsigned lang);
/* Lines as a sheet: the header, then a row each; and what became of each row. */
void lines_sheet(struct writing *w, const char *name, const struct lines *lines,
		 struct sheet *out);

#endif
