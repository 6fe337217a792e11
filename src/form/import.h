/*
 * What the files of the XLSForm import share: a workbook half understood, on its way to a form.
 * Only import*.c include this.
 *
 * It goes so: headings, languages, settings, survey rows, choices; then, as often as it takes,
 * pages and conditions are laid out, the form is written and read by our own reader, and what
 * the reader refuses is taken out, with the reader's reason on the row.  So what is handed over
 * is right by construction.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_IMPORT_H
#define CANVASS_IMPORT_H

#include "form/author.h"
#include "form/xpath.h"

/* ---- columns (import_columns.c) ------------------------------------------------- */

enum role {
	ROLE_NONE, /* not taken: named in its header's row */
	ROLE_TRACKING,
	ROLE_TYPE,
	ROLE_NAME,
	ROLE_LABEL,
	ROLE_HINT,
	ROLE_GUIDANCE,
	ROLE_REQUIRED,
	ROLE_REQUIRED_MESSAGE,
	ROLE_CONSTRAINT,
	ROLE_CONSTRAINT_MESSAGE,
	ROLE_RELEVANT,
	ROLE_CHOICE_FILTER,
	ROLE_CALCULATION,
	ROLE_APPEARANCE,
	ROLE_PARAMETERS,
	ROLE_REPEAT_COUNT,
	ROLE_DISABLED,
	ROLE_LIST_NAME,
	ROLE_FORM_ID,
	ROLE_FORM_TITLE,
	ROLE_DEFAULT_LANGUAGE,
};

enum { LANGUAGE_PLAIN = -1, LANGUAGE_LOST = -2 };

struct column {
	enum role role;
	bool proper; /* headed by the role's own name, not by another one for it */
	const char *heading;  /* as it stands there */
	const char *language; /* "English (en)", or NULL */
	int lang;	      /* in import->languages, or one of the two above */
	const char *lost; /* why it was not taken, or NULL: it was, or it has no role */
};

enum sheet_use { USE_NONE, USE_SURVEY, USE_CHOICES, USE_SETTINGS };

struct import_sheet {
	const struct sheet *sheet;
	enum sheet_use use;
	size_t loss; /* where its rows begin in the report */
	struct column columns[200];
	size_t count;
};

/* ---- what was read -------------------------------------------------------------- */

struct condition_in {
	const char *relevant; /* NULL: none */
	size_t loss;
	bool drop; /* our own reader refused what became of it */
	const char *drop_why;
	/* anew in each round: */
	bool settled;
	const char *shown; /* as a condition of ours, or NULL */
	int latest;	   /* the last question that it tests, or -1 */
};

struct scope { /* a group or a repeat */
	struct scope *parent;
	bool repeat, closed;
	bool table; /* `table-list`: its questions are statements on one list */
	const char *name, *id; /* id: of a repeat */
	struct text label;
	unsigned row, turns;
	size_t loss, end_loss; /* end_loss: SIZE_MAX without an end */
	struct condition_in condition;
	size_t questions; /* that are left inside, inner scopes included */
};

struct choice_in {
	const char *name, *code;
	struct text label;
	size_t loss;
};
struct list_in {
	const char *name, *id;
	const char *spelt; /* as the choices sheet has it */
	struct choice_in choices[FORM_OPTIONS - 1];
	size_t count, met;     /* met: rows that were options */
	struct text no_answer; /* an option of that name is our `or` */
	bool has_no_answer;
	bool written;
	struct list_in *next;
};

enum take {
	TAKE_UNKNOWN,
	TAKE_CHOOSE_ONE,
	TAKE_CHOOSE_ANY,
	TAKE_RANK,
	TAKE_NOTE,
	TAKE_TEXT,
	TAKE_INTEGER,
	TAKE_RANGE,
	TAKE_DECIMAL,
	TAKE_PERCENTAGE,
	TAKE_ACKNOWLEDGE,
	TAKE_DATE,
	TAKE_CALCULATE,
	TAKE_REFUSED,
	TAKE_TRACKING,
	TAKE_BEGIN_GROUP,
	TAKE_BEGIN_REPEAT,
	TAKE_BEGIN_REFUSED,
	TAKE_END_GROUP,
	TAKE_END_REPEAT,
	TAKE_END_OTHER,
};

struct type_in {
	enum take take;
	const char *why; /* REFUSED, TRACKING, BEGIN_REFUSED: what stands in the report */
	const char *list; /* choices: the list's name, or NULL */
	bool other;	  /* or_other */
};

