/*
 * What the files of this floor share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_INTERNAL_H
#define CANVASS_OUT_INTERNAL_H

#include "out/out.h"

enum { EXPORT_BYTES_MOST = 64 << 20 }; /* of one file; far above any real release */

bool export_json(const struct summary *s, struct export_files *out, struct arena *a,
		 struct err *err);
bool export_csv(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
bool export_html(const struct summary *s, struct export_files *out, struct arena *a,
		 struct err *err);
bool export_ods(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
bool export_xlsx(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
bool export_zip(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
bool export_sav(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
bool export_qdpx(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
bool export_ddi(const struct summary *s, struct export_files *out, struct arena *a,
		struct err *err);
/* Adds a file, or says why not. */
struct buf *export_open(struct export_files *out, const char *path, struct err *err);
/* Whether all of it fitted. */
bool export_close(const struct buf *file, const char *path, struct err *err) MUST_USE;
/* A fraction as per cent with one decimal, whatever the locale: "32.5". */
void put_percent(struct buf *b, double fraction);

/* ---- what to say where a released table shows less (out/words.c) ----------------- */

/* Why the table does not stand at full, in a sentence; "" if it does. */
const char *level_words(const struct summary *s, const struct table *t);

/* The day of a release in words, "1 December 2026"; a text that is no day, as it is. */
const char *released_words(const char *released, struct arena *a);

/* For a terminal, of a file that may come from anywhere: what one would act on is a blank. */
const char *plain_line(const char *text, struct arena *a);

/* ---- members of JSON (out/json_member.c) ----------------------------------------------- */

/* "name": "text"; NULL is "". */
void member_text(struct buf *b, const char *name, const char *text);
/* "name": 12, or null for a number that is not told (under 0). */
void member_number(struct buf *b, const char *name, int n);
/* "name": ["text", ...] */
void member_list(struct buf *b, const char *name, const char *const *texts, size_t count);
/* "name": -1.5, hundredths with one decimal whatever the locale; null if it is not known. */
void member_points(struct buf *b, const char *name, bool known, double points);
/* ,"headlines": ... "plan": [...]: what the team says (out/json_board.c). */
void json_board(struct buf *b, const struct summary *s);

#endif
