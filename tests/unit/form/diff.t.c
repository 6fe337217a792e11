/*
 * Comparing forms: one change at a time to one small form, and what becomes of each question.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "tests/unit/form/forms.h"

/* Each test puts one other line in place of one of these. */
static const char base[] = "canvass: form 1\n"
			   "id: waves\n"
			   "title: Waves\n"
			   "languages: [en, cy]\n"
			   "title (cy): Tonnau\n"
			   "conditions:\n"
			   "  hurt: hit is one of once, often\n"
			   "option lists:\n"
			   "  yes_no:\n"
			   "    yes: Yes\n"
			   "    no: No\n"
			   "  yes_no (cy):\n"
			   "    yes: Ie\n"
			   "    no: Na\n"
			   "pages:\n"
			   "  - title: First\n"
			   "    title (cy): Cyntaf\n"
			   "    questions:\n"
			   "      - id: hit\n"
			   "        ask: Were you hit?\n"
			   "        ask (cy): Gawsoch chi?\n"
			   "        hint: Think back\n"
			   "        hint (cy): Meddyliwch\n"
			   "        type: choose one\n"
			   "        options:\n"
			   "          never: Never\n"
			   "          once: Once\n"
			   "          often: Often\n"
			   "        options (cy):\n"
			   "          never: Byth\n"
			   "          once: Unwaith\n"
			   "          often: Yn aml\n"
			   "        or: Rather not\n"
			   "        or (cy): Na\n"
			   "  - title: Second\n"
			   "    title (cy): Ail\n"
			   "    show if: hurt\n"
			   "    questions:\n"
			   "      - id: kinds\n"
			   "        ask: Which kinds?\n"
			   "        ask (cy): Pa fath?\n"
			   "        type: choose any\n"
			   "        options:\n"
			   "          a: Ay\n"
			   "          b: Bee\n"
			   "          none: None\n"
			   "        options (cy):\n"
			   "          a: Ec\n"
			   "          b: Bi\n"
			   "          none: Dim\n"
			   "        only on its own: none\n"
			   "        at most: 2\n"
			   "  - title: Third\n"
			   "    title (cy): Trydydd\n"
			   "    for each: case, up to 2\n"
			   "    another: Another?\n"
			   "    another (cy): Arall?\n"
			   "    questions:\n"
			   "      - id: times\n"
			   "        ask: How often?\n"
			   "        ask (cy): Pa mor aml?\n"
			   "        type: number\n"
			   "        between: [0, 20]\n"
			   "        store as: [0, 1-5, 6-20]\n"
			   "  - title: Fourth\n"
			   "    title (cy): Pedwerydd\n"
			   "    questions:\n"
			   "      - id: since\n"
			   "        ask: Since when?\n"
			   "        ask (cy): Ers pryd?\n"
			   "        type: month\n"
			   "        last: 24 months\n"
			   "        store as: half year\n"
			   "  - title: Fifth\n"
			   "    title (cy): Pumed\n"
			   "    questions:\n"
			   "      - type: statements\n"
			   "        ask: Do these apply?\n"
			   "        ask (cy): Ydy?\n"
			   "        options: yes_no\n"
			   "        statements:\n"
			   "          kit: I have kit\n"
			   "          time: I have time\n"
			   "        statements (cy):\n"
			   "          kit: Mae cit\n"
			   "          time: Mae amser\n"
			   "  - title: Last\n"
			   "    title (cy): Olaf\n"
			   "    questions:\n"
			   "      - id: words\n"
			   "        ask: What should change?\n"
			   "        ask (cy): Beth ddylai newid?\n"
			   "        type: long text\n"
			   "        up to: 1000 characters\n";

/* The form with one piece of text in place of another, which must stand there once. */
static const char *
with(const char *text, const char *from, const char *to, struct arena *arena)
{
	const char *at = strstr(text, from);

	if (!at || strstr(at + 1, from))
		die("not once in the form: %s", from);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to,
			    at + strlen(from));
}

/* What is not simply the same: "hit: reworded [ask] {ask (cy)} other words: ask (cy)". */
static const char *
told(const char *before, const char *now, struct arena *arena)
{
	struct diff *d = arena_one(arena, struct diff);
	const char *all = "";

	form_diff(form_of(before, arena), form_of(now, arena), d, arena);
	for (size_t i = 0; i < d->count; i++) {
		const struct diff_row *row = &d->rows[i];

		if (row->class == DIFF_SAME && !row->moved)
			continue;
		all = arena_printf(arena, "%s%s%s: %s%s", all, *all ? " | " : "", row->id,
				   diff_names[row->class], row->moved ? ", moved" : "");
		for (size_t k = 0; k < row->key_count; k++)
			all = arena_printf(arena, "%s%s%s", all, k ? ", " : " [",
					   row->keys[k]);
		all = arena_printf(arena, "%s%s", all, row->key_count ? "] " : "");
		for (size_t k = 0; k < row->text_count; k++)
			all = arena_printf(arena, "%s%s%s", all, k ? ", " : "{",
					   row->texts[k]);
		all = arena_printf(arena, "%s%s%s", all, row->text_count ? "} " : "",
				   row->what);
	}
	if (d->breaking != (d->broken > 0))
		die("breaking, but nothing is broken");
	return all;
}

