/*
 * Which ticks count, and what they pass.  A tick counts if it opens, bears its maker's code, names
 * a comment that is there and a theme that it may carry, and takes out all that is certain to be
 * marked today.  A quote is passed if two different people ticked the same words and theme.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

void
ticks_open(const struct tick_row *rows, size_t count, const struct survey *survey,
	   const struct secret_key *key, struct ticks *out, struct arena *a)
{
	struct valid_tick *next;
	struct recipient me;
	size_t room = 0;

	*out = (struct ticks){ .count = 0 };
	secret_key_public(key, &me);
	for (size_t i = 0; i < count; i++) {
		if (out->count == room) {
			room = room ? room * 2 : 16;
			next = arena_array(a, struct valid_tick, room);
			if (out->count)
				memcpy(next, out->items, out->count * sizeof(*next));
			out->items = next;
		}
		next = &out->items[out->count];
		if (!tick_open(rows[i].sealed, rows[i].len, survey, key, &next->tick,
			       NULL)) {
			out->ignored++;
			continue;
		}
		memcpy(next->id, rows[i].id, TICK_ID);
		next->mine = memcmp(next->tick.who.key, me.key, SEAL_PUBLIC) == 0;
		out->count++;
	}
}

/* ---- each against its comment ------------------------------------------------------------- */

static const struct comment *
comment_named(const struct comments *comments, const char *name)
{
	for (size_t i = 0; i < comments->count; i++)
		if (str_same(comments->items[i].name, name))
			return &comments->items[i];
	return NULL;
}

static bool
at_character(const struct comment *c, uint32_t at)
{
	return at <= c->len && ((unsigned char)c->text[at] & 0xc0) != 0x80;
}

static bool
tick_fits(const struct tick *t, const struct comment *c, struct redactor *plain,
	  struct arena *a)
{
	struct quote_marks marks = quote_marks(plain, NULL, c, a);

	if (quote_gone(&marks, c))
		return false;
	for (size_t i = 0; i < t->span_count; i++)
		if (!at_character(c, t->spans[i].from) ||
		    !at_character(c, t->spans[i].to))
			return false;
	for (size_t i = 0; i < marks.count; i++)
		if (marks.spans[i].certain &&
		    !quote_covers(t->spans, t->span_count, &marks.spans[i]))
			return false;
	return true;
}

/*
 * Two of one person for one quote, and not alike: one of them was taken back and somebody brought
 * it again.  Which is not known, so neither counts.
 */
static void
settle_own(struct ticks *ticks)
{
	for (size_t i = 0; i < ticks->count; i++) {
		struct valid_tick *one = &ticks->items[i];
		bool unclear = false;

		for (size_t j = i + 1; one->comment && j < ticks->count; j++) {
			struct valid_tick *other = &ticks->items[j];

			if (other->comment != one->comment ||
			    memcmp(other->tick.who.key, one->tick.who.key, SEAL_PUBLIC))
				continue;
			unclear |= other->theme != one->theme ||
				   !str_same(other->text, one->text);
			other->comment = NULL;
		}
		if (unclear)
			one->comment = NULL;
		ticks->unclear += unclear;
	}
}

void
ticks_join(struct ticks *ticks, const struct comments *comments, const struct form *form,
	   struct redactor *plain, struct arena *a)
{
	for (size_t i = 0; i < ticks->count; i++) {
		struct valid_tick *v = &ticks->items[i];
		const struct comment *c = comment_named(comments, v->tick.name);

		if (!c)
			continue;
		v->theme = form_theme(form, v->tick.theme);
		if (v->theme < 0 || !(c->themes >> v->theme & 1) ||
		    !tick_fits(&v->tick, c, plain, a)) {
			ticks->lapsed++;
			continue;
		}
		v->comment = c;
		v->text = quote_text(c, v->tick.spans, v->tick.span_count, false, a);
	}
	settle_own(ticks);
}

void
ticks_warn(const struct ticks *ticks)
{
	if (ticks->ignored)
		say("%zu tick%s ignored: damaged, or not made by a recipient of this survey",
		    ticks->ignored, ticks->ignored == 1 ? " is" : "s are");
	if (ticks->lapsed)
		say("%zu tick%s no more: redaction would now take out words that %s standing",
		    ticks->lapsed, ticks->lapsed == 1 ? " counts" : "s count",
		    ticks->lapsed == 1 ? "it leaves" : "they leave");
	if (ticks->unclear)
		say("%zu quote%s ticked twice by one person, in different ways; that counts as "
		    "no tick until it is ticked again",
		    ticks->unclear, ticks->unclear == 1 ? " is" : "s are");
}

/* ---- what is passed ------------------------------------------------------------------------ */

static bool
agree(const struct valid_tick *one, const struct valid_tick *other)
{
	return other->comment == one->comment && other->theme == one->theme &&
	       memcmp(other->tick.who.key, one->tick.who.key, SEAL_PUBLIC) != 0 &&
	       str_same(other->text, one->text);
}

const struct valid_tick *
quote_passed(const struct ticks *ticks, const struct comment *c)
{
	const struct valid_tick *best = NULL;

	for (size_t i = 0; i < ticks->count; i++) {
		const struct valid_tick *one = &ticks->items[i];
		bool two = false;

		for (size_t j = 0; one->comment == c && !two && j < ticks->count; j++)
			two = agree(one, &ticks->items[j]);
		/* Two pairs that differ: the same is taken whatever the order of rows. */
		if (two &&
		    (!best || one->theme < best->theme ||
		     (one->theme == best->theme && strcmp(one->text, best->text) < 0)))
			best = one;
	}
	return best;
}

const struct valid_tick *
quote_mine(const struct ticks *ticks, const struct comment *c)
{
	for (size_t i = 0; i < ticks->count; i++)
		if (ticks->items[i].comment == c && ticks->items[i].mine)
			return &ticks->items[i];
	return NULL;
}

const struct valid_tick *
quote_others(const struct ticks *ticks, const struct comment *c, size_t at)
{
	for (size_t i = 0; i < ticks->count; i++)
		if (ticks->items[i].comment == c && !ticks->items[i].mine && at-- == 0)
			return &ticks->items[i];
	return NULL;
}
