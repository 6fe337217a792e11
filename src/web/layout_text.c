/*
 * Authored texts on a sheet: plain ones, Markdown, and the braces in both.
 *
 * A hole is marked in the sheet's own bytes, between two code points that Unicode keeps for
 * no character (U+FDD0, U+FDD1).  All authored text passes here and loses them, so that no
 * form can write a mark.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static const char mark_open[] = "\xef\xb7\x90", mark_end[] = "\xef\xb7\x91";

void
layout_init(struct layout *l, const struct form *form,
	    const struct door_settings *settings, const struct door_survey *survey,
	    unsigned lang)
{
	*l = (struct layout){
		.form = form, .settings = settings, .survey = survey, .lang = lang
	};
	l->speech = speech_of(form, lang);
	l->language = &l->speech;
	l->title = html_new(0);
	l->body = html_new(0);
	buf_init(&l->rules, 0);
}

void
layout_done(struct layout *l)
{
	html_free(l->title);
	html_free(l->body);
	buf_free(&l->rules);
}

static void
mark(struct buf *b, enum hole hole, unsigned a, unsigned c)
{
	buf_printf(b, "%s%02x%04x%04x%s", mark_open, (unsigned)hole, a, c, mark_end);
}

void
layout_hole(struct layout *l, enum hole hole, unsigned a, unsigned b)
{
	SCOPED(buf) text = { 0 };

	mark(&text, hole, a, b);
	html_text(l->body, text.data);
}

/* Copies authored words without the two code points that bound a mark. */
static void
put_clean(struct buf *b, const char *words, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (len - i >= 3 &&
		    (!memcmp(words + i, mark_open, 3) || !memcmp(words + i, mark_end, 3)))
			i += 2;
		else
			buf_putc(b, words[i]);
}

static const struct question *
question_named(const struct form *form, const char *id, size_t len)
{
	for (size_t i = 0; i < form->question_count; i++)
		if (strlen(form->questions[i].id) == len &&
		    !memcmp(form->questions[i].id, id, len))
			return &form->questions[i];
	return NULL;
}

/* "{turn}" or "{id|words}" at text: false if it is neither. */
static bool
brace_read(const struct form *form, const char *text, const char **out_end,
	   struct piece *out)
{
	const char *end = strchr(text, '}'), *bar;
	const struct question *q;

	if (!end)
		return false;
	*out_end = end + 1;
	if (str_starts(text, "{turn}")) {
		*out = (struct piece){ .kind = PIECE_TURN };
		return true;
	}
	bar = memchr(text, '|', (size_t)(end - text));
	q = bar ? question_named(form, text + 1, (size_t)(bar - text - 1)) : NULL;
	if (!q)
		return false;
	*out = (struct piece){ .kind = PIECE_PIPED,
			       .words = bar + 1,
			       .len = (size_t)(end - bar - 1),
			       .question = q->index };
	return true;
}

bool
piece_next(const struct form *form, const char **at, struct piece *out)
{
	const char *text = *at;
	size_t len;

	if (!*text)
		return false;
	if (str_starts(text, "{{")) {
		*out = (struct piece){ .words = text, .len = 1 };
		*at = text + 2;
		return true;
	}
	if (*text == '{' && brace_read(form, text, at, out))
		return true;
	len = 1 +
	      strcspn(text + 1, "{"); /* a brace that means nothing stands for itself */
	*out = (struct piece){ .words = text, .len = len };
	*at = text + len;
	return true;
}

/* Inside its own loop a question stands in the same turn; from elsewhere it has none. */
static const char *
label_in_turn(const struct walk *walk, unsigned question, unsigned turn)
{
	const struct question *q = &walk->form->questions[question];
	const struct value *v;

	if (!question_answered(walk->answers, question, turn))
		return NULL;
	v = answers_see(walk->answers, question, turn);
	for (size_t i = 0; q->options && i < q->options->count; i++)
		if (v->chosen & 1u << i)
			return text_in(&q->options->items[i].label, walk->lang);
	return NULL;
}

const char *
piped_label(const struct walk *walk, unsigned question)
{
	return label_in_turn(walk, question, walk->at.turn);
}

