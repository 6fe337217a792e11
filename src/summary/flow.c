/*
 * Whether people can be spread over a table so that every cell and every sum keeps to its
 * range: a circulation with least and most on each arc, found by the largest flow.  What
 * an arc must carry at least is set down as owed by its ends; if all debts can be paid,
 * there is such a table, in whole numbers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

void
flow_arc(struct flow *f, size_t from, size_t to, struct span range)
{
	if (range.low > range.high) {
		f->broken = true;
		return;
	}
	f->room[from][to] += range.high - range.low;
	f->owed[to] += range.low;
	f->owed[from] -= range.low;
}

/* The shortest way from a node that holds too much to one that lacks; false: none. */
static bool
way_find(const struct flow *f, size_t before[FLOW_NODES], size_t *out_end)
{
	size_t queue[FLOW_NODES], head = 0, tail = 0, at;

	for (size_t n = 0; n < f->nodes; n++) {
		before[n] = FLOW_NODES;
		if (f->owed[n] > 0) {
			before[n] = n;
			queue[tail++] = n;
		}
	}
	while (head < tail) {
		at = queue[head++];
		if (f->owed[at] < 0) {
			*out_end = at;
			return true;
		}
		for (size_t to = 0; to < f->nodes; to++)
			if (before[to] == FLOW_NODES && f->room[at][to] > 0) {
				before[to] = at;
				queue[tail++] = to;
			}
	}
	return false;
}

static void
way_use(struct flow *f, const size_t before[FLOW_NODES], size_t end)
{
	int64_t carried = -f->owed[end];
	size_t at;

	for (at = end; before[at] != at; at = before[at])
		if (f->room[before[at]][at] < carried)
			carried = f->room[before[at]][at];
	if (f->owed[at] < carried)
		carried = f->owed[at];
	f->owed[at] -= carried;
	f->owed[end] += carried;
	for (at = end; before[at] != at; at = before[at]) {
		f->room[before[at]][at] -= carried;
		f->room[at][before[at]] += carried;
	}
}

bool
flow_fits(struct flow *f)
{
	size_t before[FLOW_NODES], end = 0;

	while (!f->broken && way_find(f, before, &end))
		way_use(f, before, end);
	for (size_t n = 0; n < f->nodes; n++)
		if (f->owed[n] != 0)
			return false;
	return !f->broken;
}
