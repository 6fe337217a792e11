/*
 * The plan of tables: one for each closed question, then its break-downs.  It hangs on
 * the form alone, never on an answer, so that nobody can ask for a table because of what
 * he has seen.  Behind them stand themes, one table each: how many of those who commented
 * say it is a count of people like any other, and goes down the same ladder.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static void
copy_ladder(struct table_plan *t, const struct privacy *privacy)
{
	bool any = false;

	for (size_t i = 0; i < LEVEL__COUNT; i++)
		any |= t->ladder[i] = privacy->ladder[i];
	for (size_t i = 0; i < LEVEL__COUNT && !any; i++)
		t->ladder[i] = true;
	t->ladder[LEVEL_NOTHING] = true; /* there is always a way out */
}

static struct key_label *
add_key(struct key_label *keys, size_t *count)
{
	if (*count == KEYS_MOST)
		die("plan: more than %d keys in one table", KEYS_MOST);
	return &keys[(*count)++];
}

static void
add_numbers(struct key_label *keys, size_t *count, int low, int high, struct arena *a)
{
	struct key_label *key;

	for (int n = low; n <= high; n++) {
		key = add_key(keys, count);
		key->key = arena_printf(a, "%d", n);
		key->label.in[0] = key->key;
	}
}

static void
add_bands(struct key_label *keys, size_t *count, const struct bands *bands)
{
	struct key_label *key;

	for (size_t i = 0; i < bands->count; i++) {
		key = add_key(keys, count);
		key->key = bands->items[i].code;
		key->label.in[0] = key->key;
	}
}

static void
add_months(struct key_label *keys, size_t *count, const struct form *form,
	   const struct question *q, struct arena *a)
{
	int first;
	size_t rows = months_rows(form, q, &first);

	for (size_t i = 0; i < rows; i++)
		*add_key(keys, count) = months_key(q, first + (int)i, a);
}

/* The answers that a question offers, as keys.  None: it makes no table. */
static void
add_answers(struct key_label *keys, size_t *count, const struct form *form,
	    const struct question *q, struct arena *a)
{
	struct key_label *key;

	if (q->kind == KIND_MONTH)
		add_months(keys, count, form, q, a);
	else if (q->kind == KIND_NUMBER && q->bands.count)
		add_bands(keys, count, &q->bands);
	else if (q->kind == KIND_NUMBER)
		add_numbers(keys, count, q->between_low, q->between_high, a);
	for (size_t i = 0; q->options && i < q->options->count; i++) {
		key = add_key(keys, count);
		key->key = q->options->items[i].code;
		key->label = q->options->items[i].label;
	}
}

static bool
makes_table(const struct form *form, const struct question *q)
{
	int first;
	int64_t range = (int64_t)q->between_high - q->between_low;

	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_CHOOSE_ANY:
	case KIND_SCALE:
	case KIND_RANK:
		return q->options && q->options->count;
	case KIND_NUMBER:
		return q->bands.count || (range >= 0 && range < KEYS_MOST);
	case KIND_MONTH:
		return months_rows(form, q, &first) > 0;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
	case KIND_NOTE:
	case KIND__COUNT:
		break;
	}
	return false;
}

static uint64_t
members_of(const struct merge *merge, const struct key_label *keys, size_t count)
{
	uint64_t bits = 0;

	for (size_t m = 0; m < merge->member_count; m++)
		for (size_t k = 0; k < count; k++)
			if (str_same(merge->members[m], keys[k].key))
				bits |= UINT64_C(1) << k;
	return bits;
}

/* Those declared for the id, or else for its option list. */
static void
find_groups(struct key_groups *out, const struct merge *merges, size_t merge_count,
	    const char *id, const char *list, const struct key_label *keys, size_t count)
{
	const char *const names[] = { id, list };
	uint64_t members, taken = 0;

	for (size_t n = 0; n < ARRAY_LEN(names) && names[n] && !out->count; n++) {
		for (size_t i = 0; i < merge_count && out->count < GROUPS_MOST; i++) {
			if (!str_same(merges[i].of, names[n]))
				continue;
			members = members_of(&merges[i], keys, count);
			/* the form's reader refuses overlaps: they would count twice */
			if (!members || members & taken)
				continue;
			taken |= members;
			out->items[out->count++] =
				(struct key_group){ .key = merges[i].code,
						    .label = merges[i].label,
						    .members = members };
		}
	}
}

static const char *
list_of(const struct question *q)
{
	return q->options ? q->options->list : NULL;
}

