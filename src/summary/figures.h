/*
 * What the files about figures share: words for what is wrong with them, and the parts of their
 * check.  Everything that can be wrong has a code, "D02: words"; names in the words are cut short,
 * so that a hostile one does not push the point out of the message.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FIGURES_H
#define CANVASS_FIGURES_H

#include "summary/disclose.h"

enum {
	RESPONSES_MOST = 100000000, /* and so of any count; sums of them fit 64 bits */
	TABLES_MOST = 200000,	    /* of all releases together */
	NAME_MOST = 200,	    /* bytes: each column's key is printed in every row */
};

struct short_name {
	char text[44];
};
const char *name_short(struct short_name *room, const char *name);
/* A name for a message, good to the end of the block. */
#define NAME(name) name_short(&(struct short_name){ { 0 } }, (name))

struct cell_words {
	char text[180];
};
/* `table "x", row "y", column "z"`; no column if the table has none.  Indexes as counted. */
const char *cell_words(struct cell_words *room, const struct figures *f, size_t table,
		       size_t row, size_t column);
#define CELL(f, table, row, column) \
	cell_words(&(struct cell_words){ { 0 } }, (f), (table), (row), (column))

/* Sets ERR_INPUT and "CODE: words".  Returns false. */
bool figures_wrong(struct err *err, const char *code, const char *fmt, ...) PRINTF(3, 4);
/* "D02: words" becomes "D02: where: words".  Returns false. */
bool figures_within(struct err *err, const char *fmt, ...) PRINTF(2, 3);
#define figures_wrong(...)  always_false((figures_wrong)(__VA_ARGS__))
#define figures_within(...) always_false((figures_within)(__VA_ARGS__))

/* ---- taking JSON apart (figures_take.c) -------------------------------------------- */

struct member {
	const char *name;
	enum json_type type;
	bool needed;
	const struct json *value; /* NULL: it was not there */
};
/*
 * Finds members of a map and holds them to their types; what: words for the map.  strict: others
 * are refused, with the nearest name that there is.
 */
bool members_take(const struct json *map, const char *what, struct member *members,
		  size_t count, bool strict, struct err *err) MUST_USE;
/* A whole number from 0 to most. */
bool count_take(const struct json *from, const char *what, uint32_t most, uint32_t *out,
		struct err *err) MUST_USE;
/* A text of 1 to NAME_MOST bytes. */
bool name_take(const struct json *from, const char *what, const char **out,
	       struct err *err) MUST_USE;
/* whole: all its numbers must be there; else those that are not follow from the threshold. */
bool policy_take(const struct json *from, const char *what, bool whole,
		 struct policy *out, struct err *err) MUST_USE;

/* Names that can be looked up, however many there are. */
struct named {
	const char *name;
	size_t at;
};
struct names {
	struct named *items;
	size_t count;
};
struct names names_new(size_t most, struct arena *a) MUST_USE;
void names_add(struct names *names, const char *name, size_t at);
/* After the last was added.  Returns a name that is there twice, or NULL. */
const char *names_sort(struct names *names) MUST_USE;
/* Its `at`, or SIZE_MAX. */
size_t names_find(const struct names *names, const char *name) MUST_USE;
/* `; did you mean "x"?` or nothing: a name like it, of not too many. */
const char *names_hint(const struct names *names, const char *name, struct arena *a);

/* ---- reading a plan (figures_read.c, figures_counts.c) ------------------------------- */

struct figures_reading {
	struct arena *a;
	struct err *err;
	struct figures *f;
	struct variable *variables;
	struct names *keys; /* by variable: keys, then groups */
	struct names variable_ids, table_ids;
	struct figure_table *tables;
	struct figures_release *earlier;
	const struct json **published; /* by earlier release */
	const struct json **sources;   /* by table: the plan's own text of it */
};
/* `what "name"`, in the arena. */
const char *words_for(struct figures_reading *r, const char *what, const char *name);
/* The numbers of this release; of earlier ones.  They need all variables and tables. */
bool counts_present(struct figures_reading *r) MUST_USE;
bool counts_earlier(struct figures_reading *r, const struct json *list) MUST_USE;
/* What earlier ones published, once their counts are known to be right. */
bool counts_published(struct figures_reading *r) MUST_USE;

/* ---- parts of the check ----------------------------------------------------------- */

/* D01: whether each variable is used as one thing; D08.  Found before large arrays are made. */
bool figures_kinds(const struct figures *f, struct err *err) MUST_USE;
bool figures_size(const struct figures *f, size_t earlier_count, struct err *err)
	MUST_USE;
/* D02, D03, D05, D06: counts of all releases; what was published may be missing yet. */
bool figures_sums(const struct figures *f, struct err *err) MUST_USE;
/* D01, D07: what was published, and the policies. */
bool figures_past(const struct figures *f, struct err *err) MUST_USE;
/* A key of a variable as counted: its last is "-". */
const char *variable_key(const struct variable *v, size_t key);
/* D03: whether all tables of one release tell the same of what they share (figures_agree.c). */
bool figures_agree(const struct figures *f, const struct counts *counts, struct err *err)
	MUST_USE;
/* D01: whether earlier release `which` printed what its counts give (disclosed_check.c). */
bool disclosed_check(const struct figures *f, size_t which, struct err *err) MUST_USE;
/*
 * A table that an earlier release did not have yet, which is only taken while that release was
 * under `whole`, where nothing was printed: its counts are all 0 and are not held to any sum.
 */
bool table_untold(const struct figures *f, size_t which, size_t table) MUST_USE;

#endif
