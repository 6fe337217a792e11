/*
 * The report as a page: markup in balance, links that lead somewhere, nothing from
 * outside, and what a screen reader needs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "out/report.h"
#include "tests/tap.h"
#include "tests/unit/out/full.h"
#include "tests/unit/summary/small.h"

static const char *
page_of(const struct summary *s, struct arena *a)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct err err = { 0 };
	const char *page;

	if (!export_find("html")->write(s, files, a, &err))
		die("%s", err.text);
	page = arena_str(a, files->items[0].body.data);
	export_files_free(files);
	free(files);
	return page;
}

static unsigned
count(const char *page, const char *what)
{
	unsigned n = 0;

	for (const char *p = page; (p = strstr(p, what)); p++)
		n++;
	return n;
}

static bool
stands_alone(const char *name)
{
	static const char *const names[] = { "meta", "link", "!DOCTYPE", "br" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_same(name, names[i]))
			return true;
	return false;
}

/* The first tag that closes what is not open, or ""; the style sheet has no tags in it. */
static const char *
out_of_balance(const char *page, struct arena *a)
{
	char open[64][24], name[24];
	size_t depth = 0, len;
	const char *end;

	for (const char *p = page; (p = strchr(p, '<')); p = end) {
		bool closing = p[1] == '/';

		end = strchr(p, '>');
		len = strcspn(p + 1 + closing, " />\n");
		if (!end || len >= sizeof(name))
			return arena_copy(a, p, 40);
		str_fit(name, len + 1, p + 1 + closing);
		if (stands_alone(name) || end[-1] == '/')
			continue;
		if (!closing && depth < ARRAY_LEN(open))
			str_fit(open[depth++], sizeof(open[0]), name);
		else if (!depth || !str_same(open[--depth], name))
			return arena_copy(a, p, 40);
	}
	return depth ? open[0][0] ? "something is left open" : "" : "";
}

/* The first link to a place that is not on the page, or "". */
static const char *
dead_link(const char *page, struct arena *a)
{
	const char *link, *id;
	size_t len;

	for (const char *p = page; (p = strstr(p, "href=\"#")); p++) {
		len = strcspn(p + 7, "\"");
		link = arena_copy(a, p + 7, len);
		id = arena_printf(a, "id=\"%s\"", link);
		if (count(page, id) != 1)
			return link;
	}
	return "";
}

/* The first id that stands twice, or "". */
static const char *
twice(const char *page, struct arena *a)
{
	const char *id;

	for (const char *p = page; (p = strstr(p, " id=\"")); p++) {
		id = arena_copy(a, p, strcspn(p + 5, "\"") + 6);
		if (count(page, id) != 1)
			return id;
	}
	return "";
}

static void
is_page(const char *page, const char *what, struct arena *a)
{
	is_str(out_of_balance(page, a), "", "%s: tags in balance", what);
	is_str(dead_link(page, a), "", "%s: each link leads to one place", what);
	is_str(twice(page, a), "", "%s: no id twice", what);
	ok(!strstr(page, "<script") && !strstr(page, " style=") &&
		   !strstr(page, " onclick"),
	   "%s: no script, no style beside the sheet", what);
	ok(!strstr(page, "src=") &&
		   count(page, "http") == count(page, "http://www.w3.org/2000/svg"),
	   "%s: nothing from outside", what);
	is_int(count(page, "<table>"), count(page, "<caption>"),
	       "%s: each table has a caption", what);
	is_int(count(page, "<svg class=\"chart\" role=\"img\""),
	       count(page, "<svg class=\"chart\""), "%s: each chart is an image", what);
	is_int(count(page, "<title id="), count(page, "<svg class=\"chart\""),
	       "%s: with a title", what);
	is_int(count(page, "<desc id="), count(page, "<svg class=\"chart\""),
	       "%s: and a description", what);
	is_int(count(page, "<h1>"), 1, "%s: one first heading", what);
	is_int(count(page, "<th>"), 0, "%s: no head cell without a scope", what);
}

static void
texts(struct arena *a)
{
	const char *page = page_of(release_make(small_form(a), 200, 4, a), a);

	is_page(page, "small", a);
	ok(strstr(page, "Grey &lt;dull&gt;") && !strstr(page, "<dull>"),
	   "labels are escaped");
	ok(strstr(page, "<html lang=\"en\">"), "the language is said");
	ok(strstr(page, "Strength: [x] not available"), "themes wait for coding");
	ok(strstr(page, "INVENTED ANSWERS") && strstr(page, "Invented answers."),
	   "invented answers are called so, on paper too");
	ok(strstr(page, "Released by one key holder."), "who released it");
	ok(strstr(page, "1 December 2026"), "the day in words");
}

