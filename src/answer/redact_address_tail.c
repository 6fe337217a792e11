/*
 * What goes on behind a part of an address.  It knows no country's order of things: numbers, codes,
 * capitals and words for floors belong to the address beside them as long as nothing but a comma
 * or a blank comes between.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_address.h"

enum {
	PARTS_MOST = 24,
	CODE_MOST = 8,	 /* letters and digits of a code */
	NUMBER_MOST = 6, /* digits */
	JOINED_MOST = 3, /* small words in a name */
};

/* Parts of a house: before a number, or behind one. */
static const char unit_words[] =
	" bloc bl blok block ap apt apto app appt apartment apartament apartamento "
	"puerta pta esc escalera edificio piso planta bajo kat stan zimmer zi wohnung whg "
	"top stiege "
	"hoog achter huis og eg ug dg etage etasje etg stock stk geschoss tv th mf sal dør "
	"lgh lejl "
	"våning vån trp krs as bte boite boîte bât bat étage scala sc int interno lok "
	"lokal byt patro "
	"daire kapı emelet em fsz ajtó lépcsőház bis ter quater floor suite ste unit flat "
	"room no nr "
	"hs andar sala bloco casa lote torre portal local nave et interior m piano ";
/* A number may stand before these alone, however small they are written. */
static const char storey_words[] =
	" hoog achter voor huis og eg ug dg etage etasje etg stock stk kat tv th mf sal "
	"piso planta "
	"bis ter quater floor étage emelet em andar våning vån trp bajo izquierda derecha "
	"izq dcha "
	"links rechts piano ";
static const char counted[] = " of or to per x times ";
static const char verbs[] = " was is were has had will and by today yesterday tonight ";

bool
run_digits(const struct scan *s, size_t i)
{
	return i < s->token_count && (s->tokens[i].kind == TOKEN_NUMBER ||
				      s->tokens[i].kind == TOKEN_MIXED);
}

static size_t
bytes_of(const struct scan *s, size_t i)
{
	return s->tokens[i].to - s->tokens[i].from;
}

bool
run_capital(const struct scan *s, size_t i)
{
	return token_is_word(s, i) && !s->shouted &&
	       (s->tokens[i].shape == SHAPE_CAPITAL || s->tokens[i].shape == SHAPE_UPPER ||
		s->tokens[i].shape == SHAPE_ODD);
}

bool
run_line(const struct scan *s, size_t i)
{
	return i >= s->token_count || s->tokens[i].line;
}

bool
run_class(int class)
{
	return class == REDACT_ADDRESS || class == REDACT_PLACE || class == REDACT_NAME ||
	       class == REDACT_POSTCODE;
}

/* A small word that English does not know. */
bool
run_foreign(const struct scan *s, size_t i)
{
	return token_is_word(s, i) && s->tokens[i].shape == SHAPE_LOWER && !s->shouted &&
	       !s->small && s->tokens[i].low_len > 1 &&
	       !(s->tokens[i].lex & (LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_STOP |
				     LEX_RANK | LEX_TITLE));
}

/* Numbers that are marked as something else are no part; loose ones are. */
bool
run_free(const struct scan *s, size_t i)
{
	int class = scan_marked(s, i);

	return class < 0 || run_class(class) || class == REDACT_NUMBER;
}

bool
run_year(const struct scan *s, size_t i)
{
	const char *p = s->plain.text + s->tokens[i].from;

	return s->tokens[i].kind == TOKEN_NUMBER && bytes_of(s, i) == 4 &&
	       (!strncmp(p, "19", 2) || !strncmp(p, "20", 2));
}

/* 0212 behind a house's number is no clock, if nothing says that it is. */
static bool
is_clock(const struct scan *s, size_t i)
{
	return scan_marked(s, i) == REDACT_TIME && s->tokens[i].kind == TOKEN_NUMBER &&
	       bytes_of(s, i) == 4 &&
	       (i + 1 >= s->token_count || scan_marked(s, i + 1) < 0);
}

bool
run_ordinal(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->kind == TOKEN_MIXED && t->low_len > 2 && byte_is_digit(t->low[0]) &&
	       word_among(t->low + t->low_len - 2, 2, " st nd rd th ");
}

static bool
is_roman(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_is_word(s, i) || t->low_len > 5 || !t->low_len ||
	    (t->shape != SHAPE_UPPER && t->shape != SHAPE_INITIAL))
		return false;
	return strspn(t->low, "ivx") == t->low_len;
}

