/*
 * The unknowns that questions share: N, the size of each group, and the sums of answers that a
 * named condition makes a group of; at each release.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/model.h"

const struct counts *
model_counts(const struct model *m, size_t table, size_t k)
{
	size_t release = m->releases[k];

	return release < m->f->earlier_count ? &m->f->earlier[release].tables[table]
					     : &m->f->counts[table];
}

const struct policy *
model_policy(const struct model *m, size_t k)
{
	size_t release = m->releases[k];

	return release < m->f->earlier_count ? &m->f->earlier[release].published->policy
					     : &m->f->policy;
}

size_t
model_release(const struct model *m, unsigned number)
{
	size_t k = 0;

	while (k < m->release_count && m->releases[k] + 1 != number)
		k++;
	return k;
}

size_t
shared_responses(const struct model *m, size_t k)
{
	return k * m->shared_each;
}

size_t
shared_margin(const struct model *m, int variable, size_t key, size_t k)
{
	return k * m->shared_each + (size_t)m->margins[variable] + key;
}

size_t
shared_sum(const struct model *m, size_t implied, size_t sum, size_t k)
{
	return k * m->shared_each + m->sums[implied] + sum;
}

size_t
table_with_rows(const struct figures *f, int variable)
{
	size_t t = 0;

	while (t < f->table_count && f->tables[t].rows != variable)
		t++;
	return t;
}

/* ---- laying them out ----------------------------------------------------------------- */

static void
choose_releases(struct model *m)
{
	const struct figures *f = m->f;

	m->releases = mem_new(f->earlier_count + 1, sizeof(*m->releases));
	for (size_t r = 0; r < f->earlier_count; r++)
		if (f->earlier[r].published->responses >= 0)
			m->releases[m->release_count++] = r;
	m->releases[m->release_count++] = f->earlier_count;
}

static void
lay_shared(struct model *m)
{
	const struct figures *f = m->f;

	m->margins = mem_new(f->variable_count + 1, sizeof(*m->margins));
	for (size_t v = 0; v < f->variable_count; v++)
		m->margins[v] = -1;
	m->shared_each = 1;
	for (size_t t = 0; t < f->table_count; t++) {
		int by = f->tables[t].by;

		if (by < 0 || m->margins[by] >= 0)
			continue;
		m->margins[by] = (int)m->shared_each;
		m->shared_each += f->variables[by].key_count;
	}
	m->sums = mem_new(f->implied_count + 1, sizeof(*m->sums));
	for (size_t i = 0; i < f->implied_count; i++) {
		m->sums[i] = m->shared_each;
		m->shared_each += f->implied[i].sum_count;
	}
	m->shared = m->shared_each * m->release_count;
	m->truth = mem_new(m->shared, sizeof(*m->truth));
	m->low = mem_new(m->shared, sizeof(*m->low));
	m->high = mem_new(m->shared, sizeof(*m->high));
	for (size_t j = 0; j < m->shared; j++)
		m->high[j] = INFINITY;
}

/* True numbers; and a group has no fewer people than left some question out. */
static void
fill_margins(struct model *m, size_t table, size_t k)
{
	const struct figures *f = m->f;
	const struct counts *counts = model_counts(m, table, k);
	size_t rows = table_rows(f, table), wide = table_wide(f, table), at;
	double left;

	for (size_t c = 0; c < table_columns(f, table); c++) {
		at = shared_margin(m, f->tables[table].by, c, k);
		left = counts->cells[rows * wide + c];
		m->truth[at] = left;
		if (counts->answered)
			m->truth[at] += counts->answered[c];
		for (size_t r = 0; !counts->answered && r < rows; r++)
			m->truth[at] += counts->cells[r * wide + c];
		if (m->low[at] < left)
			m->low[at] = left;
	}
}

static void
fill_sum(struct model *m, size_t implied, size_t sum, size_t k)
{
	const struct implied_sum *s = &m->f->implied[implied].sums[sum];
	size_t table = table_with_rows(m->f, s->variable), wide = table_wide(m->f, table);
	const uint32_t *cells = model_counts(m, table, k)->cells;
	double *at = &m->truth[shared_sum(m, implied, sum, k)];

	for (size_t i = 0; i < table_rows(m->f, table) * wide; i++)
		if (s->keys[i / wide])
			*at += cells[i];
}

static void
fill_truth(struct model *m)
{
	const struct figures *f = m->f;
	size_t release;

	for (size_t k = 0; k < m->release_count; k++) {
		release = m->releases[k];
		m->truth[shared_responses(m, k)] = release < f->earlier_count
							   ? f->earlier[release].responses
							   : f->responses;
		for (size_t t = 0; t < f->table_count; t++)
			if (f->tables[t].by >= 0)
				fill_margins(m, t, k);
		for (size_t i = 0; i < f->implied_count; i++)
			for (size_t j = 0; j < f->implied[i].sum_count; j++)
				fill_sum(m, i, j, k);
	}
}

void
model_share(struct model *m)
{
	choose_releases(m);
	lay_shared(m);
	fill_truth(m);
}
