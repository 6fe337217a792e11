/*
 * There and back: a form written as an XLSForm and read again asks the same questions, of the same
 * kinds, with the same options in each language, of the same people.  What differs is what the
 * report said of that row, and nothing else.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "forms.h"
#include "form/author.h"

enum { PEOPLE = 400 };

struct trip {
	const struct form *there, *back;
	struct workbook book;
	struct loss_report lost, read;
	const char *text; /* as it came back */
};

/* A workbook's title is of one language: what it is in others only the author can say. */
static const char *
titles_supply(const char *text, const struct form *form, struct arena *a)
{
	const char *at = strstr(text, "\nlanguages:"), *titles = "";

	for (unsigned i = 1; i < form->language_count; i++)
		titles = arena_printf(a, "%s\ntitle (%s): Supplied", titles,
				      form->languages[i]);
	return arena_printf(a, "%.*s%s%s", (int)(at - text), text, titles, at);
}

static struct trip
trip_of(const struct form *form, struct arena *a)
{
	struct trip t = { .there = form };
	struct err err = { .code = ERR_NONE };
	SCOPED(buf) out;

	buf_init(&out, 0);
	loss_report_init(&t.lost, a);
	loss_report_init(&t.read, a);
	form_export(form, &t.book, &t.lost, a);
	if (!form_import(&t.book, &out, &t.read, &err))
		die("%s", err.text);
	t.text = arena_copy(a, out.data, out.len);
	t.back = form_of(titles_supply(t.text, form, a), a);
	return t;
}

/* What was told of the row of a loop. */
static const char *
told_of_loop(const struct trip *t, const char *id)
{
	size_t i;

	for (i = 0; i < t->lost.count; i++) {
		const char *what = t->lost.rows[i].what;

		if (str_starts(what, "begin_repeat ") && !strcmp(what + 13, id))
			return t->lost.rows[i].reason;
	}
	die("nothing is told of %s", id);
}

/* What was told of a question's own row on the way out; "" if it is mapped. */
static const char *
told_of(const struct trip *t, const char *id)
{
	size_t i;

	for (i = 0; i < t->lost.count; i++) {
		const char *what = t->lost.rows[i].what, *space = strrchr(what, ' ');

		if (t->lost.rows[i].row && space && !strcmp(space + 1, id) &&
		    !str_starts(what, "begin_") && !str_starts(what, "end_") &&
		    !strcmp(t->lost.rows[i].sheet, "survey"))
			return t->lost.rows[i].reason;
	}
	die("nothing is told of %s", id);
}

static bool
texts_same(const struct trip *t, const struct text *a, const struct text *b)
{
	unsigned lang;

	for (lang = 0; lang < t->there->language_count; lang++) {
		if (strcmp(text_in(a, lang), text_in(b, lang)) != 0)
			return false;
	}
	return true;
}

static bool
options_same(const struct trip *t, const struct question *a, const struct question *b)
{
	size_t i;

	if (!a->options || !b->options)
		return a->options == b->options;
	if (a->options->count != b->options->count)
		return false;
	for (i = 0; i < a->options->count; i++) {
		const struct option *one = &a->options->items[i],
				    *two = &b->options->items[i];

		if (strcmp(one->code, two->code) != 0 || one->is_other != two->is_other ||
		    (!one->is_other && !texts_same(t, &one->label, &two->label)))
			return false;
	}
	return texts_same(t, &a->no_answer, &b->no_answer);
}

static bool
repeat_same(const struct trip *t, const struct question *a, const struct question *b)
{
	const struct repeat *there = &t->there->repeats[a->repeat >= 0 ? a->repeat : 0],
			    *back = &t->back->repeats[b->repeat >= 0 ? b->repeat : 0];

	if (a->repeat < 0 || b->repeat < 0)
		return a->repeat == b->repeat;
	return !strcmp(there->id, back->id) &&
	       texts_same(t, &there->another, &back->another) &&
	       (there->most == back->most ||
		strstr(told_of_loop(t, there->id), "left to the tools"));
}

static bool
numbers_same(const struct question *a, const struct question *b, const char *told)
{
	bool bands = strstr(told, "bands are lost");

	return a->at_least == b->at_least && a->at_most == b->at_most &&
	       a->alone == b->alone && a->up_to == b->up_to &&
	       (bands || (a->between_low == b->between_low &&
			  a->between_high == b->between_high && !b->bands.count));
}

/* Statements stay together, with what stands above them; and so do questions by themselves. */
static bool
block_same(const struct trip *t, const struct question *a, const struct question *b)
{
	const struct block *there = &t->there->blocks[a->block],
			   *back = &t->back->blocks[b->block];

	return there->statements == back->statements &&
	       (!there->statements ||
		(there->count == back->count &&
		 a->index - there->first == b->index - back->first &&
		 /* what names an answer loses the words that stand without one */
		 (strchr(text_in(&there->ask, 0), '{')
			  ? strstr(text_in(&back->ask, 0), "{a|") != NULL
			  : texts_same(t, &there->ask, &back->ask)) &&
		 texts_same(t, &there->hint, &back->hint)));
}

