/*
 * A text as words, numbers and signs, each with its shape and what the lexicon says of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

enum { SPARE = 4 /* tokens behind the last */ };

enum glyph { GLYPH_BLANK, GLYPH_LINE, GLYPH_LETTER, GLYPH_DIGIT, GLYPH_SIGN };

static enum glyph
glyph_of(uint32_t point)
{
	if (point == '\n')
		return GLYPH_LINE;
	if (point == ' ' || point == '\t')
		return GLYPH_BLANK;
	if (point >= '0' && point <= '9')
		return GLYPH_DIGIT;
	return utf8_is_letter(point) ? GLYPH_LETTER : GLYPH_SIGN;
}

/* An apostrophe between letters belongs to the word, but for the 's and ' of possession. */
static bool
joins(const char *p, const char *end)
{
	const char *next, *after;
	uint32_t point;

	if (p >= end || *p != '\'' || p + 1 >= end)
		return false;
	point = utf8_next(p + 1, end, &next);
	if (!utf8_is_letter(point))
		return false;
	if (point != 's' && point != 'S')
		return true;
	return next < end && glyph_of(utf8_next(next, end, &after)) == GLYPH_LETTER;
}

/* The end of the run of letters and digits that begins at p; what it holds goes to out_*. */
static const char *
run_end(const char *p, const char *end, bool *out_letters, bool *out_digits)
{
	const char *next;

	*out_letters = *out_digits = false;
	while (p < end) {
		enum glyph g = glyph_of(utf8_next(p, end, &next));

		if (g == GLYPH_LETTER)
			*out_letters = true;
		else if (g == GLYPH_DIGIT)
			*out_digits = true;
		else if (*out_letters && joins(p, end))
			next = p + 1;
		else
			break;
		p = next;
	}
	return p;
}

static enum token_shape
shape_of(const char *p, const char *end)
{
	size_t capitals = 0, smalls = 0;
	bool first = false, apostrophe = false;

	for (const char *next; p < end; p = next) {
		uint32_t point = utf8_next(p, end, &next);

		if (utf8_is_capital(point)) {
			first |= !capitals && !smalls;
			capitals++;
		} else if (utf8_is_letter(point)) {
			smalls++;
		} else {
			apostrophe |= point == '\'';
		}
	}
	if (!capitals)
		return smalls ? SHAPE_LOWER : SHAPE_NONE;
	if (!smalls)
		return capitals == 1 ? SHAPE_INITIAL : SHAPE_UPPER;
	/* McDonald, O'Neill, DeShawn, but d'Arcy too */
	if (first || (apostrophe && smalls > 1))
		return SHAPE_CAPITAL;
	return SHAPE_ODD;
}

static void
low_set(struct token *t, const char *text, struct arena *a)
{
	char low[LEXICON_WORD_MOST + 1];
	size_t len = utf8_lower(low, LEXICON_WORD_MOST, text + t->from, t->to - t->from);

	t->low = len ? arena_copy(a, low, len) : "";
	t->low_len = (uint8_t)len;
	for (size_t i = 0; i < len; i++)
		t->hash = (t->hash ^ (unsigned char)low[i]) * 16777619u; /* FNV-1a's step */
	if (t->kind == TOKEN_WORD || t->kind == TOKEN_MIXED)
		t->lex = lexicon_find(low, len);
}

/* What stands between two tokens, and whether a sentence begins behind it. */
struct between {
	bool gap, line, opens;
};

static const char *
pass_blanks(const char *p, const char *end, struct between *b)
{
	const char *next;

	for (; p < end; p = next) {
		enum glyph g = glyph_of(utf8_next(p, end, &next));

		if (g != GLYPH_BLANK && g != GLYPH_LINE)
			break;
		b->gap = true;
		if (g == GLYPH_LINE)
			b->line = b->opens = true;
	}
	return p;
}

/* Signs behind which a sentence may begin; "sgt." and initials do not end one. */
static bool
ends_sentence(const struct scan *s, const struct token *sign)
{
	char c = s->plain.text[sign->from];
	const struct token *before = sign > s->tokens ? sign - 1 : NULL;

	if (sign->to - sign->from > 1)
		return false;
	if (strchr("!?:;\"(>*", c))
		return true;
	if (c != '.')
		return c == '-' && sign->gap && sign->line;
	return !before || before->shape == SHAPE_INITIAL ?
		       false :
		       !(before->lex & (LEX_RANK | LEX_TITLE)) || before->low_len > 4;
}

static void
token_add(struct scan *s, struct token t, size_t *room)
{
	if (s->token_count + SPARE >= *room)
		s->tokens = list_grow(s->a, s->tokens, s->token_count, sizeof(*s->tokens),
				      room);
	low_set(&t, s->plain.text, s->a);
	s->tokens[s->token_count++] = t;
}

/* Whether capitals, or their absence, say anything. */
static void
case_judge(struct scan *s)
{
	size_t upper = 0, capital = 0, lower = 0;

	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind != TOKEN_WORD)
			continue;
		upper += t->shape == SHAPE_UPPER && t->low_len > 3;
		capital += t->shape == SHAPE_CAPITAL;
		lower += t->shape == SHAPE_LOWER && t->low_len > 3;
	}
	s->shouted = upper >= 4 && upper > 3 * (capital + lower);
	s->small = lower >= 4 && !capital && !upper;
}

