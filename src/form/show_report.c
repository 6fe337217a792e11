/*
 * What becomes of a form's answers, for `form show`: who sees which groups, what is put together,
 * what is worked out, and under which theme each question is reported.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* ---- questions by their number --------------------------------------------------------- */

unsigned
show_number(const struct form *form, unsigned block)
{
	unsigned number = 0;

	for (unsigned i = 0; i <= block && i < form->block_count; i++) {
		const struct block *b = &form->blocks[i];

		number += b->count &&
			  (b->statements || form->questions[b->first].kind != KIND_NOTE);
	}
	return number;
}

/* "question 7", "questions 1, 2 and 5 to 8" */
void
show_numbers(const struct form *form, const bool of[FORM_QUESTIONS], struct buf *out)
{
	unsigned from[FORM_QUESTIONS], to[FORM_QUESTIONS], runs = 0, last = 0;

	for (unsigned i = 0; i < form->question_count; i++) {
		unsigned number = show_number(form, form->questions[i].block);

		if (!of[i] || (runs && number == to[runs - 1]))
			continue;
		/* two numbers in a row are no run yet */
		if (runs && number == last + 1 && from[runs - 1] < to[runs - 1])
			to[runs - 1] = number;
		else if (runs > 1 && number == last + 1 && from[runs - 2] == last - 1)
			to[--runs - 1] = number;
		else
			from[runs] = to[runs] = number, runs++;
		last = number;
	}
	if (runs)
		buf_puts(out, runs > 1 || from[0] < to[0] ? "questions " : "question ");
	for (unsigned i = 0; i < runs; i++) {
		buf_printf(out, "%s%u", !i ? "" : i + 1 < runs ? ", " : " and ", from[i]);
		if (from[i] < to[i])
			buf_printf(out, " to %u", to[i]);
	}
}

void
show_bands(const struct bands *bands, struct buf *out)
{
	for (size_t i = 0; i < bands->count; i++)
		buf_printf(out, "%s%s", i ? ", " : "", bands->items[i].code);
}

/* One entry of a list, put together from parts. */
static void
put_entry(struct buf *entry, struct buf *out)
{
	show_wrap(out, 2, "- ", entry->data ? entry->data : "");
	buf_clear(entry);
}

/* ---- groups ---------------------------------------------------------------------------- */

static void
put_break(const struct form *form, const struct break_by *by, unsigned lang,
	  struct buf *entry)
{
	const struct condition *c;

	switch (by->kind) {
	case BREAK_QUESTION:
		buf_printf(entry, "%s (question %u)",
			   text_in(&form->questions[by->index].ask, lang),
			   show_number(form, form->questions[by->index].block));
		break;
	case BREAK_CONDITION:
		c = &form->conditions[by->index];
		buf_printf(entry, "%s, or %s", text_in(&c->label, lang),
			   text_in(&c->otherwise, lang));
		break;
	case BREAK_PLACE:
		buf_puts(entry, "The poster's place");
		break;
	}
}

void
show_breaks(const struct form *form, unsigned lang, struct buf *out)
{
	const struct privacy *p = &form->privacy;
	SCOPED(buf) entry;

	buf_init(&entry, 0);
	buf_puts(out, "\nBroken down by\n");
	for (size_t i = 0; i < p->break_count; i++) {
		put_break(form, &p->breaks[i], lang, &entry);
		put_entry(&entry, out);
	}
	if (!p->break_count)
		buf_puts(out, "  nothing: each question is shown for everybody alone\n");
}

/* The label of a code of a question or list, or the code itself. */
static const char *
code_label(const struct form *form, const char *of, const char *code, unsigned lang)
{
	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		int option = question_option(q, code);

		if (option >= 0 && (str_same(q->id, of) ||
				    (q->options->list && str_same(q->options->list, of))))
			return text_in(&q->options->items[option].label, lang);
	}
	return code;
}

static void
put_groups(const struct form *form, const char *title, const struct merge *groups,
	   size_t count, unsigned lang, struct buf *out)
{
	SCOPED(buf) entry;

	buf_init(&entry, 0);
	if (count)
		buf_printf(out, "\n%s\n", title);
	for (size_t i = 0; i < count; i++) {
		const struct merge *m = &groups[i];

		buf_printf(&entry, "%s: \"%s\" is ", m->of, text_in(&m->label, lang));
		for (size_t k = 0; k < m->member_count; k++)
			buf_printf(&entry, "%s\"%s\"",
				   !k			     ? ""
				   : k + 1 < m->member_count ? ", "
							     : " and ",
				   code_label(form, m->of, m->members[k], lang));
		put_entry(&entry, out);
	}
}

/* ---- themes and scores ----------------------------------------------------------------- */