/* What a person who answers a choose-any question, or some turns of one in a repeat, ticks. */
static void
set_ticks(struct table_plan *t, const struct question *q)
{
	bool any = q->kind == KIND_CHOOSE_ANY;
	size_t turns = q->repeat < 0 ? 1 : q->cells;
	size_t each = any && q->at_most ? q->at_most : any ? t->row_count : 1;

	t->alone = turns == 1 ? q->alone : 0;
	t->least = any && (turns == 1 || !q->alone) ? q->at_least : 1;
	t->most = (unsigned)(each * turns < t->row_count ? each * turns : t->row_count);
}

/*
 * Adds the question that a condition tests, if it is but one: then the number of people
 * asked is a sum of that question's answers.  Words are no answers that a table shows.
 */
static void
add_parent(bool *parents, const struct cond *cond, const struct form *form)
{
	bool seen[FORM_QUESTIONS] = { false };
	size_t count = 0, last = 0;

	if (!cond)
		return;
	cond_questions(cond, form, seen);
	for (size_t i = 0; i < form->question_count; i++)
		if (seen[i]) {
			count++;
			last = i;
		}
	if (count == 1 && form_kinds[form->questions[last].kind].closed)
		parents[last] = true;
}

static void
add_parents(bool *parents, const struct question *q, const struct form *form)
{
	const struct page *page = &form->pages[form->blocks[q->block].page];

	add_parent(parents, q->show_if, form);
	add_parent(parents, page->show_if, form);
	if (q->repeat >= 0)
		add_parent(parents, form->repeats[q->repeat].show_if, form);
}

static void
set_columns(struct table_plan *t, const struct form *form, size_t by, struct arena *a)
{
	const struct privacy *privacy = &form->privacy;
	const struct break_by *b = &privacy->breaks[by];
	const struct condition *condition;
	const struct question *q;
	bool *questions = arena_array(a, bool, FORM_QUESTIONS);

	break_questions(form, b, questions);
	t->by_questions = questions;
	t->by = (int)by;
	if (b->kind == BREAK_CONDITION) {
		t->by_condition = true;
		condition = &form->conditions[b->index];
		t->by_id = condition->id;
		t->by_title = condition->label;
		t->columns[0] =
			(struct key_label){ .key = "yes", .label = condition->label };
		t->columns[1] =
			(struct key_label){ .key = "no", .label = condition->otherwise };
		t->column_count = 2;
		return;
	}
	q = &form->questions[b->index];
	t->by_id = q->id;
	t->by_title = q->ask;
	add_answers(t->columns, &t->column_count, form, q, a);
	find_groups(&t->column_merges, privacy->merges, privacy->merge_count, q->id,
		    list_of(q), t->columns, t->column_count);
	find_groups(&t->column_folds, privacy->fallback, privacy->fallback_count, q->id,
		    list_of(q), t->columns, t->column_count);
}

/* A variable whose groups do not overlap, and whose keys stand in the form. */
static bool
can_group(const struct form *form, const struct break_by *by)
{
	const struct question *q;

	if (by->kind == BREAK_PLACE)
		return false;
	if (by->kind == BREAK_CONDITION)
		return true;
	q = &form->questions[by->index];
	return q->repeat < 0 && q->kind != KIND_CHOOSE_ANY && q->kind != KIND_RANK &&
	       makes_table(form, q);
}

static struct table_plan *
add_table(struct plan *plan)
{
	return &plan->tables[plan->count++];
}

static void
add_cross(struct plan *plan, const struct table_plan *from, size_t by, struct arena *a)
{
	struct table_plan *t = add_table(plan);

	*t = *from;
	set_columns(t, plan->form, by, a);
	t->id = arena_printf(a, "%s-by-%s", from->asked, t->by_id);
}

static void
add_question(struct plan *plan, const struct question *q, struct arena *a)
{
	const struct form *form = plan->form;
	const struct block *block = &form->blocks[q->block];
	bool *parents = arena_array(a, bool, FORM_QUESTIONS);
	size_t own = plan->count;
	struct table_plan *t = add_table(plan);

	add_parents(parents, q, form);
	*t = (struct table_plan){
		.id = q->id,
		.asked = q->id,
		.by_id = "",
		.question = (int)q->index,
		.score = -1,
		.strength_of = -1,
		.by = -1,
		.asked_as = q->kind,
		.theme = q->theme,
		.title = q->ask,
		.kind = q->kind == KIND_CHOOSE_ANY || q->repeat >= 0 ? TABLE_ANY
								     : TABLE_ONE,
		.everyone =
			!q->show_if && q->repeat < 0 && !form->pages[block->page].show_if,
		.parents = parents,
	};
	if (block->statements)
		t->lead = block->ask;
	copy_ladder(t, &form->privacy);
	add_answers(t->rows, &t->row_count, form, q, a);
	if (t->kind == TABLE_ANY)
		set_ticks(t, q);
	else
		find_groups(&t->row_merges, form->privacy.merges,
			    form->privacy.merge_count, q->id, list_of(q), t->rows,
			    t->row_count);
	for (size_t b = 0; b < form->privacy.break_count; b++)
		if (can_group(form, &form->privacy.breaks[b]) && q->crosses >> b & 1)
			add_cross(plan, &plan->tables[own], b, a);
}