/* The first thing in which two questions differ though nothing was told of it, or NULL. */
static const char *
differs(const struct trip *t, const struct question *a, const struct question *b)
{
	const char *told = told_of(t, a->id);

	if (a->kind != b->kind)
		return "kind";
	if (!block_same(t, a, b))
		return "block";
	if (!options_same(t, a, b))
		return "options";
	if (!strstr(told, "in its words") && !texts_same(t, &a->ask, &b->ask))
		return "ask";
	if (!strstr(told, "unit") && !strstr(told, "hint of all") &&
	    !texts_same(t, &a->hint, &b->hint))
		return "hint";
	if (!repeat_same(t, a, b))
		return "repeat";
	if (!strstr(told, "ranked") && !numbers_same(a, b, told))
		return "limits";
	if (a->required != b->required && !strstr(told, "not required"))
		return "required";
	if (b->required && !texts_same(t, &a->message, &b->message))
		return "message";
	return NULL;
}

/* ---- people ---------------------------------------------------------------------------- */

/* The same answer to the same question in both forms; options stand in the same places. */
static void
answer_both(struct dice *dice, const struct question *q, unsigned turn,
	    struct answers *there, struct answers *back)
{
	const struct question *again = form_question(back->form, q->id);
	struct value *v = answers_at(there, q->index, turn);
	size_t i;

	v->state = dice_below(dice, 4) ? VALUE_SET : VALUE_NONE;
	if (q->no_answer.in[0] && dice_below(dice, 5) == 0)
		v->state = VALUE_NO_ANSWER;
	memset(v->order, 255, sizeof(v->order));
	v->number = (int)dice_below(dice, 14);
	v->text = "words";
	v->len = 5;
	if (q->kind == KIND_CHOOSE_ANY)
		v->chosen = 1 + dice_below(dice, (1u << q->options->count) - 1);
	else if (q->options)
		v->chosen = 1u << dice_below(dice, (uint32_t)q->options->count);
	for (i = 0; q->kind == KIND_RANK && i < q->options->count; i++)
		v->order[i] = (uint8_t)((i + (unsigned)v->number) % q->options->count);
	*answers_at(back, again->index, turn) = *v;
}

static void
turns_both(struct dice *dice, struct answers *there, struct answers *back)
{
	size_t i, j;

	for (i = 0; i < there->form->repeat_count; i++) {
		for (j = 0; j < back->form->repeat_count; j++) {
			if (strcmp(there->form->repeats[i].id,
				   back->form->repeats[j].id) != 0)
				continue;
			there->turns[i] = back->turns[j] = (uint8_t)dice_below(dice, 4);
			there->ended[i] = back->ended[j] = true;
		}
	}
}

/* How many questions are shown to some person in one form alone. */
static unsigned
shown_otherwise(const struct trip *t)
{
	struct dice dice;
	unsigned wrong = 0, person, i;

	dice_seed(&dice, 7);
	for (person = 0; person < PEOPLE; person++) {
		struct arena *a = arena_new(0);
		struct answers *there = answers_new(t->there, a),
			       *back = answers_new(t->back, a);

		turns_both(&dice, there, back);
		for (i = 0; i < t->there->question_count; i++) {
			const struct question *q = &t->there->questions[i];

			if (q->id[0])
				answer_both(&dice, q, 0, there, back);
		}
		for (i = 0; i < t->there->question_count; i++) {
			const struct question *q = &t->there->questions[i];

			if (!q->id[0] || strstr(told_of(t, q->id), "shown to everybody"))
				continue;
			if (question_shown(there, i, 0) ==
			    question_shown(back, form_question(t->back, q->id)->index, 0))
				continue;
			if (!wrong++)
				note("%s is shown to one more", q->id);
		}
		arena_free(a);
	}
	return wrong;
}

static void
round_trip(const char *name, const struct form *form, struct arena *a)
{
	struct trip t = trip_of(form, a);
	unsigned last = 0, missing = 0, different = 0, moved = 0, added = 0, i;

	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i], *back;
		const char *what;

		if (!q->id[0])
			continue;
		back = form_question(t.back, q->id);
		if (!back) {
			note("%s is gone", q->id);
			missing++;
			continue;
		}
		moved += back->index < last;
		last = back->index;
		what = differs(&t, q, back);
		if (what)
			note("%s: another %s", q->id, what);
		different += what != NULL;
	}
	for (i = 0; i < t.back->question_count; i++)
		added += t.back->questions[i].id[0] &&
			 !form_question(form, t.back->questions[i].id);
	is_int(missing, 0, "%s: each question comes back", name);
	is_int(added, 0, "%s: and no other", name);
	is_int(moved, 0, "%s: in the same order", name);
	is_int(different, 0, "%s: each is what it was, or told", name);
	if (!missing)
		is_int(shown_otherwise(&t), 0, "%s: each is shown to the same people",
		       name);
	is_str(t.back->id, form->id, "%s: the id", name);
	ok(texts_same(&t, &form->title, &t.back->title) || form->language_count > 1,
	   "%s: the title", name);
	is_int((long long)t.back->language_count, (long long)form->language_count,
	       "%s: the languages", name);
}

