/*
 * Posters, cards, slips and what goes with them, as canvass-render is told of them: one line of
 * JSON for the job and one for each sheet (render/render.h lists them).  Words and their limits are
 * settled here, in one or two languages; measuring and drawing is not.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_POSTER_H
#define CANVASS_POSTER_H

#include "form/form.h"
#include "form/wording.h"
#include "out/out.h"

enum {
	POSTER_LANGUAGES = 2, /* side by side on one sheet */
	POSTER_SLIPS = 15,    /* on a sheet */
	POSTER_ROWS = 24,     /* of a cover sheet: lines, under a title of two */
	POSTER_PAIRS = 6,     /* of "you said, we did", on a sheet */
};

enum poster_file { POSTER_PDF, POSTER_SVG, POSTER_PNG, POSTER_FILE__COUNT };
extern const char *const poster_file_names[POSTER_FILE__COUNT]; /* "pdf", "svg", "png" */
enum poster_paper { PAPER_A3, PAPER_A4, PAPER_A5, PAPER_CARD, PAPER__COUNT };
/* Sizes are tenths of a millimetre; side: of the code without its quiet zone. */
struct paper_row {
	const char *name; /* "a3" */
	unsigned wide, high, side;
	unsigned from; /* millimetres: the distance it is made to be read from */
};
extern const struct paper_row paper_rows[PAPER__COUNT];
bool paper_find(const char *name, enum poster_paper *out);

/* The first line of a job.  A PDF has any number of sheets, the others exactly one. */
struct poster_job {
	enum poster_file file;
	int day; /* of the document: the day only */
	const char *title, *author;
	const char *fonts;  /* families, with commas between; the first that is there is used */
	const char *colour; /* of the band, "#12436d"; "": ours */
	const void *logo;   /* PNG or SVG as it came, or NULL; checked by canvass-render */
	size_t logo_len;
};
void poster_job_put(const struct poster_job *job, struct buf *out);

/* What all sheets of a survey share. */
struct poster_about {
	const struct form *form;
	unsigned langs[POSTER_LANGUAGES]; /* of the form, in the order of reading */
	size_t lang_count;
	const char *force;   /* "" if no name is set */
	const char *contact; /* who can say that it is genuine, if the form's `poster` does not */
	bool contact_first;  /* it was said for this run (--contact), and wins over the form's */
	const char *host;    /* in small letters, as a person types it */
	bool invented, rehearsal;
};
struct poster_link {
	const char *address; /* in capitals: HTTPS://HOST/S/CODE */
	const char *code;    /* in groups of four */
	const char *words;   /* check words */
	const char *place;   /* "" for a general link and for slips */
	const char *general; /* the survey's general code in groups of four, for who keeps the place
				back; NULL or "": none, or this is it */
};

/*
 * Each appends one line, or as many as there are sheets.  ERR_INPUT names what is too long with its
 * characters and the most, or the word that a language lacks, or what is wrong with the address.
 */
bool poster_wall(const struct poster_about *about, enum poster_paper paper, bool strips,
		 const struct poster_link *link, struct buf *out, struct err *err) MUST_USE;
/*
 * sheet: ten on A4 with cut marks and, if the form has `support`, a sheet with their backs, of its
 * first four contacts; else one card by itself.
 */
bool poster_card(const struct poster_about *about, bool sheet, const struct poster_link *link,
		 struct buf *out, struct err *err) MUST_USE;
/* The form's `pledge`, with the code below it if there is a link.  ERR_INPUT: it has none. */
bool poster_pledge(const struct poster_about *about, enum poster_paper paper,
		   const struct poster_link *link, struct buf *out, struct err *err) MUST_USE;
/* At most POSTER_SLIPS of them: one sheet.  made: where it came from, "run 3" */
bool poster_slips(const struct poster_about *about, const struct poster_link *slips, size_t count,
		  unsigned run, struct buf *out, struct err *err) MUST_USE;
/* The sheet for who hands slips out: cut, fold, box, draw. */
bool poster_slips_how(const struct poster_about *about, unsigned count, unsigned run,
		      struct buf *out, struct err *err) MUST_USE;

struct poster_place { /* of a cover sheet */
	const char *place, *code, *paper;
	const char *merged; /* the places that hang under it, or "" */
	unsigned copies;
};
/* As many sheets as the places need, with empty boxes to be ticked by hand. */
bool poster_cover(const struct poster_about *about, const struct poster_place *places,
		  size_t count, struct buf *out, struct err *err) MUST_USE;
/* What was left out of a pack, and what was merged, with reasons: sheets like the cover's. */
struct poster_refusal {
	const char *place, *why;
	bool merged; /* not refused: it hangs under another place's code */
};
bool poster_refusals(const struct poster_about *about, const struct poster_refusal *rows,
		     size_t count, struct buf *out, struct err *err) MUST_USE;
/* "How to put this up" */
bool poster_how(const struct poster_about *about, enum poster_paper paper, struct buf *out,
		struct err *err) MUST_USE;
/*
 * "You said, we did": the pairs of a published summary (board->pairs), in its language; its own
 * figures and no other.  ERR_INPUT: it has none.
 */
bool poster_said(const struct summary *summary, const char *force, enum poster_paper paper,
		 struct buf *out, struct err *err) MUST_USE;

#endif