static const struct {
	const char *from, *to, *want;
} changes[] = {
	{ "ask: Were you hit?", "ask: Have you been hit?",
	  "hit: reworded [ask] {ask} other words: ask" },
	{ "ask (cy): Gawsoch chi?", "ask (cy): A gawsoch?",
	  "hit: reworded [ask] {ask (cy)} other words: ask (cy)" },
	{ "hint: Think back", "hint: Think back a year",
	  "hit: reworded [hint] {hint} other words: hint" },
	{ "        hint: Think back\n        hint (cy): Meddyliwch\n", "",
	  "hit: reworded [hint] {hint, hint (cy)} other words: hint, hint (cy)" },
	{ "        hint (cy): Meddyliwch\n",
	  "        hint (cy): Meddyliwch\n        why: To know\n        why (cy): I wybod\n",
	  "hit: reworded [why] {why, why (cy)} other words: why, why (cy)" },
	{ "        or: Rather not\n        or (cy): Na\n",
	  "        or: Rather not\n        or (cy): Na\n        required: yes\n"
	  "        message: Please say\n        message (cy): Dywedwch\n",
	  "hit: reworded [message, required] {message, message (cy)} now required; other words: "
	  "message, message (cy)" },
	{ "        or: Rather not\n        or (cy): Na\n", "",
	  "hit: options changed [or] `or` is gone" },
	{ "or: Rather not", "or: Prefer not to say",
	  "hit: options changed [or] {or} other words: or" },
	{ "once: Once", "once: One time",
	  "hit: options changed [options] {options} other labels: once" },
	{ "once: Unwaith", "once: Un waith",
	  "hit: options changed [options] {options (cy)} other labels: once" },
	{ "          a: Ay\n          b: Bee\n", "          b: Bee\n          a: Ay\n",
	  "kinds: options changed [options] options in another order" },
	{ "        at most: 2\n",
	  "        at most: 2\n        other: Else\n        other (cy): Arall\n",
	  "kinds: options changed [options] options new: other" },
	{ "        at most: 2\n", "",
	  "kinds: options changed [at most] at most: 2 before, none now" },
	{ "at most: 2", "at least: 1",
	  "kinds: options changed [at least, at most] at least: none before, 1 now; at most: 2 "
	  "before, none now" },
	{ "        only on its own: none\n", "",
	  "kinds: options changed [only on its own] only on its own: none before, no option now" },
	{ "[0, 1-5, 6-20]", "[0, 1-4, 5-20]",
	  "times: options changed [store as] store as: 0, 1-5, 6-20 before, 0, 1-4, 5-20 now" },
	{ "between: [0, 20]", "between: [1, 20]",
	  "times: options changed [between] between: 0 and 20 before, 1 and 20 now" },
	{ "for each: case, up to 2", "for each: case, up to 3",
	  "times: options changed [for each] for each: 2 before, 3 now" },
	{ "another: Another?", "another: One more?",
	  "times: reworded [another] {another} other words: another" },
	{ "    for each: case, up to 2\n    another: Another?\n    another (cy): Arall?\n",
	  "",
	  "times: options changed [for each] for each: up to 2 times before, once now" },
	{ "last: 24 months", "last: 12 months",
	  "since: options changed [last] last: 24 before, 12 now" },
	{ "store as: half year", "store as: year",
	  "since: options changed [store as] store as: half year before, year now" },
	{ "        type: month\n        last: 24 months\n        store as: half year\n",
	  "        type: short text\n",
	  "since: options changed [type] type: month before, short text now" },
	{ "ask: Do these apply?", "ask: How is it?",
	  "kit: reworded [ask] {ask} other words: ask | "
	  "time: reworded [ask] {ask} other words: ask" },
	{ "          kit: I have kit\n", "          kit: I have my kit\n",
	  "kit: reworded [statements] {statements} other words: statements" },
	{ "    no: Na\n", "    no: Nage\n",
	  "kit: options changed [options] {options (cy)} other labels: no | time: options changed "
	  "[options] {options (cy)} other labels: no" },
	{ "1000 characters", "500 characters",
	  "words: options changed [up to] up to: 1000 before, 500 now" },
	{ "      - id: words\n", "      - id: comment\n", "comment: new | words: gone" },
	{ "    show if: hurt\n", "",
	  "kinds: reworded [show if] show if: hurt before, everybody now" },
	{ "show if: hurt", "show if: hit is one of often, once", "" },
	{ "show if: hurt", "show if: not (not hurt)", "" },
	{ "show if: hurt", "show if: hurt and (hurt and hit is one of once, often)", "" },
	{ "show if: hurt", "show if: hit is often",
	  "kinds: reworded [show if] show if: hurt before, hit is often now" },
	{ "hurt: hit is one of once, often", "hurt: hit is often",
	  "kinds: reworded [show if] show if: hurt, where a name means something else now" },
	/* what is not asked of anybody is no difference */
	{ "title: First", "title: The first", "" },
	{ "title: Waves", "title: Other waves", "" },
	{ "        up to: 1000 characters\n",
	  "        up to: 1000 characters\n      - type: note\n        ask: Note\n"
	  "        ask (cy): Nodyn\n        text: Words\n        text (cy): Geiriau\n",
	  "" },
};

