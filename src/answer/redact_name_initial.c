/*
 * Initials: "V.D." alone, "J. Hill", "t. field", "Da Silva, M. A.".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

enum { INITIALS_MOST = 3 };

/* Dotted letters that are no person. */
static const char *const others[] = {
	"uk",	"us",  "eu",  "un",  "ps",  "nb",  "am", "pm",	"pc",  "dc",  "qc",
	"kc",	"hm",  "ba",  "ma",  "ad",  "bc",  "tv", "eg",	"ie",  "pp",  "cv",
	"hr",	"ip",  "usa", "raf", "rip", "vat", "ok", "bsc", "msc", "phd", "la",
	"ny",	"nyc", "nhs", "cid", "bbc", "ft",  "id", "po",	"rsm", "vip", "aka",
	"asap", "fbi", "cia", "doa", "llb", "mp",  "jp", "op",	"cf",  "viz", "ac",
	"ce",	"bce", "no",  "pa",  "ea",  NULL
};

/* Words behind which one letter says which of several: plan B, vitamin D. */
static const char *const lettered[] = {
	"plan",	  "grade", "section", "annex",	  "appendix",  "vitamin", "group",
	"option", "type",  "class",   "band",	  "category",  "unit",	  "block",
	"wing",	  "level", "form",    "part",	  "figure",    "table",	  "exhibit",
	"model",  "team",  "shift",   "schedule", "hepatitis", "gate",	  "bay",
	"zone",	  "route", NULL
};

bool
name_lettered(const struct name_scan *n, size_t i)
{
	return i && name_is_any(n, i - 1, lettered);
}

/* One letter that is not "i" or "a" as words: those need their full stop. */
static bool
one_letter(const struct name_scan *n, size_t i, bool small)
{
	const struct token *t = &n->s->tokens[i];

	if (i >= n->s->token_count || t->kind != TOKEN_WORD || t->low_len != 1 ||
	    scan_marked(n->s, i) >= 0)
		return false;
	return small ? t->low[0] >= 'a' && t->low[0] <= 'z' : t->shape == SHAPE_INITIAL;
}

/* The token behind a run of initials from token i on: letters[] holds them. 0: it is none. */
static size_t
initials_end(const struct name_scan *n, size_t i, bool small, char letters[], bool *dots)
{
	size_t k = i, count = 0;

	*dots = true;
	while (count < INITIALS_MOST && one_letter(n, k, small) &&
	       (k == i || !n->s->tokens[k].line)) {
		letters[count++] = n->s->tokens[k++].low[0];
		if (name_sign(n, k, '.') && !n->s->tokens[k].gap)
			k++;
		else
			*dots = false;
	}
	letters[count] = '\0';
	return count ? k : 0;
}

static bool
abbreviation(const char *letters)
{
	for (size_t i = 0; others[i]; i++)
		if (str_same(letters, others[i]))
			return true;
	return false;
}

/* The g of "e.g. hill" begins nothing. */
static bool
within(const struct name_scan *n, size_t i)
{
	const struct token *t = n->s->tokens;

	return i > 1 && name_sign(n, i - 1, '.') && !t[i].gap && !t[i - 1].gap &&
	       t[i - 2].low_len == 1;
}

size_t
initials_alone(const struct name_scan *n, size_t i)
{
	const struct token *t = n->s->tokens;
	char letters[INITIALS_MOST + 1] = "";
	bool dots;
	size_t end = initials_end(n, i, false, letters, &dots), last;

	if (!end || !letters[1] || !dots || abbreviation(letters) || within(n, i))
		return 0;
	/* four letters and more: S.H.I.E.L.D. */
	if (letters[INITIALS_MOST - 1] && one_letter(n, end, false) && !t[end].gap)
		return 0;
	for (last = i + 1; last < end; last++)
		if (t[last].gap)
			return 0;
	return end - i;
}

/* Whether token k could be the surname behind initials. */
static bool
surname_fits(const struct name_scan *n, size_t k, bool dots, bool small)
{
	const struct token *t = &n->s->tokens[k];

	if (k >= n->s->token_count || t->kind != TOKEN_WORD || t->line ||
	    t->low_len < 2 ||
	    (t->lex & LEX_STOP && !(t->lex & LEX_MONTH && name_big(n, k))) ||
	    scan_marked(n->s, k) == REDACT_ADDRESS)
		return false;
	if (small || n->s->shouted)
		return (t->lex & LEX_SURNAME || (n->part[k] == PART_NAME && dots) ||
			(n->part[k] == PART_NEW && dots)) &&
		       t->shape != SHAPE_CAPITAL;
	if (!name_big(n, k))
		return false;
	if (t->lex & LEX_SURNAME || n->part[k] >= PART_NAME)
		return true;
	return dots && !(t->lex & (LEX_PLACE | LEX_NATION | LEX_GLOSSARY | LEX_DAY |
				   LEX_MONTH | LEX_ORG | LEX_SITE));
}

