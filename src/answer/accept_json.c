/*
 * One JSON object becomes one person's answers, by the same rules as posted pages: for paper
 * returns, rehearsals and tests.  The words name the key and the value, and say what is wanted.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

bool
told_wrong(struct told *t, const char *fmt, ...)
{
	char text[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(t->err, ERR_INPUT, "\"%s\": %s", t->q->id, text);
}

/* ---- which key is what ------------------------------------------------------------- */

/* The question whose `other` has its words under this key, or NULL. */
static const struct question *
question_of_words(const struct form *form, const char *key)
{
	size_t len = strlen(key);
	char id[PAIR_NAME_MOST];
	const struct question *q;

	if (len < 7 || len - 6 >= sizeof(id) || !str_same(key + len - 6, "_other"))
		return NULL;
	memcpy(id, key, len - 6);
	id[len - 6] = '\0';
	q = form_question(form, id);
	return q && question_other(q) >= 0 ? q : NULL;
}

/* Every key that may stand at this level: repeat -1 outside loops. */
static size_t
known_keys(const struct form *form, int repeat, const char **out, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < form->question_count && n < most; i++) {
		const struct question *q = &form->questions[i];

		if (form_kinds[q->kind].stored && q->repeat == repeat)
			out[n++] = q->id;
	}
	for (size_t i = 0; i < form->repeat_count && n < most && repeat < 0; i++)
		out[n++] = form->repeats[i].id;
	return n;
}

static bool
unknown_key(const struct form *form, int repeat, const char *key, struct err *err)
{
	const char *known[FORM_QUESTIONS + 10], *near;
	const struct question *q = form_question(form, key);

	if (!q)
		q = question_of_words(form, key);
	if (q && q->repeat >= 0)
		return err_set(err, ERR_INPUT, "\"%.80s\" belongs into the list \"%s\"",
			       key, form->repeats[q->repeat].id);
	if (q && form_kinds[q->kind].stored)
		return err_set(err, ERR_INPUT, "\"%.80s\" is not asked in \"%s\"", key,
			       form->repeats[repeat].id);
	near = str_nearest(key, known, known_keys(form, repeat, known, ARRAY_LEN(known)));
	return err_set(err, ERR_INPUT, "there is no question \"%.80s\"%s%s%s", key,
		       near ? "; did you mean \"" : "", near ? near : "",
		       near ? "\"?" : "");
}

/* ---- one value --------------------------------------------------------------------- */

static bool
tell_value(struct answers *answers, const struct question *q, unsigned turn,
	   const struct json *v, struct err *err)
{
	struct value value = { .state = VALUE_NONE };
	struct told t = { .q = q, .arena = answers->arena, .value = &value, .err = err };
	struct value *cell = answers_at(answers, q->index, turn);
	bool refused = v->type == JSON_STRING_ && str_same(v->text, "no_answer") &&
		       !form_kinds[q->kind].text;

	if (v->type == JSON_NULL_)
		return true;
	if (refused && !question_offers_no_answer(q))
		return told_wrong(&t, "\"no_answer\" is not offered");
	if (refused)
		value.state = VALUE_NO_ANSWER;
	else if (!answer_kinds[q->kind]->tell(&t, v))
		return false;
	if (!value.text) { /* the words of other may have come first */
		value.text = cell->text;
		value.len = cell->len;
	}
	*cell = value;
	return true;
}

static bool
tell_words(struct answers *answers, const struct question *q, unsigned turn,
	   const struct json *v, struct err *err)
{
	struct value words = { .state = VALUE_NONE };
	struct told t = { .q = q, .arena = answers->arena, .value = &words, .err = err };
	struct value *cell = answers_at(answers, q->index, turn);

	if (v->type == JSON_NULL_)
		return true;
	if (v->type != JSON_STRING_)
		return err_set(err, ERR_INPUT, "\"%s_other\": a text is wanted", q->id);
	if (!text_tell(&t, v))
		return false;
	cell->text = words.text;
	cell->len = words.len;
	return true;
}

/* ---- objects ----------------------------------------------------------------------- */

static bool tell_object(struct answers *answers, int repeat, unsigned turn,
			const struct json *object, struct err *err);

static bool
tell_repeat(struct answers *answers, unsigned repeat, const struct json *list,
	    struct err *err)
{
	const struct repeat *r = &answers->form->repeats[repeat];
	unsigned turn = 0;

