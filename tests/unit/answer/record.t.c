/*
 * Tests of answer/record.c: bytes in and out, damage, foreign forms, no allocations.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/every_kind.h"
#include "tests/unit/answer/help.h"

static const struct form *form;

static struct answers *
told(const struct form *f, const char *text)
{
	struct err err = { 0 };
	struct answers *answers = answers_new(f, arena);
	const struct json *json = json_parse(text, strlen(text), arena, &err);
	SCOPED(buf) warnings = { 0 };

	if (!json || !accept_json(answers, json, 0, &warnings, &err))
		die("%s: %s", text, err.text);
	return answers;
}

static const char full[] =
	"{\"which\": \"other\", \"which_other\": \"mine\", \"agree1\": 4, "
	"\"agree2\": 5, \"times\": 7,"
	" \"small\": 6, \"quarter\": \"2026-03\", \"half\": \"2025-12\", \"whole\": \"2024-01\","
	" \"best\": [\"b\", \"a\"], \"short\": \"in short\", \"long\": \"at length\"}";

static void
write_it(const struct answers *answers, struct buf *out)
{
	unsigned too_long;

	if (!record_write(answers, 7, 4000, out, &too_long))
		die("the record does not fit");
}

static void
test_round(void)
{
	SCOPED(buf) bytes = { 0 };
	struct record r;
	struct err err = { 0 };
	const struct value *v;

	write_it(told(form, full), &bytes);
	if (!ok(record_read(&r, form, bytes.data, bytes.len, arena, &err),
		"a record is read"))
		return;
	is_int(r.place, 7, "its place");
#define V(id) (v = answers_see(r.answers, form_question(form, id)->index, 0))
	ok(V("which")->state == VALUE_SET && v->chosen == 8, "a choice");
	is_str(v->text, "mine", "the words of other");
	ok(V("agree1")->chosen == 8, "a scale");
	ok(V("times")->banded && v->number == 3, "a number is its band");
	ok(!V("small")->banded && v->number == 6, "a number of few values is itself");
	ok(V("quarter")->banded && v->number == 2026 * 4, "a month is its quarter");
	ok(V("half")->number == 2025 * 2 + 1, "its half year");
	ok(V("whole")->number == 2024, "its year");
	ok(V("best")->order[0] == 1 && v->order[1] == 0 && v->order[2] == 255, "a rank");
	is_str(V("long")->text, "at length", "a text");
	is_int((long long)v->len, 9, "and its length");
	is_int(V("why")->state, VALUE_NONE, "what was not asked");
	is_int(r.scores[0], 2, "the score's band");
}

/* The bytes of one record, written out by hand: the format is kept for years. */
static void
test_bytes(void)
{
	SCOPED(buf) bytes = { 0 };
	SCOPED(buf) want = { 0 };

	write_it(told(form, full), &bytes);
	buf_u8(&want, 1);
	buf_u32(&want, record_shape(form));
	buf_u32(&want, 7);
	buf_u8(&want, 0);	     /* loops: none met */
	buf_u8(&want, 2 + 3);	     /* which: other */
	buf_u8(&want, 0);	     /* why: hidden */
	buf_u8(&want, 2 + 3);	     /* agree1 */
	buf_u8(&want, 2 + 4);	     /* agree2 */
	buf_u16(&want, 2 + 3);	     /* times: 6+ */
	buf_u16(&want, 2 + 1);	     /* small: 6 of 5 to 9 */
	buf_u16(&want, 2 + 126 * 4); /* the first quarter of 2026 */
	buf_u16(&want, 2 + 125 * 2 + 1);
	buf_u16(&want, 2 + 124);
	buf_put(&want, "\2\1\0", 3); /* best: b, a */
	buf_u8(&want, 3);	     /* total: 4-5 */
	buf_u16(&want, 4);
	buf_puts(&want, "mine");
	buf_u16(&want, 8);
	buf_puts(&want, "in short");
	buf_u16(&want, 9);
	buf_puts(&want, "at length");
	ok(bytes.len == want.len && memcmp(bytes.data, want.data, want.len) == 0,
	   "each byte as documented");
}

static void
same_bytes(const char *one, const char *two, bool same, const char *name)
{
	SCOPED(buf) a = { 0 };
	SCOPED(buf) b = { 0 };

	write_it(told(form, one), &a);
	write_it(told(form, two), &b);
	is_int(a.len == b.len && memcmp(a.data, b.data, a.len) == 0, same, "%s", name);
}

