/*
 * The display list: what spoils a print is refused before anything is drawn.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/render/drawing.h"

static const struct colour ink = { 0, 0, 0.5 };

/* What a sheet says of itself; "" if it is good.  Frees it. */
static const char *
verdict(struct sheet *s)
{
	static struct err err;

	err = (struct err){ .code = ERR_NONE };
	if (sheet_good(s, &err))
		err.text[0] = '\0';
	sheet_free(s);
	return err.text;
}

static const char *
box_at(struct fonts *f, double wide, double high, struct box at, struct colour fill)
{
	struct sheet *s = sheet_new(f, wide, high);

	put_box(s, at, fill);
	return verdict(s);
}

static void
edges(struct fonts *f)
{
	struct sheet *s;

	is_str(box_at(f, 210, 297, (struct box){ 10, 10, 190, 277 }, ink), "",
	       "a box as large as the margins allow");
	is_str(box_at(f, 210, 297, (struct box){ 9.9, 10, 20, 20 }, ink),
	       "a box at 9.9, 10.0 of 20.0 by 20.0 mm comes nearer to the edge than 10 mm",
	       "a box too far to the left");
	ok(*box_at(f, 210, 297, (struct box){ 20, 20, 180.1, 20 }, ink), "to the right");
	ok(*box_at(f, 210, 297, (struct box){ 20, 9.9, 20, 20 }, ink), "to the top");
	ok(*box_at(f, 210, 297, (struct box){ 20, 270, 20, 17.1 }, ink), "to the foot");
	is_str(box_at(f, 210, 297, (struct box){ 0, 0, 210, 297 }, white), "",
	       "white is paper, and may be anywhere");
	is_str(box_at(f, 85, 55, (struct box){ 3, 3, 79, 49 }, ink), "",
	       "a card has a margin of 3 mm");
	ok(*box_at(f, 85, 55, (struct box){ 2.9, 3, 9, 9 }, ink), "and no less");

	s = sheet_new(f, 210, 297);
	put_frame(s, (struct box){ 9, 20, 100, 100 }, 1, ink);
	ok(*verdict(s), "a frame in the margin");
	s = sheet_new(f, 210, 297);
	put_line(s, 20, 10, 100, 10, 0.5, ink, false);
	ok(*verdict(s), "half of a line in the margin");
	s = sheet_new(f, 210, 297);
	put_line(s, 10, 20, 200, 20, 0.5, ink, true);
	is_str(verdict(s), "", "a line from margin to margin");
	s = sheet_new(f, 210, 297);
	put_text(s, text_new(s, "call", "Tell us", "en", 100, &plain), 9, 20);
	ok(*verdict(s), "a text in the margin");
	s = sheet_new(f, 210, 297);
	put_text_turned(s, text_new(s, "strip", "Tell us", "en", 100, &plain), 20, 280);
	ok(*verdict(s), "a turned text in the margin");
	s = sheet_new(f, 210, 297);
	put_code(s, ADDRESS, 9, 20, 70);
	ok(*verdict(s), "a code in the margin");
	s = sheet_new(f, 210, 297);
	put_code(s, ADDRESS, 10, 20, 70);
	is_str(verdict(s), "", "its quiet zone is paper");
}

enum { OVER, UNDER };

/* The code's modules are 60 to 130 on both sides, its ground 50.3 to 139.7. */
static const char *
with_code(struct fonts *f, unsigned order, enum item_kind kind, struct box at)
{
	struct sheet *s = sheet_new(f, 210, 297);
	const struct text *t =
		text_new(s, "call", "Tell us what happened", "en", 100, &plain);

	if (order == OVER)
		put_code(s, ADDRESS, 60, 60, 70);
	if (kind == ITEM_TEXT)
		put_text(s, t, at.x, at.y);
	else if (kind == ITEM_FRAME)
		put_frame(s, at, 1, ink);
	else if (kind == ITEM_CODE)
		put_code(s, ADDRESS, at.x, at.y, at.wide);
	else if (kind == ITEM_LINE)
		put_line(s, at.x, at.y, at.x + at.wide, at.y + at.high, 1, ink, false);
	else
		put_box(s, at, ink);
	if (order == UNDER)
		put_code(s, ADDRESS, 60, 60, 70);
	return verdict(s);
}

