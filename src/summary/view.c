/*
 * One table seen at one level of the ladder: which keys stand alone, which are told as
 * one, and what the exact counts then are.  Nothing here decides anything.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static uint32_t
sum_answered(const struct exact *exact, uint64_t columns)
{
	uint32_t sum = 0;

	for (size_t c = 0; c <= exact->plan->column_count; c++)
		if (columns >> c & 1)
			sum += exact->answered[c];
	return sum;
}

uint32_t
view_base(const struct view *v, size_t column)
{
	return sum_answered(v->exact, v->columns[column].members);
}

uint32_t
view_count(const struct view *v, size_t row, size_t column)
{
	const struct table_plan *plan = v->exact->plan;
	uint32_t sum = 0;

	for (size_t r = 0; r < plan->row_count; r++)
		for (size_t c = 0; c <= plan->column_count; c++)
			if (v->rows[row].members >> r & 1 &&
			    v->columns[column].members >> c & 1)
				sum += v->exact->counts[r * (plan->column_count + 1) + c];
	return sum;
}

static const struct key_group *
group_with(const struct key_groups *groups, size_t key)
{
	for (size_t i = 0; groups && i < groups->count; i++)
		if (groups->items[i].members >> key & 1)
			return &groups->items[i];
	return NULL;
}

/* Keys in their order; a group stands where its first member would. */
static size_t
lay_lines(struct line *lines, const struct key_label *keys, size_t count,
	  const struct key_groups *groups)
{
	const struct key_group *group;
	size_t laid = 0;

	for (size_t k = 0; k < count; k++) {
		group = group_with(groups, k);
		if (!group)
			lines[laid++] = (struct line){
				.key = keys[k].key,
				.label = &keys[k].label,
				.members = UINT64_C(1) << k,
			};
		else if ((size_t)__builtin_ctzll(group->members) == k)
			lines[laid++] = (struct line){
				.key = group->key,
				.label = &group->label,
				.members = group->members,
				.merged = true,
			};
	}
	return laid;
}

/* S2: a fall-back group with a member whose base is too small is folded whole. */
static struct key_groups
folds_needed(const struct exact *exact, const struct policy *policy)
{
	const struct key_groups *all = &exact->plan->column_folds;
	struct key_groups needed = { .count = 0 };

	for (size_t i = 0; i < all->count; i++)
		for (size_t c = 0; c < exact->plan->column_count; c++)
			if (all->items[i].members >> c & 1 &&
			    exact->answered[c] < policy->base) {
				needed.items[needed.count++] = all->items[i];
				break;
			}
	return needed;
}

void
view_make(struct view *v, const struct exact *exact, enum ladder_level level,
	  const struct policy *policy)
{
	const struct table_plan *plan = exact->plan;
	bool merged = level == LEVEL_MERGED;
	struct key_groups folds = folds_needed(exact, policy);

	*v = (struct view){ .exact = exact };
	if (level != LEVEL_TOTAL)
		v->row_count = lay_lines(v->rows, plan->rows, plan->row_count,
					 merged ? &plan->row_merges : NULL);
	if (level == LEVEL_FULL || merged)
		v->column_count = lay_lines(v->columns, plan->columns, plan->column_count,
					    merged && plan->column_merges.count
						    ? &plan->column_merges
						    : &folds);
	v->columns[v->column_count++] =
		(struct line){ .key = "*",
			       .members = (UINT64_C(1) << (plan->column_count + 1)) - 1 };
}

bool
plan_has_merges(const struct table_plan *plan)
{
	return plan->row_merges.count || plan->column_merges.count;
}

bool
view_hidden(const struct view *v, size_t row, size_t column, const struct policy *policy)
{
	uint32_t yes = view_count(v, row, column);

	if (yes < policy->threshold)
		return true;
	return v->exact->plan->kind == TABLE_ANY &&
	       view_base(v, column) - yes < policy->threshold;
}

size_t
view_hidden_count(const struct view *v, const struct policy *policy)
{
	size_t hidden = 0;

	for (size_t r = 0; r < v->row_count; r++)
		for (size_t c = 0; c < v->column_count; c++)
			hidden += view_hidden(v, r, c, policy);
	return hidden;
}

bool
view_bases_shown(const struct view *v, const struct policy *policy)
{
	for (size_t c = 0; c < v->column_count; c++)
		if (view_base(v, c) < policy->base)
			return false;
	return true;
}
