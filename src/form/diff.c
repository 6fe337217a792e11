/*
 * What differs between two forms, question by question: which of the new form's can be held
 * against the old one's as a trend, and why the others cannot.
 *
 * What only reports it (themes, break-downs) is no difference: people are asked the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"

const char *const diff_names[DIFF__COUNT] = {
	[DIFF_SAME] = "same",
	[DIFF_REWORDED] = "reworded",
	[DIFF_OPTIONS] = "options changed",
	[DIFF_NEW] = "new",
	[DIFF_GONE] = "gone",
};

enum { CONDS = 3 }; /* whom a question is asked: its loop's, its page's and its own */

struct comparing {
	const struct form *old, *new;
	const struct question *before, *now;
	const struct block *before_block, *now_block;
	struct arena *arena;
	struct diff_row *row;
};

/* ---- saying what differs -------------------------------------------------------------- */

/* Options weigh more than words: a number on other options is another number. */
static void
differs(struct comparing *c, enum diff_class class, const char *key)
{
	struct diff_row *row = c->row;

	if (class > row->class)
		row->class = class;
	for (size_t i = 0; i < row->key_count; i++) {
		if (str_same(row->keys[i], key))
			return;
	}
	if (row->key_count < ARRAY_LEN(row->keys))
		row->keys[row->key_count++] = key;
}

/* One thing in plain words. */
static void
say_note(struct comparing *c, const char *words)
{
	if (c->row->note_count < ARRAY_LEN(c->row->notes))
		c->row->notes[c->row->note_count++] = words;
}

static void
say_change(struct comparing *c, const char *what, const char *before, const char *now)
{
	say_note(c, arena_printf(c->arena, "%s: %s before, %s now", what, before, now));
}

/* ---- texts ---------------------------------------------------------------------------- */

/*
 * Each language with its own; what only one of the forms is written in cannot differ.  Fills
 * names with "ask" and "ask (cy)" for those that do; returns how many.
 */
static size_t
texts_differ(const struct comparing *c, const char *key, const struct text *before,
	     const struct text *now, const char *names[FORM_LANGUAGES])
{
	size_t n = 0;

	for (size_t lang = 0; lang < c->new->language_count; lang++) {
		const char *code = c->new->languages[lang];
		int was = form_language(c->old, code);
		const char *a = was < 0 ? NULL : before->in[was], *b = now->in[lang];

		if (was < 0 || (a && b ? str_same(a, b) : !a && !b))
			continue;
		names[n++] = lang ? arena_printf(c->arena, "%s (%s)", key, code) : key;
	}
	return n;
}

static void
compare_text(struct comparing *c, enum diff_class class, const char *key,
	     const struct text *before, const struct text *now)
{
	const char *names[FORM_LANGUAGES];
	size_t n = texts_differ(c, key, before, now, names);

	if (n)
		differs(c, class, key);
	for (size_t i = 0; i < n; i++) {
		struct diff_row *row = c->row;
		size_t k = 0;

		while (k < row->text_count && !str_same(row->texts[k], names[i]))
			k++;
		if (k == row->text_count && k < ARRAY_LEN(row->texts))
			row->texts[row->text_count++] = names[i];
	}
}

/* `ask` of a block of statements stands above them all; each sentence is a question. */
static void
compare_words(struct comparing *c)
{
	const struct block *was = c->before_block, *is = c->now_block;

	if (was->statements != is->statements) {
		differs(c, DIFF_REWORDED, "type");
		say_note(c, is->statements ? "now one of several statements"
					   : "now a question of its own");
	}
	if (was->statements && is->statements)
		compare_text(c, DIFF_REWORDED, "ask", &was->ask, &is->ask);
	compare_text(c, DIFF_REWORDED, is->statements ? "statements" : "ask",
		     &c->before->ask, &c->now->ask);
	compare_text(c, DIFF_REWORDED, "hint", &was->hint, &is->hint);
	compare_text(c, DIFF_REWORDED, "help", &was->help, &is->help);
	compare_text(c, DIFF_REWORDED, "why", &was->why, &is->why);
	compare_text(c, DIFF_REWORDED, "message", &c->before->message, &c->now->message);
}

/* ---- options ------------------------------------------------------------------------- */

