/*
 * A form's plan as disclosure control sees it: variables, tables, and how tables hang together
 * beyond the margins that they share.  A question is one variable, whether its answers are the
 * rows of a table or the groups of another; so is a named condition.
 *
 * What the audit cannot see from margins stands here as links:
 *
 *   - parents: the questions whose answers alone decide who is asked this one.  Its base is a sum
 *     of those answers.
 *   - signs, of a break-down: the tables of the questions that a named condition tests, since the
 *     sizes of its two groups hang on their answers, unless the condition is a plain list of
 *     answers, which the audit knows (plan_implied.c); where the rows are groups of others too,
 *     also those questions by these groups; and the break-downs of the parents by the same groups,
 *     since each group's base here is a sum of cells there.
 *   - rivals, of a break-down: others of the same two questions whose groups cut across, since at
 *     least one of them is by a condition.  The differences would be groups that nobody declared.
 *
 * Themes of comments are variables of their own, with nothing that links them to questions.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

struct shape { /* where a question, score or condition stands among the variables, or -1 */
	const struct plan *plan;
	struct variable *variables;
	size_t count;
	int of_question[FORM_QUESTIONS], of_score[ARRAY_LEN(((struct form *)0)->scores)],
		of_condition[ARRAY_LEN(((struct form *)0)->conditions)],
		of_theme[FORM_THEMES];
	struct arena *a;
};

/*
 * Where each table of the plan stands among the figures: themes last, so that no table of a
 * question shows less because comments were coded.
 */
uint16_t *
plan_places(const struct plan *plan, struct arena *a)
{
	uint16_t *places = arena_array(a, uint16_t, plan->count + 1), next = 0;

	for (size_t i = 0; i < plan->question_count; i++)
		if (plan->tables[i].by < 0)
			places[i] = next++;
	for (size_t i = 0; i < plan->question_count; i++)
		if (plan->tables[i].by >= 0)
			places[i] = next++;
	for (size_t i = plan->question_count; i < plan->count; i++)
		places[i] = next++;
	return places;
}

/* ---- variables ------------------------------------------------------------------- */

static const char *const *
names_of(const struct key_label *keys, size_t count, struct arena *a)
{
	const char **names = arena_array(a, const char *, count + 1);

	for (size_t i = 0; i < count; i++)
		names[i] = keys[i].key;
	return names;
}

static const struct category_group *
groups_of(const struct key_groups *from, struct arena *a)
{
	struct category_group *groups =
		arena_array(a, struct category_group, from->count + 1);
	uint16_t *of;

	for (size_t i = 0; i < from->count; i++) {
		of = arena_array(a, uint16_t, KEYS_MOST);
		groups[i] =
			(struct category_group){ .key = from->items[i].key, .of = of };
		for (uint16_t k = 0; k < KEYS_MOST; k++)
			if (from->items[i].members >> k & 1)
				of[groups[i].of_count++] = k;
	}
	return groups;
}

static int
add_variable(struct shape *s, const char *id, const struct key_label *keys, size_t count,
	     const struct key_groups *merges)
{
	s->variables[s->count] = (struct variable){
		.id = id,
		.keys = names_of(keys, count, s->a),
		.key_count = count,
		.merges = groups_of(merges, s->a),
		.merge_count = merges->count,
	};
	return (int)s->count++;
}

static const struct break_by *
break_of(const struct shape *s, const struct table_plan *p)
{
	return &s->plan->form->privacy.breaks[p->by];
}

static int
variable_by(const struct shape *s, const struct table_plan *p)
{
	const struct break_by *by;

	if (p->by < 0)
		return -1;
	by = break_of(s, p);
	return by->kind == BREAK_CONDITION ? s->of_condition[by->index]
					   : s->of_question[by->index];
}

static int
variable_rows(const struct shape *s, const struct table_plan *p)
{
	if (p->strength_of >= 0)
		return s->of_theme[p->strength_of];
	return p->score < 0 ? s->of_question[p->question] : s->of_score[p->score];
}

