/*
 * Parts of the pages about comments.  What somebody typed goes through part_typed and part_short
 * alone: escaped, and isolated from the direction of the words round it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/coding.h"
#include "desk/surveys.h"

enum { SHORT = 90 }; /* characters of a comment in a list */

/* ---- words that somebody typed -------------------------------------------------------------- */

static void
put_run(struct html *h, const char *text, size_t len, bool shade)
{
	if (shade)
		html_lit(h, "<mark>");
	html_text_len(h, text, len);
	if (shade)
		html_lit(h, "</mark>");
}

void
part_typed(struct html *h, const char *text, const bool *shaded)
{
	html_lit(h, "<bdi>");
	for (size_t from = 0, to; text[from]; from = to) {
		bool shade = shaded && shaded[from];

		for (to = from;
		     text[to] && text[to] != '\n' && (shaded && shaded[to]) == shade;)
			to++;
		if (to > from) {
			put_run(h, text + from, to - from, shade);
		} else {
			/* .quote keeps line ends as they are. */
			html_lit(h, "</bdi>\n<bdi>");
			to++;
		}
	}
	html_lit(h, "</bdi>");
}

void
part_short(struct html *h, const char *text)
{
	char shown[SHORT * 4 + 1];
	size_t len = 0, points = 0;

	for (; text[len] && points < SHORT && len < sizeof(shown) - 4; points++) {
		do {
			shown[len] = text[len] == '\n' ? ' ' : text[len];
			len++;
		} while (((unsigned char)text[len] & 0xc0) == 0x80);
	}
	html_lit(h, "<bdi>");
	html_text_len(h, shown, len);
	html_lit(h, "</bdi>");
	if (text[len])
		html_lit(h, "...");
}

void
part_error(struct html *h, const char *words, const char *field)
{
	html_lit(h, "<div class=\"error\" role=\"alert\" tabindex=\"-1\" autofocus>\n"
		    "<h2>There is a problem</h2>\n<p>");
	if (field) {
		html_lit(h, "<a");
		html_attr(h, "href", field);
		html_lit(h, ">");
	}
	html_text(h, words);
	if (field)
		html_lit(h, "</a>");
	html_lit(h, "</p>\n</div>\n");
}

void
part_how_many(struct html *h, size_t n, const char *one, const char *many)
{
	html_num(h, (long)n);
	html_lit(h, " ");
	html_text(h, n == 1 ? one : many);
}

/* ---- themes ---------------------------------------------------------------------------------- */

void
part_titles(struct html *h, const struct codebook *book, uint64_t themes)
{
	bool any = false;

	for (size_t i = 0; i < book->theme_count; i++) {
		if (!(themes >> i & 1))
			continue;
		html_text(h, any ? ", " : "");
		html_text(h, book->themes[i].title);
		any = true;
	}
	if (!themes)
		html_text(h, "none of these");
}

/* Those of the script: j and k go from comment to comment. */
static const char keys[] = "123456789abcdefghilmnopqrstuvwxyz";

struct boxes {
	struct html *h;
	const struct theme_boxes *of;
	uint64_t may;
	uint32_t told;
	size_t count;
};

/* "Aftercare: Sleep", of a part. */
static void
put_title(struct html *h, const struct codebook *book, const struct book_theme *t)
{
	if (t->under >= 0) {
		html_lit(h, "<span class=\"muted\">");
		html_text(h, book->themes[t->under].title);
		html_lit(h, ":</span> ");
	}
	html_text(h, t->title);
}

static void
put_input(struct boxes *b, const struct book_theme *t, uint64_t bit)
{
	char key[2] = { b->count < sizeof(keys) - 1 ? keys[b->count] : '\0', '\0' };
	struct html *h = b->h;

	html_lit(h, "<label><input type=\"checkbox\" name=\"theme\"");
	html_attr(h, "value", t->id);
	if (*key)
		html_attr(h, "data-key", key);
	if (!b->count++)
		html_lit(h, " id=\"themes\"");
	if (b->of->ticked & bit)
		html_lit(h, " checked");
	html_lit(h, "> ");
	if (!*key)
		return;
	html_lit(h, "<kbd>");
	html_text(h, key);
	html_lit(h, "</kbd> ");
}

static void
put_box(struct boxes *b, size_t theme)
{
	const struct codebook *book = b->of->w->codes.book;
	const struct book_theme *t = &book->themes[theme];
	uint64_t bit = (uint64_t)1 << theme;
	struct html *h = b->h;

	put_input(b, t, bit);
	html_lit(h, "<span>");
	put_title(h, book, t);
	if (*t->definition) {
		html_lit(h, "<br><small class=\"muted\">");
		html_text(h, t->definition);
		html_lit(h, "</small>");
	}
	html_lit(h, "</span>");
	if (codebook_form_bits(book, bit) & b->told)
		html_lit(h, "<b class=\"chip wait\">released</b>");
	else if (b->of->suggested & bit)
		html_lit(h, "<b class=\"chip\">suggested</b>");
	html_lit(h, "</label>\n");
}

