/*
 * Words that hold a sentence together, in English and Welsh: they are in comments of every theme,
 * and mark none.  Ours; without accents.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/terms.h"

/* Sorted, as bsearch has it (tested). */
static const char *const english[] = {
	"about",     "after",	   "again",	 "all",	      "almost",	   "also",
	"although",  "always",	   "am",	 "an",	      "and",	   "another",
	"any",	     "anybody",	   "anyone",	 "anything",  "are",	   "aren",
	"as",	     "at",	   "be",	 "because",   "been",	   "before",
	"being",     "between",	   "both",	 "but",	      "by",	   "can",
	"cannot",    "could",	   "couldn",	 "did",	      "didn",	   "do",
	"does",	     "doesn",	   "doing",	 "don",	      "done",	   "during",
	"each",	     "either",	   "else",	 "even",      "ever",	   "every",
	"everybody", "everyone",   "everything", "few",	      "for",	   "from",
	"get",	     "gets",	   "getting",	 "go",	      "goes",	   "going",
	"got",	     "had",	   "hadn",	 "has",	      "hasn",	   "have",
	"haven",     "having",	   "he",	 "her",	      "here",	   "hers",
	"herself",   "him",	   "himself",	 "his",	      "how",	   "however",
	"if",	     "in",	   "into",	 "is",	      "isn",	   "it",
	"its",	     "itself",	   "just",	 "least",     "less",	   "like",
	"made",	     "make",	   "makes",	 "many",      "may",	   "me",
	"might",     "mine",	   "more",	 "most",      "much",	   "must",
	"my",	     "myself",	   "neither",	 "never",     "no",	   "nobody",
	"nor",	     "not",	   "nothing",	 "now",	      "of",	   "off",
	"often",     "on",	   "once",	 "one",	      "only",	   "or",
	"other",     "others",	   "our",	 "ours",      "ourselves", "out",
	"over",	     "own",	   "perhaps",	 "quite",     "rather",	   "really",
	"same",	     "she",	   "should",	 "shouldn",   "since",	   "so",
	"some",	     "somebody",   "someone",	 "something", "sometimes", "still",
	"such",	     "than",	   "that",	 "the",	      "their",	   "theirs",
	"them",	     "themselves", "then",	 "there",     "these",	   "they",
	"thing",     "things",	   "this",	 "those",     "though",	   "through",
	"to",	     "too",	   "two",	 "under",     "until",	   "up",
	"upon",	     "us",	   "very",	 "was",	      "wasn",	   "we",
	"well",	     "were",	   "weren",	 "what",      "when",	   "where",
	"whether",   "which",	   "while",	 "who",	      "whom",	   "whose",
	"why",	     "will",	   "with",	 "within",    "without",   "won",
	"would",     "wouldn",	   "yet",	 "you",	      "your",	   "yours",
	"yourself",
};
static const char *const welsh[] = {
	"ac",	"ag",	 "am",	 "ar",	 "arall", "at",	  "bob",   "bod",   "byddai",
	"cael", "cyn",	 "dan",	 "dim",	 "dros",  "drwy", "ei",	   "eich",  "ein",
	"er",	"eu",	 "fe",	 "fel",	 "fod",	  "fy",	  "gael",  "gan",   "gyda",
	"heb",	"hefyd", "hi",	 "hon",	 "honno", "hwn",  "hwnnw", "hyn",   "hynny",
	"iawn", "lle",	 "mae",	 "maen", "mai",	  "mewn", "mi",	   "mor",   "mwy",
	"na",	"nac",	 "nad",	 "neu",	 "nhw",	  "ni",	  "nid",   "nifer", "oedd",
	"oes",	"ohono", "ond",	 "os",	 "pan",	  "pob",  "rhai",  "roedd", "rwy",
	"rwyf", "sy",	 "sydd", "trwy", "un",	  "wedi", "wrth",  "ydw",   "ydy",
	"ydyn", "ym",	 "yma",	 "yn",	 "yng",	  "yno",  "yr",	   "yw",
};

static int
compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

bool
stop_word(const char *folded, size_t len, enum tongue tongue)
{
	/* What stands before the apostrophe tells: it's, don't, they're. */
	size_t cut = strcspn(folded, "'");
	char word[16];

	if (cut < len)
		len = cut;
	if (len >= sizeof(word))
		return false;
	memcpy(word, folded, len);
	word[len] = '\0';
	if (tongue == TONGUE_ENGLISH)
		return bsearch(word, english, ARRAY_LEN(english), sizeof(*english),
			       compare);
	if (tongue == TONGUE_WELSH)
		return bsearch(word, welsh, ARRAY_LEN(welsh), sizeof(*welsh), compare);
	return false;
}
