/*
 * What leaves a focus-group room, in the forms that people and programs read.  Words and order, and
 * no number: how many were there, answered or voted is not in these structs at all.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_ROOM_H
#define CANVASS_OUT_ROOM_H

#include "live/live.h"
#include "out/out.h"

enum { ROOM_REPORT_BYTES = 8 << 20, ROOM_COMPARE_MOST = 8 };

struct room_row { /* one option, or one idea */
	const char *text;
	unsigned
		order; /* from 1, equal ones alike; 0: DOTS_LEAST people or more did not */
	enum bucket bucket; /* ideas */
};
struct room_asked {	  /* a vote, or one statement of a scorecard, or words */
	const char *kind; /* step_rows[].name */
	const char *ask;
	struct room_row *rows; /* ordered ones first */
	size_t row_count;
};
struct room_section {
	const char *theme, *title; /* id, and in words */
	const char *ask;
	struct room_asked *asked;
	size_t asked_count;
	struct room_row *ideas;
	size_t idea_count;
	const char *summary; /* as the room approved it; "": none */
	const char **quotes; /* as the room approved them; nobody's name is with them */
	size_t quote_count;
};
struct room_action {
	const char *text, *department, *quarter; /* "" where nothing was said */
};
struct room_report { /* in an arena */
	const char *room, *guide, *title, *group, *form, *language;
	const char *held; /* the day on which it was closed, "2026-12-01"; a draft: "" */
	bool invented;
	struct room_section *sections;
	size_t section_count;
	struct room_action *actions;
	size_t action_count;
};

/* What readers must know: the Chatham House rule, order without numbers, invented answers. */
size_t room_notes(const struct room_report *r, const char *notes[6]);

/* ---- formats ------------------------------------------------------------------------- */

struct room_format {
	const char *name; /* "html" */
	/* Adds its files; ERR_INPUT: too large. */
	bool (*write)(const struct room_report *r, struct export_files *out,
		      struct arena *a, struct err *err);
	const char *help;
};
extern const struct room_format room_formats[];
extern const size_t room_format_count;

/* "room 1": the canonical form, from which rooms are compared. */
void room_json(const struct room_report *r, struct buf *out);
/* Reads it back.  ERR_INPUT with the place; unknown members are passed over. */
struct room_report *room_report_read(const char *text, size_t len, struct arena *a,
				     struct err *err) MUST_USE;
/* Whether a file says of itself that it is a room's. */
bool room_report_is(const struct json *file);

/* ---- tables, which CSV and workbooks share (out/room_tables.c) ---------------------------- */

struct room_table {
	const char *name, *title; /* "ideas", "Ideas, in the order of votes" */
	const char *heads[8];
	unsigned widths[8]; /* of workbooks' columns, in characters */
	size_t columns, rows;
	const char **cells; /* row by row */
};
enum { ROOM_TABLES = 5 };
size_t room_tables(const struct room_report *r, struct room_table out[ROOM_TABLES],
		   struct arena *a);

/* ---- several rooms side by side (out/room_compare.c) --------------------------------------- */

/*
 * Rooms of one form's themes: the last visit and this one, or several forces.  ERR_INPUT: invented
 * and real ones together, or of different forms.  labels: what each is called in the heads.
 */
bool room_compare_good(const struct room_report *const *rooms, const char *const *labels,
		       size_t n, struct err *err) MUST_USE;
void room_compare_text(const struct room_report *const *rooms, const char *const *labels,
		       size_t n, struct buf *out, struct arena *a);
bool room_compare_page(const struct room_report *const *rooms, const char *const *labels,
		       size_t n, struct buf *out, struct arena *a, struct err *err)
	MUST_USE;

#endif
