/*
 * Our own words, in each language that the program speaks, and how their holes are filled.
 *
 * They keep to what is true of this program, with its limits: a translation promises nothing
 * more than the English.  Sentences stay under 25 words, and a test holds them to it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/wording.h"

const struct word_row word_rows[WORD__COUNT] = {
#include "form/wording_pages.rows"
#include "form/wording_answers.rows"
#include "form/wording_posters.rows"
#include "form/wording_rooms.rows"
#include "form/wording_ours.rows"
};

/* Holes that take a number, as bits: 1 for {1}, 2 for {2}. */
static const struct numbers {
	enum word word;
	unsigned holes;
} numbers[] = {
	{ WORD_PROGRESS, 3 },	       { WORD_UP_TO, 1 },
	{ WORD_KEEP_GROUPS, 1 },       { WORD_ERROR_AT_LEAST, 1 },
	{ WORD_ERROR_AT_MOST, 1 },     { WORD_ERROR_TOO_LONG, 3 },
	{ WORD_ERROR_RANGE, 3 },       { WORD_ERROR_MONTH_PAST, 1 },
	{ WORD_ERROR_RANK_PLACES, 1 }, { WORD_ERROR_RANK_TWICE, 1 },
	{ WORD_ERROR_RANK_GAP, 1 },    { WORD_MARK_MORE, 1 },
	{ WORD_POSTER_PROMISE, 1 },    { WORD_POSTER_ANSWERS, 1 },
	{ WORD_POSTER_SLIPS_LEAD, 1 },  { WORD_ROOM_LEAST, 1 },
	{ WORD_ROOM_FOLLOWS, 1 },       { WORD_ROOM_WORDS, 1 },
	{ WORD_ROOM_NOTES, 1 },	       { WORD_ROOM_DOTS_MOST, 1 },
	{ WORD_ROOM_ERROR_WORDS, 1 },  { WORD_ROOM_ERROR_MANY, 3 },
};

static const char *const ours[] = { "en", "cy" };

/* ---- choosing ------------------------------------------------------------------------ */

struct speech
speech_of(const struct form *form, unsigned lang)
{
	size_t count = form ? form->language_count : ARRAY_LEN(ours);
	unsigned index = lang < count ? lang : 0;
	const char *code = form ? form->languages[index] : ours[index];
	const struct language *language = language_find(code);

	return (struct speech){
		.code = code,
		.own = form ? form->words[index] : NULL,
		.right_to_left = language && language->right_to_left,
	};
}

bool
speech_ours(const char *code)
{
	for (size_t i = 0; i < ARRAY_LEN(ours); i++)
		if (str_same(ours[i], code))
			return true;
	return false;
}

const char *
word_in(enum word word, const struct speech *speech)
{
	const struct word_row *row = &word_rows[word];

	if (speech->own && word < WORD__MAY && speech->own[word])
		return speech->own[word];
	return str_same(speech->code, "cy") ? row->cy : row->en;
}

bool
word_spoken(enum word word, const struct speech *speech)
{
	return speech_ours(speech->code) ||
	       (speech->own && word < WORD__MAY && speech->own[word]);
}

enum word
word_find(const char *id)
{
	unsigned word = 0;

	while (word < WORD__COUNT && !str_same(word_rows[word].id, id))
		word++;
	return (enum word)word;
}

/* ---- holes ----------------------------------------------------------------------------- */

struct hole {
	unsigned number;   /* 1 or 2 */
	const char *forms; /* behind the bar, up to the closing brace; NULL: none */
	const char *end;   /* behind the closing brace */
};

/* The hole at an opening brace. */
static bool
hole_read(const char *at, struct hole *out)
{
	const char *end = strchr(at, '}');

	if (!end || (at[1] != '1' && at[1] != '2') || (at[2] != '|' && at + 2 != end))
		return false;
	*out = (struct hole){ .number = (unsigned)(at[1] - '0'),
			      .forms = at[2] == '|' ? at + 3 : NULL,
			      .end = end + 1 };
	return true;
}

struct one_form {
	enum plural class;
	const char *words;
	size_t len;
};

/* The next of "one=...|other=...}"; false behind the last, and for what is no form. */
static bool
form_next(const char **at, struct one_form *out)
{
	size_t len = strcspn(*at, "|}"), name = strcspn(*at, "=|}");

	for (unsigned class = 0; class < PLURAL__COUNT; class ++)
		if (strlen(plural_names[class]) == name &&
		    !strncmp(plural_names[class], *at, name) && (*at)[name] == '=') {
			*out = (struct one_form){ (enum plural) class, *at + name + 1,
						  len - name - 1 };
			*at += len + ((*at)[len] == '|');
			return true;
		}
	return false;
}

