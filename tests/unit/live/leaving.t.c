/*
 * What leaves a room of its votes: an order of those with three votes or more, and no number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"
#include "tests/tap.h"

enum { IDEAS = 6 };

/* "1 2 2 0 ..." */
static const char *
order_of(const unsigned votes[IDEAS], bool few, bool ordered, struct arena *a)
{
	struct shown_row rows[IDEAS] = { { .n = 0 } };
	struct shown dots = { .kind = STEP_DOTS,
			      .few = few,
			      .ordered = ordered,
			      .rows = rows,
			      .count = IDEAS - 1 };
	struct leaving_idea ideas[IDEAS] = { { .text = "" } };
	uint64_t ids[IDEAS];
	const char *out = "";

	for (unsigned i = 0; i < IDEAS; i++) {
		ids[i] = 0xfeed0000u + i;
		snprintf(rows[i].id, sizeof(rows[i].id), "%016llx",
			 (unsigned long long)ids[i]);
		rows[i].n = votes[i];
		ideas[i].order = 99;
	}
	leaving_order(&dots, ids, ideas, IDEAS);
	for (unsigned i = 0; i < IDEAS; i++)
		out = arena_printf(a, "%s%s%u", out, i ? " " : "", ideas[i].order);
	return out;
}

/* The texts of a list of words once the room is over. */
static const char *
words_after(struct arena *a)
{
	struct shown_row rows[] = { { .text = "often", .n = 5 },
				    { .text = "thrice", .n = 3 },
				    { .text = "twice", .n = 2 },
				    { .text = "once", .n = 1 },
				    { .text = "alone", .n = 1 } };
	struct shown words = { .kind = STEP_WORDS,
			       .rows = rows,
			       .count = ARRAY_LEN(rows) };
	const char *out = "";

	shown_forget(&words);
	for (size_t i = 0; i < words.count; i++)
		out = arena_printf(a, "%s%s%s:%u", out, i ? " " : "", rows[i].text,
				   rows[i].n);
	return out;
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const unsigned votes[IDEAS] = { 3, 9, 2, 9, 4, 7 },
		       places[IDEAS] = { 4, 1, 0, 1, 3 };

	is_str(order_of(votes, false, false, a), "3 1 0 1 2 0",
	       "by votes, equal ones alike, under three and without a row unordered");
	is_str(order_of(votes, true, false, a), "0 0 0 0 0 0", "too few voted: no order");
	is_str(order_of(places, false, true, a), "3 1 0 1 2 0",
	       "the same of what a room that is over still knows");
	is_str(order_of((const unsigned[IDEAS]){ 2, 2, 1, 0, 2 }, false, false, a),
	       "0 0 0 0 0 0", "nobody had three");
	is_str(words_after(a), "often:1 thrice:2 alone:0 once:0 twice:0",
	       "two and one stand alike once the room is over, by their letters");
	/* Nothing else could be told: there is no room for a count in what leaves. */
	ok(sizeof(struct leaving_idea) <= sizeof(char *) + 2 * sizeof(unsigned),
	   "an idea that leaves is its words, its heading and its place");
	for (int b = 0; b < BUCKET__COUNT; b++)
		ok(bucket_names[b], "heading %d has a name", b);
	arena_free(a);
	return tap_done();
}
