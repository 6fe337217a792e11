/*
 * Taking a published summary.json apart.  The first thing that is wrong is told, with where; what
 * is read after it does not matter, since nothing of it leaves summary_read.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_TAKE_H
#define CANVASS_SUMMARY_TAKE_H

#include "summary/figures.h" /* NAME */
#include "summary/internal.h"

enum {
	READ_NUMBER_MOST = 30000000, /* sums over COMPARE_MOST files still fit an int */
	READ_TABLES_MOST = 4096,
	READ_LINES_MOST = 1000, /* rows or columns of a table, and of any other list */
	READ_TEXT_MOST = 20000, /* bytes */
};

struct take {
	struct arena *a;
	struct err *err;
	const char *where; /* "tables[3] \"told\", row \"nobody\"" */
	bool bad;
};

/* "where: words".  Returns false. */
bool part_wrong(struct take *t, const char *fmt, ...) PRINTF(2, 3);
/* An object that has no members but these; the nearest is named. */
void part_known(struct take *t, const struct json *map, const char *const *names,
		size_t count);
#define PART_KNOWN(t, map, ...)                                      \
	part_known((t), (map), (const char *const[]){ __VA_ARGS__ }, \
		   sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))
/* Each is "" (or 0, or an empty list) once something was wrong. */
const char *part_text(struct take *t, const struct json *map, const char *name);
/* The same where a file of an earlier version may lack it. */
const char *part_text_or(struct take *t, const struct json *map, const char *name,
			 const char *otherwise);
/* An id or a key: 1 to 200 bytes, on one line. */
const char *part_name(struct take *t, const struct json *map, const char *name);
/* -1: null.  maybe: it may be missing, which is null too. */
int part_number(struct take *t, const struct json *map, const char *name, bool maybe);
/* Not null. */
unsigned part_count(struct take *t, const struct json *map, const char *name);
bool part_bool(struct take *t, const struct json *map, const char *name, bool maybe);
/* A fraction or hundredths; false: null. */
bool part_double(struct take *t, const struct json *map, const char *name, double *out);
const struct json *part_list(struct take *t, const struct json *map, const char *name,
			     size_t most, bool maybe);
/* Texts; *out_count of them. */
const char *const *part_texts(struct take *t, const struct json *map, const char *name,
			      bool maybe, size_t *out_count);
/* The place of a word among those that there are. */
size_t part_word(struct take *t, const struct json *map, const char *name,
		 const char *const *words, size_t count);

/* ---- parts (summary_read_table.c, summary_read_parts.c, summary_check.c) ------------- */

void read_tables(struct take *t, const struct json *top, struct summary *s);
void read_themes(struct take *t, const struct json *top, struct summary *s);
void read_theme_tables(struct take *t, const struct json *top, struct summary *s);
void read_scorecard(struct take *t, const struct json *top, struct summary *s);
/* What the team says, and how comments were coded. */
void read_words(struct take *t, const struct json *top, struct summary *s);
/* After all else: it says once more what stands above. */
void read_coverage(struct take *t, const struct json *top, const struct summary *s);
struct change read_change(struct take *t, const struct json *from);
/* "low" and "high" beside a number: fractions from 0 to 1. */
struct interval read_range(struct take *t, const struct json *map);

/* The place of the theme that "theme" names; -1: "". */
int read_theme_of(struct take *t, const struct json *from, const struct summary *s);

/* Whether the ranges that stand beside numbers are theirs; files of earlier versions have none. */
void check_ranges(struct take *t, const struct json *top, struct summary *s);
/* Whether numbers follow from each other as a release prints them. */
void check_numbers(struct take *t, const struct summary *s);

#endif