/* Rows first: a question that others are broken down by has a table of its own. */
static void
add_variables(struct shape *s)
{
	const struct table_plan *p;
	struct variable *by;
	int at;

	for (size_t i = 0; i < s->plan->count; i++) {
		p = &s->plan->tables[i];
		if (p->by >= 0)
			continue;
		at = add_variable(s, p->asked, p->rows, p->row_count, &p->row_merges);
		if (p->strength_of >= 0)
			s->of_theme[p->strength_of] = at;
		else if (p->score < 0)
			s->of_question[p->question] = at;
		else
			s->of_score[p->score] = at;
	}
	for (size_t i = 0; i < s->plan->count; i++) {
		p = &s->plan->tables[i];
		if (p->by >= 0 && variable_by(s, p) < 0)
			s->of_condition[break_of(s, p)->index] =
				add_variable(s, p->by_id, p->columns, p->column_count,
					     &p->column_merges);
		if (p->by < 0 || !p->column_folds.count)
			continue;
		by = &s->variables[variable_by(s, p)];
		by->folds = groups_of(&p->column_folds, s->a);
		by->fold_count = p->column_folds.count;
	}
}

/* ---- links ----------------------------------------------------------------------- */

/* The table of a question, by a variable of privacy.breaks or by none (-1); -1: there is none. */
static int
table_of(const struct plan *plan, int question, int by)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->tables[i].question == question && plan->tables[i].by == by)
			return (int)i;
	return -1;
}

struct links {
	uint16_t *items; /* places among the figures */
	size_t count;
	const uint16_t *places;
};

static void
add_link(struct links *links, int table)
{
	for (size_t i = 0; i < links->count; i++)
		if (links->items[i] == links->places[table])
			return;
	links->items[links->count++] = links->places[table];
}

/* Adds the own tables of these questions; false: one has none. */
static bool
add_own(struct links *links, const struct plan *plan, const bool *questions)
{
	bool all = true;
	int own;

	for (int q = 0; questions && q < FORM_QUESTIONS; q++) {
		if (!questions[q])
			continue;
		own = table_of(plan, q, -1);
		if (own >= 0)
			add_link(links, own);
		all &= own >= 0;
	}
	return all;
}

static bool
decides(const bool *questions, int question)
{
	return questions && question >= 0 && questions[question];
}

/* Whether two break-downs are of the same two questions, so that their groups may overlap. */
static bool
groups_cut(const struct table_plan *a, const struct table_plan *b)
{
	if (str_same(a->asked, b->asked))
		for (int q = 0; q < FORM_QUESTIONS; q++)
			if (decides(a->by_questions, q) && decides(b->by_questions, q))
				return true;
	return decides(a->by_questions, b->question) &&
	       decides(b->by_questions, a->question);
}

/* The place of a question among what tables are broken down by, or -1. */
static int
break_by_question(const struct form *form, int question)
{
	for (size_t b = 0; b < form->privacy.break_count; b++)
		if (form->privacy.breaks[b].kind == BREAK_QUESTION &&
		    (int)form->privacy.breaks[b].index == question)
			return (int)b;
	return -1;
}

static void
sign_condition(const struct plan *plan, const struct table_plan *p,
	       struct figure_table *t, struct links *signs)
{
	unsigned condition = plan->form->privacy.breaks[p->by].index;
	int group = p->question < 0 ? -1 : break_by_question(plan->form, p->question),
	    cross;
	uint32_t bits[FORM_QUESTIONS];

	if (group < 0 && condition_counted(plan, condition, bits))
		return;
	t->signless = !add_own(signs, plan, p->by_questions);
	for (int q = 0; q < FORM_QUESTIONS && group >= 0; q++) {
		cross = decides(p->by_questions, q) ? table_of(plan, q, group) : -1;
		if (cross >= 0)
			add_link(signs, cross);
	}
}

static void
link_cross(const struct plan *plan, size_t at, struct figure_table *t,
	   struct links *signs, struct links *rivals)
{
	const struct table_plan *p = &plan->tables[at], *other;
	int cross;

	if (p->by_condition)
		sign_condition(plan, p, t, signs);
	for (int q = 0; q < FORM_QUESTIONS; q++) {
		cross = decides(p->parents, q) ? table_of(plan, q, p->by) : -1;
		if (cross >= 0)
			add_link(signs, cross);
	}
	for (size_t i = 0; i < plan->count; i++) {
		other = &plan->tables[i];
		if (i != at && other->by >= 0 &&
		    (p->by_condition || other->by_condition) && groups_cut(p, other))
			add_link(rivals, (int)i);
	}
}

