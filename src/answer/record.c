/*
 * Records: what is sealed of one person's answers, and nothing else.
 *
 *   version 1       1 byte
 *   shape           4 bytes: a digest of the form's ids, options and bands
 *   place           4 bytes: of the link, 0 for none
 *   loops           1 byte each: turns; 128 where "another" was answered with no at once
 *   closed answers  of each question in order, in each turn: what its kind packs
 *   scores          1 byte each: band + 1, or 0
 *   texts           in the same order: 2 bytes of length and the text, of each question that
 *                   is a text, and of each whose option `other` is chosen
 *
 * All little endian.  Hidden answers are left out, numbers and months are their bands.  There is
 * one way to write an answer: nothing may depend on how a person came to it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

enum { HEAD = 1 + 4 + 4, NEVER = 128 };

/* ---- the form's shape -------------------------------------------------------------- */

/* FNV-1a of 32 bits (G. Fowler, L. C. Noll, K.-P. Vo); the NUL ends each word. */
static uint32_t
add_word(uint32_t hash, const char *word)
{
	do
		hash = (hash ^ (unsigned char)*word) * 16777619u;
	while (*word++);
	return hash;
}

static uint32_t
add_number(uint32_t hash, unsigned n)
{
	char digits[12];

	snprintf(digits, sizeof(digits), "%u", n);
	return add_word(hash, digits);
}

static uint32_t
add_bands(uint32_t hash, const struct bands *bands)
{
	for (size_t i = 0; i < bands->count; i++)
		hash = add_word(hash, bands->items[i].code);
	return hash;
}

static uint32_t
add_question(uint32_t hash, const struct question *q)
{
	hash = add_word(hash, q->id);
	hash = add_word(hash, form_kinds[q->kind].name);
	hash = add_number(hash, q->cells);
	hash = add_number(hash, question_offers_no_answer(q));
	for (size_t i = 0; q->options && i < q->options->count; i++) {
		hash = add_word(hash, q->options->items[i].code);
		hash = add_number(hash, q->options->items[i].is_other);
	}
	hash = add_bands(hash, &q->bands);
	if (q->kind == KIND_NUMBER) {
		hash = add_number(hash, (unsigned)q->between_low);
		hash = add_number(hash, (unsigned)q->between_high);
	}
	return q->kind == KIND_MONTH ? add_number(hash, q->month_store) : hash;
}

uint32_t
record_shape(const struct form *form)
{
	uint32_t hash = add_word(2166136261u, form->id);

	for (size_t i = 0; i < form->repeat_count; i++) {
		hash = add_word(hash, form->repeats[i].id);
		hash = add_number(hash, form->repeats[i].most);
	}
	for (size_t i = 0; i < form->question_count; i++)
		if (form_kinds[form->questions[i].kind].stored)
			hash = add_question(hash, &form->questions[i]);
	for (size_t i = 0; i < form->score_count; i++) {
		hash = add_word(hash, form->scores[i].id);
		hash = add_bands(hash, &form->scores[i].bands);
	}
	return hash;
}

/* ---- writing ----------------------------------------------------------------------- */

unsigned
turns_met(const struct answers *a, const struct question *q)
{
	if (!form_kinds[q->kind].stored)
		return 0;
	if (q->repeat < 0)
		return 1;
	return repeat_met(a, (unsigned)q->repeat) ? a->turns[q->repeat] : 0;
}

bool
has_words(const struct question *q, const struct value *v)
{
	int other = question_other(q);

	if (v->state != VALUE_SET)
		return false;
	return form_kinds[q->kind].text || (other >= 0 && (v->chosen >> other & 1));
}

static void
write_loops(const struct answers *a, struct buf *out)
{
	for (unsigned r = 0; r < a->form->repeat_count; r++) {
		bool met = repeat_met(a, r);
		unsigned turns = met ? a->turns[r] : 0;

		buf_u8(out, met && !turns && a->ended[r] ? NEVER : turns);
	}
}

/* The closed answers (text false) or the words (text true) of all that is shown. */
static void
write_cells(const struct answers *a, bool text, struct buf *out)
{
	static const struct value hidden;

	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];
		unsigned turns = turns_met(a, q);

		for (unsigned turn = 0; turn < turns; turn++) {
			const struct value *v = answers_see(a, i, turn);

			if (v->state != VALUE_NONE && !question_shown(a, i, turn))
				v = &hidden;
			if (!text) {
				answer_kinds[q->kind]->pack(q, v, out);
			} else if (form_kinds[q->kind].text || has_words(q, v)) {
				size_t len = has_words(q, v) && v->text ? v->len : 0;

				buf_u16(out, (unsigned)len);
				buf_put(out, v->text, len);
			}
		}
	}
}

static unsigned
longest_text(const struct answers *a)
{
	unsigned longest = 0;
	size_t most = 0;

	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];

		for (unsigned turn = 0; turn < turns_met(a, q); turn++) {
			const struct value *v = answers_see(a, i, turn);

			if (has_words(q, v) && v->len > most &&
			    question_shown(a, i, turn)) {
				most = v->len;
				longest = i;
			}
		}
	}
	return longest;
}