/* "1,623" as a number; thousands may stand apart by anything. */
static unsigned long
number_of(const char *text)
{
	unsigned long n = 0;

	for (; *text; text++)
		if (*text >= '0' && *text <= '9' && n < 1000000000)
			n = n * 10 + (unsigned)(*text - '0');
	return n;
}

static void
forms_put(struct buf *out, const struct hole *hole, const char *code, const char *number)
{
	enum plural class = plural_of(code, number_of(number));
	struct one_form form, chosen = { 0 };
	const char *at = hole->forms;

	while (form_next(&at, &form))
		if (form.class == class || (form.class == PLURAL_OTHER && !chosen.words))
			chosen = form;
	for (size_t i = 0; i < chosen.len; i++)
		if (chosen.words[i] == '#')
			buf_puts(out, number);
		else
			buf_putc(out, chosen.words[i]);
}

void
word_fill(struct buf *out, enum word word, const struct speech *speech, const char *one,
	  const char *two)
{
	const char *text = word_in(word, speech), *open;
	/* A language that has no words for it is told in English, and counted so. */
	const char *code = text == word_rows[word].en ? "en" : speech->code;
	struct hole hole;

	for (; (open = strchr(text, '{')) && hole_read(open, &hole); text = hole.end) {
		const char *as = hole.number == 1 ? one : two;

		buf_put(out, text, (size_t)(open - text));
		if (hole.forms)
			forms_put(out, &hole, code, as ? as : "");
		else
			buf_puts(out, as ? as : "");
	}
	buf_puts(out, text);
}

/* ---- checking ---------------------------------------------------------------------------- */

/* Each class at most once, and `other` among them. */
static bool
forms_right(const struct hole *hole)
{
	bool seen[PLURAL__COUNT] = { false };
	const char *at = hole->forms;
	struct one_form form;

	while (form_next(&at, &form)) {
		if (seen[form.class])
			return false;
		seen[form.class] = true;
	}
	return seen[PLURAL_OTHER] && at + 1 == hole->end && at[-1] != '|';
}

static unsigned
holes_numbers(enum word word)
{
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		if (numbers[i].word == word)
			return numbers[i].holes;
	return 0;
}

/* Which holes a text has, as bits.  A hole that is no number stands once, as it is: the page
 * may put markup into its place. */
static enum word_fault
holes_find(enum word word, const char *text, unsigned *out)
{
	unsigned found = 0, plain = 0, counted = holes_numbers(word);
	struct hole hole;

	for (; *text && (text += strcspn(text, "{}"), *text); text = hole.end) {
		unsigned bit;

		if (*text == '}' || !hole_read(text, &hole))
			return WORD_BAD_HOLE;
		bit = hole.number;
		if (hole.forms && (!(counted & bit) || !forms_right(&hole)))
			return WORD_BAD_FORMS;
		if (!(counted & bit) && (plain & bit))
			return WORD_BAD_HOLE;
		plain |= hole.forms ? 0 : bit;
		found |= bit;
	}
	*out = found;
	return WORD_RIGHT;
}

/*
 * U+FDD0 to U+FDEF, which Unicode keeps for no character: the pages mark their holes with two of
 * them (web/layout_text.c), and nothing that an author writes may be taken for a hole.
 */
static bool
signs_kept(const char *text)
{
	const char *end = text + strlen(text), *next;

	for (; text < end; text = next) {
		uint32_t c = utf8_next(text, end, &next);

		if (c >= 0xfdd0 && c <= 0xfdef)
			return true;
	}
	return false;
}

/* What we promise, and what not, in no language takes a fifth of its English. */
enum { LITTLE = 5 };

enum word_fault
word_check(enum word word, const char *text)
{
	unsigned wanted = 0, found = 0;
	enum word_fault fault = holes_find(word, word_rows[word].en, &wanted);

	if (fault == WORD_RIGHT)
		fault = holes_find(word, text, &found);
	if (fault != WORD_RIGHT)
		return fault;
	if (signs_kept(text))
		return WORD_BAD_SIGN;
	if (word >= WORD_KEEP_TITLE && word <= WORD_NOT_TOGETHER &&
	    utf8_count(text, strlen(text)) * LITTLE <
		    utf8_count(word_rows[word].en, strlen(word_rows[word].en)))
		return WORD_TOO_LITTLE;
	return found & ~wanted	 ? WORD_BAD_HOLE
	       : wanted & ~found ? WORD_NO_HOLE
				 : WORD_RIGHT;
}
