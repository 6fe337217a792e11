/*
 * What the steps of canvass code share: survey, key, comments, codings; which themes a comment may
 * carry; and how decisions are kept.
 *
 * The second coder codes blind: no step that works for the second opens what the first decided, or
 * suggests anything.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CMD_CODE_H
#define CANVASS_CMD_CODE_H

#include "app/codes.h"

struct code_work {
	struct quote_work of; /* survey, form, key, redaction, comments */
	struct codes_place place;
	struct codes codes;
	enum coder coder;
	bool coder_said;	     /* by --coder */
	const struct ledger *ledger; /* releases so far; NULL: comments are not opened */
	const struct plan *plan;
	const struct comment *
		*by_name; /* all, in the order of their names: it tells nothing */
	const char **names;
	size_t count;
	struct suggester *suggester; /* NULL: nothing is suggested */
	struct arena *arena;
	struct arena *kept; /* codings, once something was kept */
};

/* ---- code_work.c --------------------------------------------------------------------------- */

/*
 * In the order in which they are used, once the survey and the key are there (quotes.h), and
 * w->arena is the one in which they may lie: the notes of all coders; what releases have told of
 * them; and, when comments were read, these by their names.
 */
bool code_work_notes(struct code_work *w, struct err *err) MUST_USE;
bool code_work_told(struct code_work *w, struct err *err) MUST_USE;
void code_work_sort(struct code_work *w);
/*
 * All of it for a command: by --key, --from, --ledger, --locals and --coder.  comments: open them,
 * too.  Free it also on failure.
 */
bool code_call_open(struct code_work *w, struct call *call, bool comments,
		    struct err *err) MUST_USE;
void code_free(struct code_work *w);
/* Reads the codebook's words, unless a second coder must not see what they suggest. */
bool code_suggests(struct code_work *w, struct err *err) MUST_USE;
/* ERR_USAGE, with the nearest. */
bool coder_named(const char *name, enum coder *out, struct err *err) MUST_USE;

/* Bits of the themes in use that a comment may carry. */
uint64_t code_may(const struct code_work *w, const struct comment *c);
/* Which of them a release has told the strength of: these stand as they are. */
uint32_t code_told(const struct code_work *w, const struct comment *c);
bool code_in_sample(const struct code_work *w, const struct comment *c);
/* What this coder said of it, or NULL. */
const struct coding *code_mine(const struct code_work *w, const struct comment *c);
/* What both said, if the comment is in the sample and they differ. */
bool code_differ(const struct code_work *w, const struct comment *c,
		 const struct coding **first, const struct coding **second);
/* Whether this coder has it still to code: not yet coded, or the codebook has changed under it. */
bool code_left(const struct code_work *w, const struct comment *c);
/* Those whom this coder has to code, in order; all: those that are coded, or need not be, too. */
const struct comment **code_list(struct code_work *w, bool all, size_t *out_count);
/* The text as it may be seen: redacted, on one line. */
const char *code_text(const struct code_work *w, const struct comment *c,
		      struct arena *a);
/* The same with line ends, each in the place of one blank. */
const char *code_text_lines(const struct code_work *w, const struct comment *c,
			    struct arena *a);
/* The question's words. */
const char *code_asked(const struct code_work *w, const struct comment *c);
/* Bits of the themes that the codebook's words suggest for a text; *out: each place. */
uint64_t code_suggested(struct code_work *w, const struct comment *c, const char *text,
			struct suggestion **out, size_t *out_count, struct arena *a);
/* Whether both have coded it, differ, and it is not settled, or has to be looked at again. */
bool code_to_settle(const struct code_work *w, const struct comment *c);

/* ---- keeping (code_keep.c) ------------------------------------------------------------------ */

/* Takes ids of themes for a comment.  ERR_INPUT: unknown, retired, or not for this question. */
bool code_themes(const struct code_work *w, const struct comment *c,
		 const char *const *ids, size_t count, uint64_t *out, struct err *err)
	MUST_USE;
/* ERR_INPUT: a release has told what stands, and this would change it; or, for what is settled: not
 * coded by both. */
bool code_allowed(const struct code_work *w, const struct comment *c, uint64_t themes,
		  struct err *err) MUST_USE;
/* Puts this coder's decisions into the note, all or none; again if another wrote meanwhile. */
bool code_keep(struct code_work *w, const struct coding *many, size_t count,
	       struct err *err) MUST_USE;
struct coding code_decision(const struct code_work *w, const struct comment *c,
			    uint64_t themes);

/* ---- the codebook (code_book.c) -------------------------------------------------------------- */

/* Comments whose coding by this one needs another look, since the codebook has changed. */
size_t code_stale(const struct code_work *w, enum coder by);
/* "supervis*, sick leave, /back to (work|duty)/" as words of a change. */
void book_words_split(const char *text, struct book_change *c, struct arena *a);
/* Makes the next version and keeps it; behind another's, if somebody changes it meanwhile. */
bool code_book_change(struct code_work *w, const struct book_change *c, struct err *err)
	MUST_USE;

/* ---- how far two coders agree (code_agree.c) ------------------------------------------------- */

struct code_counted { /* exact: for those who evaluate alone */
	size_t sample, both, differ, settled, unsettled;
	uint32_t cells[BOOK_THEMES][4]; /* both, first only, second only, neither */
};
void code_count(const struct code_work *w, struct code_counted *out);
struct agreement code_agreement(const struct code_counted *c, size_t theme);
/* Of no theme of the form: nobody's number hangs on it. */
bool code_by_itself(const struct codebook *book, size_t theme);
/* What a release makes of a band, in words. */
extern const char *const code_band_words[];

/* Whether a write that failed since then (clock_ms) did because somebody else wrote before: it can
 * be made anew.  Who was locked out all the time waits no longer. */
bool code_overtaken(uint64_t since, enum err_code why);

/* ---- showing (code_show.c) ------------------------------------------------------------------- */

/* ["one","another"]; ["none"] for no theme at all. */
void put_theme_list(struct buf *out, const struct codebook *book, uint64_t themes);
/* The same as words: "one, another" or "none". */
void put_theme_words(struct buf *out, const struct codebook *book, uint64_t themes);
/* "id", "question", "asked", "text" as the first members of an object, without its brace. */
void put_comment(struct buf *out, const struct code_work *w, const struct comment *c,
		 const char *text);
/* What was coded by people, one by one, at a terminal: "next" and "settle". */
bool code_talk(struct code_work *w, const struct comment **list, size_t count,
	       struct err *err) MUST_USE;
/* To standard output, wiped and freed. */
bool code_out(struct buf *out, struct err *err) MUST_USE;
bool code_readable(const struct code_work *w); /* for a person at a terminal */

/* ---- steps -------------------------------------------------------------------------------  */

typedef bool code_step_fn(struct code_work *w, struct err *err);
code_step_fn code_suggest, code_next, code_sheet, code_take, code_agree, code_settle,
	code_book;

#endif
