/*
 * Words of posters: where they come from, how many characters they may have, and how they are
 * written down for canvass-render.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdarg.h>

#include "out/poster_words.h"

/* ---- lines that are put together ------------------------------------------------------ */

void
script_init(struct script *s)
{
	*s = (struct script){ .arena = arena_new(0) };
	buf_init(&s->lines, 0);
}

void
script_fail(struct script *s, enum err_code code, const char *fmt, ...)
{
	va_list args;
	char text[400];

	if (s->bad)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	s->bad = true;
	err_set(&s->err, code, "%s", text);
}

bool
script_done(struct script *s, struct buf *out, struct err *err)
{
	if (s->bad && err)
		*err = s->err;
	else if (!s->bad)
		buf_put(out, s->lines.data, s->lines.len);
	buf_cleanup(&s->lines);
	arena_free(s->arena);
	return !s->bad;
}

/* A key, with a comma before it unless something was just opened. */
static void
put_key(struct script *s, const char *key)
{
	struct buf *b = &s->lines;

	if (b->len && !strchr("{[\n", b->data[b->len - 1]))
		buf_putc(b, ',');
	if (key) {
		json_put(b, key);
		buf_putc(b, ':');
	}
}

void
line_open(struct script *s, const char *key, char bracket)
{
	put_key(s, key);
	buf_putc(&s->lines, bracket);
}

void
line_close(struct script *s, char bracket)
{
	buf_putc(&s->lines, bracket);
}

void
line_truth(struct script *s, const char *key, bool truth)
{
	put_key(s, key);
	buf_puts(&s->lines, truth ? "true" : "false");
}

void
line_number(struct script *s, const char *key, unsigned n)
{
	put_key(s, key);
	buf_printf(&s->lines, "%u", n);
}

void
line_text(struct script *s, const char *key, const char *words)
{
	char *line;

	if (key && !*words)
		return;
	if (!utf8_valid(words, strlen(words))) {
		script_fail(s, ERR_INPUT, "a text for \"%s\" is not UTF-8",
			    key ? key : "a list");
		return;
	}
	line = arena_str(s->arena, words);
	for (char *c = line; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	put_key(s, key);
	json_put(&s->lines, line);
}

void
script_sheet(struct script *s, const char *name, enum poster_paper paper)
{
	line_open(s, NULL, '{');
	line_text(s, "sheet", name);
	if (paper < PAPER__COUNT)
		line_text(s, "paper", paper_rows[paper].name);
}

void
script_end(struct script *s)
{
	line_close(s, '}');
	buf_putc(&s->lines, '\n');
}

struct tongue
tongue_at(const struct poster_about *about, size_t i)
{
	unsigned lang = i < about->lang_count ? about->langs[i] : 0;

	return (struct tongue){ about->form, lang, speech_of(about->form, lang) };
}

void
tongue_open(struct script *s, const struct tongue *tongue)
{
	line_open(s, NULL, '{');
	line_text(s, "lang", tongue->speech.code);
	line_truth(s, "rtl", tongue->speech.right_to_left);
}

void
line_tongues(struct script *s, const struct poster_about *about, tongue_fn *put,
	     const void *with)
{
	size_t count = about->lang_count ? about->lang_count : 1;

	line_open(s, "langs", '[');
	for (size_t i = 0; i < count && i < POSTER_LANGUAGES; i++) {
		struct tongue tongue = tongue_at(about, i);

		tongue_open(s, &tongue);
		put(s, about, &tongue, with);
		line_close(s, '}');
	}
	line_close(s, ']');
}

/* ---- words ---------------------------------------------------------------------------- */

static const char *
language_name_of(const struct tongue *tongue)
{
	const struct language *language = language_find(tongue->speech.code);

	return language ? language->name : "a language that is not known";
}

const char *
poster_say(struct script *s, const struct tongue *tongue, enum word word, const char *one,
	   const char *two)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (!word_spoken(word, &tongue->speech)) {
		script_fail(
			s, ERR_INPUT,
			"the form has no \"%s\" in %s (%s): posters in a language that canvass "
			"does not speak need it under `words`",
			word_rows[word].id, language_name_of(tongue),
			tongue->speech.code);
		return "";
	}
	word_fill(&out, word, &tongue->speech, one, two);
	return poster_fit(s, tongue, word_rows[word].id, out.data ? out.data : "",
			  MOST_LINE);
}

