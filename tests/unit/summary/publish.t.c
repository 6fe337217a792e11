/*
 * A form's tables as disclosure control sees them, and what comes back with labels: shared
 * variables, links between tables, earlier releases, drafts.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "release.h"
#include "small.h"
#include "summary/internal.h"
#include "tests/tap.h"

static const struct figure_table *
table(const struct figures *f, const char *id)
{
	for (size_t i = 0; i < f->table_count; i++)
		if (str_same(f->tables[i].id, id))
			return &f->tables[i];
	die("no table %s", id);
}

/* Ids of linked tables: "hit role". */
static const char *
ids(const struct figures *f, const uint16_t *links, size_t count, struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };

	for (size_t i = 0; i < count; i++)
		buf_printf(&b, "%s%s", i ? " " : "", f->tables[links[i]].id);
	return b.data ? arena_str(a, b.data) : "";
}

static const char *
rivals(const struct figures *f, const char *id, struct arena *a)
{
	return ids(f, table(f, id)->rivals, table(f, id)->rival_count, a);
}

static const char *
signs(const struct figures *f, const char *id, struct arena *a)
{
	return ids(f, table(f, id)->signs, table(f, id)->sign_count, a);
}

static const char *
parents(const struct figures *f, const char *id, struct arena *a)
{
	return ids(f, table(f, id)->parents, table(f, id)->parent_count, a);
}

static void
variables(const struct figures *f)
{
	const struct variable *role = &f->variables[table(f, "role")->rows];
	const struct variable *hurt = &f->variables[table(f, "colour-by-hurt")->by];
	const struct variable *colour = &f->variables[table(f, "colour")->rows];
	size_t crossed = 0;
	bool first = true;

	ok(table(f, "colour-by-role")->by == table(f, "role")->rows,
	   "a group variable is its question's own");
	ok(table(f, "colour-by-role")->rows == table(f, "colour")->rows,
	   "a break-down has its question's rows");
	ok(table(f, "care-by-hurt")->by == table(f, "colour-by-hurt")->by,
	   "a condition is one variable, wherever it breaks down");
	is_str(role->keys[1], "staff", "keys of a question");
	is_int((long long)hurt->key_count, 2, "a condition has two groups");
	is_str(hurt->id, "hurt", "and its own name");
	is_int((long long)colour->merge_count, 1, "declared merges");
	is_int((long long)colour->merges[0].of_count, 3, "with their members");
	is_int(colour->merges[0].of[0], 2, "by place");
	is_int(table(f, "things")->least, 1, "whoever answered ticked something");
	is_int(table(f, "things")->most, 4, "and at most everything");
	for (size_t i = 0; i < f->table_count - 2; i++) {
		crossed += f->tables[i].by >= 0;
		first &= f->tables[i].by >= 0 || !crossed;
	}
	ok(str_same(f->tables[f->table_count - 2].id, "theme-first") &&
		   str_same(f->tables[f->table_count - 1].id, "theme-second"),
	   "themes last, so that they take nothing from questions");
	is_int(table(f, "theme-first")->least, 0,
	       "whoever commented need not have carried it");
	ok(first && crossed == 11, "all people come first, then %zu break-downs",
	   crossed);
	ok(!f->counts && !f->earlier_count, "and there is no count in it");
}

static void
links(const struct figures *f, struct arena *a)
{
	is_str(parents(f, "since", a), "hit",
	       "who is asked since when, hit alone decides");
	is_str(parents(f, "since-by-role", a), "hit", "of its break-down too");
	is_str(signs(f, "since-by-role", a), "hit-by-role",
	       "whose groups are sums of that break-down's cells");
	is_str(parents(f, "colour", a), "", "a question that all are asked has none");
	is_str(signs(f, "colour-by-hurt", a), "hit",
	       "a condition's groups hang on the question that it tests");
	is_str(signs(f, "colour-by-role", a), "",
	       "a question's groups on itself, by margin");
	is_str(rivals(f, "hit-by-role", a), "role-by-hurt",
	       "hits by role, and role by whether hit");
	is_str(rivals(f, "role-by-hurt", a), "hit-by-role", "see each other");
	is_str(rivals(f, "colour-by-role", a), "", "others do not");
	ok(!table(f, "since")->orphan && !table(f, "colour-by-hurt")->signless,
	   "all that these hang on have tables");
}

