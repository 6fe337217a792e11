/*
 * Which form of a word goes with a number.  Languages have from one to six classes; Welsh and
 * Arabic have all six.  The rules are those of the Common Locale Data Repository for whole
 * numbers, brought together by what they share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/wording.h"

const char *const plural_names[PLURAL__COUNT] = {
	[PLURAL_ZERO] = "zero", [PLURAL_ONE] = "one",	[PLURAL_TWO] = "two",
	[PLURAL_FEW] = "few",	[PLURAL_MANY] = "many", [PLURAL_OTHER] = "other",
};

static bool
within(unsigned long n, unsigned long low, unsigned long high)
{
	return n >= low && n <= high;
}

static enum plural
none(unsigned long n)
{
	(void)n;
	return PLURAL_OTHER;
}

static enum plural
one(unsigned long n)
{
	return n == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural
one_and_zero(unsigned long n)
{
	return n <= 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural
zero_one(unsigned long n)
{
	return n == 0 ? PLURAL_ZERO : one(n);
}

static enum plural
one_two(unsigned long n)
{
	return n == 1 ? PLURAL_ONE : n == 2 ? PLURAL_TWO : PLURAL_OTHER;
}

/* 1, 21, 31, but not 11. */
static enum plural
ends_in_one(unsigned long n)
{
	return n % 10 == 1 && n % 100 != 11 ? PLURAL_ONE : PLURAL_OTHER;
}

/* 2 to 4, 22 to 24, but not 12 to 14. */
static bool
ends_in_few(unsigned long n)
{
	return within(n % 10, 2, 4) && !within(n % 100, 12, 14);
}

static enum plural
south_slavic(unsigned long n)
{
	return ends_in_few(n) ? PLURAL_FEW : ends_in_one(n);
}

static enum plural
east_slavic(unsigned long n)
{
	enum plural class = south_slavic(n);

	return class == PLURAL_OTHER ? PLURAL_MANY : class;
}

static enum plural
polish(unsigned long n)
{
	return n == 1 ? PLURAL_ONE : ends_in_few(n) ? PLURAL_FEW : PLURAL_MANY;
}

static enum plural
czech(unsigned long n)
{
	return n == 1 ? PLURAL_ONE : within(n, 2, 4) ? PLURAL_FEW : PLURAL_OTHER;
}

static enum plural
slovenian(unsigned long n)
{
	n %= 100;
	return n == 1		 ? PLURAL_ONE
	       : n == 2		 ? PLURAL_TWO
	       : within(n, 3, 4) ? PLURAL_FEW
				 : PLURAL_OTHER;
}

static enum plural
lithuanian(unsigned long n)
{
	if (within(n % 100, 11, 19) || n % 10 == 0)
		return PLURAL_OTHER;
	return n % 10 == 1 ? PLURAL_ONE : PLURAL_FEW;
}

static enum plural
latvian(unsigned long n)
{
	if (n % 10 == 0 || within(n % 100, 11, 19))
		return PLURAL_ZERO;
	return ends_in_one(n);
}

static enum plural
romanian(unsigned long n)
{
	if (n == 1)
		return PLURAL_ONE;
	return n == 0 || within(n % 100, 1, 19) ? PLURAL_FEW : PLURAL_OTHER;
}

static enum plural
maltese(unsigned long n)
{
	if (n == 1 || n == 2)
		return one_two(n);
	return n == 0 || within(n % 100, 3, 10) ? PLURAL_FEW
	       : within(n % 100, 11, 19)	? PLURAL_MANY
						: PLURAL_OTHER;
}

static enum plural
arabic(unsigned long n)
{
	if (n <= 2)
		return (enum plural)(PLURAL_ZERO + n);
	return within(n % 100, 3, 10) ? PLURAL_FEW
	       : n % 100 > 10	      ? PLURAL_MANY
				      : PLURAL_OTHER;
}

static enum plural
welsh(unsigned long n)
{
	return n <= 2	? (enum plural)(PLURAL_ZERO + n)
	       : n == 3 ? PLURAL_FEW
	       : n == 6 ? PLURAL_MANY
			: PLURAL_OTHER;
}

static enum plural
breton(unsigned long n)
{
	unsigned long tens = n % 100 / 10;

	if (tens == 1 || tens == 7 || tens == 9)
		return PLURAL_OTHER;
	switch (n % 10) {
	case 1:
		return PLURAL_ONE;
	case 2:
		return PLURAL_TWO;
	case 3:
	case 4:
	case 9:
		return PLURAL_FEW;
	default:
		return PLURAL_OTHER;
	}
}

static enum plural
irish(unsigned long n)
{
	return within(n, 3, 6) ? PLURAL_FEW : within(n, 7, 10) ? PLURAL_MANY : one_two(n);
}

static enum plural
gaelic(unsigned long n)
{
	return n == 1 || n == 11   ? PLURAL_ONE
	       : n == 2 || n == 12 ? PLURAL_TWO
	       : within(n, 3, 19)  ? PLURAL_FEW
				   : PLURAL_OTHER;
}

static enum plural
manx(unsigned long n)
{
	return n % 10 == 1   ? PLURAL_ONE
	       : n % 10 == 2 ? PLURAL_TWO
	       : n % 20 == 0 ? PLURAL_FEW
			     : PLURAL_OTHER;
}

/* Cornish counts in twenties. */
static enum plural
cornish(unsigned long n)
{
	unsigned long thousands = n / 1000 % 100;

	if (n <= 1)
		return (enum plural)(PLURAL_ZERO + n);
	if (n % 100 < 100 && n % 20 == 2)
		return PLURAL_TWO;
	if (n % 1000 == 0 && (within(thousands, 1, 20) || thousands == 40 ||
			      thousands == 60 || thousands == 80))
		return PLURAL_TWO;
	if (n % 1000000 == 100000)
		return PLURAL_TWO;
	return n % 20 == 3 ? PLURAL_FEW : n % 20 == 1 ? PLURAL_MANY : PLURAL_OTHER;
}

static enum plural
tagalog(unsigned long n)
{
	unsigned long last = n % 10;

	return within(n, 1, 3) || (last != 4 && last != 6 && last != 9) ? PLURAL_ONE
									: PLURAL_OTHER;
}

/* Languages that are in no row count as English does: one, and other. */
static const struct counting {
	const char *codes; /* each with a blank behind it */
	enum plural (*class)(unsigned long n);
} countings[] = {
	{ "bm bo dz id ig ii ja jv km ko lo ms my sg su th to vi wo yo zh ", none },
	{ "ak am as bn fa ff fr gu hi hy kn ln mg pa pt si ti wa zu ", one_and_zero },
	{ "cv ", zero_one },
	{ "he iu se ", one_two },
	{ "is mk ", ends_in_one },
	{ "bs hr sr ", south_slavic },
	{ "be ru uk ", east_slavic },
	{ "pl ", polish },
	{ "cs sk ", czech },
	{ "sl ", slovenian },
	{ "lt ", lithuanian },
	{ "lv ", latvian },
	{ "ro ", romanian },
	{ "mt ", maltese },
	{ "ar ", arabic },
	{ "cy ", welsh },
	{ "br ", breton },
	{ "ga ", irish },
	{ "gd ", gaelic },
	{ "gv ", manx },
	{ "kw ", cornish },
	{ "tl ", tagalog },
};

enum plural
plural_of(const char *code, unsigned long n)
{
	char word[8];

	snprintf(word, sizeof(word), "%s ", code);
	for (size_t i = 0; i < ARRAY_LEN(countings); i++)
		if (strstr(countings[i].codes, word))
			return countings[i].class(n);
	return one(n);
}