/*
 * Questions that stand below each other in one table, with the options once at its top: our
 * statements.  What is asked of them all is the group's label, or that of the table's own header.
 */
struct matrix_in {
	struct text label;
	struct text ask, title; /* anew in each round */
};

/* What a choice's appearance says of its place in such a table. */
enum table_part { TABLE_NONE, TABLE_HEADER, TABLE_ROW };

enum { IMPORT_ALONE = 5 }; /* as many as a constraint is believed to name */

struct question_in {
	const char *name, *id;
	enum take take;
	enum kind kind;
	struct list_in *list;
	bool other, required, between;
	int low, high;
	unsigned at_least, at_most;
	const char *alone[IMPORT_ALONE]; /* codes that exclude all the rest */
	size_t alone_count;
	unsigned up_to; /* characters; 0: as many as is usual */
	struct text label, hint, guidance,
		message; /* cleaned, references still in them */
	struct condition_in condition;
	struct scope *scope;
	enum table_part part;
	bool asks_nothing; /* the header of a table */
	struct matrix_in *matrix; /* or NULL */
	bool likert;		  /* shown as a scale */
	unsigned row;
	size_t loss;
	struct bands bands; /* of a number that is stored in them: x.banded */
	const char *bands_words; /* "0, 1, 2-5" */
	bool single;	  /* its list has one option: ours adds a second */
	bool apart;	  /* begins a page: that of those before it was too large */
	size_t help_most; /* bytes of its help; 0: not settled */
	bool dropped;	  /* our own reader refused it */
	bool no_pipes;	  /* it refused what its texts refer to */
	/* anew in each round: */
	struct text ask, shown_hint, help, title;
	unsigned page;
	struct xpath_question x;
};

struct page_in {
	struct scope *group, *repeat;
	size_t first, count; /* questions, dropped ones left out when it is written */
	size_t shared;	     /* of the conditions of its questions, how many all have */
	size_t bytes;	     /* about how many it takes */
};

struct tracked { /* a name that tracking hides behind */
	const char *name;
	unsigned row;
	struct tracked *next;
};

enum { TRACKED_SLOTS = 1024 }; /* a workbook may be made of nothing else */

struct used_id {
	const char *id;
	struct used_id *next;
};

struct import {
	const struct workbook *book;
	struct arena *arena;
	struct loss_report *report;
	struct import_sheet *sheets;
	size_t sheet_count;
	struct import_sheet *survey, *settings;

	const char *languages[FORM_LANGUAGES];
	size_t language_count;

	const char *id, *title;
	const char *default_language; /* as settings have it */

	struct scope *scopes[400];
	size_t scope_count;
	struct question_in *questions[FORM_QUESTIONS];
	size_t question_count;
	struct list_in *lists;
	struct tracked *tracked[TRACKED_SLOTS]; /* by their names */
	struct used_id *ids, *list_ids;
	bool appearance_lost, parameters_lost;

	/* of the round */
	struct page_in pages[FORM_PAGES];
	size_t page_count;
	form_too_large_fn *too_large; /* or NULL */
	unsigned together;	      /* loose questions on one page */
	unsigned text_level; /* how far texts are shortened so that an answer fits */
	/* texts that a language lacks, of what was written last */
	size_t gaps[FORM_LANGUAGES];
	/* words of ours stand in English where the form's first language is another */
	bool own_in_english;
};

enum {
	IMPORT_ASK = 200, /* characters of a question */
	IMPORT_PAGE =
		4300, /* bytes that the questions of a page may take at first, of 14,600 */
	IMPORT_TABLE = 9000, /* the same with a table, which belongs together */
};

/* Where somebody stands who refers to a question. */
struct viewpoint {
	struct import *m;
	size_t before; /* questions that come before */
	struct scope *repeat;
	int latest; /* the last one that was looked at, or -1 */
};

/* ---- rows (import.c) ------------------------------------------------------------ */

/* Worsens what a row of the report says; reasons add up. */
void row_lost(struct import *m, size_t loss, enum loss outcome, const char *fmt, ...)
	PRINTF(4, 5);
/* The cell of a role; "" if there is none. */
const char *row_cell(const struct import_sheet *s, const struct sheet_row *row,
		     enum role role);
/* The same in each language, cleaned of markup; true if markup was taken out. */
bool row_text(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	      enum role role, struct text *out);
/* What stands in a cell, short enough for a reason. */
const char *cell_brief(struct import *m, const char *cell);
/* yes, true, TRUE(), 1 are 1; no, false and nothing 0; anything else -1. */
int cell_truth(const char *cell);

