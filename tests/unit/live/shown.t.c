/*
 * What is shown of a step: counts by the guide's order, words folded, ideas in order of votes, and
 * nothing at all before enough people have answered; and the line that the door reads.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/live/room.h"

/* "yes:Yes 2,no:No 1"; parts behind a slash. */
static const char *
rows_of(const struct shown *s, struct arena *a)
{
	const char *out = s->few ? "few" : "";

	for (size_t i = 0; i < s->count; i++) {
		const struct shown_row *r = &s->rows[i];

		out = arena_printf(a, "%s%s%s:%s %u", out, i ? "," : "", r->id, r->text,
				   r->n);
		for (unsigned k = 0; k < r->part_count; k++)
			out = arena_printf(a, "%s%s%u", out, k ? "-" : "/", r->parts[k]);
	}
	return out;
}

static struct said
said(unsigned char name, struct contribution what)
{
	struct said made = { .what = what };

	memset(made.name, name, sizeof(made.name));
	return made;
}

static struct said
word(unsigned char name, const char *text)
{
	return said(name, (struct contribution){ .kind = STEP_WORDS, .text = text });
}

static const char *
make(const struct agenda *agenda, unsigned step, const struct said *items, size_t count,
     const struct decided *decided, size_t decided_count, const struct idea_choice *ideas,
     size_t idea_count, bool enough, struct arena *a)
{
	struct pool pool = { agenda_step(agenda, step), items, count };
	struct shown out;

	shown_make(&out, agenda, &pool, decided, decided_count, ideas, idea_count, enough,
		   0, a);
	ok(out.step == step && out.kind == pool.step->kind && !out.ordered, "of step %u",
	   step);
	return rows_of(&out, a);
}

static void
choices(const struct agenda *agenda, struct arena *a)
{
	const struct said votes[] = {
		said(1, (struct contribution){ .kind = STEP_VOTES, .choice = 2 }),
		said(2, (struct contribution){ .kind = STEP_VOTES, .choice = 0 }),
		said(3, (struct contribution){ .kind = STEP_VOTES, .choice = 2 }),
		said(4, (struct contribution){ .kind = STEP_VOTES, .empty = true }),
	};
	const struct said cards[] = {
		said(1, (struct contribution){ .statement_count = 2, .marks = { 1, 3 } }),
		said(2, (struct contribution){ .statement_count = 2, .marks = { 1, 0 } }),
		said(3, (struct contribution){ .statement_count = 2,
					       .empty = true,
					       .marks = { 2, 2 } }),
	};

	is_str(make(agenda, VOTES, votes, 4, NULL, 0, NULL, 0, true, a),
	       "1:No 1,2:Unsure 0,3:Yes 2", "votes in the options' order");
	is_str(make(agenda, VOTES, votes, 4, NULL, 0, NULL, 0, false, a), "few",
	       "too few: nothing else is told");
	is_str(make(agenda, WARM, votes, 1, NULL, 0, NULL, 0, true, a),
	       "yes:Yes 0,no:No 0", "an option that there is not counts nowhere");
	is_str(make(agenda, CARD, cards, 3, NULL, 0, NULL, 0, true, a),
	       "same_care:Cared for 2/2-0-0,kept_in:Kept informed 1/0-0-1",
	       "a scorecard by statement");
	is_str(make(agenda, TALK, votes, 4, NULL, 0, NULL, 0, true, a), "",
	       "a step without phones has no results");
}

static void
words(const struct agenda *agenda, struct arena *a)
{
	const struct said items[] = { word(1, "Support"),     word(2, "support"),
				      word(3, "support"),     word(4, "A Plan"),
				      word(5, "blame"),	      word(6, "\xc3\x89lan"),
				      word(7, "\xc3\xa9lan"), word(8, "blame") };
	const struct decided held[] = {
		{ { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 }, DECISION_HELD },
		{ { 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8 }, DECISION_SHOWN }
	};

	is_str(make(agenda, WORDS, items, 8, NULL, 0, NULL, 0, true, a),
	       ":support 3,:blame 2,:\xc3\x89lan 2,:A Plan 1",
	       "words folded, the most frequent first, then by alphabet");
	is_str(make(agenda, WORDS, items, 8, held, 2, NULL, 0, true, a),
	       ":support 3,:\xc3\x89lan 2,:A Plan 1,:blame 1",
	       "one that is held is left out, and no other that says the same");
}

static void
ideas(const struct agenda *agenda, struct arena *a)
{
	const struct idea_choice list[] = { { 0xc, "see" },
					    { 0xb, "bee" },
					    { 0xa, "ay" } };
	const struct said dots[] = {
		said(1, (struct contribution){ .dots = { 0xb, 0xc }, .dot_count = 2 }),
		said(2, (struct contribution){ .dots = { 0xc, 0xff }, .dot_count = 2 }),
		said(3, (struct contribution){ .dots = { 0xa }, .dot_count = 1 }),
		said(4, (struct contribution){ .dots = { 0xa },
					       .dot_count = 1,
					       .empty = true }),
	};

	is_str(make(agenda, DOTS, dots, 4, NULL, 0, list, 3, true, a),
	       "000000000000000c:see 2,000000000000000a:ay 1,000000000000000b:bee 1",
	       "ideas in order of votes, equal ones by id");
	is_str(make(agenda, NOTES, dots, 0, NULL, 0, list, 3, true, a),
	       "000000000000000a:ay 0,000000000000000b:bee 0,000000000000000c:see 0",
	       "notes are the ideas alone, by id");
}

