/*
 * What the rules of the form language say of a person's answers: what is hidden, what is kept,
 * which page comes next, what the record holds.  A second implementation, written from the
 * language's description and from the model of a drawn form; it calls nothing of src/form or
 * src/answer, so that a mistake there is not made here as well.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_ORACLE_H
#define CANVASS_TEST_ORACLE_H

#include "tests/web/draw_form.h"

enum o_state_of { O_NONE, O_NO_ANSWER, O_SET };

/* One answer as it is kept. */
struct o_said {
	enum o_state_of state;
	uint32_t bits;
	int number; /* a month: year * 12 + month - 1 */
	const char *
		text; /* or the words of `other`, which may wait while it is not chosen */
	unsigned placed;
	uint8_t order[M_OPTIONS]; /* rank: options, best first */
};

enum o_stage { O_START, O_ANOTHER, O_PAGE, O_CHECK };
struct o_place {
	enum o_stage stage;
	unsigned page; /* ANOTHER: the loop's first */
	unsigned turn;
};

/* Everything that a draft may hold.  A plain value: a copy is a page that is kept open. */
struct o_state {
	const struct model *m;
	struct arena *arena;
	unsigned now; /* year * 12 + month - 1 */
	struct o_said said[M_QUESTIONS][M_TURNS];
	uint8_t turns[M_LOOPS];
	bool ended[M_LOOPS]; /* by an answer of No */
	bool met[M_PAGES][M_TURNS], asked[M_LOOPS][M_TURNS];
	struct o_place at;
	bool changing;
	unsigned lang;
};

/* What is typed into one page. */
struct o_typing {
	struct m_typed typed[M_QUESTIONS];
	const char *another; /* "yes", "no" or NULL */
};

void oracle_begin(struct o_state *o, const struct model *m, unsigned now,
		  struct arena *a);

/* ---- conditions ------------------------------------------------------------------------- */

bool oracle_block_shown(const struct o_state *o, unsigned block, unsigned turn);
bool oracle_shown(const struct o_state *o, unsigned question, unsigned turn);
bool oracle_loop_met(const struct o_state *o, unsigned loop);
/* The option chosen in a choose one that is shown, or -1: what a text may pipe. */
int oracle_chosen(const struct o_state *o, unsigned question, unsigned turn);

/* ---- one answer ------------------------------------------------------------------------- */

/* What is kept of something typed; false: it is not to be taken. */
bool oracle_read(const struct o_state *o, const struct m_question *q,
		 const struct m_typed *typed, struct o_said *out);
/* What shows an answer again in the page's fields. */
struct m_typed oracle_typed(const struct m_question *q, const struct o_said *said,
			    struct arena *a);
/* Whether two answers are one and the same to the record. */
bool oracle_same(const struct m_question *q, const struct o_said *a,
		 const struct o_said *b);

/* ---- the walk --------------------------------------------------------------------------- */

/*
 * Takes what is typed into the page where o stands.  wrong[]: questions that are not right, if
 * check; else nothing is an error.  Returns whether all was right.
 */
bool oracle_take(struct o_state *o, const struct o_typing *typing, bool check,
		 bool wrong[M_QUESTIONS]);
void oracle_on(struct o_state *o);   /* after `next` */
void oracle_back(struct o_state *o); /* after `back` */
/* change.ID, the place given; nothing if it is closed. */
void oracle_change(struct o_state *o, struct o_place to);
/* Whether a page behind the one where o stands is open. */
bool oracle_more(const struct o_state *o);
bool oracle_first(const struct o_state *o); /* there is no way back */
/* Before sending: the first open page with an answer that is not right, or that is missing though
 * required; o stands there then. */
bool oracle_settled(struct o_state *o, bool wrong[M_QUESTIONS]);
bool oracle_open(const struct o_state *o, struct o_place at);

/* ---- what is seen and what is sealed ---------------------------------------------------- */

/* The page as person_page_text says it.  typing: what was wrong and is shown again; or NULL. */
void oracle_page(const struct o_state *o, const struct o_typing *typing,
		 const bool wrong[M_QUESTIONS], struct buf *out);
/* The record, a line an answer. */
void oracle_record(const struct o_state *o, struct buf *out);

#endif
