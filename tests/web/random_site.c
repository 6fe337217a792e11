/*
 * See random_site.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "tests/boxes.h"
#include "tests/web/random_site.h"

NORETURN static void
give_up(const struct err *err, const char *at)
{
	die("the test's surveys: %s: %s", at, err->text);
}

/* ---- making ----------------------------------------------------------------------------- */

/* The smallest slot in which an answer fits with every text at its limit, in wide letters. */
static unsigned
page_size_for(const struct form *form)
{
	unsigned size = 4096;

	while (size < 32768 && box_room(slot_room(size), 1) < 3 * form_record_most(form))
		size *= 2;
	return size;
}

static void
links_make(struct store *st, struct added *out)
{
	struct link links[SURVEY_LINKS] = { 0 };
	struct err err = { 0 };

	for (unsigned i = 0; i < out->links; i++) {
		code_new(out->codes[i]);
		memcpy(links[i].code, out->codes[i], sizeof(links[i].code));
		str_fit(links[i].survey, sizeof(links[i].survey), out->name);
		snprintf(links[i].place, sizeof(links[i].place), "Place %u", i + 1);
		links[i].headcount = 100;
	}
	if (!link_add(st, links, out->links, &err))
		give_up(&err, "links");
	for (unsigned i = 0; i < out->links; i++) {
		if (!link_get(st, out->codes[i], &links[i], &err))
			give_up(&err, "a link");
		out->places[i] = links[i].place_number;
	}
}

void
survey_make(const struct site *s, const char *name, const struct form *form,
	    const char *text, size_t len, unsigned links, struct added *out)
{
	struct survey survey = { .form_text = text,
				 .form_len = len,
				 .state = SURVEY_OPEN,
				 .expected = 32,
				 .unconfirmed = true,
				 .closed = -1,
				 .opened = day_today(),
				 .page_size = page_size_for(form),
				 .recipient_count = 1 };
	struct answers_secrets secrets = { .ticket_gone = false };
	struct recipient recipient;
	struct store_lock *lock;
	struct err err = { 0 };
	struct store *st = store_open(s->dir, STORE_WRITES, &err);

	if (!st)
		give_up(&err, "store");
	*out = (struct added){ .links = links };
	str_fit(out->name, sizeof(out->name), name);
	str_fit(survey.name, sizeof(survey.name), name);
	secret_key_public(s->key, &recipient);
	memcpy(survey.recipients[0].key, recipient.key, sizeof(recipient.key));
	survey.recipients[0].canary = (const unsigned char *)"none";
	survey.recipients[0].canary_len = 4;
	seal_hash(survey.form_hash, text, len, NULL, 0);
	rand_bytes(survey.check_key, sizeof(survey.check_key));
	survey.padded = (unsigned)box_room(slot_room(survey.page_size), 1);
	survey.box_len = (unsigned)box_size(survey.padded, 1);
	if (!survey_add(st, &survey, &err))
		give_up(&err, name);
	links_make(st, out);
	store_close(st);
	rand_bytes(secrets.ticket_key, sizeof(secrets.ticket_key));
	rand_bytes(secrets.draft_key, sizeof(secrets.draft_key));
	lock = store_lock(s->dir, &err);
	if (!lock || !answers_make(lock, name, 32, survey.page_size, survey.box_len,
				   &secrets, &err))
		give_up(&err, "answers");
	store_unlock(lock);
}

/* ---- what was left ---------------------------------------------------------------------- */

static size_t
count_stored(const struct site *s, const char *name, bool close)
{
	struct err err = { 0 };
	struct store_lock *lock = store_lock(s->dir, &err);
	struct answers_file *f = lock ? answers_open(lock, name, &err) : NULL;
	size_t count;

	if (!f || (close && !answers_close_batch(f, day_today(), true, &err)))
		give_up(&err, name);
	count = answers_count(f);
	answers_close(f);
	store_unlock(lock);
	return count;
}

size_t
survey_count(const struct site *s, const char *name)
{
	return count_stored(s, name, false);
}

