/*
 * What redaction found, as its writer sees it on the check page: the words themselves are marked,
 * and a line says what each is taken for.  Nothing is changed here; who wrote it decides.
 *
 * Not by colour alone: marked words are bold and underlined, and who hears the page hears a word
 * before them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

/* Stands for typed words while ours are put around them: no form and no answer may hold it. */
static const char here[] = "\xef\xb7\x90";

const struct extent check_extents[CHECK_EXTENTS] = {
	{ .text = 0, .marks = MARKS_MOST, .words = 120 },
	{ .text = 4000, .marks = 20, .words = 80 },
	{ .text = 1000, .marks = 8, .words = 60 },
	{ .text = 200, .marks = 3, .words = 40 },
	{ .text = 40, .marks = 1, .words = 12 },
};

static void
say(struct html *h, enum word word, const struct speech *language)
{
	html_text(h, word_in(word, language));
}

/* The reason in words.  A whole text has none: nobody could look through it. */
static enum word class_word(enum redact_class class)
{
	return class < REDACT_REMOVED ? (enum word)(WORD_FOUND_NAME + (int)class)
				      : WORD_FOUND_LOCAL;
}

/* ---- above the rows ---------------------------------------------------------------------- */

void
marks_notice_put(struct html *h, const struct form *form, const struct fill *fill)
{
	struct speech speech = speech_of(form, fill->walk->lang);
	const char *warning = text_in(&form->privacy.warning, fill->walk->lang);
	bool refused = form->privacy.refuse && fill->marks && fill->marks->certain;

	if (!fill->marks || !fill->marks->count)
		return;
	html_lit(h, "<div class=\"check\">\n<h2>");
	say(h, WORD_MARKS_TITLE, &speech);
	html_lit(h, "</h2>\n<p>");
	say(h, WORD_MARKS_NOTICED, &speech);
	html_lit(h, "</p>\n");
	if (*warning) {
		html_lit(h, "<p>");
		piped_put(h, warning, fill->walk, 0);
		html_lit(h, "</p>\n");
	}
	html_lit(h, "<p>");
	say(h, refused ? WORD_MARKS_TAKE : WORD_MARKS_WAYS, &speech);
	html_lit(h, "</p>\n</div>\n");
}

/* ---- within a text ------------------------------------------------------------------------ */

void
marked_put(struct html *h, const char *words, size_t len, size_t from,
	   const struct redaction *found, const struct fill *fill,
	   const struct speech *language)
{
	size_t at = 0, count = found ? found->count : 0;

	for (size_t i = 0; i < count && i < fill->extent.marks; i++) {
		size_t begin = from + found->spans[i].from;
		size_t end = from + found->spans[i].to;

		if (begin >= len)
			break;
		end = end < len ? end : len;
		html_text_len(h, words + at, begin - at);
		/* set apart: by its letters nobody can tell which way the text runs */
		html_lit(h, "<mark><span class=\"vh\" dir=\"auto\">");
		say(h, WORD_MARK_HEARD, language);
		html_lit(h, " </span>");
		html_text_len(h, words + begin, end - begin);
		html_lit(h, "</mark>");
		at = end;
	}
	html_text_len(h, words + at, len - at);
}

/* ---- beside it: what was found, and why ----------------------------------------------------- */

struct line {
	const char *words;
	size_t len;
	const struct redact_span *span;
};

/* "PC 1234" looks like a collar number: the words as typed, and only so many bytes of them. */
static void
line_put(struct html *h, const struct line *line, size_t most,
	 const struct speech *language)
{
	SCOPED(buf) quoted = { 0 };
	SCOPED(buf) text = { 0 };
	size_t len = line->len;
	const char *at;

	word_fill(&quoted, WORD_QUOTED, language, here, NULL);
	word_fill(&text, line->span->certain ? WORD_MARK_LOOKS : WORD_MARK_MAY, language,
		  quoted.data, word_in(class_word(line->span->class), language));
	at = strstr(text.data, here);
	if (!at)
		die("the word of a mark has no place for it");
	html_text_len(h, text.data, (size_t)(at - text.data));
	html_lit(h, "<bdi>");
	if (len > most) /* whole characters of it */
		for (len = most; len && ((unsigned char)line->words[len] & 0xc0) == 0x80;)
			len--;
	html_text_len(h, line->words, len);
	if (len < line->len)
		html_lit(h, "...");
	html_lit(h, "</bdi>");
	html_text(h, at + strlen(here));
}