/* "L Field", "U.S. Islam", and in small letters "n. lee", which needs its full stop. */
static bool
initials_surname(struct name_scan *n, size_t i)
{
	char letters[INITIALS_MOST + 1];
	bool dots, small = !name_big(n, i);
	size_t k = initials_end(n, i, small, letters, &dots), more;

	for (more = k; k && k < more + 3 && k + 1 < n->s->token_count &&
		       n->part[k] == PART_PARTICLE && !n->s->tokens[k + 1].line;)
		k++;
	/* S ALI, in a text of capitals */
	if (k && !dots && small && n->s->shouted && n->found[k] && !letters[1] &&
	    !strchr("ai", letters[0]) && !name_lettered(n, i)) {
		name_found(n, i, k, FOUND_SURE);
		return true;
	}

	if (!k || name_lettered(n, i) || (i && name_sign(n, i - 1, '\'')) ||
	    within(n, i) ||
	    (!dots && (small || letters[1] || letters[0] == 'i' || n->heading[i])))
		return false;
	if (!dots && ((letters[0] == 'a' && n->s->tokens[i].opens) ||
		      (i && (name_is(n, i - 1, "the") || name_is(n, i - 1, "a")))))
		return false;
	if (!surname_fits(n, k, dots, small) ||
	    (abbreviation(letters) &&
	     !(n->s->tokens[k].lex & LEX_SURNAME &&
	       !(n->s->tokens[k].lex & (LEX_PLACE | LEX_COMMON)))))
		return false;
	more = name_next(n, k);
	if (name_sign(n, k + 1, '-') && more == k + 2)
		k = more;
	name_found(n, i, k, FOUND_SURE);
	return true;
}

/* "On that day B. and": one letter with a full stop that does not end the sentence. */
static bool
one_alone(const struct name_scan *n, size_t i)
{
	const struct token *t = n->s->tokens;
	size_t k = i + 2;

	if (!one_letter(n, i, false) || !name_sign(n, i + 1, '.') || t[i + 1].gap ||
	    t[i].opens || k >= n->s->token_count || t[k].line || name_lettered(n, i) ||
	    within(n, i) || !i || t[i - 1].kind != TOKEN_WORD || name_big(n, i - 1))
		return false;
	return name_sign(n, k, ',')
		       ? !t[k].gap
		       : t[k].kind == TOKEN_WORD && t[k].shape == SHAPE_LOWER &&
				 t[k].gap && n->part[k] == PART_STOP;
}

/* "Da Silva, M. A.": initials behind the comma of what could be a surname. */
static void
surname_initials(struct name_scan *n, size_t i)
{
	char letters[INITIALS_MOST + 1];
	bool dots;
	size_t end, from = i;

	if (!name_sign(n, i + 1, ',') || !name_big(n, i) || n->part[i] < PART_EITHER ||
	    !(n->found[i] || name_lex(n, i, LEX_SURNAME) || n->part[i] == PART_NEW))
		return;
	end = initials_end(n, i + 2, false, letters, &dots);
	if (!end || !dots || n->s->tokens[i + 2].line)
		return;
	/* Washington, D.C.; but an author's M. A. */
	if (abbreviation(letters) && !n->s->tokens[end - 2].gap)
		return;
	while (from && n->part[from - 1] == PART_PARTICLE && !n->s->tokens[from].line)
		from--;
	name_found(n, from, end - 1, FOUND_SURE);
}

void
names_initials(struct name_scan *n)
{
	for (size_t i = 0; i < n->s->token_count; i++) {
		size_t alone;

		if (n->s->tokens[i].kind != TOKEN_WORD)
			continue;
		if (n->s->tokens[i].low_len > 1) {
			surname_initials(n, i);
			continue;
		}
		if (n->found[i] || !one_letter(n, i, true) || initials_surname(n, i))
			continue;
		alone = name_big(n, i) ? initials_alone(n, i) : 0;
		if (!alone && one_alone(n, i))
			alone = 2;
		if (alone)
			name_found(n, i, i + alone - 1, FOUND_GUESS);
	}
}