size_t
survey_left(const struct site *s, const char *name, struct left **out, struct arena *a)
{
	char *about = arena_printf(a, "canvass record 1 %s", name);
	size_t count = count_stored(s, name, true);
	struct batches *batches;
	struct boxes all;
	struct err err = { 0 };

	*out = arena_array(a, struct left, count + 1);
	if (!count)
		return 0;
	batches = batches_open(s->dir, name, &err);
	if (!batches)
		give_up(&err, name);
	if (batches_count(batches) != count)
		die("%s: %zu answers, %zu in batches", name, count,
		    batches_count(batches));
	all = boxes_read(batches);
	for (size_t i = 0; i < count; i++) {
		SCOPED(buf) clear = { 0 };
		struct cut c;

		if (!box_open(boxes_at(&all, i), all.len, about, s->key, &clear, &err))
			give_up(&err, "a box");
		c = cut_from(clear.data, clear.len);
		cut_bytes(&c, 5); /* version and shape */
		(*out)[i] = (struct left){
			.place = cut_u32(&c),
			.len = clear.len,
			.bytes = (unsigned char *)arena_copy(a, clear.data, clear.len),
		};
	}
	boxes_free(&all);
	batches_free(batches);
	return count;
}

/* ---- a record in words ------------------------------------------------------------------ */

static void
tell_options(const struct question *q, const struct value *v, struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < q->options->count; i++) {
		if (!(v->chosen >> i & 1))
			continue;
		buf_printf(out, "%s%s", first ? "" : ",", q->options->items[i].code);
		first = false;
	}
	if (v->text)
		buf_printf(out, ":%s", v->text);
}

static void
tell_month(const struct question *q, const struct value *v, struct buf *out)
{
	unsigned parts = q->month_store == MONTH_QUARTER     ? 4
			 : q->month_store == MONTH_HALF_YEAR ? 2
							     : 1;

	if (!v->banded)
		buf_printf(out, "(month %d)", v->number); /* must never be sealed */
	else if (parts == 1)
		buf_printf(out, "%d", v->number);
	else
		buf_printf(out, "%u-%c%u", (unsigned)v->number / parts,
			   parts == 4 ? 'Q' : 'H', (unsigned)v->number % parts + 1);
}

static void
tell_value(const struct question *q, const struct value *v, struct buf *out)
{
	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_CHOOSE_ANY:
	case KIND_SCALE:
		tell_options(q, v, out);
		break;
	case KIND_NUMBER:
		if (v->banded)
			buf_puts(out, q->bands.items[v->number].code);
		else
			buf_printf(out, "%d", v->number);
		break;
	case KIND_MONTH:
		tell_month(q, v, out);
		break;
	case KIND_RANK:
		for (size_t i = 0;
		     i < q->options->count && v->order[i] < q->options->count; i++)
			buf_printf(out, "%s%s", i ? ">" : "",
				   q->options->items[v->order[i]].code);
		break;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		buf_put(out, v->text, v->len);
		break;
	case KIND_NOTE:
	case KIND__COUNT:
		break;
	}
}

static void
tell_cells(const struct form *form, const struct record *record, struct buf *out)
{
	for (unsigned i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		for (unsigned turn = 0; form_kinds[q->kind].stored && turn < q->cells;
		     turn++) {
			const struct value *v = answers_see(record->answers, i, turn);

			if (v->state == VALUE_NONE)
				continue;
			buf_printf(out, "%s.%u=", q->id, turn + 1);
			if (v->state == VALUE_NO_ANSWER)
				buf_puts(out, "no_answer");
			else
				tell_value(q, v, out);
			buf_puts(out, "\n");
		}
	}
}

void
record_tell(const struct form *form, const struct left *left, struct buf *out)
{
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct record record;

	if (!record_read(&record, form, left->bytes, left->len, a, &err)) {
		buf_printf(out, "unreadable: %s\n", err.text);
		arena_free(a);
		return;
	}
	for (size_t i = 0; i < form->repeat_count; i++)
		if (record.answers->turns[i] || record.answers->ended[i])
			buf_printf(out, "%s=%u\n", form->repeats[i].id,
				   record.answers->turns[i]);
	tell_cells(form, &record, out);
	for (size_t i = 0; i < form->score_count; i++)
		if (record.scores[i] >= 0)
			buf_printf(out, "%s=%s\n", form->scores[i].id,
				   form->scores[i].bands.items[record.scores[i]].code);
	arena_free(a);
}