	if (list->type == JSON_NULL_)
		return true;
	if (list->type != JSON_LIST)
		return err_set(err, ERR_INPUT, "\"%s\": a list of objects is wanted",
			       r->id);
	if (list->count > r->most)
		return err_set(err, ERR_INPUT, "\"%s\": %zu turns; at most %u", r->id,
			       list->count, r->most);
	for (const struct json *item = list->first; item; item = item->next, turn++) {
		if (item->type != JSON_MAP)
			return err_set(err, ERR_INPUT,
				       "\"%s\": a list of objects is wanted", r->id);
		if (!tell_object(answers, (int)repeat, turn, item, err))
			return err_add(err, "\"%s\", turn %u", r->id, turn + 1);
	}
	answers->turns[repeat] = (uint8_t)turn;
	answers->ended[repeat] = turn < r->most;
	return true;
}

static bool
tell_pair(struct answers *answers, int repeat, unsigned turn, const struct json *v,
	  struct err *err)
{
	const struct form *form = answers->form;
	const struct question *q = form_question(form, v->key);

	if (q && form_kinds[q->kind].stored && q->repeat == repeat)
		return tell_value(answers, q, turn, v, err);
	for (unsigned i = 0; repeat < 0 && i < form->repeat_count; i++)
		if (str_same(form->repeats[i].id, v->key))
			return tell_repeat(answers, i, v, err);
	q = question_of_words(form, v->key);
	if (q && q->repeat == repeat)
		return tell_words(answers, q, turn, v, err);
	return unknown_key(form, repeat, v->key, err);
}

static bool
tell_object(struct answers *answers, int repeat, unsigned turn, const struct json *object,
	    struct err *err)
{
	for (const struct json *v = object->first; v; v = v->next)
		if (!tell_pair(answers, repeat, turn, v, err))
			return false;
	return true;
}

/* ---- what the whole of it must keep ------------------------------------------------ */

static unsigned
turns_of(const struct answers *a, const struct question *q)
{
	return q->repeat < 0 ? 1 : a->turns[q->repeat];
}

static bool
is_empty(const struct value *v)
{
	return v->state == VALUE_NONE && !v->text;
}

/* Takes away what conditions hide.  A hidden question counts as unanswered already, so the
 * order in which they go changes nothing. */
static void
drop_hidden(struct answers *a, struct buf *warnings)
{
	for (unsigned r = 0; r < a->form->repeat_count; r++) {
		if ((!a->turns[r] && !a->ended[r]) || repeat_met(a, r))
			continue;
		buf_printf(warnings, "\"%s\" is dropped: its condition does not hold\n",
			   a->form->repeats[r].id);
		a->turns[r] = a->ended[r] = 0;
	}
	for (unsigned i = 0; i < a->form->question_count; i++) {
		const struct question *q = &a->form->questions[i];

		for (unsigned turn = 0; turn < turns_of(a, q); turn++) {
			struct value *v = answers_at(a, i, turn);

			if (is_empty(v) || question_shown(a, i, turn))
				continue;
			buf_printf(warnings,
				   "\"%s%s\" is dropped: its condition does not hold\n",
				   q->id, v->state == VALUE_NONE ? "_other" : "");
			*v = (struct value){ .state = VALUE_NONE };
		}
	}
}

static bool
check_cell(struct answers *a, const struct question *q, unsigned turn, unsigned month_now,
	   struct buf *warnings, struct err *err)
{
	struct value *v = answers_at(a, q->index, turn);
	struct speech english = speech_of(NULL, 0); /* whoever submits a file reads English */
	struct trouble trouble = { .say = SAY_NOTHING };
	int other = question_other(q);

	if (other >= 0 && v->text && !(v->chosen >> other & 1)) {
		buf_printf(warnings, "\"%s_other\" is dropped: \"%s\" is not \"other\"\n",
			   q->id, q->id);
		v->text = NULL;
		v->len = 0;
	}
	if (!question_shown(a, q->index, turn) ||
	    (value_check(q, v, a->arena, 0, &trouble) &&
	     (q->kind != KIND_MONTH ||
	      month_check(q, v, month_now, a->arena, &trouble))))
		return true;
	return err_set(err, ERR_INPUT, "\"%s\": %s", q->id,
		       say_words(a->arena, &trouble, &english));
}

bool
accept_json(struct answers *answers, const struct json *object, unsigned month_now,
	    struct buf *warnings, struct err *err)
{
	const struct form *form = answers->form;

	if (object->type != JSON_MAP)
		return err_set(err, ERR_INPUT,
			       "an object is wanted: {\"question\": answer, ...}");
	if (!tell_object(answers, -1, 0, object, err))
		return false;
	drop_hidden(answers, warnings);
	for (unsigned i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		for (unsigned turn = 0;
		     form_kinds[q->kind].stored && turn < turns_of(answers, q); turn++)
			if (!check_cell(answers, q, turn, month_now, warnings, err))
				return false;
	}
	return true;
}
