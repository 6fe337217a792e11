/*
 * The table of words: what the lists say is found again, and nothing beside it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "answer/redact_internal.h"
#include "tests/tap.h"

static const struct {
	const char *word;
	uint32_t has, lacks;
} words[] = {
	{ "the", LEX_STOP | LEX_WORD | LEX_COMMON, LEX_PLACE },
	{ "zebra", LEX_WORD | LEX_COMMON, LEX_PLACE | LEX_STOP },
	{ "abacus", LEX_WORD, LEX_FORENAME },
	{ "john", LEX_FORENAME, LEX_PLACE },
	{ "smith", LEX_SURNAME, LEX_PLACE },
	{ "leeds", LEX_PLACE, LEX_WORD },
	{ "new zealand", LEX_PLACE, LEX_BEGINS },
	{ "new", LEX_BEGINS | LEX_WORD, LEX_PLACE },
	{ "milton keynes", LEX_PLACE, 0 },
	{ "polish", LEX_NATION | LEX_WORD, LEX_PLACE },
	{ "sgt", LEX_RANK, LEX_PLACE },
	{ "mr", LEX_TITLE, LEX_PLACE },
	{ "wife", LEX_KIN, LEX_PLACE },
	{ "said", LEX_SPEECH, LEX_PLACE },
	{ "street", LEX_STREET, LEX_PLACE },
	{ "nick", LEX_SITE, LEX_PLACE },
	{ "custody suite", LEX_SITE, LEX_PLACE },
	{ "january", LEX_MONTH, LEX_PLACE },
	{ "monday", LEX_DAY, LEX_PLACE },
	{ "seven", LEX_DIGIT, LEX_PLACE },
	{ "van", LEX_PARTICLE | LEX_WORD, LEX_STOP },
	{ "ltd", LEX_ORG, LEX_STOP },
	{ "bravo", LEX_PHONETIC, LEX_STOP },
	{ "stabbing", LEX_EVENT, LEX_STOP },
	{ "yesterday", LEX_TIME, LEX_STOP },
	{ "primary", LEX_KIND, LEX_PLACE },
	{ "\xc3\xa9lan", LEX_WORD, LEX_PLACE },
	/* what is no word, or not as the table spells it */
	{ "", 0, UINT32_MAX },
	{ "a", 0, LEX_PLACE },
	{ "Leeds", 0, UINT32_MAX },
	{ "leedss", 0, UINT32_MAX },
	{ "leed's", 0, UINT32_MAX },
	{ "new  zealand", 0, UINT32_MAX },
	{ "zealand new", 0, UINT32_MAX },
	{ "qqqq", 0, UINT32_MAX },
	{ "\xff\xff", 0, UINT32_MAX },
	{ " ", 0, UINT32_MAX },
};

static void
test_words(void)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		uint32_t lex = lexicon_find(words[i].word, strlen(words[i].word));

		ok((lex & words[i].has) == words[i].has, "\"%s\" has 0x%x of 0x%x",
		   words[i].word, lex, words[i].has);
		ok(!(lex & words[i].lacks), "\"%s\" has none of 0x%x", words[i].word,
		   words[i].lacks);
	}
}

/* Each line of a list, in small letters, without what the maker leaves out. */
static bool
line_clean(char *line, char *low, size_t room)
{
	size_t len = strcspn(line, "\n");

	if (len > 2 && !strcmp(line + len - 2, "'s\n"))
		len -= 2;
	line[len] = '\0';
	len = utf8_lower(low, room - 1, line, len);
	low[len] = '\0';
	return len > 2 && len <= LEXICON_WORD_MOST &&
	       !strpbrk(low, "-'.,/0123456789&()!# ");
}

/* What the sieve lets through is what the table says, of a word and of its neighbours. */
static bool
sieve_right(const char *word)
{
	static const uint32_t everyday = LEX_COMMON | LEX_STOP | LEX_GLOSSARY;
	size_t len = strlen(word);
	char other[200];

	memcpy(other, word, len + 1);
	for (size_t i = 0; i <= len; i++) {
		if (lexicon_everyday(other, len) != !!(lexicon_find(other, len) & everyday))
			return false;
		memcpy(other, word, len + 1);
		if (i < len)
			other[i] = (char)('a' + (other[i] + 7) % 26);
	}
	return true;
}

static size_t sieve_misses;