/* Themes with their parts beneath them. */
static void
put_boxes(struct boxes *b, int under)
{
	const struct codebook *book = b->of->w->codes.book;

	for (size_t i = 0; i < book->theme_count; i++) {
		if (book->themes[i].under != under)
			continue;
		if (b->may >> i & 1)
			put_box(b, i);
		put_boxes(b, (int)i);
	}
}

bool
part_fixed(const struct theme_boxes *of)
{
	uint32_t told = code_mine(of->w, of->c) ? code_told(of->w, of->c) : 0;

	return told && !(of->c->themes & ~told);
}

void
part_themes(struct html *h, const struct theme_boxes *of)
{
	struct boxes b = { .h = h, .of = of, .may = code_may(of->w, of->c) };

	if (code_mine(of->w, of->c))
		b.told = code_told(of->w, of->c);
	html_lit(h, "<fieldset class=\"options\"");
	if (part_fixed(of))
		html_lit(h, " disabled");
	html_lit(h, ">\n<legend>Which themes does it carry?</legend>\n");
	put_boxes(&b, -1);
	html_lit(h, "<label><input type=\"checkbox\" name=\"none\" value=\"yes\" "
		    "data-key=\"0\"");
	if (!b.count)
		html_lit(h, " id=\"themes\"");
	if (of->none)
		html_lit(h, " checked");
	html_lit(h, "> <kbd>0</kbd> <span>None of these</span></label>\n</fieldset>\n");
}

bool
part_themes_read(struct coding_visit *cv, const struct comment *c, uint64_t *out,
		 bool *out_none, struct err *err)
{
	const struct pairs *fields = &cv->v->request->fields;
	const char **ids = arena_array(cv->arena, const char *, fields->count + 1);
	size_t count = 0;

	*out = 0;
	for (size_t i = 0; i < fields->count; i++)
		if (str_same(fields->items[i].name, "theme"))
			ids[count++] = fields->items[i].value;
	*out_none = pairs_get(fields, "none") != NULL;
	/* What can be read of it is given back, so that nothing ticked is lost. */
	for (size_t i = 0; i < count; i++) {
		int theme = codebook_theme(cv->w.codes.book, ids[i]);

		if (theme >= 0)
			*out |= (uint64_t)1 << theme;
	}
	*out &= code_may(&cv->w, c);
	if (count && *out_none)
		return err_set(err, ERR_INPUT,
			       "Tick themes, or none of these, but not both");
	if (!count && !*out_none)
		return err_set(err, ERR_INPUT,
			       "Tick the themes that it carries, or none of these");
	return code_themes(&cv->w, c, ids, count, out, err);
}

/* ---- ways to other pages ------------------------------------------------------------------- */

void
part_places(struct coding_visit *cv, const char *here)
{
	static const struct {
		const char *name, *path, *words;
	} pages[] = {
		{ "coding", "/surveys/:/coding", "Comments" },
		{ "agreement", "/surveys/:/agreement", "Agreement" },
		{ "codebook", "/surveys/:/codebook", "Codebook" },
	};
	struct html *h = cv->v->body;

	survey_nav(cv->v, cv->survey, "coding");
	html_lit(h, "<nav class=\"row\" aria-label=\"Pages of coding\">\n");
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		html_lit(h, "<a href=\"");
		html_url(h, desk_path(cv->v, pages[i].path, cv->survey));
		html_lit(h, "\"");
		if (str_same(pages[i].name, here))
			html_lit(h, " aria-current=\"page\"");
		html_lit(h, ">");
		html_text(h, pages[i].words);
		html_lit(h, "</a>\n");
	}
	html_lit(h, "</nav>\n");
}

size_t
part_page(struct desk_visit *v)
{
	unsigned long page = 1;

	if (!str_to_uint(visit_query(v, "page"), 100000, &page) || !page)
		return 0;
	return page - 1;
}

void
part_pages(struct desk_visit *v, const char *path, size_t count, size_t a_page)
{
	size_t pages = (count + a_page - 1) / a_page, now = part_page(v);
	const char *between = strchr(path, '?') ? "&" : "?";
	struct html *h = v->body;

	if (pages < 2)
		return;
	html_lit(h, "<p class=\"row\">Page ");
	html_num(h, (long)now + 1);
	html_lit(h, " of ");
	html_num(h, (long)pages);
	if (now) {
		html_lit(h, " ");
		desk_link(v, arena_printf(v->arena, "%s%spage=%zu", path, between, now),
			  "Page before");
	}
	if (now + 1 < pages) {
		html_lit(h, " ");
		desk_link(v,
			  arena_printf(v->arena, "%s%spage=%zu", path, between, now + 2),
			  "Next page");
	}
	html_lit(h, "</p>\n");
}