/* What only a later release, or a draft, has to say. */
static void
held_draft(struct arena *a)
{
	static const unsigned held[] = { 0, 0, 3 }, all[] = { 2 }, same[] = { 3, 3, 3 };
	struct summary *s = release_make(small_form(a), 200, 4, a);
	const char *page = page_of(s, a);
	size_t crossed = 0;

	ok(!strstr(page, "draft") && !strstr(page, "Draft") && !strstr(page, "DRAFT"),
	   "a release is no draft");
	ok(!strstr(page, "s in release"), "and holds nothing");
	while (crossed < s->table_count && (s->tables[crossed].level > LEVEL_MERGED ||
					    s->tables[crossed].rows[0].cell_count != 3))
		crossed++;
	if (crossed == s->table_count || str_same(s->tables[crossed].id, "colour"))
		die("no break-down is shown");
	s->tables[0].held = all;
	s->tables[crossed].held = held;
	s->responses_held = 2;
	s->release = 4;
	page = page_of(s, a);
	is_page(page, "held", a);
	ok(strstr(page,
		  ">As in release 2. Too few answers have come since to tell it again."),
	   "a held table says so");
	ok(strstr(page, ">All: as in release 3."), "a held group by its name");
	ok(strstr(page, "The number of responses is as in release 2"), "the total too");
	ok(strstr(page, ": release 4."), "which release it is");
	s->tables[crossed].held = same;
	page = page_of(s, a);
	ok(strstr(page, ">As in release 3. Too few answers") &&
		   !strstr(page, ": as in release 3"),
	   "one sentence where all of its groups are");
	s->tables[0].held = NULL;
	s->tables[0].level = LEVEL_TOTAL;
	s->tables[0].row_count = 1;
	s->tables[0].passed[0] = (struct passed){ LEVEL_FULL, "audit" };
	s->tables[0].passed_count = 1;
	ok(strstr(page_of(s, a),
		  "Only the number who answered is shown. Otherwise a small "
		  "number could be worked out."),
	   "why a table shows less");
	s->tables[0].passed[0].why = "held";
	ok(strstr(page_of(s, a), "Only the number who answered is shown. Otherwise the "
				 "difference from an earlier release"),
	   "and if it is for an earlier release");
	s->draft = true;
	page = page_of(s, a);
	is_page(page, "draft", a);
	ok(strstr(page, "A draft. It is no release and may not be passed on."),
	   "a draft warns at the top");
	ok(strstr(page, "<title>Draft: Invented: "), "in its title");
	ok(strstr(page, "DRAFT OF INVENTED ANSWERS: NOT TO BE PASSED ON"),
	   "and on each sheet of paper");
	ok(!strstr(page, "Released on"), "it was not released");
	s->invented = false;
	ok(strstr(page_of(s, a), "DRAFT: NO RELEASE, NOT TO BE PASSED ON"),
	   "with real answers as well");
}

/* A line whose base is hidden: no number, no -1, and a gap. */
static void
hidden_base(struct arena *a)
{
	struct summary *s = release_make(small_form(a), 200, 4, a);
	const char *page;

	for (size_t i = 0; i < s->table_count; i++)
		for (size_t r = 0; r < s->tables[i].row_count; r++)
			for (size_t c = 0; c < s->tables[i].rows[r].cell_count; c++) {
				s->tables[i].rows[r].cells[c].n = -1;
				s->tables[i].rows[r].cells[c].pct = -1;
				s->tables[i].rows[r].cells[c].marker = MARK_C;
			}
	page = page_of(s, a);
	is_page(page, "all hidden", a);
	ok(!strstr(page, ">-1<") && !strstr(page, "-1 answered") && !strstr(page, ": -1"),
	   "what is hidden is never told as a number");
	ok(strstr(page, "All who answered: [c]"), "nor is a base");
}

static void
shipped(struct arena *a)
{
	const struct form *form = release_form("hampshire.yaml", a);
	const char *page;

	if (!form) {
		ok(false, "the shipped survey can be read");
		return;
	}
	page = page_of(release_make(form, 130, 2, a), a);
	is_page(page, "shipped survey, 130 answers", a);
	ok(strstr(page, "[c] hidden to protect people."),
	   "[c] is explained above the table");
	ok(count(page, " class=\"gap\"") > 0, "something is hidden");
	is_int(count(page, " class=\"gap\""), count(page, ">[c]</text>"),
	       "each hatched gap says [c]");
	is_int(count(page, "width=\"34\" height=\"16\" class=\"gap\""),
	       count(page, " class=\"gap\""), "and is of one width");
}

