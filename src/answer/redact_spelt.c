/*
 * Addresses that are spelt out, for the spoken view: "jo at example dot com".  Only where it can be
 * one: a word, "at", a word, "dot", a word.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_spoken.h"

enum { BLANKS_MOST = 3, CHAIN_MOST = 32 };

enum link {
	LINK_NONE,
	LINK_AT,	/* " at " */
	LINK_AT_CLEAR,	/* "(at)", " @ ": no one writes it by chance */
	LINK_DOT,	/* " dot ", "(dot)", " . " */
	LINK_DOT_PLAIN, /* "." */
	LINK_SIGN,	/* " underscore ", " dash " */
};
struct chain {
	struct {
		size_t from, to; /* of a word */
		enum link link;	 /* to the next */
		char sign;
	} words[CHAIN_MOST];
	size_t count;
};

static const struct {
	const char *word;
	enum link link;
	char sign;
} link_words[] = {
	{ "at", LINK_AT, '@' },		  { "dot", LINK_DOT, '.' },
	{ "underscore", LINK_SIGN, '_' }, { "dash", LINK_SIGN, '-' },
	{ "hyphen", LINK_SIGN, '-' },	  { "a", LINK_AT_CLEAR, '@' },
	{ "@", LINK_AT_CLEAR, '@' },	  { ".", LINK_DOT, '.' },
};

/* The ends that an address on the net commonly has, where words alone might be chance. */
static bool
is_domain_end(const struct view *v, size_t from, size_t to)
{
	static const char *const ends[] = { "com",  "org", "net",   "uk",  "eu",
					    "info", "io",  "gov",   "edu", "police",
					    "ie",   "de",  "fr",    "biz", "co",
					    "ca",   "au",  "wales", "scot" };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		if (spoken_is_word(v, from, to, ends[i]))
			return true;
	return false;
}

static size_t
blanks_pass(const struct view *v, size_t at)
{
	size_t i = at;

	while (i < v->len && i - at < BLANKS_MOST && v->text[i] == ' ')
		i++;
	return i;
}

static bool
is_label_byte(char c)
{
	return byte_is_word(c) || c == '-' || c == '_';
}

/* What leads from the word that ends at `at` to the next, which begins at *out_next. */
static enum link
link_read(const struct view *v, size_t at, char *out_sign, size_t *out_next)
{
	const char *text = v->text;
	size_t i = blanks_pass(v, at), end;
	bool framed = i < v->len && strchr("([{<", text[i]), sign;

	if (i + 1 < v->len && text[at] == '.' && is_label_byte(text[at + 1])) {
		*out_next = at + 1;
		return LINK_DOT_PLAIN;
	}
	if (framed)
		i = blanks_pass(v, i + 1);
	else if (i == at && !(i < v->len && text[i] == '@'))
		return LINK_NONE;
	if (i >= v->len)
		return LINK_NONE;
	sign = text[i] == '@' || text[i] == '.';
	for (end = i + sign; !sign && end < v->len && byte_is_word(text[end]);)
		end++;
	for (size_t k = 0; k < ARRAY_LEN(link_words); k++) {
		size_t next = blanks_pass(v, end);

		if (sign ? text[i] != *link_words[k].word
			 : !spoken_is_word(v, i, end, link_words[k].word))
			continue;
		if (framed ? next >= v->len || !strchr(")]}>", text[next])
			   : next == end && text[i] != '@')
			return LINK_NONE;
		if (!framed && *link_words[k].word == 'a' && !link_words[k].word[1])
			return LINK_NONE;
		if (framed)
			next = blanks_pass(v, next + 1);
		if (next >= v->len || !is_label_byte(text[next]))
			return LINK_NONE;
		*out_sign = link_words[k].sign;
		*out_next = next;
		return framed && link_words[k].link == LINK_AT ? LINK_AT_CLEAR
							       : link_words[k].link;
	}
	return LINK_NONE;
}

static size_t
label_end(const struct view *v, size_t at)
{
	while (at < v->len && is_label_byte(v->text[at]))
		at++;
	return at;
}

/* Words that are linked, from byte `from` on; where the last ends. */
static size_t
chain_read(const struct view *v, size_t from, struct chain *out)
{
	size_t next;

	for (out->count = 0;;) {
		size_t k = out->count++;

		out->words[k].from = from;
		out->words[k].to = label_end(v, from);
		out->words[k].link = LINK_NONE;
		if (out->count == CHAIN_MOST)
			return out->words[k].to;
		out->words[k].link =
			link_read(v, out->words[k].to, &out->words[k].sign, &next);
		if (out->words[k].link == LINK_NONE)
			return out->words[k].to;
		from = next;
	}
}

static bool
is_at(enum link link)
{
	return link == LINK_AT || link == LINK_AT_CLEAR;
}

static bool
is_dot(enum link link)
{
	return link == LINK_DOT || link == LINK_DOT_PLAIN;
}

/* Whether the words from `first` on, linked by dots, are the name of a host. */
static bool
is_host(const struct view *v, const struct chain *c, size_t first, bool clear,
	size_t *out_last)
{
	size_t last = first, spoken = 0;

	for (; last + 1 < c->count && is_dot(c->words[last].link); last++)
		spoken += c->words[last].link == LINK_DOT;
	*out_last = last;
	if (last == first)
		return false;
	return clear || is_domain_end(v, c->words[last].from, c->words[last].to) ||
	       (spoken &&
		spoken_is_word(v, c->words[first].from, c->words[first].to, "www"));
}

/* Puts the signs between words first..last of a chain. */
static void
chain_change(const struct chain *c, size_t first, size_t last, struct changes *out)
{
	for (size_t i = first; i < last; i++) {
		struct change change = { .from = c->words[i].to,
					 .to = c->words[i + 1].from,
					 .text = { c->words[i].sign },
					 .len = 1 };

		/* what is an @ or a full stop already stays */
		if (change.to - change.from > 1 || c->words[i].link == LINK_SIGN)
			change_add(out, &change);
	}
}

static void
chain_judge(const struct view *v, const struct chain *c, struct changes *out)
{
	size_t local = 0, last;

	for (size_t i = 0; i + 1 < c->count;) {
		bool at = is_at(c->words[i].link);
		/* "at x dot y": two things that seldom stand together by chance */
		bool clear =
			at && (c->words[i].link == LINK_AT_CLEAR ||
			       (i + 2 < c->count && c->words[i + 1].link == LINK_DOT));

		if (is_host(v, c, at ? i + 1 : i, clear, &last) &&
		    (at || last + 1 == c->count || !is_at(c->words[last].link))) {
			chain_change(c, at ? local : i, last, out);
			local = i = last + 1;
			continue;
		}
		if (at)
			local = i + 1;
		i++;
	}
}

void
spoken_addresses(const struct view *v, struct changes *out)
{
	struct chain chain;
	size_t at = 0;

	while (at < v->len) {
		if (!is_label_byte(v->text[at])) {
			at++;
			continue;
		}
		at = chain_read(v, at, &chain);
		if (chain.count > 1)
			chain_judge(v, &chain, out);
	}
}
