/*
 * What the files that read guides share.  Nobody outside src/form includes this.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_GUIDE_INTERNAL_H
#define CANVASS_GUIDE_INTERNAL_H

#include "form/guide.h"
#include "form/internal.h"

struct script { /* one reading of a guide */
	struct reading *r;
	const struct form *form; /* the one that it names, or NULL: its names are not checked */
	struct guide *guide;
	unsigned minutes; /* of what was read so far */
	bool minutes_wrong;
};

/* `minutes`, which count towards the guide's. */
void minutes_take(struct script *s, const struct node *map, unsigned *out);
void sections_read(struct script *s, const struct node *map);

#endif