/* "hit is not never or spat is not never ...": numbers that the audit can hold. */
static void
list_of_answers(struct arena *a)
{
	const struct form *form = release_form("hampshire.yaml", a);
	struct plan *plan = form ? plan_make(form, a) : NULL;
	struct policy policy = policy_make(10);
	const struct figures *f;

	if (!form) {
		skip("no forms/hampshire.yaml");
		return;
	}
	f = plan_figures(plan, &policy, a);
	is_int((long long)f->implied_count, 1, "one condition is a list of answers");
	is_int((long long)f->implied[0].sum_count, 5, "to five questions");
	is_str(f->variables[f->implied[0].by].id, "affected", "it makes a group");
	is_str(f->variables[f->implied[0].sums[0].variable].id, "hit", "the first is hit");
	ok(!f->implied[0].sums[0].keys[0] && f->implied[0].sums[0].keys[1],
	   "never does not count, once does");
	is_str(signs(f, "heard-by-affected", a), "",
	       "so nothing hidden in them forbids to break down by it");
	ok(strstr(signs(f, "area-by-affected", a), "hate-by-area") &&
		   strstr(signs(f, "area-by-affected", a), "hate "),
	   "but for groups that they are broken down by themselves");
	for (size_t i = 0; i < plan->count; i++)
		if (str_same(plan->tables[i].asked, "hate"))
			plan->tables[i].question = FORM_QUESTIONS - 1;
	f = plan_figures(plan, &policy, a);
	is_int((long long)f->implied_count, 0, "not where one of them has no table");
}

static void
orphans(struct arena *a)
{
	struct plan *plan = plan_make(small_form(a), a);
	struct policy policy = policy_from(plan->form);
	const struct figures *f;

	/* without the table of hit nothing that hangs on it may be told */
	for (size_t i = 0; i < plan->count; i++)
		if (str_same(plan->tables[i].asked, "hit"))
			plan->tables[i].question = FORM_QUESTIONS - 1;
	f = plan_figures(plan, &policy, a);
	ok(table(f, "since")->orphan,
	   "a question without its parent's table is an orphan");
	ok(table(f, "colour-by-hurt")->signless,
	   "a condition without a table is signless");
	ok(!table(f, "colour-by-role")->signless, "no other");
}

/* 25 tables of 25 by 32 cells can be checked together; one column more cannot. */
static void
too_many_cells(struct arena *a)
{
	struct table_plan *tables = arena_array(a, struct table_plan, 25);
	struct plan plan = { .form = small_form(a), .tables = tables, .count = 25,
			     .question_count = 25 };
	struct err err = { .code = ERR_NONE };

	for (size_t i = 0; i < 25; i++) {
		tables[i].strength_of = -1;
		tables[i].row_count = 24;
		tables[i].column_count = 31;
	}
	ok(plan_good(&plan, &err), "20,000 cells can be checked");
	tables[0].column_count++;
	ok(!plan_good(&plan, &err) && err.code == ERR_INPUT &&
		   str_starts(err.text, "D08: "),
	   "more cannot");
}

/* ---- out with labels ------------------------------------------------------------------- */

static const struct table *
printed(const struct table *tables, const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->count; i++)
		if (str_same(tables[i].id, id))
			return &tables[i];
	die("no table %s", id);
}

static void
labels(struct arena *a)
{
	static const uint16_t rest[] = { 2, 3, 4 }, one[] = { 0 };
	struct printed_line rows[] = { { .key = "*" },
				       { .key = "red", .of = one, .of_count = 1 },
				       { "rest", rest, 3, true, 0 } };
	struct printed_line columns[] = {
		{ .key = "officer", .of = one, .of_count = 1, .held = 2 }, { .key = "*" }
	};
	struct printed_cell cells[6] = { { 40, -1, MARK_NONE }, { 60, -1, MARK_NONE },
					 { 20, 50, MARK_NONE }, { -1, -1, MARK_C },
					 { 15, 40, MARK_NONE }, { 30, 50, MARK_NONE } };
	const struct plan *plan = plan_make(small_form(a), a);
	const uint16_t *places = plan_places(plan, a);
	struct disclosed d = { .tables = arena_array(a, struct printed_table,
						     plan->count) };
	const struct table *tables, *t;

	for (size_t i = 0; i < plan->count; i++)
		d.tables[i].level = LEVEL_NOTHING;
	for (size_t i = 0; i < plan->count; i++)
		if (str_same(plan->tables[i].id, "colour-by-role"))
			d.tables[places[i]] = (struct printed_table){
				.level = LEVEL_MERGED,
				.rows = rows,
				.row_count = 3,
				.columns = columns,
				.column_count = 2,
				.cells = cells,
			};
	tables = publish_tables(plan, &d, 0, a);
	t = printed(tables, plan, "colour-by-role");
	is_int(t->level, LEVEL_MERGED, "in the plan's order again");
	is_str(t->rows[0].label, "All who answered", "the bases");
	is_str(t->rows[1].label, "=Red", "an answer");
	is_str(t->rows[2].label, "All the rest", "a merged line has its group's label");
	is_str(t->rows[2].of[1], "blue", "and says what it holds");
	is_int((long long)t->rows[2].of_count, 3, "all of it");
	ok(!t->rows[1].of, "a single one does not");
	is_str(t->rows[0].cells[0].label, "Officer", "a group");
	is_str(t->rows[0].cells[1].label, "All", "all people");
	is_int(t->rows[2].cells[0].n, 15, "cells by row");
	is_int(t->rows[1].cells[1].marker, MARK_C, "and by column");
	is_int(t->held[0], 2, "a column that is held says since when");
	is_int(t->held[1], 0, "a fresh one does not");
	ok(!printed(tables, plan, "colour")->held, "nor a table with none");
}

