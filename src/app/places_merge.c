/*
 * Places that are too small to hide in hang under a larger one, whose code is on their posters: an
 * answer then tells the larger one alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"

enum { NAMES_TOLD = 3, MERGED_TOLD = 6 };

struct family { /* of the small rows that name one parent */
	const char *key;
	size_t own;   /* the parent's own row; SIZE_MAX: it has none */
	size_t first; /* of its children */
	size_t children;
	uint64_t people;
	const struct place_row *some[NAMES_TOLD]; /* the first of them */
	const char *merged;			  /* "Custody east, Custody west" */
	const char *paper, *language;
	const char *why; /* nobody can hang under it */
	size_t poster;
};

struct merging {
	struct places *places;
	struct arena *arena;
	struct names rows, parents; /* by key; parents: index in families */
	struct family *families;
	size_t family_count;
};

static bool
is_small(const struct place_row *row)
{
	return !row->why && row->headcount < PLACE_HEADCOUNT;
}

static struct family *
family_of(struct merging *m, size_t i)
{
	const struct place_row *row = &m->places->rows[i], *own;
	size_t at = names_put(&m->parents, row->parent_key, m->family_count);
	struct family *f = &m->families[at];

	if (at < m->family_count)
		return f;
	m->family_count++;
	*f = (struct family){ .key = row->parent_key,
			      .own = names_get(&m->rows, row->parent_key),
			      .first = i,
			      .merged = "",
			      .paper = "",
			      .language = "",
			      .poster = SIZE_MAX };
	if (f->own != SIZE_MAX) {
		own = &m->places->rows[f->own];
		f->paper = own->cell[COLUMN_PAPER];
		f->language = own->cell[COLUMN_LANGUAGE];
	}
	return f;
}

/* One cell of a child against what its poster has; the poster takes what it lacks. */
static bool
agree(const char *cell, const char **inout)
{
	if (!**inout)
		*inout = cell;
	return !*cell || str_same(cell, *inout);
}

static void
family_join(struct merging *m, size_t i)
{
	struct place_row *row = &m->places->rows[i];
	struct family *f = family_of(m, i);

	if (!agree(row->cell[COLUMN_PAPER], &f->paper) ||
	    !agree(row->cell[COLUMN_LANGUAGE], &f->language)) {
		row->why = arena_printf(
			m->arena,
			"it is merged into %s, whose posters have one paper and "
			"one language: give the same, or none",
			row->cell[COLUMN_PARENT]);
		return;
	}
	if (f->children < NAMES_TOLD)
		f->some[f->children] = row;
	if (f->children < MERGED_TOLD)
		f->merged =
			arena_printf(m->arena, "%s%s%s", f->merged,
				     f->children ? ", " : "", row->cell[COLUMN_PLACE]);
	f->children++;
	f->people += row->headcount;
}

/* "Custody east (30) and Custody west (10)" */
static const char *
some_names(const struct merging *m, const struct family *f)
{
	size_t told = f->children < NAMES_TOLD ? f->children : NAMES_TOLD;
	const char *names = "";

	for (size_t i = 0; i < told; i++)
		names = arena_printf(m->arena, "%s%s%s (%u)", names,
				     !i					    ? ""
				     : i + 1 == told && told == f->children ? " and "
									    : ", ",
				     f->some[i]->cell[COLUMN_PLACE],
				     f->some[i]->headcount);
	return told == f->children ? names
				   : arena_printf(m->arena, "%s and others", names);
}

/* Why nobody can hang under a parent, or NULL. */
static const char *
family_wrong(const struct merging *m, const struct family *f)
{
	const struct place_row *own =
		f->own == SIZE_MAX ? NULL : &m->places->rows[f->own];
	const char *name = m->places->rows[f->first].cell[COLUMN_PARENT];

	if (own && own->why)
		return arena_printf(m->arena, "its parent %s is refused, in line %u",
				    name, own->line);
	if (own && own->headcount < PLACE_HEADCOUNT)
		return arena_printf(
			m->arena,
			"its parent %s has %u people and is too small itself; %d are "
			"needed, and parents do not hang under others",
			name, own->headcount, PLACE_HEADCOUNT);
	if (own)
		return NULL;
	if (f->people < PLACE_HEADCOUNT)
		return f->children == 1
			       ? arena_printf(
					 m->arena,
					 "%s has %u people, and nothing else hangs under its "
					 "parent %s; %d are needed",
					 f->some[0]->cell[COLUMN_PLACE],
					 (unsigned)f->people, name, PLACE_HEADCOUNT)
			       : arena_printf(m->arena,
					      "%s have %u people together; their parent %s "
					      "needs %d",
					      some_names(m, f), (unsigned)f->people, name,
					      PLACE_HEADCOUNT);
	if (f->people > PLACE_HEADCOUNT_TOP)
		return arena_printf(m->arena, "%s has over %d people", name,
				    PLACE_HEADCOUNT_TOP);
	return NULL;
}

