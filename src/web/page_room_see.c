/*
 * What a room shows on phones once its facilitator reveals it: in words, as a table, as bars.  The
 * numbers are the room's own and leave it nowhere; too few answers are shown as nothing at all.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page_room.h"

enum { NAMES_MOST = 3 };

struct line { /* of a table */
	const char *text;
	unsigned n;
};

/* ---- whose words ------------------------------------------------------------------------- */

/* An option's label in this phone's language; what the desk wrote if it is none. */
static const char *
label_of(const struct phone *p, const struct step *s, const struct shown_row *row)
{
	for (size_t i = 0; s->options && i < s->options->count; i++)
		if (str_same(s->options->items[i].code, row->id))
			return text_in(&s->options->items[i].label, p->lang);
	return row->text;
}

static const char *
statement_of(const struct phone *p, const struct step *s, const struct shown_row *row)
{
	for (size_t i = 0; s->about && i < s->about->statement_count; i++)
		if (str_same(s->about->statements[i].id, row->id))
			return text_in(&s->about->statements[i].text, p->lang);
	return row->text;
}

/* ---- one table --------------------------------------------------------------------------- */

static unsigned
most_of(const struct line *lines, size_t count)
{
	unsigned most = 0;

	for (size_t i = 0; i < count; i++)
		most = lines[i].n > most ? lines[i].n : most;
	return most;
}

/* "Chosen most: X." where one, or a few alike, are. */
static void
sentence_put(struct layout *l, const struct line *lines, size_t count)
{
	unsigned most = most_of(lines, count), named = 0;
	SCOPED(buf) names = { 0 };

	for (size_t i = 0; most && i < count; i++)
		if (lines[i].n == most && ++named <= NAMES_MOST)
			buf_printf(&names, "%s%s", named > 1 ? "; " : "", lines[i].text);
	if (!named || named > NAMES_MOST || named == count)
		return;
	html_lit(l->body, "<p dir=\"auto\">");
	word_put(l->body, WORD_ROOM_MOST, l->language, names.data, NULL);
	html_lit(l->body, "</p>\n");
}

static void
column(struct layout *l, enum word word)
{
	html_lit(l->body, "<th scope=\"col\">");
	layout_word(l, word);
	html_lit(l->body, "</th>");
}

/* The bar says what the number beside it says: those who hear the page need it once. */
static void
bar_put(struct layout *l, unsigned n, unsigned most)
{
	html_lit(l->body, "<td><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
			  "aria-hidden=\"true\"><rect height=\"10\" width=\"");
	html_num(l->body, most ? (long)n * 100 / (long)most : 0);
	html_lit(l->body, "\"/></svg></td>");
}

static void
table_put(struct layout *l, const char *caption, const struct line *lines, size_t count)
{
	unsigned most = most_of(lines, count);

	html_lit(l->body, "<table>\n<caption dir=\"auto\">");
	html_text(l->body, caption);
	html_lit(l->body, "</caption>\n<thead><tr>");
	column(l, WORD_ROOM_ANSWER);
	column(l, WORD_ROOM_COUNT);
	column(l, WORD_ROOM_CHART);
	html_lit(l->body, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < count; i++) {
		html_lit(l->body, "<tr><th scope=\"row\" dir=\"auto\">");
		html_text(l->body, lines[i].text);
		html_lit(l->body, "</th><td>");
		html_num(l->body, (long)lines[i].n);
		html_lit(l->body, "</td>");
		bar_put(l, lines[i].n, most);
		html_lit(l->body, "</tr>\n");
	}
	html_lit(l->body, "</tbody>\n</table>\n");
}

/* ---- by what was asked ------------------------------------------------------------------- */

static void
scorecard_put(struct layout *l, struct phone *p, const struct step *s,
	      const struct shown *shown)
{
	struct line lines[ARRAY_LEN(shown->rows->parts)];

	for (size_t i = 0; i < shown->count; i++) {
		const struct shown_row *row = &shown->rows[i];
		size_t count = 0;

		for (; s->options && count < s->options->count && count < row->part_count;
		     count++)
			lines[count] =
				(struct line){ text_in(&s->options->items[count].label,
						       p->lang),
					       row->parts[count] };
		table_put(l, statement_of(p, s, row), lines, count);
	}
}

static void
notes_put(struct layout *l, const struct shown *shown)
{
	html_lit(l->body, "<ul>\n");
	for (size_t i = 0; i < shown->count; i++) {
		html_lit(l->body, "<li dir=\"auto\">");
		html_text(l->body, shown->rows[i].text);
		html_lit(l->body, "</li>\n");
	}
	html_lit(l->body, "</ul>\n");
}

void
phone_results(struct layout *l, struct phone *p, const struct step *s,
	      const struct shown *shown)
{
	struct line *lines = arena_array(p->arena, struct line, shown->count + 1);

	if (shown->few || !shown->count) {
		layout_paragraph(l, shown->few ? WORD_ROOM_FEW : WORD_ROOM_NOTHING);
		return;
	}
	if (s->kind == STEP_NOTES) {
		notes_put(l, shown);
		return;
	}
	if (s->kind == STEP_SCORECARD) {
		scorecard_put(l, p, s, shown);
	} else {
		for (size_t i = 0; i < shown->count; i++)
			lines[i] = (struct line){ label_of(p, s, &shown->rows[i]),
						  shown->rows[i].n };
		sentence_put(l, lines, shown->count);
		table_put(l, word_in(WORD_ROOM_TABLE, l->language), lines, shown->count);
	}
	layout_paragraph(l, WORD_ROOM_ONLY_HERE);
}

struct reply *
phone_sees(struct phone *p, const struct step *s, const struct shown *shown)
{
	struct speech speech = speech_of(p->room->guide->form,
					 guide_form_language(p->room->guide, p->lang));
	struct layout l = { .language = &speech };

	phone_layout(&l, p, phone_ask(p, &l, s), false);
	phone_languages(&l, p);
	phone_notice(&l, p);
	phone_theme(&l, s);
	html_lit(l.body, "<h1>");
	html_text(l.body, phone_ask(p, &l, s));
	html_lit(l.body, "</h1>\n");
	phone_results(&l, p, s, shown);
	phone_links(&l, p);
	return phone_reply(&l, p, 200);
}