static void
one_by_one(void)
{
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		struct arena *arena = arena_new(0);
		const char *now = with(base, changes[i].from, changes[i].to, arena);
		const char *got = told(base, now, arena);

		is_str(got, changes[i].want, "%s -> %s", changes[i].from, changes[i].to);
		ok(!*got == !*told(now, base, arena), "and the other way round");
		arena_free(arena);
	}
}

/* Two pages that change places: one of them moved, the fewest that explain the new order. */
static void
order(void)
{
	static const char words[] = "  - title: Last\n";
	struct arena *arena = arena_new(0);
	const char *at = strstr(base, words);
	const char *first = strstr(base, "  - title: First\n");
	const char *turned = arena_printf(arena, "%.*s%s%.*s", (int)(first - base), base,
					  at, (int)(at - first), first);

	is_str(told(base, turned, arena), "words: same, moved",
	       "the last page comes first");
	is_str(told(base, base, arena), "", "a form is the same as itself");
	arena_free(arena);
}

/* A language that one of them lacks makes no question another one. */
static void
languages(void)
{
	struct arena *arena = arena_new(0);
	static const char english[] =
		"canvass: form 1\nid: a\ntitle: A\nlanguages: [en]\npages:\n"
		"  - title: P\n    questions:\n      - id: q\n"
		"        ask: Why?\n        type: short text\n";
	static const char both[] =
		"canvass: form 1\nid: a\ntitle: A\ntitle (en): A\nlanguages: [cy, en]\npages:\n"
		"  - title: P\n    title (en): P\n    questions:\n      - id: q\n"
		"        ask: Pam?\n        ask (en): Why?\n        type: short text\n";
	const char *other = with(both, "ask (en): Why?", "ask (en): Why not?", arena);

	is_str(told(english, both, arena), "", "English is held against English");
	is_str(told(english, other, arena),
	       "q: reworded [ask] {ask (en)} other words: ask (en)",
	       "though it is another of the form's languages");
	is_str(told(both, other, arena),
	       "q: reworded [ask] {ask (en)} other words: ask (en)",
	       "each language with its own");
	arena_free(arena);
}

/* Names that use names twice, many in a row: worked out in no time, or by their words. */
static void
names(void)
{
	struct arena *arena = arena_new(0);
	SCOPED(buf) text = { 0 };
	uint64_t begun = clock_ms();

	buf_puts(&text, "canvass: form 1\nid: a\ntitle: A\nlanguages: [en]\nconditions:\n"
			"  c0: q is x\n");
	for (unsigned i = 1; i < 36; i++)
		buf_printf(&text, "  c%u: (c%u %s not c%u) or not (c%u and q is y)\n", i,
			   i - 1, i % 2 ? "and" : "or", i - 1, i - 1);
	buf_puts(&text, "pages:\n  - title: P\n    questions:\n      - id: q\n"
			"        ask: Why?\n        type: choose one\n        options:\n"
			"          x: X\n          y: Y\n  - title: Z\n    show if: c35\n"
			"    questions:\n      - id: z\n        ask: Why?\n"
			"        type: short text\n");
	is_str(told(text.data, text.data, arena), "",
	       "a tower of names is the same as itself");
	is_str(told(text.data, with(text.data, "show if: c35", "show if: c34", arena),
		    arena),
	       "z: reworded [show if] show if: c35 before, c34 now",
	       "and not as another");
	ok(clock_ms() - begun < 5000, "and that takes no time");
	arena_free(arena);
}

int
main(void)
{
	one_by_one();
	order();
	languages();
	names();
	return tap_done();
}
