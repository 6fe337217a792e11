/*
 * Tests of answer/walk.c: which page comes next, back, change, progress.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/help.h"

static const char loops[] = "canvass: form 1\n"
			    "id: loops\n"
			    "title: Loops\n"
			    "languages: [en]\n"
			    "privacy:\n"
			    "  smallest group: 10\n"
			    "pages:\n"
			    "  - title: One\n"
			    "    questions:\n"
			    "      - id: happened\n"
			    "        ask: Did anything happen?\n"
			    "        type: choose one\n"
			    "        options:\n"
			    "          yes: Yes\n"
			    "          no: No\n"
			    "  - title: Incident\n"
			    "    for each: incident, up to 2\n"
			    "    another: Another?\n"
			    "    show if: happened is yes\n"
			    "    questions:\n"
			    "      - id: what\n"
			    "        ask: What?\n"
			    "        type: choose one\n"
			    "        options:\n"
			    "          a: A\n"
			    "          b: B\n"
			    "  - title: Afterwards\n"
			    "    for each: incident, up to 2\n"
			    "    show if: happened is yes and what is a\n"
			    "    questions:\n"
			    "      - id: after\n"
			    "        ask: And then?\n"
			    "        type: choose one\n"
			    "        options:\n"
			    "          a: A\n"
			    "          b: B\n"
			    "  - title: Last\n"
			    "    questions:\n"
			    "      - id: final\n"
			    "        ask: Last?\n"
			    "        type: choose one\n"
			    "        options:\n"
			    "          a: A\n"
			    "          b: B\n";

struct step {
	const char *post, *where;
};

static void
walk_along(struct walk *w, const struct step *steps, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (!help_next(w, steps[i].post))
			ok(false, "%s: \"%s\" is accepted", name, steps[i].post);
		is_str(help_place(w, w->at), steps[i].where, "%s: after \"%s\"", name,
		       steps[i].post);
	}
}
#define ALONG(w, name, ...)                                                            \
	walk_along((w), (const struct step[]){ __VA_ARGS__ },                          \
		   sizeof((const struct step[]){ __VA_ARGS__ }) / sizeof(struct step), \
		   (name))

static void
progress_is(const struct walk *w, unsigned at, unsigned of)
{
	unsigned got_at, got_of;

	walk_progress(w, &got_at, &got_of);
	is_int(got_at, at, "number of the page at %s", help_place(w, w->at));
	is_int(got_of, of, "of about");
}

static void
test_loop(const struct form *form)
{
	struct walk *w = walk_new(form, arena);

	is_str(help_place(w, w->at), "page 1",
	       "without `agree` it begins at the first page");
	progress_is(w, 1, 2);
	ALONG(w, "two turns", { "happened=yes", "another 2.1" },
	      { "another=yes", "page 2.1" }, { "what=a", "page 3.1" },
	      { "after=b", "another 2.2" }, { "another=yes", "page 2.2" },
	      { "what=b", "page 4" });
	progress_is(w, 7, 7);
	is_int(w->answers->turns[0], 2, "two turns begun");
	ALONG(w, "two turns", { "final=a", "check" }, { "", "check" });

	w = walk_new(form, arena);
	ALONG(w, "no turn", { "happened=yes", "another 2.1" },
	      { "another=no", "page 4" });
	is_int(w->answers->ended[0], 1, "ended by No");
	w = walk_new(form, arena);
	ALONG(w, "no answer to another", { "happened=yes", "another 2.1" },
	      { "", "page 4" });
	is_int(w->answers->ended[0], 0, "not ended by silence");
	w = walk_new(form, arena);
	ALONG(w, "loop closed", { "happened=no", "page 4" });
	w = walk_new(form, arena);
	ALONG(w, "one turn", { "happened=yes", "another 2.1" },
	      { "another=yes", "page 2.1" }, { "what=b", "another 2.2" },
	      { "another=no", "page 4" });
	progress_is(w, 5, 5);
}

static void
test_back(const struct form *form)
{
	static const char *const places[] = { "page 4",	  "page 2.2", "another 2.2",
					      "page 3.1", "page 2.1", "another 2.1",
					      "page 1",	  "page 1" };
	struct walk *w = walk_new(form, arena);

	ALONG(w, "there", { "happened=yes", "another 2.1" },
	      { "another=yes", "page 2.1" }, { "what=a", "page 3.1" },
	      { "after=b", "another 2.2" }, { "another=yes", "page 2.2" },
	      { "what=b", "page 4" }, { "final=b", "check" });
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		w->at = walk_back(w, w->at);
		is_str(help_place(w, w->at), places[i], "back %zu", i + 1);
	}
	w->at = (struct place){ .stage = STAGE_PAGE, .page = 3 };
	answers_at(w->answers, 0, 0)->chosen = 2;
	is_str(help_place(w, walk_back(w, w->at)), "page 1",
	       "back over what is closed now");
}

static bool
change(struct walk *w, const char *what)
{
	w->at = (struct place){ .stage = STAGE_CHECK };
	return walk_change(w, what);
}

static void
test_change(const struct form *form)
{
	struct walk *w = walk_new(form, arena);

	ALONG(w, "nothing happened", { "happened=no", "page 4" }, { "final=a", "check" });
	ok(!change(w, "what"), "a closed question cannot be changed");
	ok(!change(w, "nonsense"), "nor one that is none");
	ok(!change(w, "happened.2") && !change(w, "happened.0") &&
		   !change(w, "happened.") && !change(w, "happened.x"),
	   "nor a turn that is none");
	ok(change(w, "final"), "an open one can");
	is_str(help_place(w, w->at), "page 4", "and leads to its page");
	ALONG(w, "changed", { "final=b", "check" });
	ok(!w->changing, "it is over");

	ok(change(w, "happened"), "the answer that opens a loop");
	ALONG(w, "opened", { "happened=yes", "another 2.1" },
	      { "another=yes", "page 2.1" }, { "what=a", "page 3.1" },
	      { "after=a", "another 2.2" }, { "another=no", "check" });
	ok(change(w, "what.1"), "a turn's question");
	ALONG(w, "turn", { "what=b", "check" });
	ok(!change(w, "after.1"), "what it closed is closed");
	ok(change(w, "incident.2"), "the loop's own question");
	ALONG(w, "one more", { "another=yes", "page 2.2" }, { "what=b", "check" });
	is_int(w->answers->turns[0], 2, "two turns now");
	ok(change(w, "incident"), "the first one");
	ALONG(w, "none after all", { "another=no", "check" });
	is_int(w->answers->turns[0], 0, "no turn now");
	ok(!change(w, "what.1"), "and no question of one");
	ok(change(w, "incident") && help_next(w, "another=yes"), "a change of mind");
	is_int((long long)answers_at(w->answers, 1, 0)->chosen, 2,
	       "finds the old answer there");
	is_int(w->answers->ended[0], 0, "and the loop is no longer ended");
}

/* What is wrong on a page that was left by Back is met again before the check page. */
static void
test_unchecked(const struct form *form)
{
	struct walk *w = walk_new(form, arena);
	struct field_errors errors;
	struct pairs bad = help_pairs("final=zzz");

	ALONG(w, "there", { "happened=no", "page 4" }, { "final=a", "check" });
	ok(change(w, "final") && accept_place(w, &bad, false, &errors), "left unchecked");
	is_int((long long)errors.count, 0, "without an error");
	ok(walk_change(w, "happened"), "and another one taken up");
	ALONG(w, "met again", { "happened=no", "page 4" }, { "final=b", "check" });
}