/* All of one list is there with its flag; out_seen: how many that were. */
static size_t
list_misses(const char *path, uint32_t capital, uint32_t small, size_t *out_seen)
{
	FILE *f = fopen(path, "r");
	char line[200], low[200];
	size_t misses = 0;

	*out_seen = 0;
	while (f && fgets(line, sizeof(line), f)) {
		bool first = utf8_is_capital((unsigned char)line[0]);
		uint32_t flag = first ? capital : small;

		if ((line[0] & 0x80) || !line_clean(line, low, sizeof(low)))
			continue;
		++*out_seen;
		sieve_misses += !sieve_right(low);
		if (!(lexicon_find(low, strlen(low)) & flag) && misses++ < 5)
			note("%s is not found", low);
	}
	if (f)
		fclose(f);
	return misses;
}

static void
test_lists(void)
{
	static const char british[] = "/usr/share/dict/british-english";
	size_t seen, misses = list_misses(british, LEX_PROPER, LEX_WORD, &seen);

	if (!seen) {
		skip("%s is not here", british);
		return;
	}
	is_int((long long)misses, 0, "every word of %s is found", british);
	ok(seen > 50000, "and these are %zu", seen);
	is_int((long long)sieve_misses, 0,
	       "the sieve holds back none of them, and none of their neighbours");
}

/* Our own lists, each with its own flag. */
static void
test_own(void)
{
	static const struct {
		const char *list;
		uint32_t flag;
	} lists[] = {
		{ "place", LEX_PLACE },	      { "nation", LEX_NATION },
		{ "site", LEX_SITE },	      { "org", LEX_ORG },
		{ "digit", LEX_DIGIT },	      { "kind", LEX_KIND },
		{ "stop", LEX_STOP },	      { "rank", LEX_RANK },
		{ "title", LEX_TITLE },	      { "kin", LEX_KIN },
		{ "speech", LEX_SPEECH },     { "street", LEX_STREET },
		{ "month", LEX_MONTH },	      { "day", LEX_DAY },
		{ "particle", LEX_PARTICLE }, { "event", LEX_EVENT },
		{ "time", LEX_TIME },	      { "phonetic", LEX_PHONETIC },
		{ "glossary", LEX_GLOSSARY },
	};
	const char *top = getenv("TOP_SRCDIR");

	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		char path[1000];
		size_t seen, misses;

		snprintf(path, sizeof(path), "%s/src/answer/words/%s.words",
			 top ? top : ".", lists[i].list);
		misses = list_misses(path, lists[i].flag, lists[i].flag, &seen);
		ok(seen > 0 && !misses, "%s.words: %zu words, all with their flag",
		   lists[i].list, seen);
	}
}

/* Words that differ from one of the table in a single letter are looked up to their end: what is
 * found can be spelt again, letter by letter, in the table alone. */
static void
test_neighbours(void)
{
	static const char *const roots[] = { "constable", "sergeant", "manchester",
					     "custody",	  "zygote",   "aardvark",
					     "officer" };
	size_t wrong = 0, tried = 0;

	for (size_t i = 0; i < ARRAY_LEN(roots); i++) {
		char word[40];
		size_t len = strlen(roots[i]);

		for (size_t at = 0; at < len; at++) {
			snprintf(word, sizeof(word), "%s", roots[i]);
			word[at] = '~';
			wrong += lexicon_find(word, len) != 0;
			word[at] = '\x01';
			wrong += lexicon_find(word, len) != 0;
			/* only the beginning: another word, or none */
			wrong += lexicon_find(roots[i], at) ==
					 lexicon_find(roots[i], len) &&
				 at < 3;
			tried += 3;
		}
		snprintf(word, sizeof(word), "%s~", roots[i]);
		wrong += lexicon_find(word, len + 1) != 0;
		ok(lexicon_find(roots[i], len) != 0, "%s is there", roots[i]);
	}
	is_int((long long)wrong, 0, "and none of %zu neighbours", tried);
}

static void
test_ends(void)
{
	char longest[LEXICON_WORD_MOST + 2];

	memset(longest, 'a', sizeof(longest));
	is_int(lexicon_find(longest, LEXICON_WORD_MOST), 0,
	       "sixty letters that are no word");
	is_int(lexicon_find(longest, LEXICON_WORD_MOST + 1), 0, "and one too many");
	is_int(lexicon_find("\x01", 1), 0, "before the first");
	is_int(lexicon_find("\xf4\x8f\xbf\xbf", 4), 0, "behind the last");
	ok(lexicon_count() > 100000, "there are %zu words", lexicon_count());
	ok(lexicon_size() < 6u << 20, "in %zu bytes", lexicon_size());
}

int
main(void)
{
	test_words();
	test_lists();
	test_own();
	test_neighbours();
	test_ends();
	return tap_done();
}
