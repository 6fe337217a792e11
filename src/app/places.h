/*
 * Places where posters hang: buildings or groups of them, large enough to hide everybody in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_PLACES_H
#define CANVASS_PLACES_H

#include "app/app.h"

enum {
	PLACE_HEADCOUNT = 50,
	PLACE_HEADCOUNT_TOP = 1000000,
	PLACE_COPIES = 500,
	PLACES_MOST = 20000,	   /* rows of a file */
	PLACES_FILE_MOST = 8 << 20, /* bytes of it */
	PLACES_TOLD = 20,	   /* rows whose trouble is told */
};

/* What a file of places begins with, for messages. */
#define PLACES_WANTED                                                                  \
	"its first line is place,headcount (parent, paper, copies and language may "   \
	"follow), and then comes a line for each place, such as Station north,120"

/* Name and headcount into a link, checked. */
bool place_take(const char *name, size_t len, unsigned headcount, struct link *out,
		struct err *err) MUST_USE;
/* The same name for every way to write it: case, blanks and full width aside.  Of valid text. */
const char *place_key(const char *name, struct arena *a) MUST_USE;

/* What a cell says, for messages: at most 40 bytes, and nothing that a terminal would obey. */
const char *place_shown(const char *cell, struct arena *a) MUST_USE;

/* ---- finding by name (places_names.c) -------------------------------------------- */

struct names { /* keys of places, to be found in no time however many there are */
	const char **keys;
	size_t *values;
	size_t room;
};
void names_init(struct names *n, size_t most, struct arena *a);
/* The value that is there already for the key, else the one that was put. */
size_t names_put(struct names *n, const char *key, size_t value);
/* SIZE_MAX: there is none. */
size_t names_get(const struct names *n, const char *key);

/* ---- a file of places (places_csv.c, places.c, places_merge.c) -------------------- */

enum place_column {
	COLUMN_PLACE,
	COLUMN_HEADCOUNT,
	COLUMN_PARENT,
	COLUMN_PAPER,
	COLUMN_COPIES,
	COLUMN_LANGUAGE,
	COLUMN__COUNT
};
extern const char *const place_columns[COLUMN__COUNT];

struct place_row { /* as it stands in the file */
	unsigned line;
	const char *cell[COLUMN__COUNT]; /* without blanks around; "" if there is none */
	const char *key, *parent_key;	 /* parent_key: NULL if it needs none */
	unsigned headcount, copies;	 /* copies: 1 if none are given */
	const char *why;		 /* it is refused; NULL: it is not */
	size_t poster; /* whose code leads from there; SIZE_MAX: none's */
	bool merged;   /* into a poster that bears another name */
};

struct place_poster { /* one code, by its place in the file */
	const char *name, *key;
	unsigned headcount, copies, line;
	const char *paper, *language; /* "" if no row gives one */
	const char *merged;	      /* names of the places that hang under it, or "" */
	const char *why;	      /* refused later on, with all its rows */
};

struct places { /* in an arena */
	struct place_row *rows;
	size_t count, refused;
	struct place_poster *posters;
	size_t poster_count;
};
/*
 * A file whose header has place and headcount; parent, paper, copies and language may be there too,
 * in any order; commas between, or semicolons or tabs if the header has those.  True: rows that
 * are wrong bear the reason, all others lead to a poster.  ERR_INPUT, with path and line: it is no
 * such file at all.  form: whose languages count; NULL: none may be named.
 */
bool places_read(const char *path, const char *text, size_t len, const struct form *form,
		 struct places *out, struct arena *a, struct err *err) MUST_USE;
/*
 * Holds the posters against the links that a survey has.  *out: one a poster, with the survey,
 * place and headcount, and with the code of the open link that it keeps, or "" where it needs one.
 * A row is refused if its link is closed, was issued with another headcount or, without keep, is
 * there.
 */
bool places_meet(struct places *p, struct store *st, const char *survey, bool keep,
		 struct link **out, struct arena *a, struct err *err) MUST_USE;
/* Refuses the rows of posters that were refused. */
void places_refuse(struct places *p);
/* "FILE:LINE: words" of the first rows that are refused, and how many more; then what is merged. */
void places_tell(const struct places *p, const char *path, struct buf *out);
/* Reads the file that --places names. */
bool places_file(const struct call *call, const struct form *form, struct places *out,
		 struct arena *a, struct err *err) MUST_USE;

/* Code, address and place of each, as every command that issues links prints them. */
void links_put(const struct call *call, const struct settings *s, const struct link *links,
	       size_t count, struct buf *out, struct arena *a);
/* ERR_INPUT: another link of the survey bears the name already, however it is written. */
bool place_free(struct store *st, const struct link *link, struct arena *a,
		struct err *err) MUST_USE;
/* link_replace with a code that is drawn here. */
bool link_swap(struct store *st, const char *code, struct link *next,
	       struct err *err) MUST_USE;
/* Whether a survey has slips that can still be used. */
bool links_slips(const char *dir, const struct survey *survey, bool *out_any,
		 struct arena *a, struct err *err) MUST_USE;
/* That one survey has both links and slips is no mistake, but seldom meant. */
bool links_slips_warn(const struct call *call, const struct survey *survey,
		      struct arena *a, struct err *err) MUST_USE;

/* ---- inside ----------------------------------------------------------------------- */

struct places_csv {
	const char *at, *end;
	char separator;
	unsigned line;		     /* of the row that is read */
	unsigned next_line;
	int column[COLUMN__COUNT]; /* which one it is, or -1 */
	size_t columns;
};
/* Looks at encoding and header.  ERR_INPUT with the line. */
bool csv_open(struct places_csv *c, const char *path, const char *text, size_t len,
	      struct arena *a, struct err *err) MUST_USE;
/*
 * The next row's cells, and what is wrong with its form in *out_why (or NULL).  False: the end, or
 * with err->code set a quote that is never closed.
 */
bool csv_row(struct places_csv *c, const char *cell[COLUMN__COUNT], const char **out_why,
	     struct arena *a, struct err *err) MUST_USE;
/* Small rows under their parents; each that stays is a poster. */
void places_merge(struct places *p, struct arena *a);

#endif