static void
grounds(struct fonts *f)
{
	static const struct {
		enum item_kind kind;
		struct box at;
		const char *over, *under; /* "" if it is allowed */
		const char *what;
	} cases[] = {
		{ ITEM_BOX, { 20, 20, 150, 150 }, "a box over", "", "a band all round" },
		{ ITEM_BOX,
		  { 20, 20, 32, 150 },
		  "a box over",
		  "a box under",
		  "a box into the quiet zone" },
		{ ITEM_BOX, { 20, 20, 30, 150 }, "", "", "a box beside it" },
		{ ITEM_FRAME, { 45, 45, 100, 100 }, "", "", "a frame round it" },
		{ ITEM_FRAME,
		  { 50, 45, 100, 100 },
		  "a frame over",
		  "a frame under",
		  "a frame into the quiet zone" },
		{ ITEM_TEXT,
		  { 60, 136, 70, 0 },
		  "a text over",
		  "a text under",
		  "a text into the quiet zone" },
		{ ITEM_TEXT, { 60, 140, 70, 0 }, "", "", "a text below it" },
		{ ITEM_LINE,
		  { 40, 100, 20, 0 },
		  "a line over",
		  "a line under",
		  "a line into the quiet zone" },
		{ ITEM_CODE,
		  { 144, 60, 40, 0 },
		  "a code over",
		  "a code over",
		  "quiet zones that meet" },
		{ ITEM_CODE, { 146, 60, 40, 0 }, "", "", "a code beside it" },
	};
	const char *said;
	struct sheet *s;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		said = with_code(f, OVER, cases[i].kind, cases[i].at);
		ok(str_starts(said, cases[i].over) && !*said == !*cases[i].over,
		   "%s, put later: %s", cases[i].what, *said ? said : "allowed");
		said = with_code(f, UNDER, cases[i].kind, cases[i].at);
		ok(str_starts(said, cases[i].under) && !*said == !*cases[i].under,
		   "%s, put before: %s", cases[i].what, *said ? said : "allowed");
	}
	s = sheet_new(f, 210, 297);
	put_box(s, (struct box){ 100, 100, 90, 90 }, white);
	put_code(s, ADDRESS, 60, 60, 70);
	is_str(verdict(s), "", "white under a part of it is paper");
	is_str(with_code(f, OVER, ITEM_TEXT, (struct box){ 60, 100, 70, 0 }),
	       "a text over the code: phones do not read this reliably",
	       "and the words say why");
}

static void
limits(struct fonts *f)
{
	struct sheet *s = sheet_new(f, 210, 297);
	char longest[91];

	put_code(s, ADDRESS, 60, 60, 19.8);
	is_str(verdict(s),
	       "code: its side is 19.8 mm, and 20 mm are needed; choose a larger paper",
	       "a side under 20 mm");
	memset(longest, 'A', sizeof(longest));
	longest[90] = '\0';
	s = sheet_new(f, 210, 297);
	put_code(s, longest, 60, 60, 20);
	is_str(verdict(s), "", "20 mm with 33 modules");
	s = sheet_new(f, 210, 297);
	put_code(s, "small letters", 60, 60, 70);
	ok(str_starts(verdict(s), "code: \"s\" in the address"), "what no code can say");
}

static void
told(struct fonts *f)
{
	struct sheet *s = sheet_sample(f);
	struct err err = { .code = ERR_NONE };
	struct box at;
	unsigned side;

	ok(sheet_good(s, &err), "the sample is good");
	is_int((long long)sheet_codes(s), 1, "one code");
	is_str(sheet_code(s, 0, &at, &side), ADDRESS, "of that address");
	ok(at.x == 70 && at.y == 100 && at.wide == 70 && at.high == 70,
	   "where it was put");
	is_int(side, 29, "with its modules");
	ok(!sheet_code(s, 1, &at, &side), "and no other");
	is_int(code_modules(s, ADDRESS), 29, "asked before it is put");
	is_int((long long)(code_outside(s, ADDRESS, 29) + 0.5), 37,
	       "with its quiet zone");
	sheet_fail(s, ERR_INPUT, "first");
	sheet_fail(s, ERR_BUG, "second");
	ok(!sheet_good(s, &err) && err.code == ERR_INPUT,
	   "what went wrong first is kept");
	is_str(err.text, "first", "with its words");
	put_code(s, ADDRESS, 20, 200, 40);
	is_int((long long)sheet_codes(s), 1, "and nothing is put any more");
	sheet_free(s);
	sheet_free(NULL);
}

int
main(void)
{
	struct fonts *f = fonts_here();

	edges(f);
	grounds(f);
	limits(f);
	told(f);
	fonts_free(f);
	fonts_end();
	return tap_done();
}
