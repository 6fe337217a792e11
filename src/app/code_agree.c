/*
 * canvass code SURVEY agree: how far the two coders agree, theme by theme.  These are exact counts,
 * for those who evaluate: no release ever has them.
 *
 * A theme's comments are those of the sample that both have coded and that may carry it.  A theme
 * of the form is carried by whoever carries a part of it, as its strength is counted.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "app/cmd_code.h"

static const char *const band_names[] = {
	[AGREE_NOT] = "none",
	[AGREE_LOW] = "low",
	[AGREE_FAIR] = "fair",
	[AGREE_GOOD] = "good",
};
const char *const code_band_words[] = {
	[AGREE_NOT] = "not coded by both yet",
	[AGREE_LOW] = "too low: back to the codebook; no strength is released",
	[AGREE_FAIR] = "fair: released as less reliable",
	[AGREE_GOOD] = "good",
};

static bool
carries(const struct codebook *book, int theme, uint64_t themes)
{
	int of_form = book->themes[theme].of_form;

	if (of_form >= 0)
		return codebook_form_bits(book, themes) >> of_form & 1;
	return codebook_now_bits(book, themes) >> theme & 1;
}

static void
count_one(const struct code_work *w, const struct comment *c, struct code_counted *to)
{
	const struct codebook *book = w->codes.book;
	const struct coding *first, *second;
	uint64_t may = code_may(w, c);
	bool differ = code_differ(w, c, &first, &second), settled;

	to->sample++;
	to->differ += differ;
	if (!first || !second)
		return;
	settled = coding_find(&w->codes.by[CODER_SETTLED], c->name) != NULL;
	to->both++;
	to->settled += settled;
	to->unsettled += differ && !settled;
	for (size_t i = 0; i < book->theme_count; i++) {
		bool one = carries(book, (int)i, first->themes),
		     other = carries(book, (int)i, second->themes);

		if (may >> i & 1)
			to->cells[i][(one ? 0 : 2) + (other ? 0 : 1)]++;
	}
}

void
code_count(const struct code_work *w, struct code_counted *out)
{
	*out = (struct code_counted){ .sample = 0 };
	for (size_t i = 0; i < w->count; i++)
		if (code_in_sample(w, w->by_name[i]))
			count_one(w, w->by_name[i], out);
}

struct agreement
code_agreement(const struct code_counted *c, size_t theme)
{
	/* Of the cells, 1 is the first coder alone, 2 the second alone. */
	const uint32_t *cells = c->cells[theme];

	return agreement_of(cells[0], cells[1], cells[2], cells[3]);
}

bool
code_by_itself(const struct codebook *book, size_t theme)
{
	return !codebook_form_bits(book, (uint64_t)1 << theme);
}

static void
put_figure(struct buf *out, const char *name, double figure)
{
	if (isnan(figure))
		buf_printf(out, ", \"%s\": null", name);
	else
		buf_printf(out, ", \"%s\": %.6f", name, figure);
}

static void
put_json(struct buf *out, const struct code_work *w, const struct code_counted *c)
{
	const struct codebook *book = w->codes.book;
	const char *between = "";

	buf_puts(out, "{\"survey\": ");
	json_put(out, w->of.survey.name);
	buf_printf(
		out,
		", \"exact\": true, \"comments\": %zu, \"sample\": %zu, \"both\": %zu, "
		"\"differ\": %zu, \"settled\": %zu, \"themes\": [",
		w->count, c->sample, c->both, c->differ, c->settled);
	for (size_t i = 0; i < book->theme_count; i++) {
		struct agreement a = code_agreement(c, i);

		if (book->themes[i].until)
			continue;
		buf_printf(out, "%s\n {\"id\": ", between);
		json_put(out, book->themes[i].id);
		buf_printf(
			out,
			", \"both\": %u, \"first\": %u, \"second\": %u, \"neither\": %u",
			a.both, a.first, a.second, a.neither);
		put_figure(out, "agree", a.band == AGREE_NOT ? NAN : a.agree);
		put_figure(out, "alpha", a.alpha);
		put_figure(out, "kappa", a.kappa);
		put_figure(out, "positive", a.positive);
		buf_printf(out, ", \"band\": \"%s\"}",
			   code_by_itself(book, i) ? "found" : band_names[a.band]);
		between = ",";
	}
	buf_puts(out, "]}\n");
}

static void
put_cell(struct buf *out, double figure)
{
	if (isnan(figure))
		buf_puts(out, "      -");
	else
		buf_printf(out, " %6.3f", figure);
}

static void
put_table(struct buf *out, const struct code_work *w, const struct code_counted *c)
{
	const struct codebook *book = w->codes.book;

	buf_printf(
		out,
		"%zu of the %zu comments in the sample are coded by both (%zu comments in "
		"all); they differ on %zu, %zu settled\n\n",
		c->both, c->sample, w->count, c->differ, c->settled);
	buf_printf(out, "%-24s %5s %6s %6s %7s %6s %6s %6s %6s\n", "theme", "both",
		   "first", "second", "neither", "agree", "alpha", "kappa", "posit.");
	for (size_t i = 0; i < book->theme_count; i++) {
		struct agreement a = code_agreement(c, i);

		if (book->themes[i].until)
			continue;
		buf_printf(out, "%-24s %5u %6u %6u %7u", book->themes[i].id, a.both,
			   a.first, a.second, a.neither);
		put_cell(out, a.band == AGREE_NOT ? NAN : a.agree);
		put_cell(out, a.alpha);
		put_cell(out, a.kappa);
		put_cell(out, a.positive);
		buf_printf(out, "  %s\n",
			   code_by_itself(book, i) ? "found: named, never a number"
						   : code_band_words[a.band]);
	}
}

bool
code_agree(struct code_work *w, struct err *err)
{
	struct code_counted *c = arena_one(w->arena, struct code_counted);
	struct buf out;

	code_count(w, c);
	buf_init(&out, 0);
	if (w->of.call->json)
		put_json(&out, w, c);
	else
		put_table(&out, w, c);
	say("these are exact counts, for those who evaluate: they are never released");
	if (!code_out(&out, err))
		return false;
	if (c->unsettled)
		say("%zu difference%s not settled: canvass code %s settle; until then no "
		    "strength is told",
		    c->unsettled, c->unsettled == 1 ? " is" : "s are", w->of.survey.name);
	return true;
}