static const struct option *
option_of(const struct question *q, const char *code)
{
	int i = question_option(q, code);

	return i < 0 ? NULL : &q->options->items[i];
}

/* ", " between; NULL if there is none. */
static const char *
list_add(struct comparing *c, const char *list, const char *word)
{
	return list ? arena_printf(c->arena, "%s, %s", list, word) : word;
}

/* The codes of `from` that `other` lacks, or NULL. */
static const char *
codes_missing(struct comparing *c, const struct question *from,
	      const struct question *other)
{
	const char *list = NULL;

	for (size_t i = 0; i < from->options->count; i++) {
		const char *code = from->options->items[i].code;

		if (!option_of(other, code))
			list = list_add(c, list, code);
	}
	return list;
}

/* Whether the codes that both have stand in another order. */
static bool
codes_turned(const struct question *before, const struct question *now)
{
	int last = -1;

	for (size_t i = 0; i < now->options->count; i++) {
		int was = question_option(before, now->options->items[i].code);

		if (was >= 0 && was < last)
			return true;
		last = was < 0 ? last : was;
	}
	return false;
}

static void
compare_labels(struct comparing *c)
{
	const char *list = NULL;

	for (size_t i = 0; i < c->now->options->count; i++) {
		const struct option *now = &c->now->options->items[i];
		const struct option *before = option_of(c->before, now->code);
		const char *names[FORM_LANGUAGES];

		if (!before ||
		    !texts_differ(c, "options", &before->label, &now->label, names))
			continue;
		compare_text(c, DIFF_OPTIONS, now->is_other ? "other" : "options",
			     &before->label, &now->label);
		list = list_add(c, list, now->code);
	}
	if (list)
		say_note(c, arena_printf(c->arena, "other labels: %s", list));
}

static void
compare_options(struct comparing *c)
{
	const char *gone, *fresh;

	if (!c->before->options || !c->now->options)
		return; /* then the types differ as well */
	gone = codes_missing(c, c->before, c->now);
	fresh = codes_missing(c, c->now, c->before);
	if (gone || fresh || codes_turned(c->before, c->now))
		differs(c, DIFF_OPTIONS, "options");
	if (fresh)
		say_note(c, arena_printf(c->arena, "options new: %s", fresh));
	if (gone)
		say_note(c, arena_printf(c->arena, "options gone: %s", gone));
	if (codes_turned(c->before, c->now))
		say_note(c, "options in another order");
	compare_labels(c);
}

/* ---- what can be answered -------------------------------------------------------------- */

static void
compare_type(struct comparing *c)
{
	const char *const names[2] = { form_kinds[c->before->kind].name,
				       form_kinds[c->now->kind].name };

	if (c->before->kind == c->now->kind)
		return;
	differs(c, DIFF_OPTIONS, "type");
	say_change(c, "type", names[0], names[1]);
}

/* "0, 1, 2-5, 6+", or that it is stored as it is. */
static const char *
bands_words(struct comparing *c, const struct question *q)
{
	const char *list = NULL;

	if (q->kind == KIND_MONTH)
		return q->month_store == MONTH_QUARTER	   ? "quarter"
		       : q->month_store == MONTH_HALF_YEAR ? "half year"
							   : "year";
	for (size_t i = 0; i < q->bands.count; i++)
		list = list_add(c, list, q->bands.items[i].code);
	return list ? list : "each number";
}

/* A limit that is a count; 0: none. */
static void
compare_count(struct comparing *c, const char *key, unsigned before, unsigned now)
{
	if (before == now)
		return;
	differs(c, DIFF_OPTIONS, key);
	say_change(c, key, before ? arena_printf(c->arena, "%u", before) : "none",
		   now ? arena_printf(c->arena, "%u", now) : "none");
}

/* The codes that exclude all the rest; "none" could be one of them. */
static const char *
alone_words(struct comparing *c, const struct question *q)
{
	const char *list = NULL;

	for (size_t i = 0; q->options && i < q->options->count; i++) {
		if (q->alone & (1u << i))
			list = list_add(c, list, q->options->items[i].code);
	}
	return list ? list : "no option";
}

