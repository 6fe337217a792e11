/*
 * The team's words filled from published cells: the right number for each shape of reference, and a
 * refusal, with its line, of whatever the release does not say.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary.h"
#include "tests/tap.h"

static struct cell cells[][3] = {
	{ { .key = "officer", .n = 100 }, { .key = "staff", .n = 60 }, { .key = "*", .n = 160 } },
	{ { .key = "officer", .n = 60, .pct = 60 },
	  { .key = "staff", .n = -1, .pct = -1, .marker = MARK_C },
	  { .key = "*", .n = 80, .pct = 50 } },
	{ { .key = "officer", .n = 40, .pct = 40, .marker = MARK_U },
	  { .key = "staff", .n = 55, .pct = 90 },
	  { .key = "*", .n = 15, .pct = 10 } },
};
static const char *const merged[] = { "often", "always" };
static struct row crossed[] = {
	{ .key = "*", .cells = cells[0], .cell_count = 3 },
	{ .key = "yes", .cells = cells[1], .cell_count = 3 },
	{ .key = "no", .cells = cells[2], .cell_count = 3 },
};
static struct row whole[] = {
	{ .key = "*", .cells = &cells[0][2], .cell_count = 1 },
	{ .key = "yes", .cells = &cells[1][2], .cell_count = 1 },
	{ .key = "no", .cells = &cells[2][2], .cell_count = 1 },
	{ .key = "rest", .of = merged, .of_count = 2, .cells = &cells[2][2], .cell_count = 1 },
};
static const struct key_text options[] = { { "yes", "Yes" }, { "gone", "Gone" } };
static struct table tables[] = {
	{ .id = "told", .question = "told", .by = "", .rows = whole, .row_count = 4,
	  .options = options, .option_count = 2 },
	{ .id = "told-by-role", .question = "told", .by = "role", .rows = crossed, .row_count = 3 },
	{ .id = "told-by-rank", .question = "told", .by = "rank", .rows = NULL, .row_count = 0 },
	{ .id = "seen", .question = "seen", .by = "", .rows = whole, .row_count = 2 },
	{ .id = "seen-by-role", .question = "seen", .by = "role", .rows = crossed, .row_count = 3 },
	{ .id = "seen-by-post", .question = "seen", .by = "post", .rows = crossed, .row_count = 3 },
};
static struct theme_result themes[] = {
	{ .id = "care", .n = 120, .pct = 75 },
	{ .id = "work", .n = -1, .pct = -1, .marker = MARK_X },
	{ .id = "both", .n = 20, .pct = 20 },
};
static struct score_point points[] = {
	{ .id = "told", .n = 80, .pct = 50 },
	{ .id = "seen", .n = -1, .pct = -1, .marker = MARK_C },
	{ .id = "both", .n = 20, .pct = 20 },
};

static const struct board *
filled(const char *text, int responses, struct arena *a, struct err *err)
{
	static struct board_words words;
	struct summary s = { .tables = tables, .table_count = ARRAY_LEN(tables),
			     .themes = themes, .theme_count = ARRAY_LEN(themes),
			     .scorecard = points, .scorecard_count = ARRAY_LEN(points),
			     .responses = responses };

	words = (struct board_words){ .file = "words.yaml", .headline_count = 1 };
	words.headlines[0] = (struct board_line){ text, 4, 7 };
	*err = (struct err){ 0 };
	return board_fill(&s, &words, a, err);
}

static void
says(const char *text, const char *want, struct arena *a)
{
	struct err err;
	const struct board *board = filled(text, 200, a, &err);

	is_str(board ? board->headlines[0] : err.text, want, "%s", text);
}

static void
refused(const char *reference, const char *why, struct arena *a)
{
	const char *text = arena_printf(a, "Now {%s}.", reference);
	struct err err;
	const struct board *board = filled(text, 200, a, &err);

	ok(!board && err.code == ERR_INPUT, "{%s} is refused", reference);
	is_str(err.text,
	       arena_printf(a, "words.yaml:4:7: {%s} is not published in this release: %s",
			    reference, why),
	       "and says why");
}

static void
refusals(struct arena *a)
{
	refused("told.yes.staff", "it is hidden to protect people", a);
	refused("seen", "it is hidden to protect people", a);
	refused("work",
		"it is not available: comments are not coded, or their coders agree too little", a);
	refused("told.often", "this answer is put together with others, to protect people", a);
	refused("told.gone", "this table shows less than its answers, to protect people", a);
	refused("told.never", "this table has no such answer", a);
	refused("told.yes.rank", "no break-down of this question shows such a group", a);
	refused("told-by-role.yes", "it is a break-down; name a group, {TABLE.ROW.GROUP}", a);
	refused("told-by-rank.yes.one", "this table has no such answer", a);
	refused("seen.yes.officer",
		"several break-downs have such a group; name one, such as told-by-role", a);
	refused("both", "it is a theme and a point of the scorecard; name the answer too", a);
	refused("told-by-role", "it is a question; name an answer, {TABLE.ROW}", a);
	refused("nothing", "there is no such theme or point of the scorecard", a);
	refused("care.officer", "there is no such table", a);
	refused("", "there is no such theme or point of the scorecard", a);
	refused("told.", "this table has no such answer", a);
	refused("told.*", "this table has no such answer", a);
}

/* Everything else that a file of words may hold is filled too. */
static void
all_parts(struct arena *a)
{
	static struct board_words words;
	struct summary s = { .tables = tables, .table_count = ARRAY_LEN(tables), .responses = 200 };
	struct err err = { 0 };
	const struct board *board;

	words = (struct board_words){ .file = "words.yaml", .opportunity_count = 1 };
	words.opportunities[0] = (struct board_chance){ .theme = 2,
							 .said = { "{told.yes} said so", 2, 3 },
							 .department = { "Response", 3, 3 },
							 .quarter = { "", 0, 0 } };
	words.parts[4][0] = (struct board_line){ "Ask {responses} again", 9, 5 };
	words.part_counts[4] = 1;
	board = board_fill(&s, &words, a, &err);
	if (!board)
		die("%s", err.text);
	is_int(board->opportunities[0].theme, 2, "an opportunity keeps its theme");
	is_str(board->opportunities[0].said, "50\u00a0% said so", "and is filled");
	is_str(board->opportunities[0].department, "Response", "its department");
	is_str(board->opportunities[0].quarter, "", "no quarter is no text");
	is_str(board->parts[4].title, "Actions", "a part has a title");
	is_str(board->parts[4].lines[0], "Ask 200 again", "and its lines are filled");
	words.parts[4][0].text = "{told.never}";
	ok(!board_fill(&s, &words, a, &err) && strstr(err.text, "words.yaml:9:5: "),
	   "what is wrong in a part has its own line");
}