void
piped_words(struct buf *out, const char *text, const struct walk *walk, unsigned turn)
{
	struct piece piece;

	while (piece_next(walk->form, &text, &piece)) {
		const char *label;

		switch (piece.kind) {
		case PIECE_TURN:
			buf_printf(out, "%u", turn + 1);
			break;
		case PIECE_PIPED:
			label = label_in_turn(walk, piece.question, turn);
			if (label)
				buf_puts(out, label);
			else
				buf_put(out, piece.words, piece.len);
			break;
		case PIECE_WORDS:
			buf_put(out, piece.words, piece.len);
			break;
		}
	}
}

void
piped_put(struct html *h, const char *text, const struct walk *walk, unsigned turn)
{
	SCOPED(buf) words = { 0 };

	piped_words(&words, text, walk, turn);
	html_text_len(h, words.data ? words.data : "", words.len);
}

/* An authored text with marks for its braces. */
static void
put_marked(const struct form *form, struct buf *b, const char *text)
{
	struct piece piece;

	while (piece_next(form, &text, &piece)) {
		if (piece.kind == PIECE_TURN)
			mark(b, HOLE_TURN, 0, 0);
		if (piece.kind == PIECE_PIPED)
			mark(b, HOLE_PIPED, piece.question, 0);
		put_clean(b, piece.words, piece.len);
		if (piece.kind == PIECE_PIPED)
			mark(b, HOLE_END, 0, 0);
	}
	buf_puts(b, "");
}

void
layout_text(struct layout *l, const struct text *text)
{
	SCOPED(buf) b = { 0 };

	put_marked(l->form, &b, text_in(text, l->lang));
	html_text(l->body, b.data);
}

void
layout_plain(struct layout *l, const char *words)
{
	SCOPED(buf) b = { 0 };

	put_clean(&b, words, strlen(words));
	buf_puts(&b, "");
	html_text(l->body, b.data);
}

void
layout_label(struct layout *l, const struct text *text)
{
	layout_plain(l, text_in(text, l->lang));
}

/* "Error: ", the words, the survey's title. */
static void
title_put(struct layout *l, const char *words, bool authored)
{
	SCOPED(buf) b = { 0 };

	mark(&b, HOLE_ERROR_TITLE, 0, 0);
	if (authored)
		put_marked(l->form, &b, words);
	else
		buf_puts(&b, words);
	if (words != text_in(&l->form->title, l->lang)) {
		buf_puts(&b, " - ");
		put_marked(l->form, &b, text_in(&l->form->title, l->lang));
	}
	html_text(l->title, b.data);
}

void
layout_title(struct layout *l, const struct text *text)
{
	title_put(l, text_in(text, l->lang), true);
}

void
layout_title_word(struct layout *l, enum word word)
{
	title_put(l, word_in(word, l->language), false);
}

void
layout_markdown(struct layout *l, const struct text *text)
{
	SCOPED(buf) b = { 0 };

	put_marked(l->form, &b, text_in(text, l->lang));
	html_markdown(l->body, b.data);
}

void
layout_word(struct layout *l, enum word word)
{
	html_text(l->body, word_in(word, l->language));
}

void
layout_heading(struct layout *l, enum word word)
{
	html_lit(l->body, "<h2>");
	layout_word(l, word);
	html_lit(l->body, "</h2>\n");
}

void
layout_paragraph(struct layout *l, enum word word)
{
	html_lit(l->body, "<p>");
	layout_word(l, word);
	html_lit(l->body, "</p>\n");
}

void
layout_word_text(struct layout *l, enum word word, const char *authored)
{
	SCOPED(buf) b = { 0 };

	put_marked(l->form, &b, authored);
	word_put(l->body, word, l->language, b.data, NULL);
}

void
layout_word_hole(struct layout *l, enum word word, enum hole hole)
{
	const char *text = word_in(word, l->language), *at = strstr(text, "{1}");

	if (!at)
		die("the word %d has no place for its hole", (int)word);
	html_text_len(l->body, text, (size_t)(at - text));
	/* The check words are English on every page, so that page and poster agree. */
	html_lit(l->body, "<b lang=\"en\">");
	layout_hole(l, hole, 0, 0);
	html_lit(l->body, "</b>");
	html_text(l->body, at + 3);
}
