/*
 * What a file says of itself, which form a guide goes by, and what of a guide is held in
 * numbers: activities, votes, languages.  The words are in tests/golden/guide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/guide.h"
#include "tests/tap.h"

static const char form_text[] = "canvass: form 1\n"
				"id: pair\n"
				"title: A pair\n"
				"title (cy): Par\n"
				"languages: [en, cy]\n"
				"themes:\n"
				"  work: At work\n"
				"  work (cy): Yn y gwaith\n"
				"  rest: At rest\n"
				"  rest (cy): Yn gorffwys\n"
				"option lists:\n"
				"  yes_no:\n"
				"    yes: Yes\n"
				"    no: No\n"
				"  yes_no (cy):\n"
				"    yes: Oes\n"
				"    no: Nac oes\n"
				"pages:\n"
				"  - title: Tea\n"
				"    title (cy): Te\n"
				"    questions:\n"
				"      - type: note\n"
				"        text: Tea\n"
				"        text (cy): Te\n";

#define HEAD                         \
	"canvass: guide 1\n"         \
	"id: room\n"                 \
	"form: pair\n"               \
	"title: Ystafell\n"          \
	"group: all\n"               \
	"languages: cy\n"            \
	"lasts: 12 minutes\n"        \
	"ground rules:\n  - Rheol\n" \
	"opening:\n  minutes: 1\n  read: Croeso\n"
#define SECTION               \
	"sections:\n"         \
	"  - theme: rest\n"   \
	"    minutes: 10\n"   \
	"    ask: Oes te?\n"  \
	"    phones: votes\n" \
	"    options: yes_no\n"
#define TAIL "closing:\n  minutes: 1\n  read: Diolch\n"

static struct form *
form_of(struct arena *a)
{
	struct diags diags;

	diags_init(&diags, "pair.yaml", form_text, sizeof(form_text) - 1, a);
	return form_parse(form_text, sizeof(form_text) - 1, &diags);
}

static void
files_tell(void)
{
	static const struct {
		const char *text;
		bool guide;
	} rows[] = {
		{ "canvass: guide 1\n", true },
		{ "canvass: guide 9", true },
		{ "canvass: 'guide 1'\n", true },
		{ "\xef\xbb\xbf# words\r\n\n  # more\ncanvass:   \"guide 1\"\n", true },
		{ "canvass: form 1\n", false },
		{ "canvass: guid", false },
		{ "canvass:", false },
		{ "# canvass: guide 1", false },
		{ "id: x\ncanvass: guide 1\n", false },
		{ "canvass:\n  guide 1\n", false },
		{ "", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ok(guide_is(rows[i].text, strlen(rows[i].text)) == rows[i].guide,
		   "row %zu: %s", i, rows[i].guide ? "a guide" : "no guide");
	ok(!guide_is("canvass: guide 1", 13), "no byte behind the end is read");
}

/* What is given out becomes part of a path. */
static void
forms_named(void)
{
	static const struct {
		const char *text, *form;
	} rows[] = {
		{ "canvass: guide 1\nform: page-feedback\n", "page-feedback" },
		{ "canvass: guide 1\nform: hampshire\nid: [broken\n", NULL },
		{ "canvass: guide 1\nform: ../secret\n", NULL },
		{ "canvass: guide 1\nform: a/b\n", NULL },
		{ "canvass: guide 1\nform: a.b\n", NULL },
		{ "canvass: guide 1\nform: Hampshire\n", NULL },
		{ "canvass: guide 1\nform: abcdefghijklmnopqrstuvwxyzabcdef\n",
		  "abcdefghijklmnopqrstuvwxyzabcdef" },
		{ "canvass: guide 1\nform: abcdefghijklmnopqrstuvwxyzabcdefg\n", NULL },
		{ "canvass: guide 1\nform:\n", NULL },
		{ "canvass: guide 1\nform: [one]\n", NULL },
		{ "canvass: guide 1\n", NULL },
		{ "", NULL },
	};
	struct arena *a = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_str(guide_form(rows[i].text, strlen(rows[i].text), a), rows[i].form,
		       "row %zu: %s", i, rows[i].form ? rows[i].form : "none");
	arena_free(a);
}

static void
parts_read(void)
{
	static const char text[] = HEAD SECTION TAIL;
	struct arena *a = arena_new(0);
	struct diags diags;
	const struct form *form = form_of(a);
	const struct guide *guide;
	const struct section *s;

	diags_init(&diags, "room.guide.yaml", text, sizeof(text) - 1, a);
	guide = guide_parse(text, sizeof(text) - 1, form, &diags);
	if (!ok(form && guide, "form and guide are right")) {
		arena_free(a);
		return;
	}
	s = &guide->sections[0];
	ok(guide->form == form, "the guide keeps its form");
	is_str(guide->group, "all", "its group");
	is_int((long long)guide->lasts, 12, "its minutes");
	is_int((long long)guide->smallest_room, 6,
	       "six people, unless it says otherwise");
	is_int((long long)guide->show_from, 5, "five answers, unless it says otherwise");
	is_int((long long)guide->section_count, 1, "one section");
	is_int(s->theme, form_theme(form, "rest"), "of the form's second theme");
	ok(s->phones == ACTIVITY_VOTES && s->options && s->options->count == 2,
	   "a vote on the form's list");
	is_int((long long)guide_form_language(guide, 0), 1,
	       "the guide's first language is the form's second");
	is_str(text_in(&s->options->items[0].label, 0), "Oes",
	       "and so are the labels of a list");
	is_str(s->options->list, "yes_no", "whose name is kept");
	is_str(text_in(&form->lists[0]->items[0].label, 0), "Yes",
	       "while the form's own list is as it was");
	arena_free(a);
}

/* The smallest room below the usual: answers are shown from as few, not from more. */
static void
small_room(void)
{
	static const char text[] = HEAD "smallest room: 4\n" SECTION TAIL;
	struct arena *a = arena_new(0);
	struct diags diags;
	const struct guide *guide;

	diags_init(&diags, "room.guide.yaml", text, sizeof(text) - 1, a);
	guide = guide_parse(text, sizeof(text) - 1, form_of(a), &diags);
	ok(guide && guide->smallest_room == 4 && guide->show_from == 4,
	   "a room of four shows from four");
	arena_free(a);
}

int
main(void)
{
	files_tell();
	forms_named();
	parts_read();
	small_room();
	return tap_done();
}