/* Another number of turns: what was said of later ones no longer stands, and is asked again. */
static void
test_turns_again(const struct form *form)
{
	struct walk *w = walk_new(form, arena);

	ALONG(w, "two turns", { "happened=yes", "another 2.1" }, { "another=yes", "page 2.1" },
	      { "what=b", "another 2.2" }, { "another=yes", "page 2.2" }, { "what=b", "page 4" },
	      { "final=a", "check" });
	ok(change(w, "incident"), "the first turn");
	ALONG(w, "none after all", { "another=no", "check" });
	ok(change(w, "incident"), "once more");
	ALONG(w, "one again", { "another=yes", "another 2.2" }, { "another=yes", "check" });
	is_int(w->answers->turns[0], 2, "two turns again");
	is_int((long long)answers_at(w->answers, 1, 1)->chosen, 2, "with the old answer");
}

/* What Back kept unchecked on a changed page is not sent: it is met again, and named. */
static void
test_settled(void)
{
	static const char text[] =
		"canvass: form 1\nid: settled\ntitle: Settled\nlanguages: [en]\n"
		"pages:\n"
		"  - title: One\n    questions:\n"
		"      - id: first\n        ask: First?\n        type: choose any\n"
		"        only on its own: none\n"
		"        options:\n          a: A\n          none: None\n"
		"  - title: Two\n    show if: first includes a\n    questions:\n"
		"      - id: second\n        ask: Second?\n        type: choose one\n"
		"        options:\n          a: A\n          b: B\n"
		"        or: I would rather not\n        required: yes\n"
		"  - title: Three\n    questions:\n"
		"      - id: third\n        ask: Third?\n        type: choose one\n"
		"        options:\n          a: A\n        other: Another\n";
	struct walk *w = walk_new(help_form(text), arena);
	struct pairs both = help_pairs("first=a&first=none"), one = help_pairs("first=a");
	SCOPED(buf) words = { 0 };
	struct field_errors errors;
	struct pairs wide;

	ALONG(w, "there", { "first=none", "page 3" }, { "third=a", "check" });
	ok(accept_settled(w, &errors) && !errors.count, "all is right");
	is_str(help_place(w, w->at), "check", "and the walk stands where it stood");

	ok(change(w, "first") && accept_place(w, &both, false, &errors), "what clashes is kept");
	w->at = (struct place){ .stage = STAGE_CHECK };
	w->changing = false;
	ok(!accept_settled(w, &errors), "it is not sent");
	is_str(help_place(w, w->at), "page 1", "its page is met again");
	ok(w->changing, "as after Change");
	is_int((long long)errors.count, 1, "one error");
	is_str(errors.items[0].field, "first-a", "at its field");
	is_str(errors.items[0].message, "Choose either \"None\" or other answers, not both",
	       "in its words");

	ok(accept_place(w, &one, true, &errors), "mended: that opens a required question");
	w->at = (struct place){ .stage = STAGE_CHECK };
	ok(!accept_settled(w, &errors), "which is not left out");
	is_str(help_place(w, w->at), "page 2", "but met");
	is_str(errors.items[0].message, "Select an answer, or \"I would rather not\"",
	       "in its words");

	buf_puts(&words, "third=other&third_other=");
	for (int i = 0; i < 81; i++)
		buf_puts(&words, "x");
	wide = help_pairs(words.data);
	ok(help_next(w, "second=no_answer"), "answered");
	ok(change(w, "third") && accept_place(w, &wide, false, &errors), "words too long");
	ok(!accept_settled(w, &errors), "are not sent");
	is_str(errors.items[0].field, "third_other", "the words of other are named");
}