static const struct board *
paired(const char *said, const char *did, struct arena *a, struct err *err)
{
	static struct board_words words;
	struct summary s = { .tables = tables, .table_count = ARRAY_LEN(tables), .responses = 200 };

	words = (struct board_words){ .file = "words.yaml", .pair_count = 1 };
	words.pairs[0] = (struct board_pair){ { said, 5, 3 }, { did, 6, 3 }, { "Response", 7, 3 } };
	*err = (struct err){ 0 };
	return board_fill(&s, &words, a, err);
}

/* What fits as it was written may not as it is read: counted in characters, once filled. */
static void
pairs(struct arena *a)
{
	const char *room = "{told.yes}"; /* 4 characters, 5 bytes, once filled */
	struct err err;
	const struct board *board =
		paired("{told.yes} of {responses} said so", "We listened", a, &err);

	if (!board)
		die("%s", err.text);
	is_int((long long)board->pair_count, 1, "a pair");
	is_str(board->pairs[0].said, "50\u00a0% of 200 said so", "what was said is filled");
	is_str(board->pairs[0].did, "We listened", "what was done");
	is_str(board->pairs[0].who, "Response", "and who did it");
	ok(!paired("{told.yes.staff} said so", "We listened", a, &err) &&
		   strstr(err.text, "words.yaml:5:3: {told.yes.staff} is not published"),
	   "a hidden number is refused at its line");
	ok(!paired("Said", "{told.never}", a, &err) && strstr(err.text, "words.yaml:6:3: "),
	   "on the other side too");
	ok(paired(arena_printf(a, "%s%0156d", room, 0), "Done", a, &err) != NULL,
	   "160 characters are in order");
	ok(!paired(arena_printf(a, "%s%0157d", room, 0), "Done", a, &err),
	   "161 are not");
	is_str(err.text,
	       "words.yaml:5:3: with its numbers filled in this has 161 characters; at most 160, "
	       "so that it fits on a poster",
	       "which it says");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	struct err err;

	says("Of {responses}.", "Of 200.", a);
	says("{told.yes} and {told.no}", "50\u00a0% and 10\u00a0% or less", a);
	says("{told.yes.officer}", "60\u00a0%", a);
	says("{told-by-role.no.staff}", "90\u00a0% or more", a);
	says("{told.no.officer}", "40\u00a0% [u]", a);
	says("{seen-by-post.yes.officer}", "60\u00a0%", a);
	says("{care} raised it; {told} were told", "75\u00a0% raised it; 50\u00a0% were told", a);
	says("A brace: {{told.yes} stays", "A brace: {told.yes} stays", a);
	says("Nothing to fill in", "Nothing to fill in", a);
	refusals(a);
	ok(!filled("{responses}", -1, a, &err) &&
		   strstr(err.text, "too few responses can be counted so far"),
	   "too few responses are no number");
	all_parts(a);
	pairs(a);
	arena_free(a);
	return tap_done();
}
