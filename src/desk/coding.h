/*
 * What the pages about comments share: coding, agreement, the codebook, quotes.
 *
 * Opened comments live in the sitting, under the survey's name, until it ends or another batch has
 * closed; codings, ticks and what was released are read anew for each visit.
 *
 * An evaluator is the first coder, a second evaluator the second.  The second codes blind: no
 * page shows that person a suggestion, or what the first decided, before both have coded the
 * whole sample.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_CODING_H
#define CANVASS_DESK_CODING_H

#include "app/cmd_code.h"
#include "desk/page.h"

/* ---- opening (coding_open.c) ------------------------------------------------------------ */

struct coding_visit {
	struct desk_visit *v;
	struct code_work w; /* of: the comments are the sitting's, the rest this visit's */
	const char *survey;
	struct arena *arena; /* of this visit: what comes from it must not outlive coding_end */
	void *passing;	     /* what was opened for this visit alone, or NULL */
};
enum coding_needs { NEEDS_BOOK, NEEDS_CODES, NEEDS_TICKS };
/*
 * NULL: all is there, until coding_end, and nobody else of this session is served meanwhile.
 * Otherwise the reply: no key yet, nothing closed yet, nothing to code.  Nothing is held then.
 */
struct console_reply *coding_begin(struct desk_visit *v, enum coding_needs needs,
				   struct coding_visit *cv);
/* Gives the page back, having wiped what was this visit's alone. */
struct console_reply *coding_end(struct coding_visit *cv, struct console_reply *reply);

/* The comment that the address names; NULL: *out_reply, 404 with the nearest. */
const struct comment *coding_named(struct coding_visit *cv,
				   struct console_reply **out_reply);
/* All that this coder has to do with, those to be coded first by both at the front. */
const struct comment **coding_list(struct coding_visit *cv, size_t *out_count);
/* How many of the sample each has coded, and whether both have coded all of it. */
struct coding_progress {
	size_t sample, first, second;
};
bool coding_both(const struct coding_visit *cv, struct coding_progress *out);
/* "/surveys/NAME/coding/K7QX-3MRR-P2VD"; page: "coding", "settle", "quotes". */
const char *coding_path(const struct coding_visit *cv, const char *page,
			const struct comment *c);

/* ---- parts of pages (coding_parts.c) -------------------------------------------------------- */

/* Words typed by somebody: escaped, isolated, with their line ends; bytes whose `shaded` is set
 * stand in <mark>.  shaded may be NULL. */
void part_typed(struct html *h, const char *text, const bool *shaded);
/* The first characters of it, on one line. */
void part_short(struct html *h, const char *text);
/* What is wrong, at the top; a link to the field unless it is NULL. */
void part_error(struct html *h, const char *words, const char *field);
/* Checkboxes for the themes that a comment may carry, and "none of these". */
struct theme_boxes {
	const struct code_work *w;
	const struct comment *c;
	uint64_t ticked, suggested;
	bool none;
};
/* Whether releases have told of all that it may carry: nothing of it can be decided any more. */
bool part_fixed(const struct theme_boxes *boxes);
void part_themes(struct html *h, const struct theme_boxes *boxes);
/* Reads them back.  ERR_INPUT: neither themes nor none of these, or both. */
bool part_themes_read(struct coding_visit *cv, const struct comment *c, uint64_t *out,
		      bool *out_none, struct err *err) MUST_USE;
/* Titles of themes with commas between, or "none of these". */
void part_titles(struct html *h, const struct codebook *book, uint64_t themes);
/* "1 comment", "12 comments" */
void part_how_many(struct html *h, size_t n, const char *one, const char *many);
/* Links to the other pages about this survey's comments. */
void part_places(struct coding_visit *cv, const char *here);
/* A list in pages: which one is asked for, from 0, and links to the others. */
size_t part_page(struct desk_visit *v);
void part_pages(struct desk_visit *v, const char *path, size_t count, size_t a_page);

#endif