static const char conditions[] = //
	"canvass: form 1\n"
	"id: back\n"
	"title: Back\n"
	"languages: [en]\n"
	"conditions:\n"
	"  either: a is x or s is at least 4\n"
	"option lists:\n"
	"  likert:\n"
	"    1: One\n"
	"    2: Two\n"
	"    3: Three\n"
	"    4: Four\n"
	"pages:\n"
	"  - title: A\n"
	"    questions:\n"
	"      - id: a\n"
	"        ask: A?\n"
	"        type: choose one\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"        other: Z\n"
	"        or: Prefer not to say\n"
	"        required: yes\n"
	"        message: Choose\n"
	"  - title: S\n"
	"    questions:\n"
	"      - id: s\n"
	"        ask: S?\n"
	"        type: scale\n"
	"        options: likert\n"
	"        or: I do not know\n"
	"  - title: B\n"
	"    show if: not either\n"
	"    questions:\n"
	"      - id: b\n"
	"        ask: B?\n"
	"        type: choose any\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"          z: Z\n"
	"          none: None\n"
	"          unknown: Unknown\n"
	"        other: Else\n"
	"        only on its own: [none, unknown]\n"
	"        or: Prefer not to say\n"
	"        at least: 2\n"
	"        at most: 3\n"
	"  - title: C\n"
	"    show if: b does not include x and s is not 2 or a is other\n"
	"    questions:\n"
	"      - id: c\n"
	"        ask: C?\n"
	"        type: number\n"
	"        between: [1, 9]\n"
	"      - id: n\n"
	"        ask: N?\n"
	"        type: number\n"
	"        store as: [0, 1, 2-5, 6+]\n"
	"  - title: Some\n"
	"    questions:\n"
	"      - type: statements\n"
	"        ask: How far do you agree?\n"
	"        hint: In each line\n"
	"        help: More.\n"
	"        options: likert\n"
	"        show if: c is at least 3\n"
	"        statements:\n"
	"          s_one: The first\n"
	"          s_two: The second\n"
	"      - type: statements\n"
	"        ask: And {a|you}?\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"        statements:\n"
	"          t_one: The first\n"
	"          t_two: The second\n"
	"          t_three: The third\n"
	"  - title: R\n"
	"    show if: c is between 2 and 6 or n is 1 or n is at least 6\n"
	"    questions:\n"
	"      - id: r\n"
	"        ask: R?\n"
	"        type: rank\n"
	"        options: likert\n"
	"  - title: Turn {turn}\n"
	"    for each: visit, up to 3\n"
	"    another: Another?\n"
	"    show if: r is one of 1, 3\n"
	"    questions:\n"
	"      - id: v\n"
	"        ask: V?\n"
	"        type: choose one\n"
	"        options:\n"
	"          x: X\n"
	"          y: Y\n"
	"  - title: Turn {turn}, more\n"
	"    for each: visit, up to 3\n"
	"    show if: v is not y\n"
	"    questions:\n"
	"      - id: w\n"
	"        ask: W?\n"
	"        type: short text\n"
	"        up to: 30 characters\n"
	"  - title: A call\n"
	"    for each: call, up to 2\n"
	"    another: Was there a call?\n"
	"    questions:\n"
	"      - id: l\n"
	"        ask: L?\n"
	"        type: short text\n"
	"  - title: Last\n"
	"    show if: number of visit is more than 1 or b is not answered\n"
	"    questions:\n"
	"      - id: t\n"
	"        ask: T?\n"
	"        type: long text\n"
	"        up to: 3000 characters\n"
	"  - title: Very last\n"
	"    show if: not (t is answered or a is not answered and b includes all of y, z)\n"
	"    questions:\n"
	"      - id: u\n"
	"        ask: U?\n"
	"        type: short text\n";

int
main(void)
{
	static const char *const files[] = { "forms/hampshire.yaml",
					     "forms/page-feedback.yaml",
					     "forms/supervisor-pledge.yaml",
					     "forms/champions-feedback.yaml" };
	struct arena *a = arena_new(0);
	size_t i;

	round_trip("conditions", form_of(conditions, a), a);
	for (i = 0; i < ARRAY_LEN(files); i++)
		round_trip(files[i], form_of(file_text(files[i], a), a), a);
	arena_free(a);
	return tap_done();
}
