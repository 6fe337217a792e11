/*
 * The frozen plan (S0) in two forms: a canonical JSON text that is hashed, and lines for people.
 * The text holds all that decides what may be told of any answers, and nothing else: no title, no
 * label.  A version of this program that would plan otherwise gives another hash.  Themes are left
 * out: their tables follow from the form alone, and surveys were opened before they were told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

/* ---- canonical JSON --------------------------------------------------------------- */

static void
open_item(struct buf *out, bool first)
{
	buf_puts(out, first ? "" : ",");
}

static void
put_groups(struct buf *out, const char *name, const struct variable *v,
	   const struct category_group *groups, size_t count)
{
	buf_printf(out, ",\"%s\":{", name);
	for (size_t i = 0; i < count; i++) {
		open_item(out, i == 0);
		json_put(out, groups[i].key);
		buf_puts(out, ":[");
		for (size_t k = 0; k < groups[i].of_count; k++) {
			open_item(out, k == 0);
			json_put(out, v->keys[groups[i].of[k]]);
		}
		buf_puts(out, "]");
	}
	buf_puts(out, "}");
}

static void
put_variable(struct buf *out, const struct variable *v)
{
	buf_puts(out, "{\"id\":");
	json_put(out, v->id);
	buf_puts(out, ",\"keys\":[");
	for (size_t i = 0; i < v->key_count; i++) {
		open_item(out, i == 0);
		json_put(out, v->keys[i]);
	}
	buf_puts(out, "]");
	put_groups(out, "fallback", v, v->folds, v->fold_count);
	put_groups(out, "merged", v, v->merges, v->merge_count);
	buf_puts(out, "}");
}

static void
put_links(struct buf *out, const char *name, const struct figures *f,
	  const uint16_t *links, size_t count)
{
	buf_printf(out, ",\"%s\":[", name);
	for (size_t i = 0; i < count; i++) {
		open_item(out, i == 0);
		json_put(out, f->tables[links[i]].id);
	}
	buf_puts(out, "]");
}

static void
put_zeros(struct buf *out, const struct figures *f, size_t table)
{
	size_t columns = table_columns(f, table), cells = table_rows(f, table) * columns;
	const bool *zeros = f->tables[table].zeros;
	bool first = true;

	buf_puts(out, ",\"zeros\":[");
	for (size_t i = 0; zeros && i < cells; i++) {
		if (!zeros[i])
			continue;
		open_item(out, first);
		first = false;
		buf_printf(out, "[%zu,%zu]", i / columns, i % columns);
	}
	buf_puts(out, "]");
}

static void
put_table(struct buf *out, const struct figures *f, size_t at)
{
	const struct figure_table *t = &f->tables[at];
	bool first = true;

	buf_puts(out, "{\"id\":");
	json_put(out, t->id);
	buf_puts(out, ",\"rows\":");
	json_put(out, f->variables[t->rows].id);
	buf_puts(out, ",\"by\":");
	json_put(out, t->by < 0 ? "" : f->variables[t->by].id);
	buf_printf(out, ",\"kind\":\"%s\",\"ladder\":[",
		   t->kind == TABLE_ANY ? "any" : "one");
	for (size_t l = 0; l < LEVEL__COUNT; l++) {
		if (!t->ladder[l])
			continue;
		open_item(out, first);
		first = false;
		json_put(out, level_names[l]);
	}
	buf_printf(out, "],\"alone\":%llu,\"least\":%u,\"most\":%u",
		   (unsigned long long)t->alone, t->least, t->most);
	put_zeros(out, f, at);
	put_links(out, "parents", f, t->parents, t->parent_count);
	put_links(out, "signs", f, t->signs, t->sign_count);
	put_links(out, "rivals", f, t->rivals, t->rival_count);
	buf_printf(out, ",\"orphan\":%s,\"signless\":%s}", t->orphan ? "true" : "false",
		   t->signless ? "true" : "false");
}

static void
put_implied(struct buf *out, const struct figures *f, const struct implied *i)
{
	const struct variable *v;
	bool first;

	buf_puts(out, "{\"by\":");
	json_put(out, f->variables[i->by].id);
	buf_printf(out, ",\"key\":%zu,\"sums\":[", i->key);
	for (size_t j = 0; j < i->sum_count; j++) {
		v = &f->variables[i->sums[j].variable];
		open_item(out, j == 0);
		buf_puts(out, "{\"variable\":");
		json_put(out, v->id);
		buf_puts(out, ",\"keys\":[");
		first = true;
		for (size_t k = 0; k < v->key_count; k++) {
			if (!i->sums[j].keys[k])
				continue;
			open_item(out, first);
			first = false;
			json_put(out, v->keys[k]);
		}
		buf_puts(out, "]}");
	}
	buf_puts(out, "]}");
}

