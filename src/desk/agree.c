/*
 * How far two coders agree, and what they decided differently, to be settled by both together.
 * Nothing of this is shown before both have coded the whole sample: till then each codes blind.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "desk/coding.h"
#include "desk/surveys.h"

/* ---- before both are done ------------------------------------------------------------------- */

static void
put_far(struct html *h, const char *who, size_t coded, size_t sample)
{
	html_lit(h, "<li>The ");
	html_text(h, who);
	html_lit(h, " coder has coded ");
	html_num(h, (long)coded);
	html_lit(h, " of ");
	html_num(h, (long)sample);
	html_lit(h, ".</li>\n");
}

static void
put_not_yet(struct coding_visit *cv, const struct coding_progress *p)
{
	struct html *h = cv->v->body;

	html_lit(
		h,
		"<p>How far the two coders agree is shown once both have coded the whole "
		"sample, so that neither is led by the other.</p>\n");
	if (!p->sample) {
		html_lit(h, "<p>Nobody has written a comment yet.</p>\n");
		return;
	}
	html_lit(h, "<ul>\n");
	put_far(h, "first", p->first, p->sample);
	put_far(h, "second", p->second, p->sample);
	html_lit(h, "</ul>\n");
}

/* ---- agreement ------------------------------------------------------------------ */

static void
put_number(struct html *h, unsigned n)
{
	html_lit(h, "<td class=\"num\">");
	html_num(h, (long)n);
	html_lit(h, "</td>");
}

static void
put_figure(struct html *h, double figure)
{
	char text[16] = "-";

	if (!isnan(figure))
		snprintf(text, sizeof(text), "%.3f", figure);
	html_lit(h, "<td class=\"num\">");
	html_text(h, text);
	html_lit(h, "</td>");
}

static void
put_row(struct coding_visit *cv, const struct code_counted *c, size_t theme)
{
	const struct codebook *book = cv->w.codes.book;
	struct agreement a = code_agreement(c, theme);
	struct html *h = cv->v->body;

	html_lit(h, "<tr><th scope=\"row\">");
	html_text(h, book->themes[theme].title);
	html_lit(h, "</th><td>");
	html_text(h, code_by_itself(book, theme) ? "found: named, never a number"
						 : code_band_words[a.band]);
	html_lit(h, "</td>");
	put_number(h, a.both);
	put_number(h, a.first);
	put_number(h, a.second);
	put_number(h, a.neither);
	put_figure(h, a.band == AGREE_NOT ? NAN : a.agree);
	put_figure(h, a.alpha);
	put_figure(h, a.kappa);
	put_figure(h, a.positive);
	html_lit(h, "</tr>\n");
}

static void
put_sample(struct coding_visit *cv, const struct code_counted *c)
{
	struct html *h = cv->v->body;

	html_lit(h, "<p>Both have coded the sample of ");
	part_how_many(h, c->sample, "comment", "comments");
	html_lit(h, ", of ");
	html_num(h, (long)cv->w.count);
	html_lit(h, " in all. They differ on ");
	html_num(h, (long)c->differ);
	html_lit(h, ", of which ");
	html_num(h, (long)c->settled);
	html_text(h, c->settled == 1 ? " is settled." : " are settled.");
	html_lit(h, "</p>\n");
	if (!c->unsettled)
		return;
	html_lit(h, "<p><b>");
	part_how_many(h, c->unsettled, "difference is", "differences are");
	html_lit(h, " not settled. Until then no strength is told.</b> ");
	desk_link(cv->v, desk_path(cv->v, "/surveys/:/coding", cv->survey),
		  "Settle them together");
	html_lit(h, "</p>\n");
}

static void
put_meaning(struct html *h)
{
	html_lit(
		h,
		"<h2>What a release says</h2>\n<ul>\n"
		"<li>Alpha of 0.80 or more: the strength as it is.</li>\n"
		"<li>From 0.667 to 0.80, or fewer than ten comments of the sample carry it: "
		"marked less reliable.</li>\n"
		"<li>Under 0.667: no strength. Go back to the codebook.</li>\n"
		"<li>A comment that is not coded yet, or a difference that is not settled: "
		"no strength.</li>\n</ul>\n"
		"<p>Alpha is Krippendorff's, for nominal data. Kappa is Cohen's. Positive "
		"agreement is on those that carry the theme.</p>\n"
		"<p class=\"hint\">These are exact counts, for those who evaluate. They are "
		"never released: only the band is.</p>\n");
}

static void
put_agreement(struct coding_visit *cv)
{
	static const char *const heads[] = { "Theme",	    "In a release", "#Both",
					     "#First only", "#Second only", "#Neither",
					     "#Agree",	    "#Alpha",	    "#Kappa",
					     "#Positive" };
	const struct codebook *book = cv->w.codes.book;
	struct code_counted *c = arena_one(cv->arena, struct code_counted);

	code_count(&cv->w, c);
	put_sample(cv, c);
	desk_table(cv->v, "Agreement, theme by theme", heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < book->theme_count; i++)
		if (!book->themes[i].until)
			put_row(cv, c, i);
	desk_table_end(cv->v);
	put_meaning(cv->v->body);
}

struct console_reply *
desk_agreement(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_CODES, &cv);
	struct coding_progress p;

	if (reply)
		return reply;
	part_places(&cv, "agreement");
	if (coding_both(&cv, &p))
		put_agreement(&cv);
	else
		put_not_yet(&cv, &p);
	return coding_end(
		&cv,
		desk_page(v, 200, arena_printf(v->arena, "Agreement on %s", cv.survey)));
}
