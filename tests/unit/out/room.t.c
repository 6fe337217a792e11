/*
 * A room's report: back and forth through JSON, no number but places, files of all formats, rooms
 * side by side.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"

#include "out/room.h"

static struct room_row ideas[] = {
	{ "Somebody rings on the third day", 1, BUCKET_OPPORTUNITY },
	{ "=HYPERLINK(\"http://x\")", 2, BUCKET_CONCERN },
	{ "<script>alert(1)</script>", 0, BUCKET_NONE },
};
static struct room_row votes[] = { { "Yes", 1, BUCKET_NONE }, { "No", 0, BUCKET_NONE } };
static struct room_asked asked[] = { { "warm-up", "Did you know of it?", votes, 2 } };
static const char *quotes[] = { "Nobody asked how I was." };
static struct room_section sections[] = {
	{ "aftercare", "Aftercare", "What was done?", asked, 1, ideas, 3, "Ring early.",
	  quotes, 1 },
	{ "justice", "Justice", "And then?", NULL, 0, NULL, 0, "", NULL, 0 },
};
static struct room_action actions[] = { { "Ring on day three", "Wellbeing", "2027 Q1" } };

static struct room_report
sample(void)
{
	return (struct room_report){ .room = "peer@2026-12-01",
				     .guide = "peer",
				     .title = "Focus group",
				     .group = "victims",
				     .form = "hampshire",
				     .language = "en",
				     .held = "2026-12-01",
				     .sections = sections,
				     .section_count = 2,
				     .actions = actions,
				     .action_count = 1 };
}

static void
test_back_and_forth(void)
{
	struct arena *a = arena_new(0);
	struct room_report r = sample(), *back;
	struct err err = { 0 };
	SCOPED(buf) one;
	SCOPED(buf) other;

	buf_init(&one, 0);
	buf_init(&other, 0);
	room_json(&r, &one);
	back = room_report_read(one.data, one.len, a, &err);
	ok(back != NULL, "what was written is read");
	if (back)
		room_json(back, &other);
	is_str(other.data, one.data, "and written again it is the same");
	ok(!room_report_read("{\"canvass\":\"summary 1\"}", 23, a, &err) &&
		   err.code == ERR_INPUT,
	   "a summary is no room's report");
	for (size_t cut = 2; cut < one.len; cut += 37)
		if (room_report_read(one.data, one.len - cut, a, &err))
			ok(false, "cut short by %zu it is still read", cut);
	arena_free(a);
}

static void
test_bad_members(void)
{
	static const char *const swaps[][3] = {
		{ "\"order\": 1", "\"order\": 0", "a place of nought" },
		{ "\"order\": 1", "\"order\": 1.5", "half a place" },
		{ "\"bucket\": \"concern\"", "\"bucket\": \"worry\"",
		  "an unknown bucket" },
		{ "\"invented\": false", "\"invented\": 0", "invented as a number" },
		{ "\"quotes\": [", "\"quotes\": [3, ", "a quote that is a number" },
	};
	struct arena *a = arena_new(0);
	struct room_report r = sample();
	SCOPED(buf) text;

	buf_init(&text, 0);
	room_json(&r, &text);
	for (size_t i = 0; i < ARRAY_LEN(swaps); i++) {
		const char *at = strstr(text.data, swaps[i][0]);
		char *bad =
			at ? arena_printf(a, "%.*s%s%s", (int)(at - text.data), text.data,
					  swaps[i][1], at + strlen(swaps[i][0]))
			   : NULL;
		struct err err = { 0 };

		ok(bad && !room_report_read(bad, strlen(bad), a, &err) &&
			   err.code == ERR_INPUT && *err.text,
		   "refused with words: %s", swaps[i][2]);
	}
	arena_free(a);
}

static const struct buf *
file_of(const struct export_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, path))
			return &files->items[i].body;
	return NULL;
}

static void
test_formats(void)
{
	struct arena *a = arena_new(0);
	struct export_files *files = arena_one(a, struct export_files);
	struct room_report r = sample();
	const struct buf *html, *csv;

	for (size_t i = 0; i < room_format_count; i++) {
		struct err err = { 0 };

		ok(room_formats[i].write(&r, files, a, &err), "%s is written",
		   room_formats[i].name);
	}
	html = file_of(files, "room.html");
	csv = file_of(files, "tables/ideas.csv");
	ok(html && !strstr(html->data, "<script"),
	   "an idea's markup is text on the page");
	ok(html && strstr(html->data, "Chatham House Rule"), "the rule is told");
	ok(csv && strstr(csv->data, "'=HYPERLINK"), "a formula is text in a table");
	ok(csv && strstr(csv->data, "unordered"), "few votes give no place");
	ok(file_of(files, "room.ods") && file_of(files, "room.xlsx"),
	   "workbooks are there");
	export_files_free(files);
	arena_free(a);
}

static void
test_compare(void)
{
	struct arena *a = arena_new(0);
	struct room_report one = sample(), other = sample();
	const struct room_report *rooms[] = { &one, &other };
	const char *labels[] = { "last", "this" };
	struct err err = { 0 };
	SCOPED(buf) out;

	buf_init(&out, 0);
	ok(room_compare_good(rooms, labels, 2, &err), "two rooms of one form");
	room_compare_text(rooms, labels, 2, &out, a);
	ok(strstr(out.data, "this: 1. Somebody rings on the third day"),
	   "firsts are told");
	ok(!strstr(out.data, "<script>"), "what has no place is not among them");
	buf_clear(&out);
	ok(room_compare_page(rooms, labels, 2, &out, a, &err) &&
		   strstr(out.data, "2 rooms, side by side"),
	   "and on a page");
	other.invented = true;
	ok(!room_compare_good(rooms, labels, 2, &err) && err.code == ERR_INPUT,
	   "invented beside real is refused");
	other.invented = false;
	other.form = "other";
	ok(!room_compare_good(rooms, labels, 2, &err), "so are two forms");
	arena_free(a);
}

/* Counts become places; a count under three has none. */
static void
test_forget(void)
{
	struct shown_row rows[] = { { .n = 7 }, { .n = 3 }, { .n = 7 }, { .n = 2 } };
	struct shown s = { .rows = rows, .count = 4 };

	rows[0].part_count = 3;
	rows[0].parts[0] = 4;
	rows[0].parts[1] = 9;
	rows[0].parts[2] = 1;
	shown_forget(&s);
	is_int(rows[0].n, 1, "the most votes stand first");
	is_int(rows[2].n, 1, "equal ones alike");
	is_int(rows[1].n, 2, "the next behind both, without a gap");
	is_int(rows[3].n, 0, "two votes give no place");
	is_int(rows[0].parts[0], 2, "so with a statement's answers");
	is_int(rows[0].parts[2], 0, "one vote gives no place there");
	shown_forget(&s);
	is_int(rows[1].n, 2, "forgetting twice is forgetting once");
}

int
main(void)
{
	test_back_and_forth();
	test_bad_members();
	test_formats();
	test_compare();
	test_forget();
	return tap_done();
}
