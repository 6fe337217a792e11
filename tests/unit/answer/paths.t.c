/*
 * The promise of the record: the same answers by any path give the same bytes.  Random
 * answers are set directly, told as JSON, and posted page by page with detours: other answers
 * first, Back, Change, drafts between any two pages.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/every_kind.h"
#include "tests/unit/answer/help.h"

static struct dice dice;

static void
some_words(struct value *v, unsigned most)
{
	static const char *const parts[] = {
		"word", " ", "\303\251", "\n", "\360\237\230\200", "a&b=c%", "\""
	};
	SCOPED(buf) out = { 0 };
	unsigned n = dice_below(&dice, 6);

	buf_puts(&out, "x");
	while (n-- && utf8_count(out.data, out.len) + 6 < most)
		buf_puts(&out, parts[dice_below(&dice, ARRAY_LEN(parts))]);
	v->text = arena_copy(arena, out.data, out.len);
	v->len = out.len;
}

static void
one_line(struct value *v)
{
	char *copy = arena_copy(arena, v->text, v->len);

	for (char *p = copy; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	v->text = copy;
}

static void
some_choice(const struct question *q, struct value *v)
{
	uint32_t all = (uint32_t)((1ull << q->options->count) - 1);
	int other = question_other(q);

	v->chosen = q->kind == KIND_CHOOSE_ANY
			    ? (uint32_t)dice_next(&dice) & all
			    : 1u << dice_below(&dice, (uint32_t)q->options->count);
	v->state = v->chosen ? VALUE_SET : VALUE_NONE;
	if (other >= 0 && (v->chosen >> other & 1) && dice_below(&dice, 2)) {
		some_words(v, q->up_to);
		one_line(v);
	}
}

static void
some_order(const struct question *q, struct value *v)
{
	unsigned n = dice_below(&dice, (uint32_t)q->options->count + 1);
	uint32_t seen = 0;

	memset(v->order, 255, sizeof(v->order));
	for (unsigned i = 0; i < n; i++) {
		unsigned option = dice_below(&dice, (uint32_t)q->options->count);

		while (seen >> option & 1)
			option = (option + 1) % (unsigned)q->options->count;
		seen |= 1u << option;
		v->order[i] = (uint8_t)option;
	}
	v->state = n ? VALUE_SET : VALUE_NONE;
}

static struct value
draw(const struct question *q)
{
	struct value v = { .state = VALUE_NONE };
	uint32_t what = dice_below(&dice, 5);

	if (what == 0)
		return v;
	if (what == 1 && question_offers_no_answer(q)) {
		v.state = VALUE_NO_ANSWER;
		return v;
	}
	v.state = VALUE_SET;
	if (q->kind == KIND_RANK)
		some_order(q, &v);
	else if (q->options)
		some_choice(q, &v);
	else if (q->kind == KIND_NUMBER)
		v.number = q->between_low +
			   (int)dice_below(&dice, (uint32_t)(q->between_high -
							     q->between_low + 1));
	else if (q->kind == KIND_MONTH)
		v.number = 2020 * 12 + (int)dice_below(&dice, 70);
	else
		some_words(&v, q->up_to);
	if (q->kind == KIND_SHORT_TEXT && v.text)
		one_line(&v);
	return v;
}

/* A value that keeps its question's rules. */
static struct value
draw_right(const struct question *q)
{
	struct trouble trouble;
	struct value v = draw(q);

	while (!value_check(q, &v, arena, 0, &trouble))
		v = draw(q);
	return v;
}

static struct answers *
draw_answers(const struct form *form)
{
	struct answers *a = answers_new(form, arena);

	for (unsigned i = 0; i < form->question_count; i++)
		for (unsigned turn = 0; turn < form->questions[i].cells; turn++)
			if (form_kinds[form->questions[i].kind].stored)
				*answers_at(a, i, turn) = draw_right(&form->questions[i]);
	for (unsigned r = 0; r < form->repeat_count; r++) {
		a->turns[r] = (uint8_t)dice_below(&dice, form->repeats[r].most + 1);
		a->ended[r] = a->turns[r] < form->repeats[r].most && dice_below(&dice, 2);
	}
	return a;
}

/* ---- posted ------------------------------------------------------------------------ */

static void
put_pair(struct buf *out, const char *name, const char *value)
{
	if (out->len)
		buf_putc(out, '&');
	buf_printf(out, "%s=", name);
	for (const char *p = value; *p; p++)
		buf_printf(out, "%%%02X", (unsigned char)*p);
}