/* dz. 240, m. 9: a short form, and its number. */
static bool
is_short_form(const struct scan *s, size_t i)
{
	return token_is_word(s, i) && s->tokens[i].low_len < 6 && sign_among(s, i + 1, ".") &&
	       !s->tokens[i + 1].gap && run_digits(s, i + 2) && !s->tokens[i + 2].line &&
	       run_free(s, i + 2) && !(s->tokens[i].lex & (LEX_STOP | LEX_RANK));
}

/* "3 officers", "4 of them": token k stands behind a number of `digits`. */
static bool
counts_things(const struct scan *s, size_t k, size_t digits)
{
	const struct token *t = &s->tokens[k];

	if (run_line(s, k))
		return false;
	if (t->kind == TOKEN_SIGN)
		return !t->gap && (sign_among(s, k, "%:'\"+*=@") ||
				   (sign_among(s, k, ".") && run_digits(s, k + 1) &&
				    !s->tokens[k + 1].gap));
	if (t->kind != TOKEN_WORD)
		return false;
	if (t->shape == SHAPE_LOWER)
		return (digits < 3 && token_among(s, k, counted)) ||
		       !(t->lex & LEX_STOP || token_among(s, k, verbs) ||
			 token_among(s, k, storey_words) || run_foreign(s, k) ||
			 is_short_form(s, k));
	return t->lex & (LEX_RANK | LEX_MONTH) ||
	       (t->lex & LEX_GLOSSARY && !run_class(scan_marked(s, k)));
}

bool
run_ends_clause(const struct scan *s, size_t k)
{
	return run_line(s, k) || s->tokens[k].kind == TOKEN_SIGN ||
	       (token_is_word(s, k) && s->tokens[k].shape == SHAPE_LOWER &&
		!counts_things(s, k, 0));
}

/* What has been read of a run. */
struct run {
	bool comma;    /* between the last part and this one */
	bool number;   /* the last part is a number or a code */
	bool numbered; /* some part was */
};

/* "Matilde, 65, Madrid": no age. */
static bool
not_aged(const struct scan *s, size_t i)
{
	return scan_marked(s, i) == REDACT_AGE && s->tokens[i].kind == TOKEN_NUMBER &&
	       sign_among(s, i - 1, ",") && sign_among(s, i + 1, ",") &&
	       i + 2 < s->token_count && scan_marked(s, i + 2) == REDACT_PLACE;
}

/* 14-16, 24 - 578, 30/7: what a hyphen or a slash joins to a number that ends before k. */
static size_t
joined_end(const struct scan *s, size_t k)
{
	while (k + 1 < s->token_count && sign_among(s, k, "-/") &&
	       (run_digits(s, k - 1) ||
		(s->tokens[k - 1].shape == SHAPE_UPPER && s->tokens[k - 1].low_len < 4 &&
		 run_digits(s, k + 1))) &&
	       s->tokens[k].gap == s->tokens[k + 1].gap && !s->tokens[k + 1].line &&
	       (run_digits(s, k + 1) || s->tokens[k + 1].shape == SHAPE_INITIAL) &&
	       run_free(s, k + 1) && bytes_of(s, k + 1) <= NUMBER_MOST)
		k += 2;
	return k;
}

/* 12, 12b, 14-16, 5557, H03: and nothing that is counted by it. */
static size_t
number_part(const struct scan *s, size_t i, const struct run *r)
{
	const struct token *t = &s->tokens[i];
	size_t end;

	if (!run_digits(s, i) || !t->gap || run_ordinal(s, i) ||
	    !(run_free(s, i) || (r->numbered && is_clock(s, i)) || not_aged(s, i)) ||
	    bytes_of(s, i) > (t->kind == TOKEN_NUMBER ? NUMBER_MOST : CODE_MOST))
		return i;
	if (run_year(s, i) && !r->number && !(r->numbered && !r->comma) &&
	    !(i + 1 < s->token_count && scan_marked(s, i + 1) == REDACT_PLACE))
		return i;
	end = joined_end(s, i + 1);
	/* 4. tv */
	if (sign_among(s, end, ".") && token_among(s, end + 1, storey_words))
		return end + 1;
	return counts_things(s, end, bytes_of(s, i)) ? i : end;
}

