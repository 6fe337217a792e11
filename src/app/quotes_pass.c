/*
 * How one person passes quotes, or takes that back: which theme, which words; all of them or none.
 * Prints nothing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

/* ---- which theme, which words --------------------------------------------------------------- */

static bool
choose_theme(const struct quote_work *w, const struct tick_wish *wish,
	     const struct valid_tick *other, struct tick_made *t, struct err *err)
{
	const char *said = wish->theme;
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
take_spans(const struct quote_span *spans, size_t count, struct tick_made *t,
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
	    const struct quote_marks *own, struct tick_made *t, struct err *err)
{
	struct quote_marks marks = { .count = other->tick.span_count };

	marks.spans = arena_array(w->arena, struct quote_span, marks.count + 1);
	memcpy(marks.spans, other->tick.spans, marks.count * sizeof(*marks.spans));
	quote_marks_add(&marks, own, w->arena);
	return take_spans(marks.spans, marks.count, t, err);
}

bool
tick_marks(struct quote_marks *marks, const struct comment *c,
	   const struct tick_wish *wish, struct arena *a, struct err *err)
{
	bool good = !wish->keep || quote_keep(marks, wish->keep, err);

	for (size_t i = 0; good && i < wish->hide_count; i++)
		good = quote_hide(marks, c, wish->hide[i], a, err);
	return good;
}

/* Without a word of one's own it is what another passed, as quote list shows it; else all marks. */
static bool
choose_words(struct quote_work *w, const struct tick_wish *wish, struct tick_made *t,
	     struct err *err)
{
	struct quote_marks marks = quote_marks(w->plain, w->local, t->c, w->arena);
	const struct valid_tick *other;
	char name[QUOTE_SHOWN];
	bool agree, own = wish->own || wish->keep || wish->hide_count;

	quote_show(t->c->name, name);
	if (quote_gone(&marks, t->c))
		return err_set(
			err, ERR_INPUT,
			"%s cannot be ticked: redaction gave up on it, and left nothing",
			name);
	other = what_others_passed(w, t->c, &agree);
	if (!choose_theme(w, wish, other, t, err))
		return false;
	if (!own && other) {
		if (!agree)
			return err_set(
				err, ERR_INPUT,
				"others passed %s in different ways: say yourself what is "
				"kept (--keep) and hidden (--hide)",
				name);
		return take_passed(w, other, &marks, t, err);
	}
	return (tick_marks(&marks, t->c, wish, w->arena, err) ||
		err_add(err, "%s", name)) &&
	       take_spans(marks.spans, marks.count, t, err);
}

/* ---- one a person and theme ------------------------------------------------------------------ */

static bool
same_person(const struct comment *a, const struct comment *b)
{
	return a != b && memcmp(a->person, b->person, SEAL_KEY) == 0;
}

/* Which other one it is stays untold: nobody need know which two are one person's. */
static bool
only_one(const struct quote_work *w, const struct tick_made *list, size_t at,
	 struct err *err)
{
	const struct tick_made *t = &list[at];
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

bool
tick_prepare(struct quote_work *w, const struct tick_wish *wishes, size_t wish_count,
	     struct tick_made *list, size_t *out_count, struct err *err)
{
	size_t count = 0;

	for (size_t i = 0; i < wish_count; i++) {
		struct tick_made *t = &list[count];
		bool twice = false;

		*t = (struct tick_made){ .c = wishes[i].c };
		for (size_t k = 0; k < count; k++)
			twice |= list[k].c == t->c;
		if (twice)
			continue;
		memcpy(t->tick.name, t->c->name, sizeof(t->tick.name));
		if (!choose_words(w, &wishes[i], t, err) ||
		    !only_one(w, list, count, err))
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
earlier_ticks(const struct quote_work *w, const struct tick_made *list, size_t count,
	      unsigned char (*out)[TICK_ID])
{
	size_t n = 0;

	for (size_t i = 0; i < w->ticks.count; i++)
		for (size_t k = 0; w->ticks.items[i].mine && k < count; k++)
			if (str_same(w->ticks.items[i].tick.name, list[k].c->name))
				memcpy(out[n++], w->ticks.items[i].id, TICK_ID);
	return n;
}

bool
ticks_put(struct quote_work *w, const struct tick_made *list, size_t count,
	  struct err *err)
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

bool
tick_agreed(const struct quote_work *w, const struct tick_made *t, bool *out_any)
{
	const struct valid_tick *other;
	bool agreed = false;

	*out_any = false;
	for (size_t i = 0; (other = quote_others(&w->ticks, t->c, i)); i++) {
		*out_any = true;
		agreed |= other->theme == t->theme && str_same(other->text, t->text);
	}
	return agreed;
}

/* ---- taking back -------------------------------------------------------------------------- */

/* All of one's own for that comment; ERR_INPUT if there is none. */
static bool
find_own(const struct quote_work *w, const struct comment *c,
	 unsigned char (*gone)[TICK_ID], size_t *inout_count, struct err *err)
{
	size_t before = *inout_count;
	char name[QUOTE_SHOWN];

	for (size_t i = 0; i < w->ticks.count; i++)
		if (w->ticks.items[i].mine &&
		    str_same(w->ticks.items[i].tick.name, c->name))
			memcpy(gone[(*inout_count)++], w->ticks.items[i].id, TICK_ID);
	quote_show(c->name, name);
	return *inout_count > before ||
	       err_set(err, ERR_INPUT, "%s is not ticked by you", name);
}

bool
ticks_take_back(struct quote_work *w, const struct comment *const *list, size_t quotes,
		size_t *out_count, struct err *err)
{
	unsigned char(*gone)[TICK_ID] =
		arena_alloc(w->arena, (w->ticks.count + 1) * (quotes + 1), TICK_ID);
	size_t count = 0;

	for (size_t i = 0; i < quotes; i++)
		if (!find_own(w, list[i], gone, &count, err))
			return false;
	if (!ticks_change(&w->place, (const unsigned char(*)[TICK_ID])gone, count, NULL,
			  0, w->arena, err))
		return false;
	*out_count = count;
	return true;
}

/* ---- how it stands -------------------------------------------------------------------------- */

const struct quote_state_row quote_states[QUOTE__STATES] = {
	[QUOTE_NONE] = { "none", "not ticked" },
	[QUOTE_YOURS] = { "yours", "ticked by you" },
	[QUOTE_ANOTHERS] = { "another", "ticked by another" },
	[QUOTE_DIFFERS] = { "differs", "ticked by two, with different words or themes" },
	[QUOTE_PASSED] = { "passed", "passed by two" },
};

enum quote_state
quote_state_of(const struct ticks *ticks, const struct comment *c)
{
	bool mine = quote_mine(ticks, c) != NULL,
	     others = quote_others(ticks, c, 0) != NULL;

	if (quote_passed(ticks, c))
		return QUOTE_PASSED;
	if (quote_others(ticks, c, mine ? 0 : 1))
		return QUOTE_DIFFERS;
	return others ? QUOTE_ANOTHERS : mine ? QUOTE_YOURS : QUOTE_NONE;
}

/* The words beneath a guess, without which nobody can say whether it may stand. */
void
quote_words_under(struct buf *out, const struct comment *c, const struct quote_span *span,
		  struct arena *a)
{
	const struct quote_span none = { .from = 0 };
	struct comment piece = { .text = c->text + span->from,
				 .len = span->to - span->from };
	const char *words = quote_text(&piece, &none, 0, false, a);
	char shown[MARK_SHOWN * 4];

	str_fit(shown, sizeof(shown), words);
	buf_puts(out, shown);
}