static void
test_canonical(void)
{
#define P "\"times\": \"no_answer\", "
	same_bytes("{" P "\"which\": \"c\"}", "{\"which\": \"c\", " P "\"short\": null}",
		   true, "the order of keys");
	same_bytes("{" P "\"which\": \"c\", \"why\": [\"x\", \"y\"]}",
		   "{" P "\"which\": \"c\"}", true, "what is hidden");
	same_bytes("{\"which\": \"c\", \"times\": 7}",
		   "{\"which\": \"c\", \"times\": \"6+\"}", true,
		   "a number and its band");
	same_bytes("{" P "\"which\": \"c\", \"quarter\": \"2026-01\"}",
		   "{" P "\"which\": \"c\", \"quarter\": \"2026-03\"}", true,
		   "months of a quarter");
	same_bytes("{" P "\"which\": \"a\", \"incident\": []}", "{" P "\"which\": \"a\"}",
		   false, "no turn and no word on it differ");
	same_bytes("{" P "\"which\": \"a\", \"incident\": [{}]}",
		   "{" P "\"which\": \"a\", \"incident\": [{\"detail\": \"\"}]}", true,
		   "an empty text is none");
}

static void
test_loops(void)
{
	SCOPED(buf) bytes = { 0 };
	struct record r;
	struct err err = { 0 };
	unsigned where = form_question(form, "where")->index;

	write_it(told(form, "{" P "\"which\": \"a\", \"incident\": [{\"where\": \"a\"},"
			    " {\"where\": \"c\", \"detail\": \"words\"}]}"),
		 &bytes);
	if (!ok(record_read(&r, form, bytes.data, bytes.len, arena, &err),
		"a record with two turns"))
		return;
	is_int(r.answers->turns[0], 2, "two turns");
	is_int(r.answers->ended[0], 1, "ended before the third");
	is_int(answers_see(r.answers, where, 0)->chosen, 1, "the first");
	is_int(answers_see(r.answers, where, 1)->chosen, 4, "the second");
	is_str(answers_see(r.answers, where + 1, 1)->text, "words", "its words");
	is_int(answers_see(r.answers, where, 2)->state, VALUE_NONE, "no third");
	buf_clear(&bytes);
	write_it(told(form, "{" P "\"which\": \"a\", \"incident\": []}"), &bytes);
	ok(record_read(&r, form, bytes.data, bytes.len, arena, &err) &&
		   r.answers->ended[0] == 1 && r.answers->turns[0] == 0,
	   "ended before the first");
}

static void
test_too_long(void)
{
	SCOPED(buf) out = { 0 };
	struct answers *a = told(form, full);
	unsigned too_long = 999;
	size_t len;

	write_it(a, &out);
	len = out.len;
	buf_clear(&out);
	buf_puts(&out, "kept");
	ok(record_write(a, 7, len, &out, &too_long), "a record of exactly the most");
	out.len = 4;
	ok(!record_write(a, 7, len - 1, &out, &too_long), "one byte less is refused");
	is_int(too_long, form_question(form, "long")->index, "the longest text is named");
	ok(out.len == 4 && memcmp(out.data, "kept", 4) == 0 && !out.full,
	   "and nothing is written");
}

static void
test_damage(void)
{
	SCOPED(buf) bytes = { 0 };
	struct record *r = record_new(form, arena);
	struct err err = { 0 };
	unsigned wrong = 0, quiet = 0;

	write_it(told(form, full), &bytes);
	for (size_t len = 0; len < bytes.len; len++)
		wrong += record_take(r, bytes.data, len, NULL);
	is_int(wrong, 0, "no record cut short is read");
	buf_putc(&bytes, 0);
	ok(!record_take(r, bytes.data, bytes.len, &err) && err.code == ERR_INPUT,
	   "nor one with more");
	is_str(err.text, "this record is damaged", "in these words");
	bytes.len--;
	for (size_t i = 0; i < 5; i++) {
		bytes.data[i] ^= 1;
		wrong += record_take(r, bytes.data, bytes.len, &err);
		bytes.data[i] ^= 1;
	}
	is_int(wrong, 0, "nor one of another version or form");
	is_str(err.text, "this record is of another form than \"every\"",
	       "in these words");
	for (size_t i = 9; i < bytes.len;
	     i++) { /* whatever it is, nothing out of range comes out */
		char kept = bytes.data[i];

		bytes.data[i] = (char)255;
		if (record_take(r, bytes.data, bytes.len, NULL))
			for (unsigned q = 0; q < form->question_count; q++) {
				const struct options *o = form->questions[q].options;

				quiet += o && answers_see(r->answers, q, 0)->chosen >>
						      o->count;
			}
		bytes.data[i] = kept;
	}
	is_int(quiet, 0, "no damaged byte makes an option that is none");
	ok(record_take(r, bytes.data, bytes.len, &err), "and whole again it is read");
}