/* LV-7720, MD-9292, D-10115. */
static size_t
code_part(const struct scan *s, size_t i)
{
	if (!token_is_word(s, i) || s->tokens[i].low_len > 3 || !sign_among(s, i + 1, "-") ||
	    s->tokens[i].shape == SHAPE_LOWER || s->tokens[i + 1].gap ||
	    !run_digits(s, i + 2) || s->tokens[i + 2].gap || !run_free(s, i + 2) ||
	    bytes_of(s, i + 2) < 3 || bytes_of(s, i + 2) > NUMBER_MOST)
		return i;
	return joined_end(s, i + 3);
}

/* s/n: a house without a number. */
static size_t
no_number_part(const struct scan *s, size_t i)
{
	if (!token_is(s, i, "s") || !sign_among(s, i + 1, "/") || !token_is(s, i + 2, "n"))
		return i;
	return i + 3 + (sign_among(s, i + 3, ".") && !s->tokens[i + 3].gap);
}

/* Bloc 24, Ap. 3, 3 hoog, 1 OG, 4. tv; of no list: a word that English does not know. */
static size_t
unit_part(const struct scan *s, size_t i, const struct run *r)
{
	const struct token *t = &s->tokens[i];
	bool known = token_among(s, i, unit_words);
	size_t k = i + 1;

	if (!token_is_word(s, i) || !run_free(s, i))
		return i;
	if (r->number && !r->comma && token_among(s, i, storey_words))
		return k + (token_among(s, k, storey_words) && !s->tokens[k].line);
	if (!known && !run_foreign(s, i) && !(r->number && is_short_form(s, i)) &&
	    (!run_capital(s, i) || t->low_len > 10 ||
	     t->lex & (LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_RANK | LEX_TITLE |
		       LEX_STOP | LEX_MONTH | LEX_DAY)))
		return i;
	if (sign_among(s, k, ".#:") && !s->tokens[k].gap)
		k++;
	if (run_line(s, k) || !run_free(s, k) || run_year(s, k) ||
	    !(run_digits(s, k) ||
	      (known && (s->tokens[k].shape == SHAPE_INITIAL || is_roman(s, k)))) ||
	    bytes_of(s, k) > NUMBER_MOST)
		return i;
	k = joined_end(s, k + 1);
	return counts_things(s, k, 1) ? i : k;
}

/* OG, II, A, HP, ZHMH: capitals behind a number. */
static size_t
letters_part(const struct scan *s, size_t i, const struct run *r)
{
	const struct token *t = &s->tokens[i];

	if (!token_is_word(s, i) || s->shouted || r->comma || t->low_len > 4 || !run_free(s, i))
		return i;
	if (t->shape == SHAPE_INITIAL && t->low[0] == 'i')
		return r->number && (run_line(s, i + 1) || !token_is_word(s, i + 1) ||
				     token_among(s, i + 1, verbs))
			       ? i + 1
			       : i;
	if (is_roman(s, i))
		return i + 1;
	if (!r->number)
		return i;
	if (t->shape == SHAPE_INITIAL)
		return i + 1;
	return t->shape == SHAPE_UPPER && !(t->lex & (LEX_RANK | LEX_GLOSSARY)) ? i + 1 : i;
}

/* Lake before Chesley; Hjortshøj; a word with a capital that nobody knows. */
static size_t
name_part(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	uint32_t never = LEX_RANK | LEX_KIN | LEX_STOP | LEX_MONTH | LEX_DAY | LEX_GLOSSARY;
	size_t next = i + 1;

	/* Bulevardul Doctor Nicolae: a title in full */
	if (t->low_len < 5)
		never |= LEX_TITLE;
	if (!run_capital(s, i) || !run_free(s, i) || t->opens || t->lex & never)
		return i;
	next += sign_among(s, next, "-") && !s->tokens[next].gap;
	if (!run_line(s, next) && run_class(scan_marked(s, next)))
		return next;
	if (!(t->lex & (LEX_WORD | LEX_COMMON)) || t->lex & LEX_PLACE)
		return i + 1;
	return i;
}

