/*
 * What is left of a word without its endings: the only door to libstemmer.
 *
 * English: Snowball's "english" (Porter 2).  Welsh: libstemmer has none.  Its words change at the
 * front rather than the end, so those changes that can be told from the word alone are undone, and
 * words are alike if they begin alike.  The two are never mixed: a text is read as one of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <libstemmer.h>

#include "summary/terms.h"

enum { WELSH_STEM = 7 }; /* letters that Welsh words must share */

struct stemmer {
	enum tongue tongue;
	struct sb_stemmer *english;
	char word[TOKEN_MOST + 4];
};

enum tongue
tongue_of(const char *language)
{
	if (str_starts(language, "en") && (!language[2] || language[2] == '-'))
		return TONGUE_ENGLISH;
	if (str_starts(language, "cy") && (!language[2] || language[2] == '-'))
		return TONGUE_WELSH;
	return TONGUE_OTHER;
}

void
stemmer_free(struct stemmer *s)
{
	if (!s)
		return;
	if (s->english)
		sb_stemmer_delete(s->english);
	free(s);
}

struct stemmer *
stemmer_new(enum tongue tongue)
{
	struct stemmer *s = mem_new(1, sizeof(*s));

	s->tongue = tongue;
	if (tongue == TONGUE_ENGLISH) {
		s->english = sb_stemmer_new("english", "UTF_8");
		if (!s->english)
			die("libstemmer has no English, or there is no memory");
	}
	return s;
}

/* ---- Welsh -------------------------------------------------------------------------- */

/*
 * Mutations of first letters: soft, nasal, aspirate (P. W. Thomas, Gramadeg y Gymraeg, and any
 * other grammar).  sure: it can be undone, since no Welsh word of its own begins so.
 */
static const struct mutation {
	const char *radical, *mutated;
	bool sure;
} mutations[] = {
	{ "p", "b", false },  { "p", "mh", true },  { "p", "ph", true },
	{ "t", "d", false },  { "t", "nh", true },  { "t", "th", true },
	{ "c", "g", false },  { "c", "ngh", true }, { "c", "ch", true },
	{ "b", "f", false },  { "b", "m", false },  { "d", "dd", true },
	{ "d", "n", false },  { "g", "", false },   { "g", "ng", true },
	{ "m", "f", false },  { "ll", "l", false }, { "rh", "r", false },
	{ "a", "ha", false }, { "e", "he", false }, { "i", "hi", false },
	{ "o", "ho", false }, { "u", "hu", false }, { "w", "hw", false },
	{ "y", "hy", false },
};

size_t
welsh_forms(const char *folded, size_t len, char out[MUTATIONS][TOKEN_MOST + 4])
{
	size_t count = 1;

	memcpy(out[0], folded, len);
	out[0][len] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(mutations) && count < MUTATIONS; i++) {
		const struct mutation *m = &mutations[i];

		if (str_starts(out[0], m->radical))
			snprintf(out[count++], TOKEN_MOST + 4, "%s%s", m->mutated,
				 folded + strlen(m->radical));
	}
	return count;
}

/* Back to the word as a dictionary has it, where that can be known; then its first letters. */
static size_t
welsh_stem(char word[TOKEN_MOST + 4], size_t len)
{
	const struct mutation *undo = NULL;
	size_t letters = 0, at;

	/* "chw" is a beginning of its own: chwaer, chwilio. */
	for (size_t i = 0; i < ARRAY_LEN(mutations); i++)
		if (mutations[i].sure && str_starts(word, mutations[i].mutated) &&
		    !str_starts(word, "chw") &&
		    (!undo || strlen(mutations[i].mutated) > strlen(undo->mutated)))
			undo = &mutations[i];
	if (undo) {
		size_t cut = strlen(undo->mutated), put = strlen(undo->radical);

		memmove(word + put, word + cut, len - cut + 1);
		memcpy(word, undo->radical, put);
		len = len - cut + put;
	}
	for (at = 0; at < len; at++)
		if (((unsigned char)word[at] & 0xc0) != 0x80 && letters++ == WELSH_STEM)
			break;
	word[at] = '\0';
	return at;
}

/* ---- a stem ----------------------------------------------------------------------------- */

const char *
stemmer_stem(struct stemmer *s, const char *folded, size_t len, size_t *out_len)
{
	if (len > TOKEN_MOST)
		die("stemmer_stem: a word of %zu bytes", len);
	memcpy(s->word, folded, len);
	s->word[len] = '\0';
	*out_len = len;
	if (s->tongue == TONGUE_WELSH) {
		*out_len = welsh_stem(s->word, len);
	} else if (s->tongue == TONGUE_ENGLISH &&
		   strspn(folded, "abcdefghijklmnopqrstuvwxyz'") >= len) {
		const sb_symbol *stem =
			sb_stemmer_stem(s->english, (const sb_symbol *)s->word, (int)len);
		int got = sb_stemmer_length(s->english);

		if (!stem)
			die("no memory for a stem");
		/* A stem is never longer than its word, nor empty. */
		if (got > 0 && (size_t)got <= len) {
			memcpy(s->word, stem, (size_t)got);
			*out_len = (size_t)got;
		}
		s->word[*out_len] = '\0';
	}
	return s->word;
}

void
stem_of(const char *word, size_t len, const char *language, char *out, size_t size)
{
	struct stemmer *s = stemmer_new(tongue_of(language));
	struct tokens tokens = tokens_of(word, len);
	struct token token;
	size_t stem_len;
	const char *stem = "";

	if (token_next(&tokens, &token))
		stem = stemmer_stem(s, token.folded, token.folded_len, &stem_len);
	str_fit(out, size, stem);
	stemmer_free(s);
}