/* A score is crossed by what any of its questions is crossed by. */
static bool
score_crosses(const struct form *form, const struct score *score, size_t by)
{
	for (size_t i = 0; i < score->from_count; i++)
		if (form->questions[score->from[i]].crosses >> by & 1)
			return true;
	return false;
}

static void
add_score(struct plan *plan, size_t index, struct arena *a)
{
	const struct form *form = plan->form;
	const struct score *score = &form->scores[index];
	bool *parents = arena_array(a, bool, FORM_QUESTIONS);
	size_t own = plan->count;
	struct table_plan *t = add_table(plan);

	for (size_t i = 0; i < score->from_count; i++)
		add_parents(parents, &form->questions[score->from[i]], form);
	if (score->from_count == 1) /* its bands are sums of that question's answers */
		parents[score->from[0]] = true;
	*t = (struct table_plan){
		.id = score->id,
		.asked = score->id,
		.by_id = "",
		.question = -1,
		.score = (int)index,
		.strength_of = -1,
		.by = -1,
		.kind = TABLE_ONE,
		.asked_as = KIND_NUMBER,
		.theme = score->theme,
		.title = score->title,
		.parents = parents,
	};
	copy_ladder(t, &form->privacy);
	add_bands(t->rows, &t->row_count, &score->bands);
	find_groups(&t->row_merges, form->privacy.merges, form->privacy.merge_count,
		    score->id, NULL, t->rows, t->row_count);
	for (size_t b = 0; b < form->privacy.break_count; b++)
		if (can_group(form, &form->privacy.breaks[b]) &&
		    score_crosses(form, score, b))
			add_cross(plan, &plan->tables[own], b, a);
}

/* ---- themes ---------------------------------------------------------------------- */

static bool
asks_everybody(const struct form *form, const struct question *q)
{
	return !q->show_if && !form->pages[form->blocks[q->block].page].show_if &&
	       (q->repeat < 0 || !form->repeats[q->repeat].show_if);
}

uint32_t
plan_themes(const struct form *form)
{
	uint32_t open = 0;

	for (size_t i = 0; i < form->question_count; i++)
		if (form->questions[i].kind == KIND_LONG_TEXT &&
		    asks_everybody(form, &form->questions[i]))
			open |= form->questions[i].themes;
	return open;
}

/* Who carries it, of those who wrote what may carry it. */
static void
add_theme(struct plan *plan, size_t theme, struct arena *a)
{
	const struct form *form = plan->form;
	struct table_plan *t = add_table(plan);
	const char *id = arena_printf(a, "theme-%s", form->themes[theme].id);

	*t = (struct table_plan){
		.id = id,
		.asked = id,
		.by_id = "",
		.question = -1,
		.score = -1,
		.strength_of = (int)theme,
		.by = -1,
		.kind = TABLE_ANY,
		.asked_as = KIND_CHOOSE_ANY,
		.theme = (int)theme,
		.title = form->themes[theme].title,
		.row_count = 1,
	};
	t->rows[0].key = THEME_CARRIES;
	t->rows[0].label.in[0] = THEME_CARRIES;
	copy_ladder(t, &form->privacy);
}

struct plan *
plan_make(const struct form *form, struct arena *a)
{
	size_t most = (form->question_count + form->score_count) *
			      (1 + form->privacy.break_count) +
		      form->theme_count;
	uint32_t themes = plan_themes(form);
	struct plan *plan = arena_one(a, struct plan);

	plan->form = form;
	plan->tables = arena_array(a, struct table_plan, most ? most : 1);
	for (size_t i = 0; i < form->question_count; i++)
		if (makes_table(form, &form->questions[i]))
			add_question(plan, &form->questions[i], a);
	for (size_t i = 0; i < form->score_count; i++)
		if (form->scores[i].bands.count)
			add_score(plan, i, a);
	plan->question_count = plan->count;
	for (size_t i = 0; i < form->theme_count; i++)
		if (themes >> i & 1)
			add_theme(plan, i, a);
	return plan;
}