static bool
same_line(const struct line *a, const struct line *b)
{
	return a->len == b->len && a->span->class == b->span->class &&
	       !memcmp(a->words, b->words, a->len);
}

/* One line for each different mark, so many at most; the rest are counted. */
static size_t
lines_pick(const char *text, const struct redaction *found, const struct fill *fill,
	   struct line *lines, size_t *out_more)
{
	size_t n = 0;

	*out_more = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct redact_span *span = &found->spans[i];
		struct line line = { text + span->from, span->to - span->from, span };
		size_t k = 0;

		/* Who weighs the page counts each as another. */
		while (k < n && (fill->all_rows || !same_line(&lines[k], &line)))
			k++;
		if (k < n)
			continue;
		if (n < fill->extent.marks && n < MARKS_MOST)
			lines[n++] = line;
		else
			++*out_more;
	}
	return n;
}

static bool
certain(const struct redaction *found)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->spans[i].certain)
			return true;
	return false;
}

void
found_put(struct html *h, const char *text, const struct redaction *found, bool refuse,
	  const struct fill *fill, const struct speech *language)
{
	struct line lines[MARKS_MOST];
	size_t more, count = lines_pick(text, found, fill, lines, &more);

	if (!fill->extent.marks)
		return;
	html_lit(h, "<dd class=\"found\"><ul>");
	for (size_t i = 0; i < count; i++) {
		html_lit(h, "<li>");
		if (lines[i].span->class == REDACT_REMOVED)
			say(h, WORD_MARK_WHOLE, language);
		else
			line_put(h, &lines[i], fill->extent.words, language);
		html_lit(h, "</li>");
	}
	if (more) {
		html_lit(h, "<li>");
		word_put_num(h, WORD_MARK_MORE, language, (long)more, 0);
		html_lit(h, "</li>");
	}
	html_lit(h, "</ul>");
	say(h, refuse && certain(found) ? WORD_MARK_TAKE : WORD_MARK_WAYS, language);
	html_lit(h, "</dd>\n");
}

/* ---- what may not stay -------------------------------------------------------------------- */

static const char *
refusal(const struct redact_span *span, const struct question *q, unsigned turn,
	const struct walk *walk, struct arena *a)
{
	struct speech speech = speech_of(walk->form, walk->lang);
	bool whole = span->class == REDACT_REMOVED;
	SCOPED(buf) asked = { 0 };
	SCOPED(buf) quoted = { 0 };
	SCOPED(buf) text = { 0 };

	row_words(walk, q, turn, &asked);
	word_fill(&quoted, WORD_QUOTED, &speech, asked.data, NULL);
	if (whole)
		word_fill(&text, WORD_ERROR_TAKE_WHOLE, &speech, quoted.data, NULL);
	else
		word_fill(&text, WORD_ERROR_TAKE_OUT, &speech,
			  word_in(class_word(span->class), &speech), quoted.data);
	return arena_str(a, text.data);
}

/* Leads to the button that changes the answer: what there is to press. */
static const char *
change_id(const struct question *q, unsigned turn, struct arena *a)
{
	return arena_printf(a, "%s-change-%u", q->id, turn + 1);
}

void
marks_refuse(const struct marks *marks, const struct walk *walk, struct arena *a,
	     struct field_errors *out)
{
	out->count = 0;
	for (size_t i = 0; i < marks->count; i++) {
		const struct text_marks *t = &marks->texts[i];
		const struct question *q = &walk->form->questions[t->question];
		uint32_t told = 0;

		for (size_t k = 0; k < t->found.count && out->count < REFUSALS_MOST;
		     k++) {
			const struct redact_span *span = &t->found.spans[k];

			if (!span->certain || told >> span->class & 1)
				continue;
			told |= 1u << span->class;
			out->items[out->count++] = (struct field_error){
				.question = t->question,
				.message = refusal(span, q, t->turn, walk, a),
				.field = change_id(q, t->turn, a),
			};
		}
	}
}
