/*
 * The clear text of a draft: where somebody stands and all that was answered so far, hidden
 * answers too.  The door seals it; so what comes back is ours, and is checked all the same.
 *
 *   version 1, place 3, flags 1, language 1, seen bits; for each loop turns 1 and ended 1; then
 *   the cells in order: a byte from 128 is a run of up to 127 empty ones; any other is the set
 *   of fields that follow, see enum field.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

enum { VERSION = 1, RUN = 128, CHANGING = 1, WARNED = 2 };

enum field { /* the low two bits are the state */
	     FIELD_BANDED = 4,
	     FIELD_CHOSEN = 8,	/* 4 bytes */
	     FIELD_NUMBER = 16, /* 4 bytes */
	     FIELD_TEXT = 32,	/* 2 bytes of length, the text */
	     FIELD_ORDER = 64,	/* a byte: how many; a byte each */
};

static unsigned
order_count(const struct question *q, const struct value *v)
{
	unsigned n = 0;

	while (q->kind == KIND_RANK && v->state == VALUE_SET && n < FORM_OPTIONS &&
	       v->order[n] < FORM_OPTIONS)
		n++;
	return n;
}

static unsigned
fields_of(const struct question *q, const struct value *v)
{
	unsigned fields = v->state;

	if (v->banded)
		fields |= FIELD_BANDED;
	if (v->chosen)
		fields |= FIELD_CHOSEN;
	if (v->number)
		fields |= FIELD_NUMBER;
	if (v->text)
		fields |= FIELD_TEXT;
	if (order_count(q, v))
		fields |= FIELD_ORDER;
	return fields;
}

static void
write_cell(const struct question *q, const struct value *v, struct buf *out)
{
	unsigned fields = fields_of(q, v), n = order_count(q, v);

	buf_u8(out, fields);
	if (fields & FIELD_CHOSEN)
		buf_u32(out, v->chosen);
	if (fields & FIELD_NUMBER)
		buf_u32(out, (uint32_t)v->number);
	if (fields & FIELD_TEXT) {
		buf_u16(out, (unsigned)v->len);
		buf_put(out, v->text, v->len);
	}
	if (fields & FIELD_ORDER) {
		buf_u8(out, n);
		buf_put(out, v->order, n);
	}
}

static void
write_cells(const struct answers *a, struct buf *out)
{
	unsigned run = 0;

	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];

		if (!form_kinds[q->kind].stored)
			continue;
		for (unsigned turn = 0; turn < q->cells; turn++) {
			const struct value *v = answers_see(a, i, turn);
			bool empty = fields_of(q, v) == VALUE_NONE;

			if (run && (!empty || run == RUN - 1)) {
				buf_u8(out, RUN | run);
				run = 0;
			}
			if (empty)
				run++;
			else
				write_cell(q, v, out);
		}
	}
	if (run)
		buf_u8(out, RUN | run);
}

void
walk_write(const struct walk *w, struct buf *out)
{
	buf_u8(out, VERSION);
	buf_u8(out, w->at.stage);
	buf_u8(out, w->at.page);
	buf_u8(out, w->at.turn);
	buf_u8(out, (w->changing ? CHANGING : 0u) | (w->warned ? WARNED : 0u));
	buf_u8(out, w->lang);
	if (w->warned) { /* else a draft is as it was before there were marks */
		buf_u32(out, (uint32_t)w->warned);
		buf_u32(out, (uint32_t)(w->warned >> 32));
	}
	buf_put(out, w->seen, sizeof(w->seen));
	for (unsigned r = 0; r < w->form->repeat_count; r++) {
		buf_u8(out, w->answers->turns[r]);
		buf_u8(out, w->answers->ended[r]);
	}
	write_cells(w->answers, out);
}

/* ---- and back ---------------------------------------------------------------------- */

static bool
place_right(const struct form *form, struct place at)
{
	const struct repeat *r;

	if (at.stage == STAGE_START || at.stage == STAGE_CHECK)
		return at.page == 0 && at.turn == 0;
	if (at.stage > STAGE_CHECK || at.page >= form->page_count)
		return false;
	if (form->pages[at.page].repeat < 0)
		return at.stage == STAGE_PAGE && at.turn == 0;
	r = &form->repeats[form->pages[at.page].repeat];
	return at.turn < r->most && (at.stage == STAGE_PAGE || at.page == r->first_page);
}

static bool
read_order(const struct question *q, struct cut *c, struct value *v)
{
	unsigned n = cut_u8(c);
	uint32_t seen = 0;

	if (q->kind != KIND_RANK || n > q->options->count)
		return false;
	for (unsigned i = 0; i < n; i++) {
		unsigned option = cut_u8(c);

		if (option >= q->options->count || (seen >> option & 1))
			return false;
		seen |= 1u << option;
		v->order[i] = (uint8_t)option;
	}
	return true;
}