static void
put_question(struct buf *out, const struct question *q, const struct value *v)
{
	if (v->state == VALUE_NO_ANSWER)
		put_pair(out, q->id, "no_answer");
	if (v->state != VALUE_SET)
		return;
	for (unsigned i = 0; q->options && i < q->options->count; i++) {
		const char *code = q->options->items[i].code;

		if (q->kind == KIND_RANK && v->order[i] < FORM_OPTIONS)
			put_pair(out,
				 field_name(arena, q, ".",
					    q->options->items[v->order[i]].code),
				 arena_printf(arena, "%u", i + 1));
		else if (v->chosen >> i & 1)
			put_pair(out, q->id, code);
	}
	if (q->kind == KIND_NUMBER)
		put_pair(out, q->id, arena_printf(arena, "%d", v->number));
	if (q->kind == KIND_MONTH) {
		put_pair(out, field_name(arena, q, ".", "month"),
			 arena_printf(arena, "%d", v->number % 12 + 1));
		put_pair(out, field_name(arena, q, ".", "year"),
			 arena_printf(arena, "%d", v->number / 12));
	}
	if (v->text)
		put_pair(out, q->options ? field_name(arena, q, "_", "other") : q->id,
			 v->text);
}

static void
put_place(struct buf *out, const struct answers *a, struct place at)
{
	const struct page *page = &a->form->pages[at.page];

	buf_clear(out);
	buf_puts(out, ""); /* an empty body is a body */
	if (at.stage == STAGE_ANOTHER && at.turn < a->turns[page->repeat])
		put_pair(out, "another", "yes");
	else if (at.stage == STAGE_ANOTHER && a->ended[page->repeat])
		put_pair(out, "another", "no");
	for (unsigned b = page->first;
	     at.stage == STAGE_PAGE && b < page->first + page->count; b++) {
		const struct block *block = &a->form->blocks[b];

		for (unsigned i = block->first; i < block->first + block->count; i++)
			if (form_kinds[a->form->questions[i].kind].stored)
				put_question(out, &a->form->questions[i],
					     answers_see(a, i, at.turn));
	}
}

/* Through a draft and back, as between any two pages. */
static struct walk *
carry(struct walk *w)
{
	SCOPED(buf) bytes = { 0 };
	struct walk *again = walk_new(w->form, arena);

	walk_write(w, &bytes);
	if (!walk_read(again, bytes.data, bytes.len))
		die("a draft is not read again");
	return again;
}

/* Posts what `a` says of the place where the walk stands, and goes on. */
static struct walk *
post(struct walk *w, const struct answers *a)
{
	SCOPED(buf) body = { 0 };

	w = carry(w);
	put_place(&body, a, w->at);
	if (!help_next(w, body.data ? body.data : ""))
		die("a right answer is refused: %s", body.data);
	return w;
}

/* Wanders about with other answers; leaves the walk anywhere. */
static struct walk *
detour(struct walk *w, const struct answers *other)
{
	for (uint32_t n = dice_below(&dice, 60); n; n--) {
		uint32_t what = dice_below(&dice, 8);
		unsigned q = dice_below(&dice, (uint32_t)w->form->question_count);

		if (what == 0)
			w->at = walk_back(w, w->at);
		else if (what == 1 && w->form->questions[q].id &&
			 walk_change(w, w->form->questions[q].id))
			continue;
		else
			w = post(w, other);
	}
	return w;
}

static struct answers *
walk_through(const struct answers *a)
{
	struct walk *w = detour(walk_new(a->form, arena), draw_answers(a->form));
	unsigned steps = 0;

	w->changing = false;
	w->at = walk_new(a->form, arena)->at;
	while (w->at.stage != STAGE_CHECK && steps++ < 500)
		w = post(w, a);
	return w->answers;
}

/* ---- told -------------------------------------------------------------------------- */

static void
json_key(struct buf *out, const char *key)
{
	buf_puts(out, out->data[out->len - 1] == '{' ? "" : ", ");
	json_put(out, key);
	buf_puts(out, ": ");
}