bool
record_write(const struct answers *answers, uint32_t place, size_t most, struct buf *out,
	     unsigned *out_too_long)
{
	size_t before = out->len;
	bool was_full = out->full;

	buf_u8(out, RECORD_VERSION);
	buf_u32(out, record_shape(answers->form));
	buf_u32(out, place);
	write_loops(answers, out);
	write_cells(answers, false, out);
	for (unsigned i = 0; i < answers->form->score_count; i++)
		buf_u8(out, (unsigned)(score_band(answers->form, i, answers) + 1));
	write_cells(answers, true, out);
	if (buf_ok(out) && out->len - before <= most)
		return true;
	if (out->data)
		out->data[before] = '\0';
	out->len = before;
	out->full = was_full;
	*out_too_long = longest_text(answers);
	return false;
}

/* ---- reading ----------------------------------------------------------------------- */

struct record *
record_new(const struct form *form, struct arena *a)
{
	struct record *r = arena_one(a, struct record);

	r->form = form;
	r->answers = answers_new(form, a);
	r->shape = record_shape(form);
	return r;
}

static void
empty(struct record *r)
{
	struct answers *a = r->answers;

	r->place = 0;
	memset(a->cells, 0, a->form->cell_count * sizeof(*a->cells));
	memset(a->turns, 0, sizeof(a->turns));
	memset(a->ended, 0, sizeof(a->ended));
	for (size_t i = 0; i < ARRAY_LEN(r->scores); i++)
		r->scores[i] = -1;
}

static bool
read_loops(struct answers *a, struct cut *c)
{
	for (unsigned r = 0; r < a->form->repeat_count; r++) {
		unsigned turns = cut_u8(c);

		a->ended[r] =
			turns == NEVER || (turns && turns < a->form->repeats[r].most);
		if (turns == NEVER)
			turns = 0;
		if (turns > a->form->repeats[r].most)
			return false;
		a->turns[r] = (uint8_t)turns;
	}
	return true;
}

static unsigned
turns_kept(const struct answers *a, const struct question *q)
{
	if (!form_kinds[q->kind].stored)
		return 0;
	return q->repeat < 0 ? 1 : a->turns[q->repeat];
}

static bool
read_closed(struct answers *a, struct cut *c)
{
	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];
		unsigned turns = turns_kept(a, q);

		for (unsigned turn = 0; turn < turns; turn++)
			if (!answer_kinds[q->kind]->unpack(q, c,
							   &a->cells[q->cell + turn]))
				return false;
	}
	return true;
}

/* Takes one text off c; to: where it may stand, moved on. */
static bool
read_text(struct value *v, struct cut *c, char **to)
{
	size_t len = cut_u16(c);
	const unsigned char *bytes = cut_bytes(c, len);

	if (!len)
		return true;
	if (!bytes || !utf8_valid((const char *)bytes, len))
		return false;
	memcpy(*to, bytes, len);
	(*to)[len] = '\0';
	v->text = *to;
	v->len = len;
	*to += len + 1;
	return true;
}

static bool
read_texts(struct record *r, struct cut *c)
{
	struct answers *a = r->answers;
	char *to = r->texts;

	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];
		unsigned turns = turns_kept(a, q);
		bool text = form_kinds[q->kind].text;

		if (!text && question_other(q) < 0)
			continue;
		for (unsigned turn = 0; turn < turns; turn++) {
			struct value *v = &a->cells[q->cell + turn];

			if (!text && !has_words(q, v))
				continue;
			if (!read_text(v, c, &to))
				return false;
			if (text)
				v->state = v->text ? VALUE_SET : VALUE_NONE;
		}
	}
	return true;
}

static bool
read_scores(struct record *r, struct cut *c)
{
	for (unsigned i = 0; i < r->form->score_count; i++) {
		unsigned band = cut_u8(c);

		if (band > r->form->scores[i].bands.count)
			return false;
		r->scores[i] = (int16_t)((int)band - 1);
	}
	return true;
}

bool
record_take(struct record *r, const void *data, size_t len, struct err *err)
{
	struct cut c = cut_from(data, len);

	empty(r);
	if (cut_u8(&c) != RECORD_VERSION || len < HEAD)
		return err_set(err, ERR_INPUT,
			       "this record is damaged, or of a newer version");
	if (cut_u32(&c) != r->shape)
		return err_set(err, ERR_INPUT,
			       "this record is of another form than \"%s\"", r->form->id);
	r->place = cut_u32(&c);
	if (len >
	    r->text_room) { /* a text and its NUL are no longer than a text and its length */
		r->texts = arena_alloc(r->answers->arena, len, 1);
		r->text_room = len;
	}
	if (read_loops(r->answers, &c) && read_closed(r->answers, &c) &&
	    read_scores(r, &c) && read_texts(r, &c) && cut_done(&c))
		return true;
	empty(r);
	return err_set(err, ERR_INPUT, "this record is damaged");
}

bool
record_read(struct record *out, const struct form *form, const void *data, size_t len,
	    struct arena *a, struct err *err)
{
	struct record *r = record_new(form, a);

	if (!record_take(r, data, len, err))
		return false;
	*out = *r;
	return true;
}