void
plan_write(const struct plan *plan, struct buf *out)
{
	struct arena *a = arena_new(0);
	const struct policy policy = policy_from(plan->form);
	const struct plan questions = { .form = plan->form,
					.tables = plan->tables,
					.count = plan->question_count,
					.question_count = plan->question_count };
	const struct figures *f = plan_figures(&questions, &policy, a);

	buf_printf(out,
		   "{\"canvass\":\"plan 1\",\"policy\":{\"threshold\":%u,\"rounding\":%u,"
		   "\"base\":%u,\"whole\":%u,\"increment\":%u,\"strict\":%s},"
		   "\"variables\":[",
		   policy.threshold, policy.rounding, policy.base, policy.whole,
		   policy.increment, policy.strict ? "true" : "false");
	for (size_t i = 0; i < f->variable_count; i++) {
		open_item(out, i == 0);
		put_variable(out, &f->variables[i]);
	}
	buf_puts(out, "],\"tables\":[");
	for (size_t i = 0; i < f->table_count; i++) {
		open_item(out, i == 0);
		put_table(out, f, i);
	}
	buf_puts(out, "],\"implied\":[");
	for (size_t i = 0; i < f->implied_count; i++) {
		open_item(out, i == 0);
		put_implied(out, f, &f->implied[i]);
	}
	buf_puts(out, "]}\n");
	arena_free(a);
}

/* ---- for people ------------------------------------------------------------------- */

/* The end of the entry that begins at `at`: its break-downs stand right behind it. */
static size_t
entry_end(const struct plan *plan, size_t at)
{
	size_t end = at + 1;

	while (end < plan->question_count && plan->tables[end].by >= 0)
		end++;
	return end;
}

static bool
same_crosses(const struct plan *plan, size_t a, size_t b)
{
	size_t a_end = entry_end(plan, a), b_end = entry_end(plan, b);

	if (a_end - a != b_end - b)
		return false;
	for (size_t i = 1; i < a_end - a; i++)
		if (plan->tables[a + i].by != plan->tables[b + i].by)
			return false;
	return true;
}

/* Ids in lines of at most 90 columns, or so. */
static void
put_word(struct buf *out, const char *word, size_t *column)
{
	if (*column && *column + strlen(word) + 2 > 90) {
		buf_puts(out, ",\n    ");
		*column = 4;
	} else if (*column) {
		buf_puts(out, ", ");
		*column += 2;
	} else {
		buf_puts(out, "    ");
		*column = 4;
	}
	buf_puts(out, word);
	*column += strlen(word);
}

static void
put_entries(const struct plan *plan, size_t like, bool *told, struct buf *out)
{
	size_t end = entry_end(plan, like), column = 0;

	buf_puts(out,
		 end == like + 1 ? "  Of all people alone" : "  Of all people, and by");
	for (size_t i = like + 1; i < end; i++)
		buf_printf(out, "%s %s", i == like + 1 ? "" : ",", plan->tables[i].by_id);
	buf_puts(out, ":\n");
	for (size_t i = like; i < plan->question_count; i = entry_end(plan, i)) {
		if (told[i] || !same_crosses(plan, like, i))
			continue;
		told[i] = true;
		put_word(out, plan->tables[i].id, &column);
	}
	buf_puts(out, "\n");
}

static void
put_themes(const struct plan *plan, struct buf *out)
{
	size_t column = 0;

	if (plan->question_count == plan->count)
		return;
	buf_puts(out, "  Once comments are coded, how many of those who commented say it:\n");
	for (size_t i = plan->question_count; i < plan->count; i++)
		put_word(out, plan->form->themes[plan->tables[i].strength_of].id, &column);
	buf_puts(out, "\n");
}

void
plan_show(const struct plan *plan, struct buf *out)
{
	const struct policy p = policy_from(plan->form);
	bool *told = mem_new(plan->count + 1, sizeof(*told));

	buf_printf(
		out,
		"\nThe plan of tables, fixed once a survey is opened with it\n"
		"  Smallest number shown %u; all is rounded to %u; no group of fewer than "
		"%u\n"
		"  Nothing under %u responses; %u more are needed before a number is told "
		"again\n",
		p.threshold, p.rounding, p.base, p.whole, p.increment);
	for (size_t i = 0; i < plan->question_count; i = entry_end(plan, i))
		if (!told[i])
			put_entries(plan, i, told, out);
	put_themes(plan, out);
	free(told);
}
