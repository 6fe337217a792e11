/*
 * Link codes, as printed on posters and typed by people, and the two check words that a
 * poster and the page behind it share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

/*
 * The check value, a sum in the field of 32 elements: each step adds a symbol and doubles,
 * where doubling shifts left and takes off x^5 + x^2 + 1 (0x25) past 31.  The weights are
 * powers of 2, all different and none zero for up to 30 symbols; so every single wrong
 * symbol and every swap of two is seen.
 */
unsigned
code_check(const unsigned char *symbols, size_t len)
{
	unsigned sum = 0;

	for (size_t i = 0; i < len; i++) {
		sum = (sum ^ symbols[i]) << 1;
		if (sum & 32)
			sum ^= 0x25;
	}
	return sum;
}

/* No poster shall say these, nor anything that a tired eye takes for them. */
static const char *const refused[] = {
	/* aimed at the police, or about being reported */
	"ACAB",
	"1312",
	"PIGS",
	"FILTH",
	"NARK",
	"NARC",
	"GRASS",
	"SNITCH",
	"LIAR",
	"LIES",
	/* hatred */
	"1488",
	"88",
	"KKK",
	"NAZI",
	"COON",
	"DAGO",
	"DYKE",
	"FAG",
	"GOOK",
	"GYPO",
	"HOMO",
	"JEW",
	"NIG",
	"PAKI",
	"POOF",
	"SPAZ",
	"SPIC",
	"TRANNY",
	"WOG",
	"YID",
	/* what people may have been through */
	"BEAT",
	"BITE",
	"BITCH",
	"BOMB",
	"DEAD",
	"DEATH",
	"DIE",
	"DYING",
	"GUN",
	"HATE",
	"HIT",
	"HURT",
	"KICK",
	"KILL",
	"PAIN",
	"RAPE",
	"SHOT",
	"SLAP",
	"SPAT",
	"SPIT",
	"STAB",
	"VICTIM",
	/* plainly rude */
	"ANAL",
	"ANUS",
	"ARSE",
	"ASS",
	"BALLS",
	"BUM",
	"COCK",
	"CRAP",
	"CUM",
	"CUNT",
	"DAMN",
	"DICK",
	"FART",
	"FCK",
	"FUCK",
	"FUK",
	"HELL",
	"KNOB",
	"PEE",
	"PISS",
	"POO",
	"PORN",
	"PRICK",
	"SEX",
	"SHAG",
	"SHIT",
	"SLAG",
	"SLUT",
	"TITS",
	"TURD",
	"TWAT",
	"WANK",
	"WHORE",
	/* and painful */
	"666",
	"COWARD",
	"CRAZY",
	"FAT",
	"IDIOT",
	"LOSER",
	"MAD",
	"SACK",
	"SICK",
	"UGLY",
	"WEAK",
};

/* Which letter or digit each character of a code may be taken for, beside itself. */
static const char *const taken_for[128] = {
	['0'] = "OQD", ['1'] = "IL", ['2'] = "Z", ['3'] = "E", ['4'] = "A", ['5'] = "S",
	['6'] = "G",   ['7'] = "T",  ['8'] = "B", ['9'] = "G", ['V'] = "U", ['Y'] = "V",
	['C'] = "G",   ['G'] = "C",  ['K'] = "C", ['X'] = "K", ['Z'] = "S", ['Q'] = "O",
};

static bool
reads_as(char c, char want)
{
	const char *also = taken_for[(unsigned char)c & 127];

	return c == want || (also && strchr(also, want));
}

static bool
holds(const char *code, const char *word)
{
	size_t len = strlen(code), n = strlen(word);

	for (size_t at = 0; at + n <= len; at++) {
		size_t i = 0;

		while (i < n && reads_as(code[at + i], word[i]))
			i++;
		if (i == n)
			return true;
	}
	return false;
}

bool
code_refused(const char *code)
{
	for (size_t i = 0; i < ARRAY_LEN(refused); i++)
		if (holds(code, refused[i]))
			return true;
	return strspn(code, (char[2]){ code[0], '\0' }) == strlen(code);
}

void
code_new(char out[CODE_CHARS + 1])
{
	unsigned char symbols[CODE_CHARS];
	char code[CODE_CHARS + 1] = "";

	do {
		rand_bytes(symbols, sizeof(symbols));
		for (size_t i = 0; i < CODE_CHARS - 1; i++)
			symbols[i] &= 31;
		symbols[CODE_CHARS - 1] =
			(unsigned char)code_check(symbols, CODE_CHARS - 1);
		for (size_t i = 0; i < CODE_CHARS; i++)
			code[i] = base32_digits[symbols[i]];
	} while (code_refused(code));
	memcpy(out, code, sizeof(code));
}

/* Bytes of a blank or dash at s, whichever kind a phone's keyboard or a copy put in; or 0. */
static size_t
filler(const char *s)
{
	static const char *const fillers[] = {
		" ",
		"\t",
		"\r",
		"\n",
		"-",
		"\302\240" /* no-break space */,
		"\342\200\220" /* hyphen */,
		"\342\200\221",
		"\342\200\222",
		"\342\200\223" /* en dash */,
		"\342\200\224",
		"\342\200\257" /* narrow space */,
		"\342\210\222" /* minus */,
	};

	if (base32_value(*s) >= 0)
		return 0; /* nearly always: a code as it was printed */
	for (size_t i = 0; i < ARRAY_LEN(fillers); i++)
		if (str_starts(s, fillers[i]))
			return strlen(fillers[i]);
	return 0;
}

bool
code_typed(const char *typed, size_t chars, char *out)
{
	unsigned char symbols[SLIP_CHARS];
	size_t n = 0;

	while (*typed) {
		size_t skip = filler(typed);
		int v = skip ? 0 : base32_value(*typed);

		if (!skip) {
			if (v < 0 || n == chars)
				return false;
			symbols[n++] = (unsigned char)v;
		}
		typed += skip ? skip : 1;
	}
	if (n != chars || code_check(symbols, chars - 1) != symbols[chars - 1])
		return false;
	for (size_t i = 0; i < chars; i++)
		out[i] = base32_digits[symbols[i]];
	out[chars] = '\0';
	return true;
}

bool
code_read(const char *typed, char out[CODE_CHARS + 1])
{
	return code_typed(typed, CODE_CHARS, out);
}

void
code_pretty(const char *code, char out[CODE_CHARS + 2])
{
	snprintf(out, CODE_CHARS + 2, "%.4s %.4s", code,
		 strlen(code) > 4 ? code + 4 : "");
}

/* Two indexes of 10 bits from BLAKE2b of the code, keyed: they say nothing of the key, and
 * another server's key gives the same code unrelated words. */
void
check_words(const char *code, const unsigned char key[SEAL_KEY], char *out, size_t size)
{
	unsigned char hash[SEAL_HASH];
	unsigned first, second;

	seal_hash(hash, code, strlen(code), key, SEAL_KEY);
	first = (hash[0] | (unsigned)hash[1] << 8) & (CHECK_WORDS - 1);
	second = (hash[2] | (unsigned)hash[3] << 8) & (CHECK_WORDS - 1);
	snprintf(out, size, "%s %s", check_word_list[first], check_word_list[second]);
}