const char *
poster_fit(struct script *s, const struct tongue *tongue, const char *part,
	   const char *words, size_t most)
{
	size_t count;

	if (!utf8_valid(words, strlen(words))) {
		script_fail(s, ERR_INPUT, "%s is not UTF-8 text", part);
		return "";
	}
	count = utf8_count(words, strlen(words));
	/* the first language's key stands without brackets, as in the form */
	if (count > most && tongue && tongue->lang)
		script_fail(s, ERR_INPUT, "%s (%s): %zu characters; at most %zu", part,
			    tongue->speech.code, count, most);
	else if (count > most)
		script_fail(s, ERR_INPUT, "%s: %zu characters; at most %zu", part, count,
			    most);
	return arena_str(s->arena, words);
}

const char *
poster_text(struct script *s, const struct tongue *tongue, const struct text *text,
	    const char *part, enum word word, size_t most)
{
	if (text->in[0])
		return poster_fit(s, tongue, part, text_in(text, tongue->lang), most);
	return poster_fit(s, tongue, word_rows[word].id,
			  poster_say(s, tongue, word, NULL, NULL), most);
}

const char *
poster_day(struct script *s, const struct tongue *tongue, int day)
{
	static const char *const welsh[] = {
		"Ionawr",     "Chwefror", "Mawrth", "Ebrill", "Mai",	  "Mehefin",
		"Gorffennaf", "Awst",	  "Medi",   "Hydref", "Tachwedd", "Rhagfyr",
	};
	char text[40];
	int year, month, in_month;

	if (str_same(tongue->speech.code, "en")) {
		day_words(day, text, sizeof(text));
		return arena_str(s->arena, text);
	}
	day_format(day, text);
	year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 +
	       text[3] - '0';
	month = (text[5] - '0') * 10 + text[6] - '0';
	in_month = (text[8] - '0') * 10 + text[9] - '0';
	if (str_same(tongue->speech.code, "cy"))
		return arena_printf(s->arena, "%d %s %d", in_month, welsh[month - 1],
				    year);
	return arena_printf(s->arena, "%d/%d/%d", in_month, month, year);
}

/* Whom to ask, in our words; "" if nobody is named. */
static const char *
contact_say(struct script *s, const struct poster_about *about,
	    const struct tongue *tongue, enum word word)
{
	const struct text *own = &about->form->poster.contact;
	const char *contact = about->contact ? about->contact : "";
	bool forms = own->in[0] && !(about->contact_first && *contact);

	if (forms)
		contact = text_in(own, tongue->lang);
	if (!*contact)
		return "";
	contact = poster_fit(s, forms ? tongue : NULL, "contact", contact, MOST_WHO);
	return poster_say(s, tongue, word, contact, NULL);
}

const char *
poster_genuine(struct script *s, const struct poster_about *about,
	       const struct tongue *tongue)
{
	return contact_say(s, about, tongue, WORD_POSTER_GENUINE);
}

const char *
poster_questions(struct script *s, const struct poster_about *about,
		 const struct tongue *tongue)
{
	return contact_say(s, about, tongue, WORD_POSTER_QUESTIONS);
}

const char *
poster_own(struct script *s, const struct tongue *tongue, const struct text *text)
{
	char *words = arena_str(s->arena, text_in(text, tongue->lang));
	size_t n = 0;

	for (size_t i = 0; words[i]; i++) {
		words[n++] = words[i];
		i += words[i] == '{' && words[i + 1] == '{';
	}
	words[n] = '\0';
	return words;
}

const char *
poster_title(struct script *s, const struct tongue *tongue)
{
	return poster_fit(s, tongue, "title", poster_own(s, tongue, &tongue->form->title),
			  MOST_TITLE);
}

const char *
poster_force(struct script *s, const char *force)
{
	return poster_fit(s, NULL, "the force's name", force ? force : "", MOST_FORCE);
}

const char *
poster_mark_in(struct script *s, const struct tongue *tongue, bool invented,
	       bool rehearsal)
{
	const char *words;
	size_t len;

	if (!invented && !rehearsal)
		return "";
	words = poster_say(s, tongue, invented ? WORD_DEMONSTRATION : WORD_REHEARSAL,
			   NULL, NULL);
	/* of "REHEARSAL: a trial of this survey" a poster bears the first word, large */
	len = strcspn(words, ":");
	return len ? arena_copy(s->arena, words, len) : words;
}

const char *
poster_mark(struct script *s, const struct poster_about *about)
{
	struct tongue first = tongue_at(about, 0);

	return poster_mark_in(s, &first, about->invented, about->rehearsal);
}

void
line_link(struct script *s, const struct poster_link *link)
{
	struct err err = { 0 };
	struct qr qr;

	if (!s->bad && !qr_make(link->address, &qr, s->arena, &err))
		script_fail(s, err.code, "%s", err.text);
	line_text(s, "address", link->address);
	line_text(s, "code", link->code);
	line_text(s, "words", link->words);
}
