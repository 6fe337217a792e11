/*
 * Checks that need the whole model: limits, what pages hold, themes that nobody uses, texts
 * that pipe an answer in, and whether groups can be published at all.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum {
	FIELDS_MOST = 500,
	/* a sealed draft of 32 KiB in base64 holds 24 KiB, less what sealing adds */
	RECORD_MOST = 24400,
	ROWS_MOST = 40, /* of a table: the summary floor's KEYS_MOST */
};

/* n of what, if that is over the limit. */
static void
too_many(struct reading *r, struct place at, size_t n, const char *what, size_t most)
{
	if (n > most)
		complain(r, E029, at, NULL, digits(r, (long long)n), what,
			 digits(r, (long long)most));
}

/* How many fields a browser may post for a question. */
static size_t
fields_of(const struct question *q)
{
	switch (q->kind) {
	case KIND_NOTE:
		return 0;
	case KIND_MONTH:
		return 2;
	case KIND_RANK:
		return q->options ? q->options->count : 0;
	case KIND_CHOOSE_ANY: /* one field, posted once for each box */
		return (q->options ? q->options->count : 0) + (q->up_to > 0);
	case KIND_CHOOSE_ONE:
	case KIND_SCALE:
	case KIND_NUMBER:
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
	case KIND__COUNT:
		break;
	}
	return 1 + (q->options && q->up_to > 0);
}

/* What is too much for people, for a browser, or for one sealed slot. */
static void
limits_check(struct reading *r)
{
	const struct form *form = r->form;
	size_t fields = 0, i;

	too_many(r, r->pages_at, r->asked, "questions", FORM_QUESTIONS);
	for (i = 0; i < form->question_count; i++)
		fields += fields_of(&form->questions[i]);
	too_many(r, r->pages_at, fields, "posted fields", FIELDS_MOST);
	/* only a form that can be read has sizes */
	if (r->diags->errors == 0)
		too_many(r, r->pages_at, form_record_most(form), "bytes in one answer",
			 RECORD_MOST);
}

/* `<id>_other` is a posted field: no question may be called so. */
static void
other_names_check(struct reading *r)
{
	const struct form *form = r->form;
	size_t i;

	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		const struct question *same;

		if (!q->options || !q->up_to)
			continue;
		same = form_question(form, arena_printf(r->scratch, "%s_other", q->id));
		if (same)
			complain(r, E025, r->question_at[same->index],
				 "it holds the words of the last option there", same->id,
				 digits(r, q->line));
	}
}

/*
 * One question; a question and its follow-up; two or three facts about one event.  A block
 * of statements is enough for a page.
 */
static void
pages_check(struct reading *r)
{
	const struct form *form = r->form;
	size_t i, j;

	for (i = 0; i < form->page_count; i++) {
		const struct page *page = &form->pages[i];
		size_t asked = 0;
		bool statements = false, follow_up = false;

		for (j = page->first; j < page->first + page->count; j++) {
			const struct block *b = &form->blocks[j];

			statements = statements || b->statements;
			follow_up = follow_up || b->follow_up;
			asked +=
				b->statements ||
				(b->count && form->questions[b->first].kind != KIND_NOTE);
		}
		if (asked > 3 || (asked > (follow_up ? 2u : 1u) && statements) ||
		    (asked > 2 && follow_up))
			complain(r, W100, r->page_at[i], NULL, "");
	}
}

/* A theme without a question stays empty in every report. */
static void
themes_check(struct reading *r)
{
	const struct form *form = r->form;
	size_t theme, i;

	for (theme = 0; theme < form->theme_count; theme++) {
		bool used = false;

		for (i = 0; i < form->question_count && !used; i++)
			used = form->questions[i].theme == (int)theme ||
			       form->questions[i].themes & (1u << theme);
		for (i = 0; i < form->score_count && !used; i++)
			used = form->scores[i].theme == (int)theme;
		if (!used)
			complain(r, W081, r->theme_at[theme], NULL,
				 form->themes[theme].id);
	}
}