static void
compare_number(struct comparing *c)
{
	const struct question *was = c->before, *is = c->now;
	const char *const bands[2] = { bands_words(c, was), bands_words(c, is) };

	if (!str_same(bands[0], bands[1])) {
		differs(c, DIFF_OPTIONS, "store as");
		say_change(c, "store as", bands[0], bands[1]);
	}
	if (was->between_low != is->between_low ||
	    was->between_high != is->between_high) {
		differs(c, DIFF_OPTIONS, "between");
		say_note(c, arena_printf(c->arena,
					 "between: %d and %d before, %d and %d now",
					 was->between_low, was->between_high,
					 is->between_low, is->between_high));
	}
	compare_text(c, DIFF_OPTIONS, "unit", &was->unit, &is->unit);
}

static void
compare_limits(struct comparing *c)
{
	const struct question *was = c->before, *is = c->now;
	const char *const alone[2] = { alone_words(c, was), alone_words(c, is) };

	if (was->kind != is->kind)
		return; /* each has limits of its own */
	if (is->kind == KIND_NUMBER || is->kind == KIND_MONTH)
		compare_number(c);
	compare_count(c, "last", was->last_months, is->last_months);
	if (form_kinds[is->kind].text)
		compare_count(c, "up to", was->up_to, is->up_to);
	compare_count(c, "at least", was->at_least, is->at_least);
	compare_count(c, "at most", was->at_most, is->at_most);
	if (!str_same(alone[0], alone[1])) {
		differs(c, DIFF_OPTIONS, "only on its own");
		say_change(c, "only on its own", alone[0], alone[1]);
	}
}

/* "Prefer not to say" is offered like an option, and may be what lets people go on. */
static void
compare_or(struct comparing *c)
{
	bool was = c->before->no_answer.in[0], is = c->now->no_answer.in[0];

	if (was != is) {
		differs(c, DIFF_OPTIONS, "or");
		say_note(c, is ? "`or` is new" : "`or` is gone");
	} else {
		compare_text(c, DIFF_OPTIONS, "or", &c->before->no_answer,
			     &c->now->no_answer);
	}
	if (c->before->required != c->now->required) {
		differs(c, DIFF_REWORDED, "required");
		say_note(c, c->now->required ? "now required" : "no longer required");
	}
}

/* ---- whom it is asked, and how often --------------------------------------------------- */

static const struct repeat *
repeat_of(const struct form *form, const struct question *q)
{
	return q->repeat < 0 ? NULL : &form->repeats[q->repeat];
}

static void
compare_repeat(struct comparing *c)
{
	const struct repeat *was = repeat_of(c->old, c->before),
			    *is = repeat_of(c->new, c->now);

	if (!was && !is)
		return;
	if (was && is) {
		compare_count(c, "for each", was->most, is->most);
		compare_text(c, DIFF_REWORDED, "another", &was->another, &is->another);
		return;
	}
	differs(c, DIFF_OPTIONS, "for each");
	say_note(c,
		 is ? arena_printf(c->arena, "for each: once before, up to %u times now",
				   is->most)
		    : arena_printf(c->arena, "for each: up to %u times before, once now",
				   was->most));
}

/* A loop has its first page's condition, so that one may stand here twice. */
static void
conds_of(const struct form *form, const struct question *q, const struct cond *out[CONDS])
{
	const struct repeat *repeat = repeat_of(form, q);

	out[0] = repeat ? repeat->show_if : NULL;
	out[1] = form->pages[form->blocks[q->block].page].show_if;
	out[2] = form->blocks[q->block].show_if;
	if (out[0] == out[1])
		out[0] = NULL;
}

/* "everybody", or the authors' words. */
static const char *
conds_words(struct comparing *c, const struct cond *const conds[CONDS])
{
	const char *all = NULL;

	for (size_t i = 0; i < CONDS; i++) {
		if (conds[i] && conds[i]->source)
			all = all ? arena_printf(c->arena, "%s; and %s", all,
						 conds[i]->source)
				  : conds[i]->source;
	}
	return all ? all : "everybody";
}

