/*
 * A text's words, in whatever script: where each stands, and how it reads in small letters with and
 * without accents.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/terms.h"

enum sort { OTHER, LETTER, DIGIT, APOSTROPHE, BLANK, HIDDEN };

/* Looked up for each byte of each text. */
static const uint8_t ascii_sorts[128] = {
	['a' ... 'z'] = LETTER, ['A' ... 'Z'] = LETTER, ['0' ... '9'] = DIGIT,
	['\''] = APOSTROPHE,	[' '] = BLANK,		['\t'] = BLANK,
	['\n'] = BLANK,		['\r'] = BLANK,		['-'] = BLANK,
};

static enum sort
sort_at(const char *at, const char *end, const char **out_next)
{
	uint32_t point;

	if (!((unsigned char)*at & 0x80)) {
		*out_next = at + 1;
		return (enum sort)ascii_sorts[(unsigned char)*at];
	}
	point = utf8_next(at, end, out_next);
	if (point == 0x2019 || point == 0x2018 || point == 0x2bc)
		return APOSTROPHE;
	/* Before the letters: some marks show nothing, and a joiner may stand within a word. */
	if (utf8_is_hidden(point))
		return HIDDEN;
	if (utf8_is_letter(point))
		return LETTER;
	if (utf8_digit(point) >= 0)
		return DIGIT;
	return utf8_is_blank(point) || (point >= 0x2010 && point <= 0x2013) ? BLANK
									    : OTHER;
}

size_t
label_length(const char *at, const char *end)
{
	size_t len = 0;

	if (at == end || *at != '[')
		return 0;
	at++;
	while (at + len < end && at[len] >= 'A' && at[len] <= 'Z')
		len++;
	if (!len || at + len == end || at[len] != ']')
		return 0;
	for (size_t i = 0; i < redaction_label_count; i++)
		if (strlen(redaction_labels[i]) == len &&
		    !memcmp(redaction_labels[i], at, len))
			return len + 2;
	return 0;
}

struct tokens
tokens_of(const char *text, size_t len)
{
	return (struct tokens){ .text = text, .at = text, .end = text + len };
}

/* Without the accents of Latin letters; what is no such letter stays whole. */
static size_t
fold(char *to, const char *lower, size_t len)
{
	const char *end = lower + len, *next;
	size_t out = 0;

	for (const char *at = lower; at < end; at = next) {
		uint32_t point = utf8_next(at, end, &next);
		uint32_t plain = utf8_unaccented(point);

		/* An accent that no letter was made with, as over an x. */
		if (point >= 0x300 && point < 0x370)
			continue;
		if (plain < 0x80) {
			to[out++] = (char)plain;
			continue;
		}
		memcpy(to + out, at, (size_t)(next - at));
		out += (size_t)(next - at);
	}
	to[out] = '\0';
	return out;
}

/* Small letters of a token that is not plain ASCII; 0: too long. */
static size_t
lower_any(const char *from, const char *to, char out[TOKEN_MOST + 1])
{
	char composed[TOKEN_MOST * 4], kept[TOKEN_MOST * 4];
	const char *next;
	size_t len, kept_len = 0;

	if ((size_t)(to - from) > TOKEN_MOST)
		return 0;
	for (; from < to; from = next) {
		enum sort sort = sort_at(from, to, &next);

		if (sort == APOSTROPHE) {
			kept[kept_len++] = '\'';
		} else if (sort != HIDDEN) {
			memcpy(kept + kept_len, from, (size_t)(next - from));
			kept_len += (size_t)(next - from);
		}
	}
	len = utf8_compose(composed, sizeof(composed), kept, kept_len);
	len = len ? utf8_lower(out, TOKEN_MOST, composed, len) : 0;
	out[len] = '\0';
	return len;
}

/* To the next letter or digit; false: there is none.  *out_joined: whether little was passed. */
static bool
skip_gap(struct tokens *t, bool *out_joined)
{
	const char *next;
	bool joined = t->started;

	for (; t->at < t->end; t->at = next) {
		size_t label = label_length(t->at, t->end);
		enum sort sort = sort_at(t->at, t->end, &next);

		if (label)
			next = t->at + label;
		if (sort == LETTER || sort == DIGIT)
			break;
		joined = joined && sort != OTHER; /* as a label's bracket is */
	}
	*out_joined = joined;
	return t->at < t->end;
}

bool
token_next(struct tokens *t, struct token *out)
{
	const char *start, *next, *after;
	bool plain = true, digits = false, joined;
	size_t letters = 0, len = 0;

	if (!skip_gap(t, &joined))
		return false;
	t->started = true;
	for (start = t->at; t->at < t->end; t->at = next) {
		enum sort sort = sort_at(t->at, t->end, &next);

		/* An apostrophe between letters belongs to the word; at its end it is a quote. */
		if (sort == APOSTROPHE &&
		    (next == t->end || sort_at(next, t->end, &after) != LETTER))
			break;
		if (sort == OTHER || sort == BLANK)
			break;
		letters += sort == LETTER &&
			   (next == t->at + 1 ||
			    !utf8_is_mark(utf8_next(t->at, t->end, &after)));
		digits = digits || sort == DIGIT;
		plain = plain && next == t->at + 1;
		if (len < TOKEN_MOST && plain)
			t->lower[len] =
				(char)(*t->at >= 'A' && *t->at <= 'Z' ? *t->at + 32
								      : *t->at);
		len++;
	}
	if (plain && len > TOKEN_MOST)
		len = 0;
	else if (!plain)
		len = lower_any(start, t->at, t->lower);
	t->lower[len] = '\0';
	*out = (struct token){ .from = (size_t)(start - t->text),
			       .to = (size_t)(t->at - t->text),
			       .joined = joined,
			       .word = len && letters >= 2 && !digits,
			       .lower = t->lower,
			       .lower_len = len,
			       .folded = plain ? t->lower : t->folded,
			       .folded_len =
				       plain ? len : fold(t->folded, t->lower, len) };
	return true;
}