static void
too_few(struct arena *a)
{
	const char *page = page_of(release_make(small_form(a), 29, 4, a), a);

	is_page(page, "29 answers", a);
	ok(!strstr(page, "<table") && !strstr(page, "class=\"chart\""),
	   "no table, no chart");
	ok(strstr(page, "fewer than 30"), "but the reason");
	ok(!strstr(page, "29"), "and not how many");
}

/* The widths of one stacked bar add up to the whole, hidden gaps included. */
static void
stacks(struct arena *a)
{
	struct summary *s = release_make(small_form(a), 200, 4, a);
	const struct table *care = NULL;
	long sum = 0, x, wide;
	const char *page, *p;

	for (size_t i = 0; i < s->table_count; i++)
		if (str_same(s->tables[i].id, "care"))
			care = &s->tables[i];
	if (!care || care->row_count != 6)
		die("the small form has no scale");
	/* calm is told by its base alone, so that care stands by itself */
	for (size_t i = 0; i < s->table_count; i++)
		if (str_same(s->tables[i].id, "calm")) {
			s->tables[i].level = LEVEL_TOTAL;
			s->tables[i].row_count = 1;
		}
	care->rows[2].cells[0].n = -1;
	care->rows[2].cells[0].marker = MARK_C;
	page = page_of(s, a);
	p = strstr(page, "d-care\"");
	for (p = strstr(p, "<rect x=\"8\" y=\"104\""); p && *p == '<';
	     p = strstr(p + 1, "<rect")) {
		if (sscanf(p, "<rect x=\"%ld\" y=\"104\" width=\"%ld\"", &x, &wide) == 2)
			sum += wide;
		if (strstr(p, "</svg>") < strstr(p + 1, "<rect"))
			break;
	}
	is_int(sum, 384, "the parts of a stacked bar fill it");
}

/* The words of a question's part of the changes, up to the next heading. */
static const char *
part_of(const char *page, const char *id, struct arena *a)
{
	const char *from = strstr(page, arena_printf(a, "<h3 id=\"change-%s\"", id)), *to;

	if (!from)
		return "";
	to = strstr(from + 4, "<h3");
	return arena_copy(a, from, to ? (size_t)(to - from) : strlen(from));
}

/* The place of one thing on the page; 0: it is not there. */
static size_t
place(const char *page, const char *what)
{
	const char *at = strstr(page, what);

	return at ? (size_t)(at - page) + 1 : 0;
}

/* No chart leans on anything outside of itself. */
static void
charts_whole(const char *page, const char *what, struct arena *a)
{
	unsigned charts = 0, leaning = 0;
	const char *end, *chart;

	for (const char *p = page; (p = strstr(p, "<svg class=\"chart\"")); p = end) {
		end = strstr(p, "</svg>");
		chart = arena_copy(a, p, (size_t)(end - p));
		charts++;
		leaning += strstr(chart, "url(") || strstr(chart, "href") ||
			   strstr(chart, "<use") || !strstr(chart, "xmlns=");
	}
	ok(charts > 10, "%s: %u charts", what, charts);
	is_int(leaning, 0, "%s: each is whole by itself", what);
}

