/*
 * Scores: several answers worked out to one number, of which only the band is kept; and the
 * scorecard, which names questions and scores for one table of the report.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* A question by an id that somebody wrote, or NULL after E051. */
const struct question *
question_named(struct reading *r, const struct node *node, const char *what)
{
	const struct form *form = r->form;
	const struct question *q;
	const char *ids[FORM_QUESTIONS];
	size_t i;

	if (!node_is_text(r, node, "a question's id"))
		return NULL;
	q = form_question(form, node->text);
	if (q)
		return q;
	for (i = 0; i < form->question_count; i++)
		ids[i] = form->questions[i].id;
	complain(r, E051, node->at, meant_or_list(r, node->text, "there are", ids, i),
		 node->text, what);
	return NULL;
}

/* Only answers with one code have points; a loop would give one person several. */
static bool
from_read(struct reading *r, const struct node *map, struct score *score)
{
	const struct node *list = node_get(map, "from"), *item;
	size_t i;

	if (!list) {
		missing(r, map, "from");
		return false;
	}
	for (item = node_items(list); item; item = node_next(list, item)) {
		const struct question *q = question_named(r, item, "question");

		if (!q)
			return false;
		if (form_kinds[q->kind].options && !q->options)
			return false; /* complained of already */
		if (q->kind != KIND_CHOOSE_ONE && q->kind != KIND_SCALE) {
			complain(r, E054, item->at, NULL, form_kinds[q->kind].name,
				 "a score");
			return false;
		}
		if (q->repeat >= 0) {
			complain(r, E058, item->at,
				 "a score takes questions that are asked once", q->id);
			return false;
		}
		for (i = 0; i < score->from_count && score->from[i] != q->index; i++)
			;
		if (r->fresh && i < score->from_count) {
			complain(r, E006, item->at, NULL, q->id, digits(r, list->at.line));
			return false;
		}
		if (score->from_count >= ARRAY_LEN(score->from)) {
			complain(r, E029, node_key_at(list), NULL,
				 digits(r, (long long)list->count), "questions",
				 digits(r, ARRAY_LEN(score->from)));
			return false;
		}
		score->from[score->from_count++] = q->index;
	}
	return score->from_count > 0;
}

/* Whether any of the questions has this code: they may have different lists. */
static bool
code_somewhere(const struct form *form, const struct score *score, const char *code)
{
	size_t i;

	for (i = 0; i < score->from_count; i++) {
		if (question_option(&form->questions[score->from[i]], code) >= 0)
			return true;
	}
	return false;
}

/* Without points every question must be a scale, whose codes are its points. */
static bool
points_read(struct reading *r, const struct node *map, struct score *score)
{
	const struct node *points = node_get(map, "points"), *entry;
	size_t i;

	if (!points) {
		for (i = 0; i < score->from_count; i++) {
			if (r->form->questions[score->from[i]].kind != KIND_SCALE) {
				missing(r, map, "points");
				return false;
			}
		}
		return true;
	}
	if (!node_is_map(r, points, "a map of codes and whole numbers"))
		return false;
	for (entry = points->first; entry; entry = entry->next) {
		if (!entry->key->text || score->point_count >= FORM_OPTIONS)
			return false;
		if (!code_somewhere(r->form, score, entry->key->text)) {
			complain(r, E053, entry->key->at,
				 option_hint(r, &r->form->questions[score->from[0]],
					     entry->key->text),
				 entry->key->text, r->form->questions[score->from[0]].id);
			return false;
		}
		if (entry->type != NODE_TEXT ||
		    !whole_number(entry->text, &score->points[score->point_count])) {
			complain(r, E023, entry->at, NULL, "a whole number");
			return false;
		}
		score->point_codes[score->point_count++] = keep(r, entry->key->text);
	}
	return true;
}

/* `at least 4 answered` */
static bool
how_read(struct reading *r, const struct node *map, struct score *score)
{
	const struct node *average = node_get(map, "average"),
			  *sum = node_get(map, "add up");
	const struct node *node = average ? average : sum;
	const char *end;
	unsigned long n;

	if (!node) {
		missing(r, map, "average");
		return false;
	}
	if (average && sum) {
		complain(r, E023, sum->at, NULL,
			 "left out: the score is averaged already");
		return false;
	}
	score->average = average != NULL;
	end = node->type == NODE_TEXT && str_starts(node->text, "at least ")
		      ? strstr(node->text, " answered")
		      : NULL;
	if (end && str_same(end, " answered") && end > node->text + 9 &&
	    str_to_uint(arena_copy(r->scratch, node->text + 9,
				   (size_t)(end - node->text) - 9),
			score->from_count, &n) &&
	    n > 0) {
		score->at_least = (unsigned)n;
		return true;
	}
	if (node->type != NODE_BAD)
		complain(r, E023, node->at, NULL,
			 arena_printf(r->scratch,
				      "\"at least N answered\", with N up to %zu",
				      score->from_count));
	return false;
}

