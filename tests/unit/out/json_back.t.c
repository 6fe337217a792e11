/*
 * summary.json there and back: what is read is written again as it was, byte for byte.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
#include "tests/tap.h"
#include "tests/unit/summary/release.h"
#include "tests/unit/summary/small.h"

static const char *
written(const struct summary *s, struct arena *a)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct err err = { 0 };
	const char *text;

	if (!export_find("json")->write(s, files, a, &err))
		die("%s", err.text);
	text = arena_copy(a, files->items[0].body.data, files->items[0].body.len);
	export_files_free(files);
	free(files);
	return text;
}

/* The same text after reading it, or NULL. */
static const char *
again(const char *text, struct arena *a)
{
	struct err err = { 0 };
	const struct summary *s = summary_read(text, strlen(text), a, &err);

	if (!s)
		note("%s", err.text);
	return s ? written(s, a) : NULL;
}

static void
test_back(const struct summary *s, const char *words, struct arena *a)
{
	const char *text = written(s, a), *back = again(text, a);

	if (ok(back && str_same(text, back), "%s", words) || !back)
		return;
	for (size_t i = 0; text[i]; i++)
		if (text[i] != back[i]) {
			note("got:  %.80s", back + i);
			note("want: %.80s", text + i);
			return;
		}
}

/* Each member that a summary has, told by hand. */
static void
test_all(const struct summary *published, struct arena *a)
{
	struct summary s = *published;
	struct board board = { .headlines = { "More were seen." },
			       .headline_count = 1,
			       .opportunities = { { 0, "Call", "Duty",
						    "Jan to Mar 2026" },
						  { -1, "Write", "", "" } },
			       .opportunity_count = 2,
			       .pairs = { { "50\u00a0% said so", "We listened", "Duty" },
					  { "\"Why\"?", "Now you know", "" } },
			       .pair_count = 2 };
	struct theme_coding themes[8] = { { .coded = true, .band = AGREE_GOOD },
					  { .coded = true, .band = AGREE_FAIR } };
	static const char *const found[] = { "Parking" }, *const terms[] = { "call",
									     "phone" };
	const struct coding_told coding = { .themes = themes,
					    .any = true,
					    .book_version = 3,
					    .found = found,
					    .found_count = 1 };
	struct theme_result *theme = arena_array(a, struct theme_result, s.theme_count);
	struct change change = { .class = CHANGE_SAME,
				 .from = "w0",
				 .n = 20,
				 .base = 60,
				 .pct = 35,
				 .marker = MARK_U,
				 .known = true,
				 .ranged = true,
				 .points = 25.04,
				 .low = 0.02,
				 .high = 40.33,
				 .say = SAY_UP };

	memcpy(theme, s.themes, s.theme_count * sizeof(*theme));
	theme[0].n = 40;
	theme[0].base = 60;
	theme[0].pct = 65;
	theme[0].marker = MARK_NONE;
	theme[0].strength = "most";
	theme[0].range = tally_interval_rounded(40, 60, 0, 2);
	theme[0].terms = terms;
	theme[0].term_count = 2;
	theme[0].held = 1;
	theme[0].change = change;
	theme[1].why = "Not coded yet.";
	s.themes = theme;
	s.release = 3;
	s.draft = true;
	s.responses_held = 2;
	s.coding = &coding;
	board.parts[1].id = board_parts[1];
	board.parts[1].title = "Next quarter";
	board.parts[1].lines[board.parts[1].line_count++] = "Call within a day";
	s.board = &board;
	s.released_by = "one key holder";
	s.tables[0].class = CHANGE_OPTIONS;
	s.tables[0].change_from = "w0";
	s.tables[1].rows[1].change = &change;
	test_back(&s, "themes, words, coding, changes and a draft", a);
}

int
main(void)
{
	struct arena *a = arena_new(0);
	struct summary *s = release_make(small_form(a), 200, 6, a);
	const struct form *form = release_form("hampshire.yaml", a);

	test_back(s, "a small release", a);
	test_back(release_make(small_form(a), 20, 6, a), "of too few responses", a);
	test_back(release_make(form, 400, 6, a), "a real form", a);
	test_all(s, a);
	arena_free(a);
	return tap_done();
}