/* de, lui, l', otra, dambis: small words of the name, and something of it behind them. */
static size_t
joined_part(const struct scan *s, size_t i, const struct run *r)
{
	size_t k = i, sign;

	if (r->comma || s->shouted || s->small)
		return i;
	while (k < i + JOINED_MOST && token_is_word(s, k) && !s->tokens[k].line &&
	       s->tokens[k].shape == SHAPE_LOWER && scan_marked(s, k) < 0 &&
	       (run_foreign(s, k) ||
		token_among(s, k, " de des du del della den der la le les los las el do da van ")))
		k++;
	if (k == i || run_line(s, k))
		return k > i && run_foreign(s, k - 1) && r->number ? k : i;
	if (run_capital(s, k) && !s->tokens[k].opens &&
	    !(s->tokens[k].lex & (LEX_RANK | LEX_TITLE | LEX_MONTH)))
		return k + 1;
	if (!run_foreign(s, k - 1))
		return i;
	/* Rencēnu laukums 24; küç., 865; 2e verdieping */
	if (no_number_part(s, k) > k)
		return k;
	sign = k + sign_among(s, k, ".");
	sign += sign_among(s, sign, ",");
	if (run_digits(s, sign) && run_free(s, sign) && !s->tokens[sign].line &&
	    !counts_things(s, sign + 1, bytes_of(s, sign)))
		return k;
	return r->numbered && s->tokens[k - 1].low_len > 3 && run_ends_clause(s, k) ? k : i;
}

/* Passes what may stand between two parts of one line. */
static size_t
pass_gap(const struct scan *s, size_t i, struct run *r)
{
	r->comma = false;
	if (sign_among(s, i, ".") && !s->tokens[i].gap && !run_line(s, i + 1)) {
		bool word = token_is_word(s, i - 1) && !(s->tokens[i - 1].lex & LEX_COMMON);

		if (sign_among(s, i + 1, ",") || /* 2Esq., */
		    (word && !s->tokens[i + 1].opens) ||
		    (word && run_digits(s, i + 1) && s->tokens[i + 1].gap) ||
		    (run_digits(s, i - 1) && token_among(s, i + 1, storey_words)))
			i++;
	}
	if (sign_among(s, i, ",") && !s->tokens[i].gap) {
		r->comma = true;
		i++;
	}
	return i;
}

/* A line that holds a code and nothing else, below an address. */
static size_t
code_line(const struct scan *s, size_t i)
{
	const char *blanks = s->plain.text + s->tokens[i - 1].to;
	size_t len = s->tokens[i].from - s->tokens[i - 1].to, k = i;

	if (!run_digits(s, i) || memchr(blanks, '\n', len) != memrchr(blanks, '\n', len))
		return i;
	for (; k < i + 3 && (k == i || !run_line(s, k)); k++)
		if (!run_free(s, k) || run_ordinal(s, k) || bytes_of(s, k) > CODE_MOST ||
		    !(run_digits(s, k) || s->tokens[k].shape == SHAPE_UPPER))
			return i;
	return run_line(s, k) && bytes_of(s, i) >= 3 && !run_year(s, i) ? k : i;
}

static size_t
part_end(const struct scan *s, size_t i, const struct run *r)
{
	size_t end = i;

	while (end < s->token_count && run_class(scan_marked(s, end)) &&
	       (end == i || !s->tokens[end].line))
		end++;
	if (end == i)
		end = no_number_part(s, i);
	if (end == i)
		end = code_part(s, i);
	if (end == i)
		end = number_part(s, i, r);
	if (end == i)
		end = unit_part(s, i, r);
	if (end == i)
		end = letters_part(s, i, r);
	if (end == i)
		end = name_part(s, i);
	return end > i ? end : joined_part(s, i, r);
}

size_t
run_end(const struct scan *s, size_t first, size_t end, unsigned *out_numbers)
{
	struct run r = { .number = run_digits(s, end - 1) };

	for (size_t i = first; i < end; i++)
		r.numbered |= run_digits(s, i);
	*out_numbers = 0;
	if (joined_end(s, end) > end)
		end = joined_end(s, end);
	for (unsigned n = 0; n < PARTS_MOST; n++) {
		size_t k = pass_gap(s, end, &r), next;

		if (k >= s->token_count)
			break;
		if (s->tokens[k].line)
			return k == end && code_line(s, k) > k ? code_line(s, k) : end;
		next = part_end(s, k, &r);
		if (next == k)
			break;
		r.number = false;
		for (size_t i = k; i < next; i++)
			r.number |= run_digits(s, i) || sign_among(s, i, "/");
		*out_numbers += r.number;
		r.numbered |= r.number;
		r.number = run_digits(s, next - 1) || sign_among(s, next - 1, ".");
		end = next;
	}
	return end;
}