/* A page has no condition of its own, but all that is on it is hidden. */
static void
test_empty_page(void)
{
	static const char text[] =
		"canvass: form 1\nid: hidden\ntitle: Hidden\nlanguages: [en]\n"
		"privacy:\n  smallest group: 10\n"
		"pages:\n"
		"  - title: One\n    questions:\n"
		"      - id: first\n        ask: First?\n        type: choose one\n"
		"        options:\n          a: A\n          b: B\n"
		"  - title: Two\n    questions:\n"
		"      - id: second\n        ask: Second?\n        type: long text\n"
		"        show if: first is a\n"
		"  - title: Three\n    questions:\n"
		"      - id: third\n        ask: Third?\n        type: long text\n";
	const struct form *form = help_form(text);

	ALONG(walk_new(form, arena), "shown", { "first=a", "page 2" }, { "", "page 3" });
	ALONG(walk_new(form, arena), "hidden", { "first=b", "page 3" }, { "", "check" });
}

static void
test_hampshire(void)
{
	const struct form *form = help_hampshire();
	struct walk *w = walk_new(form, arena);
	unsigned at, of;

	is_str(help_place(w, w->at), "start", "a form with `agree` begins at its start");
	is_str(help_place(w, walk_back(w, w->at)), "start", "and the start stays");
	walk_on(w);
	for (int i = 0; i < 40 && w->at.stage != STAGE_CHECK; i++)
		if (!help_next(w, ""))
			break;
	is_str(help_place(w, w->at), "check",
	       "who skips everything gets to the check page");
	walk_progress(w, &at, &of);
	is_int(of, 9, "over nine pages: silence opens nothing");
}

int
main(void)
{
	const struct form *form;

	arena = arena_new(0);
	form = help_form(loops);
	test_loop(form);
	test_back(form);
	test_change(form);
	test_unchecked(form);
	test_turns_again(form);
	test_settled();
	test_empty_page();
	test_hampshire();
	arena_free(arena);
	return tap_done();
}