/* Headlines, strengths, terms, what the team says: each where it belongs, in words. */
static void
told(const char *page)
{
	ok(place(page, "<h2 id=\"part-headlines\"") &&
		   place(page, "<h2 id=\"part-headlines\"") <
			   place(page, "id=\"part-glance\"") &&
		   place(page, "id=\"part-glance\"") <
			   place(page, "id=\"part-contents\""),
	   "headlines stand first, then the responses, then the list of contents");
	ok(strstr(page, "That is about 60 responses for every 100 people invited."),
	   "how many answered, in words");
	ok(strstr(page,
		  "<strong>Most</strong> of those who commented raised this: 65\u00a0% of 240 "
		  "people."),
	   "a strength is told in words first");
	ok(strstr(page,
		  "Strength: [x] not available. The two who coded agree too little."),
	   "why there is none");
	ok(strstr(page, "Strength: [c] hidden to protect people."),
	   "or that it is hidden");
	ok(strstr(page, "10\u00a0% or\u00a0less [u] of 240 people"),
	   "the doubtful bear their mark");
	ok(strstr(page, "Words that mark these comments: <b>call, debrief, listen, "),
	   "the words that mark a theme");
	ok(strstr(page, "log-odds with an informative Dirichlet prior"),
	   "and how they are found");
	ok(strstr(page, "<li>Body-worn video</li>"), "themes that were found are named");
	ok(strstr(page,
		  "Since wave 2026-spring: up 28\u00a0points, from 35\u00a0% to 65\u00a0%"),
	   "a theme says how it moved");
	ok(strstr(page,
		  "<th scope=\"row\">A call within the first shift, also at night</th>") &&
		   strstr(page, "<td>not said</td>"),
	   "what could be better, and no cell is empty");
	ok(strstr(page,
		  "<th scope=\"row\">Nobody told us how the case went on.</th><td>Each case "
		  "has one named contact.</td><td>not said</td>"),
	   "what was said and done");
	ok(strstr(page, "<h3>Challenges</h3>"), "the board's page has its parts");
	ok(strstr(page, "<dt>Released by</dt><dd>one key holder</dd>"),
	   "who released it");
	ok(strstr(page, ": the two agree well</li>") &&
		   strstr(page, "not all of its comments are") &&
		   strstr(page,
			  "its strength is hidden, and so is how well the two agree") &&
		   !strstr(page, "not coded by two people yet"),
	   "how well the coders agree, theme by theme");
}

/* A chart for each question that moved, and a place in the one table for each that did not. */
static void
still(const struct summary *s, const char *page, struct arena *a)
{
	const char *from = strstr(page, "<h3>No clear change</h3>"), *table;
	unsigned charts = 0, bodies = 0;

	if (!from) {
		ok(false, "what did not move has a table");
		return;
	}
	table = arena_copy(a, from, (size_t)(strstr(from, "</table>") - from));
	for (size_t t = 0; t < s->table_count; t++) {
		bool moved = false;

		if (s->tables[t].by[0] || s->tables[t].class != CHANGE_SAME)
			continue;
		for (size_t i = 1; i < s->tables[t].row_count; i++)
			moved |= s->tables[t].rows[i].change->say == SAY_UP ||
				 s->tables[t].rows[i].change->say == SAY_DOWN;
		charts += moved;
		bodies += !moved && s->tables[t].row_count > 1;
	}
	ok(charts && bodies, "%u questions moved, %u did not", charts, bodies);
	is_int(count(page, "aria-labelledby=\"t-change-"), charts, "only what moved has a chart");
	is_int(count(table, "<tbody>"), bodies, "all others stand in one table");
	is_int(count(table, "scope=\"rowgroup\""), bodies, "each by its question");
	ok(!strstr(table, "up\u00a0") && !strstr(table, ">up ") && !strstr(table, ">down "),
	   "without a verdict");
}

/* "up" and "down" only where the words are the same. */
static void
changed(struct summary *s, const char *page, struct arena *a)
{
	const char *reworded = part_of(page, full_own(s, 0)->id, a);
	unsigned up = 0, down = 0, pairs = 0;
	char sum[120];

	for (size_t t = 0; t < s->table_count; t++)
		for (size_t i = 1; !s->tables[t].by[0] && i < s->tables[t].row_count;
		     i++) {
			const struct change *c = s->tables[t].rows[i].change;

			/* of two answers the second only goes where the first comes from */
			if (i == 2 && s->tables[t].kind == TABLE_ONE &&
			    s->tables[t].row_count == 3 && c->known &&
			    s->tables[t].rows[1].change->known &&
			    s->tables[t].rows[1].change->say != SAY_NO_CLEAR) {
				pairs++;
				continue;
			}
			up += c->known && c->say == SAY_UP;
			down += c->known && c->say == SAY_DOWN;
		}
	snprintf(sum, sizeof(sum), ": %u went up, %u went down, and ", up, down);
	ok(up && down && strstr(page, sum), "how many went%s", sum);
	ok(pairs > 0, "%u questions with two answers moved: each counts once", pairs);
	ok(strstr(page, "By chance alone about one in twenty would seem to move"),
	   "and how many would by chance");
	ok(strstr(reworded, "are not compared") && strstr(reworded, "2026-spring"),
	   "what was asked otherwise stands with both numbers");
	ok(!strstr(reworded, "<svg") && !strstr(reworded, ">up ") &&
		   !strstr(reworded, ">down ") && !strstr(reworded, "no clear change") &&
		   !strstr(reworded, "Range by chance"),
	   "and nothing of up or down");
	ok(strstr(part_of(page, full_own(s, 1)->id, a),
		  "The answers to choose from changed after"),
	   "other answers stand apart");
	ok(strstr(page,
		  "<h3>No longer asked</h3>\n<ul>\n<li>What nobody is asked any more</li>"),
	   "what is gone is named");
	ok(strstr(page, "<h3>Asked for the first time</h3>"), "and what is new");
	still(s, page, a);
}

