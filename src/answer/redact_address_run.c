/*
 * The unbroken run of an address: what goes on to the right and the left of a part that is known.
 * It knows no country's order of things: numbers, codes, capitals and floors belong to the address
 * beside them as long as nothing but a comma or a blank comes between.  A name behind "at" or
 * "near", or on a line of its own, with a number beside it, is such a part as well.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_address.h"

enum {
	PARTS_MOST = 24,  /* to the right */
	HEADS_MOST = 5,	  /* to the left */
	CODE_MOST = 8,	  /* letters and digits of a code */
	NUMBER_MOST = 6,  /* digits */
	GROUP_MOST = 40,  /* tokens under one mark */
};

/* Parts of a house: behind or before a number, or with a dot. */
static const char unit_words[] =
	" bloc bl blok block ap apt apto app appt apartment apartament apartamento puerta pta esc "
	"escalera piso planta bajo kat stan zimmer zi wohnung whg top stiege hoog achter huis og "
	"eg ug dg etage etasje etg stock stk geschoss tv th mf sal dør lgh lejl våning vån trp "
	"krs as bte boite boîte bât bat étage scala sc int interno lok lokal byt patro daire kapı "
	"emelet em fsz ajtó lépcsőház bis ter quater floor suite ste unit flat room no nr hs "
	"andar sala bloco casa lote torre portal local nave et ";
/* A number may stand before these alone, however small they are written. */
static const char storey_words[] =
	" hoog achter voor huis og eg ug dg etage etasje etg stock stk kat tv th mf sal piso "
	"planta bis ter quater floor étage emelet em andar våning vån trp bajo izquierda derecha "
	"links rechts ";
/* Before a name that begins so, or behind a number, they are no English. */
static const char german_leads[] = " am im an auf zum zur ved vor hinter unter ob in bei ";
static const char german_articles[] = " der den dem die das ";
static const char not_counted[] = " of or to per x by times ";
static const char verbs[] = " was is were has had will ";
static const char run_cues[] = " at to near from outside opposite behind ";

static bool
is_word(const struct scan *s, size_t i)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_WORD;
}

static bool
is_digits(const struct scan *s, size_t i)
{
	return i < s->token_count && (s->tokens[i].kind == TOKEN_NUMBER ||
				      s->tokens[i].kind == TOKEN_MIXED);
}

static size_t
bytes_of(const struct scan *s, size_t i)
{
	return s->tokens[i].to - s->tokens[i].from;
}

static bool
has_capital(const struct scan *s, size_t i)
{
	return is_word(s, i) && !s->shouted &&
	       (s->tokens[i].shape == SHAPE_CAPITAL || s->tokens[i].shape == SHAPE_UPPER);
}

static bool
begins_line(const struct scan *s, size_t i)
{
	return i >= s->token_count || s->tokens[i].line;
}

/* Of a name, a place or an address: what may stand in one run. */
static bool
class_of_run(int class)
{
	return class == REDACT_ADDRESS || class == REDACT_PLACE || class == REDACT_NAME ||
	       class == REDACT_POSTCODE;
}

/* Numbers that are marked as something else are no part; loose ones are. */
static bool
is_free(const struct scan *s, size_t i)
{
	int class = scan_marked(s, i);

	return class < 0 || class_of_run(class) || class == REDACT_NUMBER;
}

/* The end of what is marked from token i on, in its line. */
static size_t
marked_end(const struct scan *s, size_t i)
{
	size_t k = i;

	while (k < s->token_count && k < i + GROUP_MOST &&
	       class_of_run(scan_marked(s, k)) && (k == i || !s->tokens[k].line))
		k++;
	return k;
}

static bool
is_roman(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!is_word(s, i) || t->low_len > 5 || !t->low_len ||
	    (t->shape != SHAPE_UPPER && t->shape != SHAPE_INITIAL))
		return false;
	return strspn(t->low, "ivx") == t->low_len;
}

/* 1955, 2024. */
static bool
is_year(const struct scan *s, size_t i)
{
	const char *p = s->plain.text + s->tokens[i].from;

	return s->tokens[i].kind == TOKEN_NUMBER && bytes_of(s, i) == 4 &&
	       (!strncmp(p, "19", 2) || !strncmp(p, "20", 2));
}

static bool
is_ordinal(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->kind == TOKEN_MIXED && t->low_len > 2 && byte_is_digit(t->low[0]) &&
	       word_among(t->low + t->low_len - 2, 2, " st nd rd th ");
}