/* However many words there are, a page stays a page. */
static void
many(const struct agenda *agenda, struct arena *a)
{
	struct said *items = arena_array(a, struct said, 500);
	struct pool pool = { agenda_step(agenda, WORDS), items, 500 };
	struct shown out;

	for (unsigned i = 0; i < 500; i++)
		items[i] = word((unsigned char)i, arena_printf(a, "w%u", i));
	shown_make(&out, agenda, &pool, NULL, 0, NULL, 0, true, 0, a);
	is_int((long long)out.count, SHOWN_ROWS, "no more rows than fit a page");
}

/* ---- the line -------------------------------------------------------------------------- */

static void
line(struct arena *a)
{
	struct shown_row rows[] = {
		{ .id = "a\"b",
		  .text = "two\nlines </script>",
		  .n = 3,
		  .parts = { 1, 0, 2 },
		  .part_count = 3 },
		{ .id = "", .text = "", .n = 0 },
	};
	struct shown s = { .kind = STEP_SCORECARD, .step = 12, .rows = rows, .count = 2 },
		     again;
	SCOPED(buf) out = { 0 };

	shown_write(&s, &out);
	ok(!memchr(out.data, '\n', out.len), "it is one line");
	ok(shown_read(out.data, out.len, &again, a) && again.kind == s.kind &&
		   again.step == 12 && !again.few && !again.ordered,
	   "it is read");
	is_str(rows_of(&again, a), rows_of(&s, a), "as it was");
	s.few = true;
	buf_clear(&out);
	shown_write(&s, &out);
	ok(shown_read(out.data, out.len, &again, a) && again.few && !again.count,
	   "with too few nothing is written");
	ok(!strstr(out.data, "lines"), "no text either");
}

#define ROW "{\"id\":\"a\",\"text\":\"b\",\"n\":1,\"parts\":[1,2]}"
#define HEAD(kind, step, few)                                                           \
	"{\"canvass\":\"shown 1\",\"kind\":\"" kind "\",\"step\":" step ",\"few\":" few \
	",\"ordered\":false,\"rows\":["

static const struct {
	const char *why, *text;
	bool right;
} lines[] = {
	{ "a line", HEAD("votes", "1", "false") ROW "]}", true },
	{ "no rows", HEAD("votes", "1", "false") "]}", true },
	{ "nothing", "", false },
	{ "no JSON", "shown 1", false },
	{ "a list", "[]", false },
	{ "another kind of file",
	  "{\"canvass\":\"summary 1\",\"kind\":\"votes\",\"step\":1,"
	  "\"few\":false,\"ordered\":false,\"rows\":[]}",
	  false },
	{ "a kind without phones", HEAD("talk", "1", "false") "]}", false },
	{ "no kind", HEAD("dance", "1", "false") "]}", false },
	{ "step 0", HEAD("votes", "0", "false") "]}", false },
	{ "a step too far", HEAD("votes", "103", "false") "]}", false },
	{ "half a step", HEAD("votes", "1.5", "false") "]}", false },
	{ "few, and rows", HEAD("votes", "1", "true") ROW "]}", false },
	{ "few as a word", HEAD("votes", "1", "\"no\"") "]}", false },
	{ "a row that is none", HEAD("votes", "1", "false") "1]}", false },
	{ "a row with more",
	  HEAD("votes", "1", "false") "{\"id\":\"a\",\"text\":\"b\",\"n\":1,\"parts\":[],"
				      "\"who\":\"x\"}]}",
	  false },
	{ "a count below nothing",
	  HEAD("votes", "1",
	       "false") "{\"id\":\"a\",\"text\":\"b\",\"n\":-1,\"parts\":[]}]}",
	  false },
	{ "more people than fit a room",
	  HEAD("votes", "1", "false") "{\"id\":\"a\",\"text\":\"b\",\"n\":1,"
				      "\"parts\":[2001]}]}",
	  false },
	{ "an id that is too long",
	  HEAD("votes", "1",
	       "false") "{\"id\":\"0123456789012345678901234567890123456789\",\"text\":\"b\","
			"\"n\":1,\"parts\":[]}]}",
	  false },
};

static void
strict(struct arena *a)
{
	SCOPED(buf) out = { 0 };
	struct shown s;

	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		ok(shown_read(lines[i].text, strlen(lines[i].text), &s, a) ==
			   lines[i].right,
		   "%s is %s", lines[i].why, lines[i].right ? "read" : "refused");
	buf_puts(&out, HEAD("votes", "1", "false") ROW);
	for (int i = 0; i < SHOWN_ROWS; i++)
		buf_puts(&out, "," ROW);
	buf_puts(&out, "]}");
	ok(!shown_read(out.data, out.len, &s, a),
	   "a row more than there can be is refused");
	buf_clear(&out);
	buf_puts(&out, HEAD("votes", "1",
			    "false") "{\"id\":\"a\",\"text\":\"b\",\"n\":1,\"parts\":[0");
	for (int i = 0; i < 32; i++)
		buf_puts(&out, ",0");
	buf_puts(&out, "]}]}");
	ok(!shown_read(out.data, out.len, &s, a), "so is a part more");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct agenda *agenda = agenda_try(a);

	choices(agenda, a);
	words(agenda, a);
	ideas(agenda, a);
	many(agenda, a);
	line(a);
	strict(a);
	arena_free(a);
	return tap_done();
}