static bool
read_words(struct arena *a, struct cut *c, struct value *v)
{
	size_t len = cut_u16(c);
	const unsigned char *bytes = cut_bytes(c, len);

	if (!bytes || !utf8_valid((const char *)bytes, len))
		return false;
	v->text = arena_copy(a, bytes, len);
	v->len = len;
	return true;
}

static bool
number_right(const struct question *q, const struct value *v)
{
	if (q->kind == KIND_NUMBER)
		return v->number >= q->between_low && v->number <= q->between_high;
	return !v->banded && v->number >= 1900 * 12 && v->number < 2200 * 12;
}

/* Whether a value could have come from its kind: nothing later looks at it with suspicion. */
static bool
value_right(const struct question *q, const struct value *v)
{
	uint32_t known = q->options ? (uint32_t)((1ull << q->options->count) - 1) : 0;
	bool one = q->kind == KIND_CHOOSE_ONE || q->kind == KIND_SCALE;
	bool counted = q->kind == KIND_NUMBER || q->kind == KIND_MONTH;
	bool words = form_kinds[q->kind].text || question_other(q) >= 0;

	if ((v->chosen & ~known) || (v->chosen && q->kind == KIND_RANK) ||
	    (one && __builtin_popcount(v->chosen) > 1) ||
	    ((v->number || v->banded) && !counted) || (v->text && !words))
		return false;
	if (q->kind == KIND_NUMBER && v->banded)
		return v->number >= 0 && (size_t)v->number < q->bands.count;
	if (counted && v->state == VALUE_SET && !number_right(q, v))
		return false;
	return v->state != VALUE_SET || !(one || q->kind == KIND_CHOOSE_ANY) || v->chosen;
}

static bool
read_cell(const struct question *q, unsigned fields, struct cut *c, struct arena *a,
	  struct value *v)
{
	if ((fields & 3) > VALUE_SET)
		return false;
	*v = (struct value){ .state = fields & 3, .banded = fields & FIELD_BANDED };
	if (q->kind == KIND_RANK)
		memset(v->order, 255, sizeof(v->order));
	if (fields & FIELD_CHOSEN)
		v->chosen = cut_u32(c);
	if (fields & FIELD_NUMBER)
		v->number = (int)cut_u32(c);
	if ((fields & FIELD_TEXT) && !read_words(a, c, v))
		return false;
	if ((fields & FIELD_ORDER) && !read_order(q, c, v))
		return false;
	if (v->state == VALUE_NO_ANSWER && !question_offers_no_answer(q))
		return false;
	if (v->state == VALUE_SET && form_kinds[q->kind].text && !v->text)
		return false;
	return value_right(q, v);
}

static bool
read_cells(struct answers *a, struct cut *c)
{
	unsigned run = 0;

	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];

		if (!form_kinds[q->kind].stored)
			continue;
		for (unsigned turn = 0; turn < q->cells; turn++) {
			unsigned fields = run ? 0 : cut_u8(c);

			if (c->bad)
				return false;
			if (fields & RUN)
				run = fields & (RUN - 1);
			if (run)
				run--;
			else if (!read_cell(q, fields, c, a->arena,
					    answers_at(a, i, turn)))
				return false;
		}
	}
	return run == 0;
}

bool
walk_read(struct walk *w, const void *data, size_t len)
{
	const struct form *form = w->form;
	struct cut c = cut_from(data, len);
	struct walk read = { .form = form, .month_now = w->month_now };
	unsigned flags;
	const unsigned char *seen;

	read.answers = answers_new(form, w->answers->arena);
	if (cut_u8(&c) != VERSION)
		return false;
	read.at.stage = (uint8_t)cut_u8(&c);
	read.at.page = (uint8_t)cut_u8(&c);
	read.at.turn = (uint8_t)cut_u8(&c);
	flags = cut_u8(&c);
	read.changing = flags & CHANGING;
	read.lang = (uint8_t)cut_u8(&c);
	if (flags & WARNED) {
		read.warned = cut_u32(&c);
		read.warned |= (uint64_t)cut_u32(&c) << 32;
	}
	seen = cut_bytes(&c, sizeof(read.seen));
	if (!seen || flags > (CHANGING | WARNED) || !read.warned != !(flags & WARNED) ||
	    read.lang >= form->language_count || !place_right(form, read.at))
		return false;
	memcpy(read.seen, seen, sizeof(read.seen));
	for (unsigned r = 0; r < form->repeat_count; r++) {
		read.answers->turns[r] = (uint8_t)cut_u8(&c);
		read.answers->ended[r] = (uint8_t)cut_u8(&c);
		if (read.answers->turns[r] > form->repeats[r].most ||
		    read.answers->ended[r] > 1)
			return false;
	}
	if (!read_cells(read.answers, &c) || !cut_done(&c))
		return false;
	*w = read;
	return true;
}
