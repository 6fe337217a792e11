/*
 * Tests of answer/draft.c: a walk written and read again; damage; size.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/answer/every_kind.h"
#include "tests/unit/answer/help.h"

static const struct form *form;

static bool
same_value(const struct question *q, const struct value *a, const struct value *b)
{
	if (a->state != b->state || a->chosen != b->chosen || a->number != b->number ||
	    a->banded != b->banded || a->len != b->len || !a->text != !b->text)
		return false;
	if (a->text && memcmp(a->text, b->text, a->len) != 0)
		return false;
	return q->kind != KIND_RANK || a->state != VALUE_SET ||
	       memcmp(a->order, b->order, sizeof(a->order)) == 0;
}

static bool
same_walk(const struct walk *a, const struct walk *b)
{
	if (!place_same(a->at, b->at) || a->changing != b->changing ||
	    a->warned != b->warned || a->lang != b->lang ||
	    memcmp(a->seen, b->seen, sizeof(a->seen)) != 0 ||
	    memcmp(a->answers->turns, b->answers->turns, sizeof(a->answers->turns)) !=
		    0 ||
	    memcmp(a->answers->ended, b->answers->ended, sizeof(a->answers->ended)) != 0)
		return false;
	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];

		for (unsigned turn = 0; turn < q->cells; turn++)
			if (!same_value(q, answers_see(a->answers, i, turn),
					answers_see(b->answers, i, turn)))
				return false;
	}
	return true;
}

static bool
comes_back(const struct walk *w)
{
	SCOPED(buf) bytes = { 0 };
	struct walk *again = walk_new(w->form, arena);

	walk_write(w, &bytes);
	return walk_read(again, bytes.data, bytes.len) && same_walk(w, again);
}

static void
test_steps(void)
{
	static const char *const posts[] = {
		"which=other&which_other=%C3%A9&why=x&why=y",
		"agree1=3",
		"times=12",
		"small=6",
		"quarter.month=3&quarter.year=2026",
		"",
		"whole=&whole.month=1&whole.year=2020",
		"best.c=1&best.b=2",
		"short=hello",
		"long=one%0Atwo",
	};
	struct walk *w = walk_new(form, arena);

	ok(comes_back(w), "a new walk comes back");
	for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
		ok(help_next(w, posts[i]), "\"%s\"", posts[i]);
		ok(comes_back(w), "comes back");
	}
	ok(walk_change(w, "which"), "change");
	w->warned = 0x8877665544332211u;
	w->lang = 1;
	ok(comes_back(w), "a change under way comes back");
	ok(help_next(w, "which=a") && help_next(w, "another=yes") &&
		   help_next(w, "where=b&detail=x") && help_next(w, "another=no"),
	   "a loop");
	ok(comes_back(w), "comes back, with what is hidden now");
}

static void
test_damage(void)
{
	SCOPED(buf) bytes = { 0 };
	struct walk *w = walk_new(form, arena), *again = walk_new(form, arena), before;
	unsigned wrong = 0, changed = 0;

	ok(help_next(w, "which=other&which_other=mine") && help_next(w, "agree1=3"),
	   "some answers");
	walk_write(w, &bytes);
	before = *again;
	for (size_t len = 0; len < bytes.len; len++) {
		wrong += walk_read(again, bytes.data, len);
		changed += memcmp(&before, again, sizeof(before)) != 0;
	}
	is_int(wrong, 0, "no draft cut short is read");
	is_int(changed, 0, "and the walk is left as it was");
	buf_putc(&bytes, 0);
	ok(!walk_read(again, bytes.data, bytes.len), "nor one with more");
	ok(!walk_read(again, "\2", 1) && !walk_read(again, "", 0),
	   "nor another version, nor nothing");
}

/* Which marks of redaction were shown: in eight bytes where there were some, else in none. */
static void
test_warned(void)
{
	SCOPED(buf) before = { 0 };
	SCOPED(buf) after = { 0 };
	struct walk *w = walk_new(form, arena), *again = walk_new(form, arena);

	walk_write(w, &before);
	w->warned = 1ull << 63;
	walk_write(w, &after);
	is_int((long long)(after.len - before.len), 8, "a digest of marks takes 8 bytes");
	ok(walk_read(again, after.data, after.len) && again->warned == 1ull << 63,
	   "and comes back whole");
	ok(walk_read(again, before.data, before.len) && !again->warned,
	   "a draft without marks is as it was before there were any");
	memset(after.data + 6, 0, 8);
	ok(!walk_read(again, after.data, after.len), "a digest of nothing is no digest");
}

/* The fullest draft of the shipped survey, sealed and in base64, is a field that is taken. */
static void
test_size(void)
{
	const struct form *h = help_hampshire();
	struct walk *w = walk_new(h, arena);
	SCOPED(buf) bytes = { 0 };
	SCOPED(buf) words = { 0 };

	for (int i = 0; i < 1500; i++)
		buf_puts(&words, "\360\237\230\200"); /* four bytes each */
	for (unsigned i = 0; i < h->question_count; i++) {
		const struct question *q = &h->questions[i];

		for (unsigned turn = 0; turn < q->cells && form_kinds[q->kind].stored;
		     turn++) {
			struct value *v = answers_at(w->answers, i, turn);

			v->state = VALUE_SET;
			v->chosen = q->options ? (1u << q->options->count) - 1 : 0;
			if (form_kinds[q->kind].text || question_other(q) >= 0) {
				v->text = words.data;
				v->len = 4 * (size_t)q->up_to;
			}
		}
	}
	w->warned = 1;
	walk_write(w, &bytes);
	ok(bytes.len <= WALK_MOST, "the fullest draft has %zu bytes; at most %d",
	   bytes.len, WALK_MOST);
	/* around it: a version, a nonce, a tag */
	ok(base64_size(WALK_MOST + 1 + 24 + 16) - 1 <= DRAFT_MOST,
	   "and the most of all goes into its field");
}

int
main(void)
{
	arena = arena_new(0);
	form = help_form(every_kind);
	test_steps();
	test_damage();
	test_warned();
	test_size();
	arena_free(arena);
	return tap_done();
}