/* The points that a question's option has, or false: it has none. */
static bool
option_points(const struct score *score, const struct question *q, size_t option,
	      int *out)
{
	size_t i;

	for (i = 0; i < score->point_count; i++) {
		if (str_same(score->point_codes[i], q->options->items[option].code)) {
			*out = score->points[i];
			return true;
		}
	}
	if (score->point_count || q->kind != KIND_SCALE)
		return false;
	*out = q->options->items[option].number;
	return true;
}

/* The lowest and highest that a score can be. */
static void
score_range(const struct form *form, const struct score *score, int *out_low,
	    int *out_high)
{
	int low = 0, high = 0, points;
	bool first = true;
	size_t i, option;

	for (i = 0; i < score->from_count; i++) {
		const struct question *q = &form->questions[score->from[i]];

		for (option = 0; option < q->options->count; option++) {
			if (!option_points(score, q, option, &points))
				continue;
			low = first || points < low ? points : low;
			high = first || points > high ? points : high;
			first = false;
		}
	}
	if (!score->average) {
		low *= (int)(low < 0 ? score->from_count : score->at_least);
		high *= (int)(high > 0 ? score->from_count : score->at_least);
	}
	*out_low = low;
	*out_high = high;
}

/* One score.  What is wrong with it is said once: later keys wait for the earlier ones. */
static void
score_read(struct reading *r, const struct node *entry)
{
	struct form *form = r->form;
	struct score score = { .theme = -1, .line = entry->key->at.line };
	const struct node *store;
	uint32_t themes = 0;
	int low, high;

	if (!id_right(r, entry->key) ||
	    !node_is_map(r, entry, "a map of title, from and more"))
		return;
	score.id = keep(r, entry->key->text);
	name_add(r, score.id, entry->key->at);
	node_table(r, entry, KEYS_SCORE);
	if (!node_get(entry, "title"))
		missing(r, entry, "title");
	take_text(r, entry, "title", 80, &score.title);
	theme_take(r, entry, &score.theme, &themes);
	store = node_get(entry, "store as");
	if (!store)
		missing(r, entry, "store as");
	if (from_read(r, entry, &score) && points_read(r, entry, &score) &&
	    how_read(r, entry, &score) && bands_read(r, store, &score.bands)) {
		score_range(form, &score, &low, &high);
		bands_cover(r, store, &score.bands, low, high);
	}
	form->scores[form->score_count++] = score;
}

void
scores_read(struct reading *r, const struct node *map)
{
	const struct node *entry;

	if (!map || !node_is_map(r, map, "a map of scores"))
		return;
	if (map->count > ARRAY_LEN(r->form->scores)) {
		complain(r, E029, node_key_at(map), NULL,
			 digits(r, (long long)map->count), "scores",
			 digits(r, ARRAY_LEN(r->form->scores)));
		return;
	}
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next)
		score_read(r, entry);
}

void
scorecard_read(struct reading *r, const struct node *list)
{
	struct form *form = r->form;
	const struct question *q;
	const struct node *item;
	size_t i;

	for (item = node_items(list); item; item = node_next(list, item)) {
		bool is_score = false;

		if (!node_is_text(r, item, "the id of a question or score"))
			continue;
		for (i = 0; i < form->score_count; i++)
			is_score = is_score || str_same(form->scores[i].id, item->text);
		q = is_score ? NULL : question_named(r, item, "question or score");
		if (!is_score && !q)
			continue;
		if (r->fresh && q && !form_kinds[q->kind].closed) {
			complain(r, E054, item->at,
				 "a scorecard shows shares: name a question with options",
				 form_kinds[q->kind].name, "a scorecard");
			continue;
		}
		if (form->scorecard_count >= ARRAY_LEN(form->scorecard)) {
			complain(r, E029, node_key_at(list), NULL,
				 digits(r, (long long)list->count), "entries",
				 digits(r, ARRAY_LEN(form->scorecard)));
			return;
		}
		form->scorecard[form->scorecard_count++] = keep(r, item->text);
	}
}

/* ---- working one out --------------------------------------------------------------- */

/* n / d to the nearest whole number, halves up; d > 0. */
static int
halves_up(int n, int d)
{
	int twice = 2 * n + d, whole = twice / (2 * d);

	return twice % (2 * d) < 0 ? whole - 1 : whole;
}

int
score_band(const struct form *form, unsigned index, const struct answers *a)
{
	const struct score *score = &form->scores[index];
	unsigned answered = 0;
	int sum = 0, points;
	size_t i;

	for (i = 0; i < score->from_count; i++) {
		const struct question *q = &form->questions[score->from[i]];
		const struct value *v = answers_see(a, q->index, 0);
		size_t option = 0;

		if (!question_answered(a, q->index, 0) || !v->chosen)
			continue;
		while (!(v->chosen & (1u << option)))
			option++;
		if (option >= q->options->count ||
		    !option_points(score, q, option, &points))
			continue;
		sum += points;
		answered++;
	}
	if (answered == 0 || answered < score->at_least)
		return -1;
	return bands_find(&score->bands,
			  score->average ? halves_up(sum, (int)answered) : sum);
}
