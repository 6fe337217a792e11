/*
 * What a person types into the page that is open.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_PERSON_FILL_H
#define CANVASS_TEST_PERSON_FILL_H

#include "tests/web/person.h"

enum filling {
	FILL_GOAL,     /* what is meant in the end */
	FILL_OTHER,    /* something else that is right */
	FILL_WRONG,    /* something that must not be taken, as a rule */
	FILL_AS_SHOWN, /* nothing is touched */
	FILL_SOME,     /* of all that */
};
void person_fill(struct person *p, enum filling how, struct o_typing *out);
/* The fields of one question, as a browser posts them. */
void person_put_typed(const struct m_question *q, const struct m_typed *t,
		      struct buf *body);

#endif