/* Without the check page marks of redaction could be shown on the last page only. */
static void
walk_check(struct reading *r, const struct node *map)
{
	const struct form *form = r->form;
	const struct node *node = node_get(map, "check answers");

	/* a loop's question has no button that sends, and its turns are pages of their own */
	if (node && !form->check_answers &&
	    (form->page_count > 1 || (r->fresh && form->repeat_count)))
		complain(r, E023, node->at,
			 "people must see their answers before they send them",
			 form->page_count > 1 ? "yes: this form has several pages"
					      : "yes: this form has a loop");
}

/* ---- piping ------------------------------------------------------------------------ */

/* One hole, from its brace to its end: it names a choice that was made before this page. */
static void
pipe_check(struct reading *r, const struct piped *piped, size_t from, size_t to)
{
	const struct form *form = r->form;
	const char *s = piped->node->text + from;
	size_t id_len = strcspn(s, "|}");
	const char *id =
		arena_copy(r->scratch, s, id_len < to - from ? id_len : to - from);
	struct place at = node_inside(r, piped->node, from - 1,
				      (unsigned)utf8_count(s - 1, to - from + 2));
	int repeat = piped->page >= 0 ? form->pages[piped->page].repeat : -1;
	const struct question *q = form_question(form, id);
	bool words = id_len + 1 < to - from;

	if (str_same(id, "turn")) {
		if (repeat < 0 && (piped->page < 0 || !r->loop_failed[piped->page]))
			complain(r, E061_TURN, at, NULL, "");
		return;
	}
	if (!q || piped->page < 0 || q->kind != KIND_CHOOSE_ONE ||
	    form->blocks[q->block].page >= (unsigned)piped->page ||
	    (q->repeat >= 0 && q->repeat != repeat)) {
		complain(r, E061, at, "two braces, {{, make a brace in the text", id);
		return;
	}
	if (!words)
		complain(r, E062, at, NULL, id);
}

void
pipes_check(struct reading *r)
{
	const struct piped *piped;

	for (piped = r->piped; piped; piped = piped->next) {
		const char *s = piped->node->text;
		size_t i;

		for (i = 0; s[i] && !diags_full(r->diags); i++) {
			size_t end;

			if (s[i] != '{')
				continue;
			if (s[i + 1] == '{') {
				i++;
				continue;
			}
			end = i + strcspn(s + i, "}");
			if (!s[end] && r->fresh) {
				complain(r, E061_OPEN, node_inside(r, piped->node, i, 1), NULL,
					 "");
				break;
			}
			pipe_check(r, piped, i + 1, end);
			i = s[end] ? end : end - 1;
		}
	}
}

/* ---- can groups be published? ------------------------------------------------------ */

/* How few groups the declared ones leave of these options. */
static size_t
groups_left(const struct merge *groups, size_t count, const struct question *q)
{
	size_t left = q->options->count, i;

	for (i = 0; i < count; i++) {
		if (str_same(groups[i].of, q->id) ||
		    (q->options->list && str_same(groups[i].of, q->options->list)))
			left -= groups[i].member_count - 1;
	}
	return left;
}

static size_t
break_groups(const struct form *form, const struct break_by *by)
{
	const struct privacy *p = &form->privacy;
	const struct question *q = &form->questions[by->index];
	size_t fallback, merged;

	if (by->kind != BREAK_QUESTION)
		return 2;
	fallback = groups_left(p->fallback, p->fallback_count, q);
	merged = groups_left(p->merges, p->merge_count, q);
	return fallback < merged ? fallback : merged;
}

/*
 * A line is printed from 2t people on, and nothing at all under 3t.  So a break-down with k
 * groups, once all declared ones are folded, needs 2tk people, and any table 3t.
 * which: 0 for any table, else a break-down from 1.
 */
static unsigned
people_needed(const struct form *form, size_t which)
{
	unsigned t = form->privacy.smallest_group;

	if (which == 0)
		return 3 * t;
	return 2 * t * (unsigned)break_groups(form, &form->privacy.breaks[which - 1]);
}

