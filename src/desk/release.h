/*
 * What the desk's pages of releases share: what may be picked for one, a trial of it, what was
 * published before.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_RELEASE_H
#define CANVASS_DESK_RELEASE_H

#include "app/release.h"
#include "desk/page.h"

/* ---- what lies in the workspace (release_published.c) ---------------------------------- */

struct published {	    /* a summary.json in exports/, or a file in imports/ */
	const char *path;   /* from the workspace */
	const char *folder; /* its folder, likewise */
	const char *survey; /* "": an import */
	const char *day;    /* "2026-12-01", or "" */
	unsigned release;   /* 0: not known, or a draft's */
	bool draft, invented;
};
struct published_list { /* sorted by path; in the visit's arena */
	struct published *items;
	size_t count;
};
/* What this person may see. */
void published_find(struct desk_visit *v, struct published_list *out);
/* By its path; NULL: there is none. */
const struct published *published_at(const struct published_list *list, const char *path);
/* A release of a survey by its number, or NULL. */
const struct published *published_release(const struct published_list *list,
					  const char *survey, unsigned release);
/* "pulse@w1, release 2 of 1 December 2026"; an import: its path. */
const char *published_words(struct desk_visit *v, const struct published *p);
/* Files that begin "canvass: words 1", in the workspace and its forms/; NULL-ended. */
const char **words_files(struct desk_visit *v);
/* A path from the workspace, to open it with. */
const char *desk_inside(struct desk_visit *v, const char *path);
const char *desk_day(struct desk_visit *v, int day); /* "1 December 2026" */

/* ---- what is to be released (release_order.c) ------------------------------------------- */

struct desk_order {
	const char *formats; /* a comma list; NULL: all */
	const char *words;   /* from the workspace; NULL: none */
	const char *since[SINCE_FILES];
	size_t since_count;
};
/* From the fields of a page.  ERR_INPUT: it names a file that may not be picked. */
bool desk_order_read(struct desk_visit *v, const struct pairs *fields,
		     struct desk_order *out, struct err *err) MUST_USE;
/* From a proposal, by the same rules. */
bool desk_order_parse(struct desk_visit *v, const char *json, struct desk_order *out,
		      unsigned *out_release, int *out_day, struct err *err) MUST_USE;
const char *desk_order_json(struct desk_visit *v, const struct desk_order *o,
			    unsigned release, int day);
const char *desk_order_query(struct desk_visit *v,
			     const struct desk_order *o); /* "?format=..." */
void desk_order_hidden(struct desk_visit *v, const struct desk_order *o);
/* Boxes to tick and lists to pick from, for a form that somebody else opens. */
void desk_order_choose(struct desk_visit *v, const char *survey);
void desk_order_say(struct desk_visit *v, const struct desk_order *o);

/* ---- a trial of it (release_trial.c) ----------------------------------------------------- */

/* The draft as it would leave, kept for the sitting.  Nothing in it that may not be told. */
struct trial {
	struct arena *arena;
	const char *order;	 /* as JSON, of the day */
	const struct summary *s; /* read back from the draft's summary.json */
	struct buf html;	 /* the draft's report */
	struct export_files *csv;
	struct buf said;	  /* words to the person, a line each */
	struct release_made made; /* its pointers are NULL */
	int day;
};
/*
 * Opens the batches with a key of this visit and makes a release in memory alone; under desk_hold,
 * and kept there.  NULL with ERR_NONE: there is no key, and the page answers desk_unlock.  NULL
 * otherwise: trouble; said: what was told along with it, in the visit's arena.
 */
const struct trial *trial_make(struct desk_visit *v, const char *survey,
			       const struct desk_order *o, int day, const char **out_said,
			       struct err *err);
/* The one that was made last for this survey, or NULL; under desk_hold. */
const struct trial *trial_kept(struct desk_visit *v, const char *survey);
/* As trial_make, for a page: what went wrong is answered there.  NULL: *out_reply is the answer. */
const struct trial *trial_for_page(struct desk_visit *v, const struct desk_order *o,
				   int day, struct console_reply **out_reply);

/* The key of this visit that opens a survey; NULL with ERR_NONE: there is none. */
const struct secret_key *release_key(struct desk_visit *v, const char *survey,
				     struct err *err);
struct release_how {
	const struct secret_key *key;
	bool trial;
	int day;
	const char *proposed, *dir;
};
/* release_make as the desk orders it: by two people; what it says goes into said. */
bool release_run(struct desk_visit *v, const char *survey, const struct desk_order *o,
		 const struct release_how *how, struct buf *said,
		 struct release_made *out, struct arena *a, struct err *err) MUST_USE;
/* A list of lines, each in an item. */
void said_put(struct desk_visit *v, const char *said);
void notice_put(struct desk_visit *v, const char *words); /* a box */
/* "What: why." in a box that is heard at once. */
void trouble_put(struct desk_visit *v, const char *what, const char *why);
/* Why nothing was released, and what was said along with it. */
struct console_reply *release_trouble(struct desk_visit *v, const char *survey,
				      const char *said, const struct err *err);

/* The draft in the visit's page (release_draft.c). */
void draft_put(struct desk_visit *v, const struct trial *t);

/* The style of the report's parts: to be written before the first of them. */
void report_sheet(struct desk_visit *v);
/* A report with its own style, to be looked at. */
struct console_reply *report_reply(struct desk_visit *v, const char *html, size_t len);

/* ---- what is on record ------------------------------------------------------------------- */

/* The ledger of part[0]; a broken chain is no error: *out_broken says it in words, or "". */
bool desk_ledger(struct desk_visit *v, struct survey *out_survey, struct ledger *out,
		 const char **out_broken, struct err *err) MUST_USE;
/* The proposal whose number is part[1], of the survey part[0].  ERR_MISSING. */
bool desk_proposal_get(struct desk_visit *v, struct proposal *out, struct err *err)
	MUST_USE;
/* "one key holder", "two people" */
const char *ledger_by(const struct ledger_entry *e);

#endif
