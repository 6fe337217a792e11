/*
 * Reads a page as a browser without script does: its fields with what stands in them, its
 * buttons, its hidden ticket and draft.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_PERSON_PAGE_H
#define CANVASS_TEST_PERSON_PAGE_H

#include "tests/web/site.h"

struct sight {
	unsigned status;
	bool closed;		    /* the server ended the connection */
	bool is_file;		    /* sent as finish-later.html */
	bool thanked;		    /* status 200, and no way on */
	bool is_check;		    /* Check your answers */
	const char *ticket, *draft; /* hidden; "" where there is none */
	const char *saved;	    /* the text of a saved file, to be pasted */
	const char *box;	    /* the name of the box for such a text */
	const char *body;
	/*
	 * What is on it, in lines:
	 *   h1 HEADING            (not of Check your answers, whose words are ours)
	 *   error QUESTION        for each link of the box above
	 *   radio NAME VALUE *    * where it is ticked; the same for checkbox
	 *   text NAME =TYPED      and area, and select with the place that is chosen
	 *   change ID.TURN (QUESTION) =ANSWER
	 *   box                   for the text of a saved form
	 *   go back, go next, go send, go save, lang CODE: buttons; enter GO: what Enter presses
	 */
	const char *lines;
};

/* All of it lives in the arena. */
void sight_read(const struct heard *heard, struct arena *a, struct sight *out);
/* "name=value", escaped, with an & before it where something stands. */
void pair_put(struct buf *body, const char *name, const char *value);

#endif