/* Whether a number that ends before token k is one of something: "3 officers", "4 of them". */
static bool
counts_things(const struct scan *s, size_t k)
{
	const struct token *t = &s->tokens[k];

	if (begins_line(s, k))
		return false;
	if (t->kind == TOKEN_SIGN)
		return !t->gap && (sign_is(s, k, "%:'\"+*=@") ||
				   (sign_is(s, k, ".") && is_digits(s, k + 1) &&
				    !s->tokens[k + 1].gap));
	if (t->kind != TOKEN_WORD)
		return false;
	if (t->shape == SHAPE_LOWER)
		return word_of(s, k, not_counted) ||
		       !(t->lex & LEX_STOP || word_of(s, k, verbs) ||
			 word_of(s, k, storey_words));
	return t->lex & (LEX_RANK | LEX_MONTH) ||
	       (t->lex & LEX_GLOSSARY && !class_of_run(scan_marked(s, k)));
}

/* ---- to the right ------------------------------------------------------------------ */

/* What has been read of a run. */
struct run {
	bool comma;  /* between the last part and this one */
	bool number; /* the last part is a number or a code */
};

/* 12, 12b, 14-16, 5557, H03: and nothing that is counted by it. */
static size_t
number_part(const struct scan *s, size_t i, const struct run *r)
{
	const struct token *t = &s->tokens[i];
	size_t end = i + 1;

	if (!is_digits(s, i) || !is_free(s, i) || !t->gap || is_ordinal(s, i) ||
	    bytes_of(s, i) > (t->kind == TOKEN_NUMBER ? NUMBER_MOST : CODE_MOST))
		return i;
	if (is_year(s, i) && !r->number &&
	    !(end < s->token_count && scan_marked(s, end) == REDACT_PLACE))
		return i;
	while (end + 1 < s->token_count && end < i + 6 && sign_is(s, end, "-/") &&
	       !s->tokens[end].gap && !s->tokens[end + 1].gap &&
	       (is_digits(s, end + 1) || s->tokens[end + 1].shape == SHAPE_INITIAL) &&
	       is_free(s, end + 1))
		end += 2;
	/* 4. tv */
	if (sign_is(s, end, ".") && word_of(s, end + 1, storey_words))
		return end + 1;
	return counts_things(s, end) ? i : end;
}

/* s/n: a house without a number. */
static size_t
no_number_part(const struct scan *s, size_t i)
{
	if (!word_of(s, i, " s ") || !sign_is(s, i + 1, "/") || !word_of(s, i + 2, " n "))
		return i;
	return i + 3 + (sign_is(s, i + 3, ".") && !s->tokens[i + 3].gap);
}

/* Bloc 24, Ap. 3, 3 hoog, 1 OG, 4. tv; of no list: Zzz. 24 */
static size_t
unit_part(const struct scan *s, size_t i, const struct run *r)
{
	const struct token *t = &s->tokens[i];
	uint32_t never = LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_RANK | LEX_TITLE |
			 LEX_STOP | LEX_MONTH | LEX_DAY;
	bool known = word_of(s, i, unit_words), dot;
	size_t k = i + 1;

	if (!is_word(s, i) || !is_free(s, i))
		return i;
	if (r->number && word_of(s, i, storey_words))
		return k;
	if (!known && (!has_capital(s, i) || t->lex & never || t->low_len > 10))
		return i;
	dot = sign_is(s, k, ".#") && !s->tokens[k].gap;
	k += dot;
	if (begins_line(s, k) || !is_free(s, k) || is_year(s, k) ||
	    !(is_digits(s, k) || (known && (s->tokens[k].shape == SHAPE_INITIAL ||
					    is_roman(s, k)))) ||
	    bytes_of(s, k) > NUMBER_MOST || counts_things(s, k + 1))
		return i;
	return k + 1;
}

/* OG, II, A, HP, ZHMH: capitals behind a number. */
static size_t
letters_part(const struct scan *s, size_t i, const struct run *r)
{
	const struct token *t = &s->tokens[i];

	if (!is_word(s, i) || s->shouted || r->comma || t->low_len > 4 || !is_free(s, i))
		return i;
	if (t->shape == SHAPE_INITIAL && t->low[0] == 'i')
		return r->number && (begins_line(s, i + 1) || !is_word(s, i + 1) ||
				     word_of(s, i + 1, verbs))
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
	uint32_t never = LEX_RANK | LEX_TITLE | LEX_KIN | LEX_STOP | LEX_MONTH | LEX_DAY |
			 LEX_GLOSSARY;
	size_t next = i + 1;

	if (!has_capital(s, i) || !is_free(s, i) || t->opens || t->lex & never)
		return i;
	next += sign_is(s, next, "-") && !s->tokens[next].gap;
	if (!begins_line(s, next) && class_of_run(scan_marked(s, next)))
		return next;
	if (!(t->lex & (LEX_WORD | LEX_COMMON)) || t->lex & LEX_PLACE)
		return i + 1;
	return i;
}

