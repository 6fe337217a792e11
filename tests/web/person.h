/*
 * Somebody who fills in a drawn form on a real server, by whatever path the dice choose: on and
 * back, wrong before right, changes of mind, another language, save and come back, the browser's
 * own Back, the same post twice.  What came is compared with what the oracle says, page by page;
 * the first difference ends the walk.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_PERSON_H
#define CANVASS_TEST_PERSON_H

#include "tests/web/oracle.h"
#include "tests/web/person_page.h"

/* What somebody means to have said in the end. */
struct mind {
	struct m_typed typed[M_QUESTIONS][M_TURNS];
	unsigned turns[M_LOOPS];
	bool no[M_LOOPS]; /* ends a loop with No; else leaves its question empty */
};

enum { PERSON_PAGES_KEPT = 6 };

struct person_page_kept {
	struct o_state o;
	struct sight page;
};

struct person {
	const struct site *site;
	const char *code;
	const struct model *m;
	const struct mind *mind;
	struct dice *dice;
	struct arena *a;
	int fd;
	struct o_state o, goal;
	struct sight page; /* that is open */
	struct person_page_kept kept[PERSON_PAGES_KEPT];
	unsigned kept_count;
	struct buf last; /* the body posted last */
	unsigned steps, pages;
	bool sent, failed;
	struct buf log;	    /* what was done, for whom it may concern */
	struct buf trouble; /* what went wrong */
};

void mind_draw(const struct model *m, struct dice *d, unsigned now, struct arena *a,
	       struct mind *out);
/* The state of somebody who said all that, and nothing else. */
void mind_state(const struct model *m, const struct mind *mind, unsigned now,
		struct arena *a, struct o_state *out);

/* Walks until the answer is sent, or something is wrong. */
void person_walk(struct person *p, const struct site *site, const char *code,
		 const struct model *m, const struct mind *mind, struct dice *d,
		 unsigned now, struct arena *a);
void person_done(struct person *p);

#endif
