/*
 * More surveys for a test's site: any form, links with places, and the records that were left,
 * opened with the key.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_RANDOM_SITE_H
#define CANVASS_TEST_RANDOM_SITE_H

#include "answer/answer.h"
#include "tests/web/site.h"

enum { SURVEY_LINKS = 8 };

struct added {
	char name[SURVEY_NAME];
	unsigned links;
	char codes[SURVEY_LINKS][CODE_CHARS + 1];
	uint32_t places
		[SURVEY_LINKS]; /* as records name them: so each link's can be told apart */
};

/* Before the door starts.  Dies if it cannot. */
void survey_make(const struct site *s, const char *name, const struct form *form,
		 const char *text, size_t len, unsigned links, struct added *out);

/* One record as it was sealed. */
struct left {
	uint32_t place;
	size_t len;
	const unsigned char *bytes;
};
/* After the door has ended: closes the last batch and opens every box.  Lives in the arena. */
size_t survey_left(const struct site *s, const char *name, struct left **out,
		   struct arena *a);
/* How many answers are stored; the door must not run. */
size_t survey_count(const struct site *s, const char *name);
/* A record as oracle_record says one. */
void record_tell(const struct form *form, const struct left *left, struct buf *out);

#endif