/* Passes what may stand between two parts of one line. */
static size_t
pass_gap(const struct scan *s, size_t i, struct run *r)
{
	r->comma = false;
	if (sign_is(s, i, ".") && !begins_line(s, i) && i + 1 < s->token_count &&
	    !s->tokens[i].gap && !s->tokens[i + 1].opens && is_word(s, i - 1) &&
	    !(s->tokens[i - 1].lex & (LEX_WORD | LEX_COMMON)))
		i++; /* Rennbaumstr. 62b */
	else if (sign_is(s, i, ".") && is_digits(s, i + 1) && !begins_line(s, i + 1) &&
		 s->tokens[i + 1].gap && is_word(s, i - 1) && !s->tokens[i].gap &&
		 !(s->tokens[i - 1].lex & LEX_COMMON))
		i++;
	else if (sign_is(s, i, ".") && !s->tokens[i].gap && is_digits(s, i - 1) &&
		 word_of(s, i + 1, storey_words))
		i++;
	if (sign_is(s, i, ",") && !s->tokens[i].gap) {
		r->comma = true;
		i++;
	}
	return i;
}

/* A line that holds a code and nothing else, below an address. */
static size_t
code_line(const struct scan *s, size_t i)
{
	size_t k = i;

	if (i >= s->token_count || !is_digits(s, i) ||
	    memchr(s->plain.text + s->tokens[i - 1].to, '\n',
		   s->tokens[i].from - s->tokens[i - 1].to) !=
		    memrchr(s->plain.text + s->tokens[i - 1].to, '\n',
			    s->tokens[i].from - s->tokens[i - 1].to))
		return i;
	for (; k < i + 3 && k < s->token_count && (k == i || !s->tokens[k].line); k++)
		if (!is_free(s, k) || is_ordinal(s, k) ||
		    !(is_digits(s, k) || s->tokens[k].shape == SHAPE_UPPER) ||
		    bytes_of(s, k) > CODE_MOST)
			return i;
	return begins_line(s, k) && bytes_of(s, i) >= 3 && !is_year(s, i) ? k : i;
}

static size_t
run_end(const struct scan *s, size_t end)
{
	struct run r = { .number = is_digits(s, end - 1) };

	for (unsigned n = 0; n < PARTS_MOST; n++) {
		size_t k = pass_gap(s, end, &r), next;

		if (k >= s->token_count)
			break;
		if (s->tokens[k].line) {
			next = k == end ? code_line(s, k) : k;
			return next > k ? next : end;
		}
		next = marked_end(s, k);
		if (next == k)
			next = no_number_part(s, k);
		if (next == k)
			next = number_part(s, k, &r);
		if (next == k)
			next = unit_part(s, k, &r);
		if (next == k)
			next = letters_part(s, k, &r);
		if (next == k)
			next = name_part(s, k);
		if (next == k)
			break;
		r.number = is_digits(s, next - 1) || sign_is(s, next - 1, ".");
		end = next;
	}
	return end;
}

/* ---- to the left ------------------------------------------------------------------- */

/* van der, de la; Am, Auf der; a small word of another language behind a capital. */
static bool
particle_before(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!is_word(s, i) || s->shouted || s->small)
		return false;
	if (t->shape == SHAPE_LOWER)
		return word_of(s, i,
			       " van der den de het ter ten 't von zum zur op la las los del "
			       "della du des di do da dos das ") ||
		       (i && has_capital(s, i - 1) && !s->tokens[i].line &&
			!(t->lex & (LEX_WORD | LEX_COMMON | LEX_STOP | LEX_GLOSSARY)));
	return word_of(s, i, " am im ved zum zur van de der ") ||
	       (word_of(s, i, german_leads) && word_of(s, i + 1, german_articles));
}

