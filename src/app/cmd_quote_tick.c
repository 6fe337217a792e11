/*
 * canvass quote tick SURVEY ID...: one person passes quotes.  All of them or none.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

struct ticking { /* one quote that is to be ticked */
	const struct comment *c;
	struct tick tick;
	int theme;
	const char *text;
};

/* ---- which theme, which words --------------------------------------------------------------- */

static bool
choose_theme(const struct quote_work *w, const struct valid_tick *other,
	     struct ticking *t, struct err *err)
{
	const char *said = flag_value(w->call, "theme");
	char name[QUOTE_SHOWN];

	quote_show(t->c->name, name);
	t->theme = said ? form_theme(w->form, said) : other ? other->theme : t->c->theme;
	if (said && (t->theme < 0 || !(t->c->themes >> t->theme & 1)))
		return err_set(
			err, ERR_INPUT,
			"%s cannot carry the theme %.40s; quote list says which it can",
			name, said);
	if (t->theme < 0)
		return err_set(
			err, ERR_INPUT,
			"%s may carry one of several themes: say which with --theme, and "
			"have the second person say the same",
			name);
	str_fit(t->tick.theme, sizeof(t->tick.theme), w->form->themes[t->theme].id);
	return true;
}

static bool
take_spans(const struct quote_span *spans, size_t count, struct ticking *t,
	   struct err *err)
{
	char name[QUOTE_SHOWN];

	quote_show(t->c->name, name);
	if (count > TICK_SPANS)
		return err_set(
			err, ERR_INPUT,
			"%s has %zu marks; a quote can have %d: it is too long to be "
			"quoted whole",
			name, count, TICK_SPANS);
	memcpy(t->tick.spans, spans, count * sizeof(*spans));
	t->tick.span_count = count;
	return true;
}

/* Several others, who do not agree: then it must be said what is meant. */
static const struct valid_tick *
what_others_passed(const struct quote_work *w, const struct comment *c, bool *out_agree)
{
	const struct valid_tick *first = quote_others(&w->ticks, c, 0), *next;

	*out_agree = true;
	for (size_t i = 1; (next = quote_others(&w->ticks, c, i)); i++)
		*out_agree &=
			str_same(next->text, first->text) && next->theme == first->theme;
	return first;
}

/* What another passed, and besides what is certain to be marked by one's own local words. */
static bool
take_passed(struct quote_work *w, const struct valid_tick *other,
	    const struct quote_marks *own, struct ticking *t, struct err *err)
{
	struct quote_marks marks = { .count = other->tick.span_count };

	marks.spans = arena_array(w->arena, struct quote_span, marks.count + 1);
	memcpy(marks.spans, other->tick.spans, marks.count * sizeof(*marks.spans));
	quote_marks_add(&marks, own, w->arena);
	return take_spans(marks.spans, marks.count, t, err);
}

/* Without a word of one's own it is what another passed, as quote list shows it; else all marks. */
static bool
choose_words(struct quote_work *w, struct ticking *t, struct err *err)
{
	const char *keep = flag_value(w->call, "keep"), *hide;
	struct quote_marks marks = quote_marks(w->plain, w->local, t->c, w->arena);
	const struct valid_tick *other;
	char name[QUOTE_SHOWN];
	bool agree, good = true;

	quote_show(t->c->name, name);
	if (quote_gone(&marks, t->c))
		return err_set(
			err, ERR_INPUT,
			"%s cannot be ticked: redaction gave up on it, and left nothing",
			name);
	other = what_others_passed(w, t->c, &agree);
	if (!choose_theme(w, other, t, err))
		return false;
	if (!keep && !flag_value(w->call, "hide") && other) {
		if (!agree)
			return err_set(
				err, ERR_INPUT,
				"others passed %s in different ways: say which with "
				"--keep and --hide",
				name);
		return take_passed(w, other, &marks, t, err);
	}
	if (keep)
		good = quote_keep(&marks, keep, err);
	for (size_t i = 0; good && (hide = flag_value_at(w->call, "hide", i)); i++)
		good = quote_hide(&marks, t->c, hide, w->arena, err);
	return good ? take_spans(marks.spans, marks.count, t, err)
		    : err_add(err, "%s", name);
}

/* ---- one a person and theme ------------------------------------------------------------------ */

static bool
same_person(const struct comment *a, const struct comment *b)
{
	return a != b && memcmp(a->person, b->person, SEAL_KEY) == 0;
}

/* Which other one it is stays untold: nobody need know which two are one person's. */
static bool
only_one(const struct quote_work *w, const struct ticking *list, size_t at,
	 struct err *err)
{
	const struct ticking *t = &list[at];
	bool other = false;
	char name[QUOTE_SHOWN];