/* The 's or ' right behind a word. */
static bool
tail_at(const struct scan *s, const char *p, const char *end)
{
	const struct token *last =
		s->token_count ? &s->tokens[s->token_count - 1] : NULL;

	return *p == '\'' && last && last->kind == TOKEN_WORD &&
	       last->to == (size_t)(p - s->plain.text) &&
	       (p + 1 == end || p[1] == 's' || p[1] == 'S' ||
		!utf8_is_letter((unsigned char)p[1]));
}

void
tokens_read(struct scan *s)
{
	const char *text = s->plain.text, *end = text + s->plain.len, *p = text;
	struct between b = { true, true, true };
	size_t room = 0;

	s->among = arena_array(s->a, struct among, AMONG_KEPT);
	for (p = pass_blanks(p, end, &b); p < end; p = pass_blanks(p, end, &b)) {
		struct token t = { .from = (uint32_t)(p - text),
				   .gap = b.gap,
				   .line = b.line,
				   .opens = b.opens };
		bool letters, digits;
		const char *stop = run_end(p, end, &letters, &digits);

		if (stop > p && letters | digits) {
			t.kind = !digits   ? TOKEN_WORD
				 : letters ? TOKEN_MIXED
					   : TOKEN_NUMBER;
		} else if (tail_at(s, p, end)) {
			t.kind = TOKEN_TAIL;
			stop = p + 1 + (p + 1 < end && (p[1] | 32) == 's');
		} else {
			t.kind = TOKEN_SIGN;
			utf8_next(p, end, &stop);
		}
		t.to = (uint32_t)(stop - text);
		t.shape = (uint8_t)(letters ? shape_of(p, stop) : SHAPE_NONE);
		token_add(s, t, &room);
		b.gap = b.line = false;
		if (t.kind == TOKEN_SIGN)
			b.opens |= ends_sentence(s, &s->tokens[s->token_count - 1]);
		else
			b.opens = false;
		p = stop;
	}
	/* Who looks one too far sees a token that is nothing. */
	for (size_t i = 0; i < SPARE && s->token_count; i++)
		s->tokens[s->token_count + i] = (struct token){ .kind = TOKEN_SIGN,
								.low = "" };
	case_judge(s);
}

bool
token_is_word(const struct scan *s, size_t i)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_WORD;
}

bool
token_is(const struct scan *s, size_t i, const char *word)
{
	return i < s->token_count && str_same(s->tokens[i].low, word);
}

/* Whether the word stands in a list; a long one is looked for whole, short ones stand in others. */
static bool
word_listed(const char *low, size_t len, const char *words)
{
	if (len > 2) {
		for (const char *p = strstr(words, low); p; p = strstr(p + len, low))
			if ((p == words || p[-1] == ' ') && (p[len] == ' ' || !p[len]))
				return true;
		return false;
	}
	for (const char *p = words; *p;) {
		if (p[0] == low[0] && (len == 1 || p[1] == low[1]) &&
		    (p[len] == ' ' || !p[len]))
			return true;
		while (*p && *p != ' ')
			p++;
		p += *p == ' ';
	}
	return false;
}

bool
token_among(const struct scan *s, size_t i, const char *words)
{
	const struct token *t;
	struct among *kept;

	if (i >= s->token_count)
		return false;
	t = &s->tokens[i];
	if (!t->low_len || t->kind == TOKEN_SIGN || t->kind == TOKEN_NUMBER)
		return false;
	kept = &s->among[(t->hash ^ ((uintptr_t)words * 2654435761u) >> 12) % AMONG_KEPT];
	if (kept->words != words || (kept->low != t->low && !str_same(kept->low, t->low)))
		*kept = (struct among){ words, t->low, word_listed(t->low, t->low_len, words) };
	return kept->is;
}

bool
token_is_sign(const struct scan *s, size_t i, char sign)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_SIGN &&
	       s->plain.text[s->tokens[i].from] == sign;
}

bool
sign_among(const struct scan *s, size_t i, const char *signs)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_SIGN &&
	       s->tokens[i].to - s->tokens[i].from == 1 &&
	       strchr(signs, s->plain.text[s->tokens[i].from]);
}

static uint32_t
phrase_look(const struct scan *s, size_t i, size_t n)
{
	char phrase[LEXICON_WORD_MOST + 1];
	size_t len = 0;

	for (size_t k = 0; k < n; k++) {
		const struct token *t;

		/* a hyphen or a full stop between two words is as good as a blank */
		if (k && i < s->token_count && s->tokens[i].kind == TOKEN_SIGN &&
		    strchr("-.", s->plain.text[s->tokens[i].from]))
			i++;
		if (i >= s->token_count)
			return 0;
		t = &s->tokens[i++];
		if (t->kind != TOKEN_WORD || !t->low_len || (k && t->line) ||
		    len + 1 + t->low_len > LEXICON_WORD_MOST)
			return 0;
		if (k)
			phrase[len++] = ' ';
		memcpy(phrase + len, t->low, t->low_len);
		len += t->low_len;
	}
	return lexicon_find(phrase, len);
}

/* Finders ask again for what others have asked, so what was found is kept. */
uint32_t
scan_phrase(const struct scan *s, size_t i, size_t n)
{
	struct token *t;

	if (n < 2 || n > PHRASE_MOST || i >= s->token_count)
		return phrase_look(s, i, n);
	t = &s->tokens[i];
	if (!(t->looked & 1 << n)) {
		t->phrase[n - 2] = phrase_look(s, i, n);
		t->looked |= (uint8_t)(1 << n);
	}
	return t->phrase[n - 2];
}