static size_t
run_start(const struct scan *s, size_t first)
{
	uint32_t never = LEX_RANK | LEX_TITLE | LEX_KIN | LEX_STOP | LEX_MONTH | LEX_DAY |
			 LEX_GLOSSARY;

	for (unsigned n = 0; n < HEADS_MOST && first && !s->tokens[first].line; n++) {
		const struct token *t = &s->tokens[first - 1];

		if (scan_marked(s, first - 1) >= 0)
			break;
		if (!particle_before(s, first - 1) &&
		    !(has_capital(s, first - 1) && !(t->lex & never) && s->tokens[first].gap &&
		      (!t->opens || (t->line && !(t->lex & (LEX_WORD | LEX_COMMON))))))
			break;
		first--;
	}
	return first;
}

/* 749 before Miller Circuit. */
static bool
number_before(const struct scan *s, size_t first)
{
	const struct token *t;

	if (!first || s->tokens[first].line || !s->tokens[first].gap)
		return false;
	t = &s->tokens[first - 1];
	return is_digits(s, first - 1) && is_free(s, first - 1) && !is_year(s, first - 1) &&
	       bytes_of(s, first - 1) <= NUMBER_MOST && byte_is_digit(t->low_len ? t->low[0] : '0') &&
	       !is_ordinal(s, first - 1) && (t->gap || t->line);
}

/* ---- a name with a number, where an address may stand ------------------------------- */

/* Words with capitals from first to end - 1; 0 if the last is of police work or a body. */
static size_t
capitals_in(const struct scan *s, size_t first, size_t end)
{
	size_t words = 0;

	for (size_t i = first; i < end; i++)
		words += has_capital(s, i);
	return end > first && s->tokens[end - 1].lex & (LEX_GLOSSARY | LEX_ORG | LEX_SITE) &&
			       !(s->tokens[end - 1].lex & (LEX_STREET | LEX_SURNAME))
		       ? 0
		       : words;
}

/* Behind "at", "near", "address to:"; or with nothing else on its line. */
static bool
place_for_address(const struct scan *s, size_t first, size_t end)
{
	if (s->tokens[first].line)
		return begins_line(s, end) ||
		       (sign_is(s, end, ",.") && begins_line(s, end + 1));
	return word_of(s, first - 1, run_cues) ||
	       (sign_is(s, first - 1, ":") && first > 1 &&
		word_of(s, first - 2, " address addresses is to at "));
}

/* The clause ends behind a guess, or goes on with a word that no number counts. */
static bool
clause_ends(const struct scan *s, size_t end)
{
	return begins_line(s, end) || s->tokens[end].kind == TOKEN_SIGN ||
	       (is_word(s, end) && s->tokens[end].shape == SHAPE_LOWER &&
		!counts_things(s, end));
}

/* Takes a name or a place from first to end - 1 as the beginning of an address. */
static bool
guess_fits(const struct scan *s, size_t *first, size_t *end)
{
	size_t from = run_start(s, *first), words = capitals_in(s, from, *end), to, more;
	struct run r = { 0 };

	if (!words)
		return false;
	if (number_before(s, from)) {
		size_t digits = bytes_of(s, from - 1);

		to = run_end(s, *end);
		if ((words < 2 && digits < 3) || !clause_ends(s, to) ||
		    !place_for_address(s, from - 1, to))
			return false;
		*first = from - 1;
		*end = to;
		return true;
	}
	more = pass_gap(s, *end, &r);
	if (more >= s->token_count || s->tokens[more].line)
		return false;
	if (no_number_part(s, more) == more && number_part(s, more, &r) == more &&
	    unit_part(s, more, &r) == more && !is_roman(s, more))
		return false;
	to = run_end(s, *end);
	if (to <= more || !clause_ends(s, to) || !place_for_address(s, from, to))
		return false;
	*first = from;
	*end = to;
	return true;
}

void
find_address_rest(struct scan *s)
{
	for (size_t i = 0; i < s->token_count;) {
		int class = scan_marked(s, i);
		size_t first = i, end;

		if (!class_of_run(class) || class == REDACT_POSTCODE) {
			i++;
			continue;
		}
		for (end = i; end < s->token_count && end < i + GROUP_MOST &&
			      scan_marked(s, end) == class;)
			end++;
		i = end;
		if (class == REDACT_ADDRESS) {
			first = run_start(s, first);
			end = run_end(s, end);
		} else if (!guess_fits(s, &first, &end)) {
			continue;
		}
		scan_mark_tokens(s, first, end - 1, REDACT_ADDRESS, false);
		i = end > i ? end : i;
	}
}