static void
link_table(const struct plan *plan, size_t at, const uint16_t *places,
	   struct figure_table *t, struct arena *a)
{
	const struct table_plan *p = &plan->tables[at];
	struct links parents = { arena_array(a, uint16_t, plan->count + 1), 0, places },
		     signs = { arena_array(a, uint16_t, plan->count + 1), 0, places },
		     rivals = { arena_array(a, uint16_t, plan->count + 1), 0, places };

	t->orphan = !add_own(&parents, plan, p->parents);
	if (p->by >= 0)
		link_cross(plan, at, t, &signs, &rivals);
	t->parents = parents.items;
	t->parent_count = parents.count;
	t->signs = signs.items;
	t->sign_count = signs.count;
	t->rivals = rivals.items;
	t->rival_count = rivals.count;
}

/*
 * Whoever answered ticked something, whether or not the form says how much.  Who commented need not
 * have said what a theme is about.
 */
static void
set_ticks(struct figure_table *t, const struct table_plan *p)
{
	if (p->kind != TABLE_ANY || p->strength_of >= 0)
		return;
	t->alone = p->alone;
	t->least = p->least ? p->least : 1;
	t->most = p->most ? p->most : (unsigned)p->row_count;
}

/* ---- all together ---------------------------------------------------------------- */

static void
add_implied(struct shape *s, struct figures *f)
{
	struct implied *implied = arena_array(s->a, struct implied, FORM_BREAKS + 1);
	const struct privacy *privacy = &s->plan->form->privacy;
	unsigned condition;

	for (size_t b = 0; b < privacy->break_count; b++) {
		condition = privacy->breaks[b].index;
		if (privacy->breaks[b].kind == BREAK_CONDITION &&
		    s->of_condition[condition] >= 0)
			f->implied_count += implied_make(
				s->plan, condition, s->of_condition[condition],
				s->of_question, &implied[f->implied_count], s->a);
	}
	f->implied = implied;
}

struct figures *
plan_figures(const struct plan *plan, const struct policy *policy, struct arena *a)
{
	struct figures *f = arena_one(a, struct figures);
	struct figure_table *tables =
		arena_array(a, struct figure_table, plan->count + 1);
	struct shape *s = arena_one(a, struct shape);
	const uint16_t *places = plan_places(plan, a);
	const struct table_plan *p;

	s->plan = plan;
	s->a = a;
	s->variables = arena_array(a, struct variable, plan->count + FORM_BREAKS + 1);
	memset(s->of_question, -1, sizeof(s->of_question));
	memset(s->of_score, -1, sizeof(s->of_score));
	memset(s->of_condition, -1, sizeof(s->of_condition));
	add_variables(s);
	for (size_t i = 0; i < plan->count; i++) {
		p = &plan->tables[i];
		tables[places[i]] = (struct figure_table){
			.id = p->id,
			.rows = variable_rows(s, p),
			.by = variable_by(s, p),
			.kind = p->kind,
		};
		set_ticks(&tables[places[i]], p);
		memcpy(tables[places[i]].ladder, p->ladder, sizeof(p->ladder));
		link_table(plan, i, places, &tables[places[i]], a);
	}
	*f = (struct figures){ .policy = *policy,
			       .variables = s->variables,
			       .variable_count = s->count,
			       .tables = tables,
			       .table_count = plan->count };
	add_implied(s, f);
	return f;
}

bool
plan_good(const struct plan *plan, struct err *err)
{
	size_t cells = 0;

	for (size_t i = 0; i < plan->count; i++)
		cells += (plan->tables[i].row_count + 1) *
			 (plan->tables[i].column_count + 1);
	return cells <= FIGURES_CELLS_MOST ||
	       err_set(err, ERR_INPUT,
		       "D08: the tables of this form have %zu cells, at most %d can be "
		       "checked together: break fewer questions down",
		       cells, FIGURES_CELLS_MOST);
}