	for (size_t i = 0; i < w->ticks.count; i++)
		other |= w->ticks.items[i].comment &&
			 w->ticks.items[i].theme == t->theme &&
			 same_person(w->ticks.items[i].comment, t->c);
	for (size_t i = 0; i < at; i++)
		other |= list[i].theme == t->theme && same_person(list[i].c, t->c);
	quote_show(t->c->name, name);
	return !other ||
	       err_set(err, ERR_INPUT,
		       "%s cannot be ticked: another comment of the same person is "
		       "ticked in %s, and only one may leave",
		       name, w->form->themes[t->theme].id);
}

/* ---- all of them ------------------------------------------------------------------------- */

static bool
prepare(struct quote_work *w, struct ticking *list, size_t *out_count, struct err *err)
{
	size_t count = 0;

	for (size_t i = 1; i < w->call->arg_count; i++) {
		struct ticking *t = &list[count];
		bool twice = false;

		*t = (struct ticking){ .c = quote_find(w, w->call->args[i], err) };
		if (!t->c)
			return false;
		for (size_t k = 0; k < count; k++)
			twice |= list[k].c == t->c;
		if (twice)
			continue;
		memcpy(t->tick.name, t->c->name, sizeof(t->tick.name));
		if (!choose_words(w, t, err) || !only_one(w, list, count, err))
			return false;
		t->text = quote_text(t->c, t->tick.spans, t->tick.span_count, false,
				     w->arena);
		count++;
	}
	*out_count = count;
	return true;
}

/* One's earlier ticks of the same quotes go when the new ones come. */
static size_t
earlier_ticks(const struct quote_work *w, const struct ticking *list, size_t count,
	      unsigned char (*out)[TICK_ID])
{
	size_t n = 0;

	for (size_t i = 0; i < w->ticks.count; i++)
		for (size_t k = 0; w->ticks.items[i].mine && k < count; k++)
			if (str_same(w->ticks.items[i].tick.name, list[k].c->name))
				memcpy(out[n++], w->ticks.items[i].id, TICK_ID);
	return n;
}

static bool
put_ticks(struct quote_work *w, const struct ticking *list, size_t count, struct err *err)
{
	size_t size = tick_size(&w->survey), gone_count;
	struct tick_row *rows = arena_array(w->arena, struct tick_row, count + 1);
	unsigned char(*gone)[TICK_ID] =
		arena_alloc(w->arena, w->ticks.count + 1, TICK_ID);

	for (size_t i = 0; i < count; i++) {
		unsigned char *sealed = arena_alloc(w->arena, size, 1);

		if (!tick_seal(&list[i].tick, &w->survey, w->key, sealed, err))
			return false;
		rand_bytes(rows[i].id, TICK_ID);
		rows[i].sealed = sealed;
		rows[i].len = size;
	}
	gone_count = earlier_ticks(w, list, count, gone);
	return ticks_change(&w->place, (const unsigned char(*)[TICK_ID])gone, gone_count,
			    rows, count, w->arena, err);
}

/* What was passed, word for word, and what another's word on it is. */
static void
tell(const struct quote_work *w, const struct ticking *t, struct buf *out)
{
	const struct valid_tick *other;
	char name[QUOTE_SHOWN];
	bool agreed = false, any = false;

	quote_show(t->c->name, name);
	for (size_t i = 0; (other = quote_others(&w->ticks, t->c, i)); i++) {
		any = true;
		agreed |= other->theme == t->theme && str_same(other->text, t->text);
	}
	buf_printf(out, "%s  %s  %s\n  %s\n", name, w->form->themes[t->theme].id,
		   agreed ? "passed by two" : "ticked by you", t->text);
	for (size_t i = 0; any && !agreed && (other = quote_others(&w->ticks, t->c, i));
	     i++)
		buf_printf(out, "  another (%s): %s\n", w->form->themes[other->theme].id,
			   other->text);
	if (any && !agreed)
		say("%s: another passed it otherwise, so neither tick counts until you agree",
		    name);
}

static bool
tick_all_of(struct quote_work *w, struct err *err)
{
	struct ticking *list = mem_new(w->call->arg_count, sizeof(*list));
	SCOPED(buf) out;
	size_t count = 0;
	bool good;

	buf_init(&out, 0);
	good = prepare(w, list, &count, err) && put_ticks(w, list, count, err);
	for (size_t i = 0; good && i < count; i++)
		tell(w, &list[i], &out);
	free(list);
	return good && output_put(&out, err);
}

bool
cmd_quote_tick(struct call *call, struct err *err)
{
	struct quote_work w;
	bool good;

	if (call->arg_count > 2 && (flag_value(call, "keep") || flag_value(call, "hide")))
		return err_set(err, ERR_USAGE,
			       "--keep and --hide speak of one quote: tick it by itself");
	good = quote_work_open(&w, call, true, err) && tick_all_of(&w, err);
	quote_work_free(&w);
	return good;
}