/* ---- releases one after another ---------------------------------------------------------- */

static struct tally *
people(const struct form *form, unsigned n, struct arena *a)
{
	static const char *const colours[] = { "red", "yellow", "green", "blue", "grey" };
	struct tally *t = tally_new(plan_make(form, a), a);
	struct answers *answers;

	for (unsigned i = 0; i < n; i++) {
		answers = answers_new(form, a);
		small_choose(answers, "colour", 0, colours[i % 5]);
		small_choose(answers, "role", 0, i % 3 ? "officer" : "staff");
		small_choose(answers, "things", 0, i % 2 ? "a" : "b");
		small_count(t, form, answers);
	}
	return t;
}

static void
successive(struct arena *a)
{
	const struct form *form = small_form(a);
	struct err err = { .code = ERR_NONE };
	const struct tally *first = people(form, 150, a);
	struct summary_about about = { .survey = "small@w1", .released = "2026-12-01" };
	const struct summary *one = summary_publish(first, &about, a, &err), *two;
	const struct disclosed *published[1];

	if (!one)
		die("%s", err.text);
	is_int(one->release, 1, "the first release");
	ok(!one->tables[0].held && !one->responses_held, "holds nothing");
	ok(one->figures && !one->figures->counts && one->disclosed,
	   "what the ledger writes has no count");
	published[0] = one->disclosed;
	about.earlier = &first;
	about.published = published;
	about.earlier_count = 1;
	two = summary_publish(people(form, 154, a), &about, a, &err);
	if (!two)
		die("%s", err.text);
	is_int(two->release, 2, "the second");
	is_int(two->responses, 150, "four more are not told");
	is_int(two->responses_held, 1, "the number is that of the first");
	is_int(two->tables[0].held ? (int)two->tables[0].held[0] : 0, 1,
	       "and so is a table");
	is_int(two->tables[0].rows[0].cells[0].n, one->tables[0].rows[0].cells[0].n,
	       "word for word");
	two = summary_publish(people(form, 200, a), &about, a, &err);
	ok(two && two->responses == 200 && !two->tables[0].held, "fifty more are told");
	ok(!summary_publish(people(form, 149, a), &about, a, &err) &&
		   err.code == ERR_INPUT,
	   "fewer than before cannot be");
}

static void
raised(struct arena *a)
{
	const struct form *form = small_form(a);
	struct err err = { .code = ERR_NONE };
	const struct tally *t = people(form, 150, a);
	struct policy high = policy_make(20), low = policy_make(5);
	struct summary_about about = { .survey = "small@w1", .policy = &high };
	const struct summary *s = summary_publish(t, &about, a, &err), *next;
	const struct disclosed *published[1];

	ok(s && s->policy.threshold == 20 && s->policy.base == 40,
	   "the smallest group can be raised");
	published[0] = s ? s->disclosed : NULL;
	about = (struct summary_about){ .earlier = &t,
					.published = published,
					.earlier_count = 1 };
	next = summary_publish(people(form, 190, a), &about, a, &err);
	ok(next && next->policy.threshold == 20, "and stays so");
	about = (struct summary_about){ .policy = &low };
	ok(!summary_publish(t, &about, a, &err) &&
		   strstr(err.text, "smallest group is 10"),
	   "it cannot be lowered");
}

/* What the ledger keeps can be read back with the plan alone. */
static void
read_back(struct arena *a)
{
	const struct form *form = small_form(a);
	struct err err = { .code = ERR_NONE };
	struct summary_about about = { .survey = "small@w1" };
	const struct summary *s = summary_publish(people(form, 150, a), &about, a, &err);
	const struct figures *shape;
	const struct disclosed *back;
	const struct json *json;
	SCOPED(buf) text = { .most = 0 };
	SCOPED(buf) again = { .most = 0 };

	if (!s)
		die("%s", err.text);
	disclosed_write(s->disclosed, s->figures, false, &text);
	shape = plan_figures(plan_make(form, a), &s->policy, a);
	json = json_parse(text.data, text.len, a, &err);
	back = json ? disclosed_read(json, shape, a, &err) : NULL;
	if (!back)
		die("%s", err.text);
	disclosed_write(back, shape, false, &again);
	is_str(again.data, text.data, "written, read and written again");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct plan *plan = plan_make(small_form(a), a);
	struct policy policy = policy_from(plan->form);
	const struct figures *f = plan_figures(plan, &policy, a);

	variables(f);
	links(f, a);
	list_of_answers(a);
	orphans(a);
	too_many_cells(a);
	labels(a);
	successive(a);
	raised(a);
	read_back(a);
	arena_free(a);
	return tap_done();
}