/* ---- words and ids (import_words.c) --------------------------------------------- */

/* Without markup; paragraphs stay.  *marked is set if there was any.  Keeps ${names}. */
const char *words_clean(struct arena *a, const char *raw, bool *marked);
/* On one line. */
const char *words_flat(struct arena *a, const char *s);
/* At most so many characters, cut at a blank, with an ellipsis; no hole is cut in two. */
const char *words_cut(struct arena *a, const char *s, size_t most);
/* What stands for ${name}; NULL drops it. */
typedef const char *reference_fn(void *with, const char *name);
/* References filled in, braces doubled.  *dropped: one was lost; *filled: one was not. */
const char *words_settle(struct arena *a, const char *s, reference_fn *fn, void *with,
			 bool *dropped, bool *filled);
/* Signs that Markdown would take for its own are escaped. */
const char *words_markdown(struct arena *a, const char *s);
/* As a value of YAML, in quotes where it needs them. */
const char *yaml_scalar(struct arena *a, const char *s);
/* Small letters, blanks and signs to one blank each: for comparing. */
const char *words_key(struct arena *a, const char *s);
/* An id or code from a name; unlike all of *ids, to which it is added. */
enum id_kind { ID_QUESTION, ID_CODE, ID_FORM };
const char *id_make(struct import *m, const char *name, const char *otherwise,
		    enum id_kind kind, struct used_id **ids);
void id_take(struct import *m, const char *id, struct used_id **ids);
bool id_taken(const struct used_id *ids, const char *id);
void import_renamed(struct import *m, const char *from, const char *to);
bool text_any(const struct text *t);

/* ---- stages --------------------------------------------------------------------- */

/* Tells, once all else is known, of cells that count as blank since nothing can be said of them. */
void import_cells(struct import *m);
void import_columns(struct import *m, struct import_sheet *s);
/* A language's code from "English (en)", "français", "fr"; NULL if it is not known. */
const char *language_code(struct import *m, const char *words);
void import_languages(struct import *m);
/* What each header's row says, once all is read. */
void import_headers(struct import *m, const struct import_sheet *s);

void import_settings(struct import *m);
struct type_in import_type(struct import *m, const char *type);
const char *type_nearest(struct import *m, const char *type);
/* Why a calculation has no place here, or NULL: it only calculates.  *tracks: it records who or
 * when, and so does whatever reads it. */
const char *calculation_why(const char *expression, bool *tracks);
/* Words that ask for what a name, an address or a number is; NULL: none. */
const char *asks_for(struct import *m, const char *name, const struct text *label);
void import_survey(struct import *m);
struct list_in *list_named(struct import *m, const char *name);
void import_choices(struct import *m);
#define IMPORT_INNER \
	"an inner group: its questions join the page of the group around it"

/* Which questions are statements of one block, now that their lists are known. */
void import_matrices(struct import *m);
/* The row of the sheet that a question came from. */
const struct sheet_row *question_row(const struct import *m, const struct question_in *q);
/* Kinds and limits of questions, now that their lists are known. */
void import_questions(struct import *m);

/* One round: pages, conditions, texts. */
void import_pages(struct import *m);
void import_texts(struct import *m, size_t index);
/* How many characters a text may have; 0: as many as is usual. */
unsigned import_up_to(const struct import *m, const struct question_in *q);
struct scope *scope_repeat(
	struct scope *scope); /* the repeat that it is, or stands in; or NULL */
/* The nearest question of that name that comes before, and can be seen from here; or -1. */
int viewpoint_find(const struct viewpoint *a, const char *name);
/* Bytes of a text on its page, where some signs are written out. */
size_t import_bytes(const char *s);
/* The conditions of a question, outermost first; at most `most`. */
size_t question_conditions(struct question_in *q, struct condition_in **out, size_t most);

/* Whose fault it is what our reader says of a line. */
struct owner {
	int question;			/* or -1 */
	struct condition_in *condition; /* the line is one; its innermost part */
	struct list_in *list;
};
struct written {
	struct buf *out;
	struct owner *owners; /* by line, from 0 */
	size_t lines, room;
};
/*
 * lang -1: all languages; else this one alone, as if it were English, its gaps filled, and its
 * conditions left out but for the first.
 */
void import_write(struct import *m, int lang, struct written *w);

#endif