static void
compare_conds(struct comparing *c)
{
	const struct cond *before[CONDS], *now[CONDS];
	const char *meant[2], *words[2];

	conds_of(c->old, c->before, before);
	conds_of(c->new, c->now, now);
	meant[0] = conds_meaning(c->old, before, CONDS, c->arena);
	meant[1] = conds_meaning(c->new, now, CONDS, c->arena);
	words[0] = conds_words(c, before);
	words[1] = conds_words(c, now);
	/* too long to be written out: then the authors' words must do */
	if (meant[0] && meant[1] ? str_same(meant[0], meant[1])
				 : str_same(words[0], words[1]))
		return;
	differs(c, DIFF_REWORDED, "show if");
	if (str_same(words[0], words[1]))
		say_note(c, arena_printf(
				    c->arena,
				    "show if: %s, where a name means something else now",
				    words[1]));
	else
		say_change(c, "show if", words[0], words[1]);
}

/* ---- one question -------------------------------------------------------------------------- */

/* "other words: ask, ask (cy)"; labels were named one by one. */
static void
say_texts(struct comparing *c)
{
	const char *list = NULL;

	for (size_t i = 0; i < c->row->text_count; i++) {
		const char *name = c->row->texts[i];

		if (!str_starts(name, "options") && !str_starts(name, "other"))
			list = list_add(c, list, name);
	}
	if (list)
		say_note(c, arena_printf(c->arena, "other words: %s", list));
}

/* The notes as one line. */
static const char *
notes_join(const struct diff_row *row, struct arena *a)
{
	const char *all = "";

	for (size_t i = 0; i < row->note_count; i++)
		all = arena_printf(a, "%s%s%s", all, i ? "; " : "", row->notes[i]);
	return all;
}

static void
compare(const struct form *old, const struct form *new, const struct question *before,
	const struct question *now, struct diff_row *row, struct arena *a)
{
	struct comparing c = { .old = old,
			       .new = new,
			       .before = before,
			       .now = now,
			       .before_block = &old->blocks[before->block],
			       .now_block = &new->blocks[now->block],
			       .arena = a,
			       .row = row };

	compare_type(&c);
	compare_words(&c);
	compare_options(&c);
	compare_or(&c);
	compare_limits(&c);
	compare_repeat(&c);
	compare_conds(&c);
	say_texts(&c);
}

/* ---- what has another place ------------------------------------------------------------------ */

/*
 * The longest run of questions that keep their order stays; the others moved.  was: each
 * question's place in the old form, or -1, in the new form's order.
 */
static void
mark_moved(struct diff *d, const int *was, size_t n)
{
	unsigned length[2 * FORM_QUESTIONS] = { 0 };
	int back[2 * FORM_QUESTIONS], best = -1;

	for (size_t i = 0; i < n; i++) {
		back[i] = -1;
		if (was[i] < 0)
			continue;
		length[i] = 1;
		for (size_t k = 0; k < i; k++) {
			if (was[k] >= 0 && was[k] < was[i] && length[k] >= length[i]) {
				length[i] = length[k] + 1;
				back[i] = (int)k;
			}
		}
		if (best < 0 || length[i] > length[best])
			best = (int)i;
	}
	for (size_t i = 0; i < n; i++)
		d->rows[i].moved = was[i] >= 0;
	for (; best >= 0; best = back[best])
		d->rows[best].moved = false;
}

void
form_diff(const struct form *old, const struct form *new, struct diff *out,
	  struct arena *a)
{
	int was[2 * FORM_QUESTIONS];

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < new->question_count; i++) {
		const struct question *now = &new->questions[i];
		const struct question *before = form_question(old, now->id);
		struct diff_row *row = &out->rows[out->count];

		if (!*now->id) /* a note asks nothing */
			continue;
		*row = (struct diff_row){ .id = now->id,
					  .class = before ? DIFF_SAME : DIFF_NEW };
		was[out->count++] = before ? (int)before->index : -1;
		if (before)
			compare(old, new, before, now, row, a);
	}
	mark_moved(out, was, out->count);
	for (size_t i = 0; i < old->question_count; i++) {
		const char *id = old->questions[i].id;

		if (*id && !form_question(new, id))
			out->rows[out->count++] =
				(struct diff_row){ .id = id, .class = DIFF_GONE };
	}
	for (size_t i = 0; i < out->count; i++) {
		struct diff_row *row = &out->rows[i];

		row->what = notes_join(row, a);
		out->broken += row->class != DIFF_SAME && row->class != DIFF_NEW;
	}
	out->breaking = out->broken > 0;
}