unsigned
form_people_needed(const struct form *form)
{
	unsigned most = 0;
	size_t i;

	for (i = 0; i <= form->privacy.break_count; i++) {
		unsigned needed = people_needed(form, i);

		most = needed > most ? needed : most;
	}
	return most;
}

/* All closed questions have one, but for months that the form does not bound. */
static bool
has_table(const struct form *form, const struct question *q)
{
	unsigned rows = q->kind == KIND_MONTH ? month_rows(form, q) : 1;

	return rows && rows <= ROWS_MOST;
}

/* A score is crossed by what any of its questions is crossed by. */
static unsigned
score_crosses(const struct form *form, const struct score *score)
{
	unsigned crosses = 0;

	for (size_t i = 0; i < score->from_count; i++)
		crosses |= form->questions[score->from[i]].crosses;
	return (unsigned)__builtin_popcount(crosses);
}

unsigned
form_tables(const struct form *form)
{
	unsigned tables = 0;
	size_t i;

	for (i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];

		if (form_kinds[q->kind].closed && has_table(form, q))
			tables += 1 + (unsigned)__builtin_popcount(q->crosses);
	}
	for (i = 0; i < form->score_count; i++)
		if (form->scores[i].bands.count)
			tables += 1 + score_crosses(form, &form->scores[i]);
	return tables;
}

unsigned
form_minutes(const struct form *form)
{
	enum { QUESTION = 8, A_MINUTE = 4 * QUESTION };
	unsigned work = 0;

	for (size_t i = 0; i < form->block_count; i++) {
		const struct block *b = &form->blocks[i];
		const struct page *page = &form->pages[b->page];
		bool sure = !b->show_if && !page->show_if && page->repeat < 0;

		if (b->count && form_kinds[form->questions[b->first].kind].stored)
			work += (QUESTION + (b->count - 1) * QUESTION / 4) / (sure ? 1 : 2);
	}
	return (work + A_MINUTE - 1) / A_MINUTE;
}

/* No table at all: no break-down is to blame. */
static const char *
few_hint(struct reading *r, size_t which)
{
	if (which)
		return NULL;
	return r->form->privacy.smallest_group > 5
		       ? "invite more people, or make the smallest group smaller"
		       : "invite more people: about so few nothing can be published";
}

static void
sizes_check(struct reading *r)
{
	unsigned expected = r->form->expected;
	const char *hint = r->expected ? "as many as --expected says" : NULL;
	size_t i;

	for (i = 0; expected && i <= r->form->privacy.break_count; i++) {
		unsigned needed = people_needed(r->form, i);
		struct place at = i ? r->breaks_at[i - 1] : r->expected_at;

		if (expected < needed)
			complain(r, E072, at, hint ? hint : few_hint(r, i), digits(r, expected),
				 digits(r, needed));
		if (expected < needed && i == 0)
			return; /* nothing else can be published either */
		if (expected < needed)
			continue;
		if (expected / 3 < needed)
			complain(r, W073, at, hint, digits(r, expected),
				 digits(r, needed));
	}
}

static void
months_check(struct reading *r)
{
	const struct form *form = r->form;

	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *q = &form->questions[i];
		unsigned rows = q->kind == KIND_MONTH ? month_rows(form, q) : 1;

		if (!rows)
			complain(r, W077, r->question_at[i],
				 form->opens < 0 || form->closes < 0
					 ? "give the form opens and closes"
					 : "give it `last`",
				 q->id);
		else if (rows > ROWS_MOST)
			complain(r, W077_MANY, r->question_at[i], NULL, q->id,
				 digits(r, rows), digits(r, ROWS_MOST));
	}
}

void
form_check(struct reading *r, const struct node *map)
{
	limits_check(r);
	other_names_check(r);
	walk_check(r, map);
	pages_check(r);
	themes_check(r);
	if (r->fresh && r->diags->errors == 0) {
		poster_room_check(r, map);
		sizes_check(r);
		months_check(r);
	}
}