static void
put_themes(const struct form *form, unsigned lang, struct buf *out)
{
	SCOPED(buf) entry;

	buf_init(&entry, 0);
	if (form->theme_count)
		buf_puts(out, "\nThemes\n");
	for (size_t i = 0; i < form->theme_count; i++) {
		bool under[FORM_QUESTIONS] = { false },
		     comments[FORM_QUESTIONS] = { false };
		size_t before;

		for (size_t k = 0; k < form->question_count; k++) {
			const struct question *q = &form->questions[k];

			under[k] = q->theme == (int)i && form_kinds[q->kind].closed;
			comments[k] = q->themes & (1u << i) &&
				      (form_kinds[q->kind].text || q->up_to);
		}
		buf_printf(&entry, "%s: ", text_in(&form->themes[i].title, lang));
		before = entry.len;
		show_numbers(form, under, &entry);
		if (entry.len > before)
			buf_puts(&entry, "; ");
		before = entry.len;
		buf_puts(&entry, "comments on ");
		show_numbers(form, comments, &entry);
		if (entry.len == before + strlen("comments on "))
			entry.len -= strlen("; comments on "); /* there are none */
		entry.data[entry.len] = '\0';
		put_entry(&entry, out);
	}
}

static void
put_points(const struct form *form, const struct score *s, unsigned lang,
	   struct buf *entry)
{
	for (size_t i = 0; i < s->point_count; i++) {
		const char *code = s->point_codes[i], *label = code;

		for (size_t k = 0; k < s->from_count && label == code; k++)
			label = code_label(form, form->questions[s->from[k]].id, code,
					   lang);
		buf_printf(entry, "%s\"%s\" %d", i ? ", " : "; points: ", label,
			   s->points[i]);
	}
}

static void
put_scores(const struct form *form, unsigned lang, struct buf *out)
{
	SCOPED(buf) entry;

	buf_init(&entry, 0);
	if (form->score_count)
		buf_puts(out, "\nScores, worked out before an answer is sealed\n");
	for (size_t i = 0; i < form->score_count; i++) {
		const struct score *s = &form->scores[i];
		bool from[FORM_QUESTIONS] = { false };

		for (size_t k = 0; k < s->from_count; k++)
			from[s->from[k]] = true;
		buf_printf(&entry, "%s (%s): %s of ", text_in(&s->title, lang), s->id,
			   s->average ? "the average" : "the sum");
		show_numbers(form, from, &entry);
		buf_printf(&entry,
			   ", from %zu answer%s, if %u or more %s given; stored as ",
			   s->from_count, s->from_count == 1 ? "" : "s", s->at_least,
			   s->at_least == 1 ? "is" : "are");
		show_bands(&s->bands, &entry);
		put_points(form, s, lang, &entry);
		put_entry(&entry, out);
	}
}

static void
put_scorecard(const struct form *form, unsigned lang, struct buf *out)
{
	SCOPED(buf) entry;

	buf_init(&entry, 0);
	if (form->scorecard_count)
		buf_puts(out, "\nScorecard\n");
	for (size_t i = 0; i < form->scorecard_count; i++) {
		const char *id = form->scorecard[i];
		const struct question *q = form_question(form, id);

		for (size_t k = 0; k < form->score_count && !q; k++)
			if (str_same(form->scores[k].id, id))
				buf_puts(&entry, text_in(&form->scores[k].title, lang));
		if (q)
			buf_printf(&entry, "%s (question %u)", text_in(&q->ask, lang),
				   show_number(form, q->block));
		put_entry(&entry, out);
	}
}

/* ---- all of it --------------------------------------------------------------------------- */

/* What is said of tables only where it is not the rule. */
static void
put_tables(const struct form *form, struct buf *out)
{
	const struct privacy *p = &form->privacy;
	bool alone[FORM_QUESTIONS] = { false }, any = false, all = true;
	unsigned tables = form_tables(form);
	SCOPED(buf) entry;

	buf_init(&entry, 0);
	for (size_t i = 0; i < form->question_count; i++) {
		alone[i] = form_kinds[form->questions[i].kind].closed &&
			   !form->questions[i].break_down;
		any = any || alone[i];
	}
	buf_printf(
		out,
		"\nIn the report\n  %u table%s; %u answers are needed for all of them\n",
		tables, tables == 1 ? "" : "s", form_people_needed(form));
	if (any && p->break_count) {
		buf_puts(&entry, "Never broken down: ");
		show_numbers(form, alone, &entry);
		show_wrap(out, 2, "", entry.data);
		buf_clear(&entry);
	}
	for (unsigned i = 0; i < LEVEL__COUNT; i++) {
		all = all && p->ladder[i];
		if (p->ladder[i])
			buf_printf(&entry, "%s%s", entry.len ? ", " : "",
				   level_names[i]);
	}
	if (!all)
		buf_printf(out, "  Tables are tried as %s\n", entry.data);
	if (p->strict)
		buf_puts(out, "  A table with a hidden cell is not shown at all\n");
}

void
show_report(const struct form *form, unsigned lang, struct buf *out)
{
	const struct privacy *p = &form->privacy;

	put_tables(form, out);
	put_groups(form, "Put together where groups are too small", p->fallback,
		   p->fallback_count, lang, out);
	put_groups(form, "Put together where a table would not be shown", p->merges,
		   p->merge_count, lang, out);
	put_themes(form, lang, out);
	put_scores(form, lang, out);
	put_scorecard(form, lang, out);
}
