/*
 * One release while it is being made: what release.c and release_ledger.c share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RELEASE_INSIDE_H
#define CANVASS_RELEASE_INSIDE_H

#include "app/codes.h"
#include "app/counting.h"
#include "app/release.h"

struct release {
	const struct release_order *order;
	struct arena *arena;
	struct err *err;

	struct survey survey;
	struct form *form;
	const struct plan *plan;
	const char *form_hash, *plan_hash;
	struct batches *batches; /* NULL: nobody ever answered */
	unsigned closed;	 /* how many batches */

	struct ledger ledger;	 /* all that is known */
	const char *ledger_file; /* where it grows; NULL: in canvass.db */
	size_t known;		 /* entries that stand there */

	struct policy policy;
	bool again; /* the last entry's numbers once more: nothing is new, or too little */
	/* Each makes it another release: other quotes, words or two people; comments were coded. */
	bool requoted, recoded;
	struct tick_place ticks;
	struct theme_quotes *quotes; /* by theme; NULL: none */
	char quotes_hash[2 * SEAL_HASH + 1];
	struct codes_place codes;
	struct coding_told *coding; /* NULL: nobody has coded */
	struct codes_kept *kept;
	char codes_hash[2 * SEAL_HASH + 1], stands_hash[2 * SEAL_HASH + 1];
	struct release_beside beside;
	struct counted counted;
	const struct disclosed **published; /* by entry */
	const struct disclosed *told;	    /* of this release, to be told as its draft; or NULL */
	bool draft;
	struct disclosed reprinted;	    /* the last one under a new number */
	struct summary *summary;
	struct ledger_entry *entry; /* of this release; NULL: a draft */
};

/* A file named on the command line may lie in the workspace. */
const char *release_named(const struct release *r, const char *path);
/*
 * One ledger of those that there may be: lines are those of the source, a file of batches or
 * canvass.db.  Fills ledger, ledger_file and known.
 */
bool release_join(struct release *r, const char *source, const struct release_line *lines,
		  size_t count) MUST_USE;
/* Whether all that was released can be held against these batches, by the same plan. */
bool release_ledger_suits(const struct release *r) MUST_USE;

#endif