static void
everything(struct arena *a)
{
	const struct form *form = release_form("hampshire.yaml", a);
	struct summary *s = form ? full_release(form, 900, a) : NULL;
	const char *page, *lines;

	if (!s) {
		ok(false, "the shipped survey can be read");
		return;
	}
	page = page_of(s, a);
	is_page(page, "with every part", a);
	charts_whole(page, "with every part", a);
	told(page);
	ok(place(page, "<h2 id=\"part-scorecard\"") < place(page, "<h2 id=\"part-better\"") &&
		   place(page, "<h2 id=\"part-better\"") < place(page, "<h2 id=\"part-did\"") &&
		   place(page, "<h2 id=\"part-did\"") < place(page, "<h2 id=\"part-plan\"") &&
		   place(page, "<h2 id=\"part-plan\"") < place(page, "<h2 id=\"theme-"),
	   "the board's page stands before the questions");
	ok(strstr(page, ">Incident: Did you report it?</h3>") &&
		   strstr(page, "Asked once for each incident, "),
	   "a question in a repeat says what it is about");
	ok(strstr(page, "<figcaption>Most often: ") && !strstr(page, "Chosen most often: 0-49"),
	   "nobody chooses a score");
	changed(s, page, a);
	ok(!strstr(page, ">-1<") && !strstr(page, "-1\u00a0%") && !strstr(page, "(null)"),
	   "what is hidden is never told as a number");
	is_int(count(page, " class=\"gap\""), count(page, ">[c]</text>"),
	       "each gap says [c]");
	lines = strstr(page, "id=\"part-lines\"");
	ok(lines && count(lines, "aria-labelledby=\"t-line-theme-") == 3,
	   "a line for each theme that ever had a number");
	lines = strstr(lines, "aria-labelledby=\"t-line-theme-leadership");
	lines = arena_copy(a, lines, (size_t)(strstr(lines, "</svg>") - lines));
	is_int(count(lines, "<circle"), 2, "a wave that hides its number has no dot");
	is_int(count(lines, "stroke-width=\"3\""), 0, "and no line runs through it");
	is_int(count(lines, "class=\"gap\""), 1, "but a gap");
	s->themes[0].title = "Care <b> & \"all\"";
	page = page_of(s, a);
	ok(!strstr(page, "Care <b>") &&
		   strstr(page, "Care &lt;b&gt; &amp; \"all\"</text>"),
	   "titles are escaped in charts too");
}

static void
words_of_change(struct arena *a)
{
	static const struct {
		double points, low, high;
		enum change_say say;
		bool ranged;
		const char *is, *range;
	} rows[] = {
		{ 12.4, 3.2, 21.6, SAY_UP, true, "up 12\u00a0points",
		  "+3\u00a0to\u00a0+22\u00a0points" },
		{ -1.2, -2.3, -0.2, SAY_DOWN, true, "down 1\u00a0point",
		  "\u22123\u00a0to\u00a00\u00a0points" },
		{ 4, -2, 10, SAY_NO_CLEAR, true, "no clear change",
		  "\u22122\u00a0to\u00a0+10\u00a0points" },
		{ 4, 0, 0, SAY_NOTHING, false, "+4\u00a0points", "" },
	};
	struct change c = { .known = false, .say = SAY_UP, .points = 12 };

	is_str(change_short(&c, a), "", "what is not compared has no words");
	is_str(change_range(&c, a), "", "and no range");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		c = (struct change){ .known = true,
				     .ranged = rows[i].ranged,
				     .say = rows[i].say,
				     .points = rows[i].points,
				     .low = rows[i].low,
				     .high = rows[i].high };
		is_str(change_short(&c, a), rows[i].is, "in words");
		is_str(change_range(&c, a), rows[i].range, "and its range");
	}
}

int
main(void)
{
	struct arena *a = arena_new(0);

	texts(a);
	held_draft(a);
	hidden_base(a);
	shipped(a);
	too_few(a);
	stacks(a);
	everything(a);
	words_of_change(a);
	arena_free(a);
	return tap_done();
}