static size_t
poster_add(struct merging *m, const struct place_poster *poster)
{
	m->places->posters[m->places->poster_count] = *poster;
	return m->places->poster_count++;
}

/* A row that is large enough by itself. */
static void
row_stands(struct merging *m, struct place_row *row)
{
	row->poster = poster_add(m, &(struct place_poster){
					    .name = row->cell[COLUMN_PLACE],
					    .key = row->key,
					    .headcount = row->headcount,
					    .copies = row->copies,
					    .line = row->line,
					    .paper = row->cell[COLUMN_PAPER],
					    .language = row->cell[COLUMN_LANGUAGE],
					    .merged = "",
				    });
}

/* The poster of a parent that has no row stands where its first child does. */
static void
family_stands(struct merging *m, struct family *f, const struct place_row *child)
{
	f->poster = poster_add(m, &(struct place_poster){
					  .name = child->cell[COLUMN_PARENT],
					  .key = f->key,
					  .headcount = (unsigned)f->people,
					  .line = child->line,
					  .paper = f->paper,
					  .language = f->language,
					  .merged = "",
				  });
}

static void
row_hangs(struct merging *m, struct family *f, struct place_row *row)
{
	struct place_poster *poster;

	if (f->poster == SIZE_MAX)
		f->poster = m->places->rows[f->own].poster;
	poster = &m->places->posters[f->poster];
	row->poster = f->poster;
	row->merged = true;
	poster->copies += row->copies; /* one hangs in each of them */
	poster->paper = f->paper;
	poster->language = f->language;
	if (!*poster->merged)
		poster->merged =
			f->children <= MERGED_TOLD
				? f->merged
				: arena_printf(m->arena, "%s and %zu more", f->merged,
					       f->children - MERGED_TOLD);
}

/* Small rows that cannot hang anywhere are refused. */
static void
families_check(struct merging *m)
{
	struct places *p = m->places;

	for (size_t i = 0; i < p->count; i++)
		if (is_small(&p->rows[i]) && p->rows[i].parent_key)
			family_join(m, i);
	for (size_t i = 0; i < m->family_count; i++)
		m->families[i].why = family_wrong(m, &m->families[i]);
	for (size_t i = 0; i < p->count; i++) {
		struct place_row *row = &p->rows[i];

		if (is_small(row) && row->parent_key)
			row->why = family_of(m, i)->why;
		else if (is_small(row))
			row->why = arena_printf(
				m->arena,
				"a place needs %d people or more, and this one has %u; join it "
				"to a larger one, or name that as its parent",
				PLACE_HEADCOUNT, row->headcount);
	}
}

void
places_merge(struct places *p, struct arena *a)
{
	struct merging m = { .places = p, .arena = a };

	names_init(&m.rows, p->count, a);
	names_init(&m.parents, p->count, a);
	m.families = arena_array(a, struct family, p->count + 1);
	p->posters = arena_array(a, struct place_poster, p->count + 1);
	for (size_t i = 0; i < p->count; i++)
		if (*p->rows[i].key)
			names_put(&m.rows, p->rows[i].key, i);
	families_check(&m);
	for (size_t i = 0; i < p->count; i++) {
		struct place_row *row = &p->rows[i];
		struct family *f;

		if (row->why)
			continue;
		if (!is_small(row)) {
			row_stands(&m, row);
			continue;
		}
		f = family_of(&m, i);
		if (f->own == SIZE_MAX && f->poster == SIZE_MAX)
			family_stands(&m, f, row);
	}
	for (size_t i = 0; i < p->count; i++) {
		if (is_small(&p->rows[i]))
			row_hangs(&m, family_of(&m, i), &p->rows[i]);
		p->refused += p->rows[i].why != NULL;
	}
}
