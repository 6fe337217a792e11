/*
 * The search in blocks finds what one large program finds: every end of every hidden number, and
 * so every decision, of single releases drawn at random.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/summary/mono_play.h"

enum { SEEDS = 300 };

int
main(void)
{
	struct play *p = mem_new(1, sizeof(*p));

	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		play_seed(p, seed, 1, 0);
	play_note(p);
	ok(p->wrong == 0, "all ends and decisions are those of one large program");
	ok(p->numbers > 1000 && p->narrowed > 100 && p->refused > 50,
	   "and there were many, protected and not");
	ok(p->cut > 5, "sometimes one block had to be told what another allows");
	ok(p->blocks > 100 && p->turned > 10 && p->pairs > 100 && p->tied > 50,
	   "several blocks, tables turned round, pairs, groups that answers decide: all"
	   " were there");
	free(p);
	return tap_done();
}