static void
test_reuse(void)
{
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	struct record *r = record_new(form, arena);
	size_t used;
	bool good = true;

	write_it(told(form, full), &one);
	write_it(told(form,
		      "{" P "\"which\": \"a\", \"incident\": [{\"detail\": \"x\"}]}"),
		 &two);
	good = record_take(r, one.data, one.len, NULL);
	used = arena_used(arena);
	for (int i = 0; i < 1000 && good; i++)
		good = record_take(r, two.data, two.len, NULL) &&
		       record_take(r, one.data, one.len, NULL);
	ok(good, "2,000 records are read into one");
	is_int((long long)(arena_used(arena) - used), 0, "without taking any memory");
	is_int(r->answers->turns[0], 0, "nothing is left of the one before");
	ok(answers_see(r->answers, form_question(form, "detail")->index, 0)->text == NULL,
	   "no text either");
}

static void
test_shape(void)
{
	static const struct {
		const char *from, *to;
		bool same;
	} rows[] = {
		{ "a: Alpha", "a: Aleph", true },
		{ "ask: Which one?", "ask: Which of them?", true },
		{ "a: Alpha", "d: Alpha", false },
		{ "id: every", "id: other-form", false },
		{ "id: short", "id: brief", false },
		{ "2-5, 6+", "2-6, 7+", false },
		{ "up to 3", "up to 2", false },
		{ "between: [5, 9]", "between: [4, 9]", false },
		{ "store as: year", "store as: quarter", false },
		{ "        other: Another\n        other (cy): Un arall\n", "", false },
	};
	uint32_t shape = record_shape(form);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *at = strstr(every_kind, rows[i].from);
		SCOPED(buf) text = { 0 };

		buf_put(&text, every_kind, (size_t)(at - every_kind));
		buf_puts(&text, rows[i].to);
		buf_puts(&text, at + strlen(rows[i].from));
		if (str_same(rows[i].to, "d: Alpha")) { /* wherever the option is named */
			char *cy = strstr(text.data, "a: Alffa"),
			     *is = strstr(text.data, "which is a");

			*cy = 'd';
			is[9] = 'd';
		}
		is_int(record_shape(help_form(text.data)) == shape, rows[i].same,
		       "\"%s\" for \"%s\"", rows[i].to, rows[i].from);
	}
}

/* What form_record_most allows is enough for the largest answer of the shipped survey. */
static void
test_most(void)
{
	const struct form *h = help_hampshire();
	struct answers *a = answers_new(h, arena);
	SCOPED(buf) out = { 0 };
	unsigned too_long;
	char words[1501];

	memset(words, 'w', 1500);
	words[1500] = '\0';
	for (unsigned i = 0; i < h->question_count; i++) {
		const struct question *q = &h->questions[i];

		for (unsigned turn = 0; turn < q->cells; turn++) {
			struct value *v = answers_at(a, i, turn);

			if (!form_kinds[q->kind].stored)
				continue;
			v->state = VALUE_SET;
			v->chosen = q->options ? 1u << (q->options->count - 1) : 0;
			if (form_kinds[q->kind].text || question_other(q) >= 0) {
				v->text = words;
				v->len = q->up_to;
			}
		}
	}
	a->turns[0] = 3;
	ok(record_write(a, 1, form_record_most(h), &out, &too_long),
	   "the largest answer has %zu bytes; room is for %zu", out.len,
	   form_record_most(h));
}

int
main(void)
{
	arena = arena_new(0);
	form = help_form(every_kind);
	test_round();
	test_bytes();
	test_canonical();
	test_loops();
	test_too_long();
	test_damage();
	test_reuse();
	test_shape();
	test_most();
	arena_free(arena);
	return tap_done();
}
