/*
 * The report's end: what is hidden and why, and how all of it was made.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

static void
put_shorter(struct report *r, const struct table *t)
{
	struct html *h = r->h;

	html_lit(h, "<li>");
	html_text(h, loop_words(r, t));
	html_text(h, t->title);
	html_lit(h, ": ");
	html_text(h, level_words(r->s, t));
	html_lit(h, "</li>\n");
}

void
report_hidden(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;
	bool any = false;

	html_lit(
		h,
		"<h2 id=\"part-hidden\">What is hidden, and why</h2>\n"
		"<p>Nobody should be able to find out what one person, or a small group, "
		"said. "
		"So small numbers are hidden, and all others are rounded.</p>\n<ul>\n");
	for (size_t i = 0; i < s->note_count; i++) {
		html_lit(h, "<li>");
		html_text(h, s->notes[i]);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
	for (size_t i = 0; i < s->table_count && s->responses >= 0; i++) {
		if (s->tables[i].by[0] || s->tables[i].level == LEVEL_FULL)
			continue;
		if (!any)
			html_lit(h, "<p>These questions show less than all their "
				    "answers:</p>\n<ul>\n");
		any = true;
		put_shorter(r, &s->tables[i]);
	}
	if (any)
		html_lit(h, "</ul>\n");
}

/* ---- what was asked of whom -------------------------------------------------------------- */

/* Questions that everybody was asked are counted, the others named, each condition once. */
static void
put_asked(struct report *r)
{
	const struct summary *s = r->s;
	const char **of = arena_array(r->a, const char *, s->table_count + 1);
	struct html *h = r->h;
	long everybody = 0, others = 0;

	for (size_t i = 0; i < s->table_count; i++) {
		const struct table *t = &s->tables[i];

		everybody += !t->by[0] && t->everyone;
		of[i] = t->by[0] || t->everyone ? NULL : t->when ? t->when : "";
		others += of[i] != NULL;
	}
	html_lit(
		h,
		"<h3>What was asked of whom</h3>\n<p>Questions that everybody was asked: ");
	html_num(h, everybody);
	html_lit(h, ". Questions that only some were asked: ");
	html_num(h, others);
	html_lit(h, ".</p>\n");
	if (others)
		html_lit(h, "<ul>\n");
	for (size_t i = 0; i < s->table_count; i++) {
		const char *condition = of[i];
		bool asks = false; /* the title before ends by itself */
		size_t len;

		if (!condition)
			continue;
		html_lit(h, "<li>");
		if (*condition) {
			html_lit(h, "Only if ");
			html_text(h, condition);
			html_lit(h, ": ");
		} else {
			html_lit(h,
				 "Worked out from answers that only some could give: ");
		}
		for (size_t j = i; j < s->table_count; j++) {
			if (!of[j] || !str_same(of[j], condition))
				continue;
			if (j > i)
				html_text(h, asks ? " " : "; ");
			html_text(h, loop_words(r, &s->tables[j]));
			html_text(h, s->tables[j].question_title);
			len = strlen(s->tables[j].question_title);
			asks = len && s->tables[j].question_title[len - 1] == '?';
			of[j] = NULL;
		}
		html_lit(h, "</li>\n");
	}
	if (others)
		html_lit(h, "</ul>\n");
}

/* ---- how comments were coded ----------------------------------------------------------------- */

static void
put_coding(struct report *r)
{
	static const char *const bands[] = {
		[AGREE_NOT] = "not coded by two people yet: no strength is told",
		[AGREE_LOW] = "the two agree too little: no strength is told",
		[AGREE_FAIR] = "the two agree fairly: its strength is marked [u]",
		[AGREE_GOOD] = "the two agree well",
	};
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(h, "<h3>How comments were sorted</h3>\n");
	if (!s->coding || !s->coding->any) {
		html_lit(h, "<p>Comments have not been sorted into themes yet.</p>\n");
		return;
	}
	html_lit(
		h,
		"<p>People decide which themes a comment raises; rules only suggest. Two coded "
		"the same sample, each without seeing what the other did, and then settled where "
		"they differed. The codebook is version ");
	html_num(h, s->coding->book_version);
	html_lit(
		h,
		". How well the two agree is measured by Krippendorff's alpha: well from 0.80, "
		"fairly from 0.667.</p>\n<ul>\n");
	for (size_t i = 0; i < s->theme_count; i++) {
		const struct theme_coding *coding = &s->coding->themes[i];

		html_lit(h, "<li>");
		html_text(h, s->themes[i].title);
		html_lit(h, ": ");
		/* how well they agree hangs on how many comments carry it, which is hidden */
		if (s->themes[i].marker == MARK_C || s->themes[i].marker == MARK_CU)
			html_lit(
				h,
				"its strength is hidden, and so is how well the two agree");
		else
			html_text(h, coding->coded
					     ? bands[coding->band]
					     : "not all of its comments are coded yet");
		html_lit(h, "</li>\n");
	}
	html_lit(
		h,
		"</ul>\n<p>The words that mark a theme are those used more often in its comments "
		"than in others on the same questions, by more than chance explains: log-odds "
		"with an informative Dirichlet prior (Monroe, Colaresi and Quinn, Political "
		"Analysis 16, 2008), 1.96 or more. Each was used by ");
	html_num(h, s->policy.threshold);
	html_lit(h, " people or more, and is shown without a count.</p>\n");
}

void
report_method(struct report *r)
{
	const struct summary *s = r->s;
	struct html *h = r->h;

	html_lit(
		h,
		"<h2 id=\"part-method\">How this was made</h2>\n<dl>\n<dt>Survey</dt><dd>");
	html_text(h, s->survey);
	html_lit(h, "</dd>\n<dt>Form, by its fingerprint</dt><dd><code class=\"hash\">");
	html_text(h, s->form_hash);
	html_lit(h, "</code></dd>\n<dt>Asked by</dt><dd>");
	html_text(h, s->run_by);
	html_lit(h, "</dd>\n<dt>Answers are read by</dt><dd>");
	html_text(h, s->read_by);
	if (s->released_by && *s->released_by) {
		html_lit(h, "</dd>\n<dt>Released by</dt><dd>");
		html_text(h, s->released_by);
	}
	html_lit(h, "</dd>\n<dt>Keys</dt><dd>");
	if (s->unconfirmed)
		html_lit(h, "not all confirmed before the survey opened: a rehearsal");
	else
		html_lit(h, "all confirmed before the survey opened");
	html_lit(h, "</dd>\n<dt>Rules</dt><dd>smallest number shown ");
	html_num(h, s->policy.threshold);
	html_lit(h, ", rounded to ");
	html_num(h, s->policy.rounding);
	html_lit(h, ", smallest base ");
	html_num(h, s->policy.base);
	html_lit(h, ", nothing under ");
	html_num(h, s->policy.whole);
	html_lit(
		h,
		" responses</dd>\n</dl>\n<p>Answers were sealed before they were stored. They were "
		"opened with the evaluation team's key, counted, and only the counts that "
		"passed these rules were written down.</p>\n");
	put_asked(r);
	if (s->theme_count)
		put_coding(r);
}