static void
json_value(struct buf *out, const struct question *q, const struct value *v)
{
	bool list = q->kind == KIND_RANK || q->kind == KIND_CHOOSE_ANY;
	const char *comma = "";

	buf_puts(out, list ? "[" : "");
	for (unsigned i = 0; q->options && i < q->options->count; i++) {
		bool ranked = q->kind == KIND_RANK && v->order[i] < FORM_OPTIONS;

		if (!ranked && !(v->chosen >> i & 1))
			continue;
		buf_puts(out, comma);
		json_put(out, q->options->items[ranked ? v->order[i] : i].code);
		comma = ", ";
	}
	buf_puts(out, list ? "]" : "");
	if (q->kind == KIND_NUMBER && q->bands.count && dice_below(&dice, 2))
		json_put(out, q->bands.items[number_band(q, v)].code);
	else if (q->kind == KIND_NUMBER)
		buf_printf(out, "%d", v->number);
	else if (q->kind == KIND_MONTH)
		buf_printf(out, "\"%04d-%02d\"", v->number / 12, v->number % 12 + 1);
	else if (!q->options)
		json_put_len(out, v->text, v->len);
}

static void
json_level(struct buf *out, const struct answers *a, int repeat, unsigned turn)
{
	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];
		const struct value *v =
			form_kinds[q->kind].stored ? answers_see(a, i, turn) : NULL;

		if (!v || q->repeat != repeat || v->state == VALUE_NONE)
			continue;
		json_key(out, q->id);
		if (v->state == VALUE_NO_ANSWER)
			json_put(out, "no_answer");
		else
			json_value(out, q, v);
		if (v->state == VALUE_SET && v->text && q->options) {
			json_key(out, field_name(arena, q, "_", "other"));
			json_put_len(out, v->text, v->len);
		}
	}
}

static struct answers *
tell(const struct answers *a)
{
	SCOPED(buf) out = { 0 };
	SCOPED(buf) warnings = { 0 };
	struct answers *told = answers_new(a->form, arena);
	struct err err = { 0 };
	struct json *json;

	buf_puts(&out, "{");
	json_level(&out, a, -1, 0);
	for (unsigned r = 0; r < a->form->repeat_count; r++) {
		if (!a->turns[r] && !a->ended[r])
			continue;
		json_key(&out, a->form->repeats[r].id);
		buf_puts(&out, "[");
		for (unsigned turn = 0; turn < a->turns[r]; turn++) {
			buf_puts(&out, turn ? ", {" : "{");
			json_level(&out, a, (int)r, turn);
			buf_puts(&out, "}");
		}
		buf_puts(&out, "]");
	}
	buf_puts(&out, "}");
	json = json_parse(out.data, out.len, arena, &err);
	if (!json || !accept_json(told, json, 0, &warnings, &err))
		die("%s in %s", err.text, out.data);
	return told;
}

/* ---- compared ---------------------------------------------------------------------- */

static bool
same_record(const struct answers *a, const struct answers *b)
{
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	unsigned too_long;

	if (!record_write(a, 3, 30000, &one, &too_long) ||
	    !record_write(b, 3, 30000, &two, &too_long))
		return false;
	return one.len == two.len && memcmp(one.data, two.data, one.len) == 0;
}

/* What is read back, written again, is the same record: nothing hidden was in it. */
static bool
reads_back(const struct answers *a)
{
	SCOPED(buf) bytes = { 0 };
	struct record r;
	unsigned too_long;

	return record_write(a, 3, 30000, &bytes, &too_long) &&
	       record_read(&r, a->form, bytes.data, bytes.len, arena, NULL) &&
	       r.place == 3 && same_record(a, r.answers);
}

static void
test_form(const struct form *(*load)(void), unsigned rounds, const char *name)
{
	unsigned walked = 0, told = 0, back = 0;

	for (unsigned i = 0; i < rounds; i++) {
		const struct answers *a;

		arena = arena_new(0);
		a = draw_answers(load());
		walked += same_record(a, walk_through(a));
		told += same_record(a, tell(a));
		back += reads_back(a);
		arena_free(arena);
	}
	is_int(walked, rounds, "%s: walked with detours", name);
	is_int(told, rounds, "%s: told as JSON", name);
	is_int(back, rounds, "%s: read back and written again", name);
}

static const struct form *
load_every_kind(void)
{
	return help_form(every_kind);
}

int
main(void)
{
	dice_seed(&dice, 20260301);
	test_form(load_every_kind, 150, "every kind");
	test_form(help_hampshire, 60, "the shipped survey");
	return tap_done();
}
