/*
 * A name of a place goes on where the first finders stopped: "Nowhere am Main", "Lake Somebody",
 * "Somebody Heights", "Some-le-Place".  Looked for when persons are found too, since many a town is
 * called after one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_place.h"

enum { JOINTS_MOST = 2, GROW_MOST = 6, HYPHENS_MOST = 8, LEFT_MOST = 3 };

/* What bears a capital and is part of no name. */
enum {
	LEX_OTHER = LEX_STOP | LEX_MONTH | LEX_DAY | LEX_RANK | LEX_TITLE | LEX_KIN |
		    LEX_GLOSSARY | LEX_DIGIT | LEX_ORG | LEX_TIME,
};

/* A run of marked tokens that may be one place. */
struct grown {
	size_t first, last;
	bool place, address; /* what it is marked as already */
};

static bool
is_hot(const struct scan *s, size_t i)
{
	int class = scan_marked(s, i);

	return s->tokens[i].kind == TOKEN_WORD &&
	       (class == REDACT_PLACE || class == REDACT_NAME || class == REDACT_ADDRESS);
}

/* Nothing stands between tokens i - 1, i and i + 1. */
static bool
is_tight(const struct scan *s, size_t i)
{
	return i && i + 1 < s->token_count && !s->tokens[i].gap && !s->tokens[i + 1].gap;
}

/* ---- hyphens --------------------------------------------------------------------------------- */

/* "-le-Willows", "-sur-Mer", "-Hungary", but not "-based": the last token to take. */
static size_t
hyphens_right(const struct scan *s, size_t first, size_t last)
{
	bool capital = place_capital(s, first);
	size_t end = last, k = last;

	for (size_t n = 0; n < HYPHENS_MOST; n++, k += 2) {
		const struct token *t = &s->tokens[k] + 2;

		if (!is_tight(s, k + 1) || !token_is_sign(s, k + 1, '-') ||
		    t->kind != TOKEN_WORD)
			break;
		if (capital ? place_capital(s, k + 2) : !place_everyday(t->lex))
			end = k + 2;
	}
	return end;
}

static size_t
hyphens_left(const struct scan *s, size_t first)
{
	size_t end = first, k = first;

	for (size_t n = 0; k >= 2 && n < HYPHENS_MOST; n++, k -= 2) {
		const struct token *t = &s->tokens[k - 2];

		if (!is_tight(s, k - 1) || !token_is_sign(s, k - 1, '-') ||
		    t->kind != TOKEN_WORD)
			break;
		if (place_capital(s, k - 2) ? !t->opens || !place_everyday(t->lex)
					    : !place_everyday(t->lex) && t->low_len > 3)
			end = k - 2;
	}
	return end;
}

/* A letter that is none: a town typed with the sign of a triangle for a delta. */
static size_t
signs_right(const struct scan *s, size_t last)
{
	size_t k = last + 1;

	while (k < s->token_count && !s->tokens[k].gap &&
	       (s->tokens[k].kind == TOKEN_WORD ||
		(s->tokens[k].kind == TOKEN_SIGN &&
		 s->plain.text[s->tokens[k].from] & 0x80)))
		k++;
	return s->tokens[k - 1].kind == TOKEN_WORD ? k - 1 : last;
}

/* ---- joining words ---------------------------------------------------------------- */

/* Words within names of places that no name of persons has, and few of them English. */
static bool
is_joint(const struct scan *s, size_t i, bool place)
{
	if (s->tokens[i].shape != SHAPE_LOWER)
		return false;
	return (s->tokens[i].lex & LEX_PARTICLE && !(s->tokens[i].lex & LEX_STOP)) ||
	       token_among(
		       s, i,
		       " do da das dos am im an bei pri nad pod na ob u y e et sur sous "
		       "lès les le lez en aux au op aan bij din cu upon cum super ") ||
	       (place && token_among(s, i, " under next by "));
}

/* "Leeds's" owns what follows; only the people's republics have it within. */
static bool
is_owner(const struct scan *s, size_t i)
{
	return i + 1 < s->token_count && s->tokens[i + 1].kind == TOKEN_TAIL;
}

/* The capital before one or two joining words; SIZE_MAX: there is none. */
static size_t
joined_left(const struct scan *s, size_t first)
{
	size_t k = place_before(s, first), n = 0;
	bool english = false;

	for (; k != SIZE_MAX && n < JOINTS_MOST && is_joint(s, k, false);
	     n++, k = place_before(s, k))
		english |= place_everyday(s->tokens[k].lex);
	if (!n || k == SIZE_MAX || !place_capital(s, k) || is_owner(s, k) ||
	    s->tokens[k].shape == SHAPE_INITIAL || s->tokens[k].lex & LEX_OTHER)
		return SIZE_MAX;
	return (english || s->tokens[k].opens) && s->tokens[k].lex & LEX_COMMON ? SIZE_MAX
										: k;
}

/* The capital behind one or two joining words; 0: there is none. */
static size_t
joined_right(const struct scan *s, size_t last, bool place)
{
	size_t k = place_next(s, last), n = 0;
	bool english = false;

	if (k && token_among(s, k, " on ") && place_capital(s, last)) {
		k = place_next(s, k);
		if (k && token_among(s, k, " the "))
			k = place_next(s, k);
		return k && place_capital(s, k) &&
				       token_among(
					       s, k,
					       " sea water wold thames trent tees wye avon "
					       "humber severn solent crouch moor hill marsh ")
			       ? k
			       : 0;
	}
	/* nobody says "am" behind a name: "Breitenbach am Inn" */
	for (; k && n < JOINTS_MOST && is_joint(s, k, place); n++, k = place_next(s, k))
		english |= place_everyday(s->tokens[k].lex) && !token_is(s, k, "am");
	if (n && k && token_among(s, k, " the "))
		k = place_next(s, k);
	if (!n || !k || !place_capital(s, k) || s->tokens[k].lex & LEX_OTHER)
		return 0;
	return !english || is_hot(s, k) || !(s->tokens[k].lex & LEX_COMMON) ? k : 0;
}

/* ---- what stands beside ----------------------------------------------------------- */

bool
place_ending(const struct scan *s, size_t i)
{
	return token_among(
		s, i,
		" south north east west upper lower central heights hills "
		"springs bay lake lakes beach falls valley island islands ridge "
		"creek grove harbor harbour haven city village county district "
		"province region regis magna parva green junction gate heath "
		"moor marsh river mountains hill see minor outlying ");
}

/* "Somewhere terme", "Somewhere a mare": what Italian and Spanish maps put behind a name. */
static size_t
small_tail(const struct scan *s, size_t last)
{
	size_t k = place_next(s, last), next;

	if (!k || s->tokens[k].shape != SHAPE_LOWER)
		return 0;
	if (token_among(
		    s, k,
		    " terme lido ligure veneto umbro laziale marittima marittimo "
		    "superiore inferiore sardo calabro salentino romano lombardo alto "
		    "bajo baixo alta baja "))
		return k;
	next = place_next(s, k);
	if (next && token_among(s, k, " a al sul del ") &&
	    token_among(s, next, " mare monte lago fiume friuli piano "))
		return next;
	/* nell'emilia is one word */
	return !strncmp(s->tokens[k].low, "nell'", 5) ||
			       !strncmp(s->tokens[k].low, "dell'", 5)
		       ? k
		       : 0;
}

/* What the full names of countries are made of. */
static bool
is_state_word(const struct scan *s, size_t i)
{
	return token_among(s, i,
			   " republic democratic people peoples socialist islamic arab "
			   "federation federal kingdom states islands emirates territory "
			   "territories darussalam plurinational bolivarian state ");
}

/* "South Georgia and the South Some Islands", "Saint Somebody and the Xyzzyines". */
static size_t
and_right(const struct scan *s, size_t first, size_t last)
{
	const uint32_t other = LEX_STOP | LEX_RANK | LEX_TITLE | LEX_MONTH | LEX_DAY;
	size_t k = place_next(s, last), end = 0;
	bool rare;

	if (last + 2 < s->token_count && token_is_sign(s, last + 1, '&') &&
	    s->tokens[last + 2].kind == TOKEN_WORD && !s->tokens[last + 2].line)
		return scan_marked(s, last + 2) == REDACT_PLACE ? last + 2 : 0;
	if (!k || !token_among(s, k, " and ") || !(k = place_next(s, k)) ||
	    !token_among(s, k, " the "))
		return 0;
	k = place_next(s, k);
	rare = k && !place_everyday(s->tokens[k].lex) &&
	       !(s->tokens[k].lex & LEX_NATION) &&
	       (scan_marked(s, k) != REDACT_PLACE || first < last);
	for (size_t n = 0;
	     k && n < GROW_MOST && place_capital(s, k) && !(s->tokens[k].lex & other);
	     n++, k = place_next(s, k))
		end = k;
	return end && (rare || token_among(s, end, " islands ")) ? end : 0;
}

/* "(Malvinas)": capitals that fill the brackets. */
static size_t
brackets_right(const struct scan *s, size_t last)
{
	size_t k = last + 2;

	if (k + 1 >= s->token_count || !token_is_sign(s, last + 1, '(') ||
	    s->tokens[last + 1].line || !place_capital(s, k) ||
	    s->tokens[k].shape != SHAPE_CAPITAL || place_everyday(s->tokens[k].lex))
		return 0;
	return token_is_sign(s, k + 1, ')') ? k + 1 : 0;
}

/* A word that leads to a place and to hardly anything else. */
static bool
is_cue(const struct scan *s, size_t i)
{
	return token_among(s, i, " in near from to at around into towards via ");
}

static size_t
grown_right(const struct scan *s, const struct grown *g, bool cued)
{
	size_t next = place_next(s, g->last), end = hyphens_right(s, g->first, g->last);

	if (end == g->last)
		end = signs_right(s, g->last);
	if (end > g->last)
		return end;
	if (next && is_owner(s, g->last))
		return place_capital(s, next) && is_state_word(s, next) ? next : g->last;
	if (!place_capital(s, g->last) && !s->small)
		return g->last;
	if ((end = joined_right(s, g->last, g->place)))
		return end;
	if (g->address)
		return g->last;
	if ((end = small_tail(s, g->last)))
		return end;
	if (g->place && ((end = and_right(s, g->first, g->last)) ||
			 (end = brackets_right(s, g->last))))
		return end;
	/* "in Broek in Waterland" */
	if (cued && next && token_among(s, g->first - 1, " in ") &&
	    token_among(s, next, " in ") && (end = place_next(s, next)) &&
	    place_capital(s, end) && is_hot(s, end))
		return end;
	if (!next || !place_capital(s, next) || s->tokens[next].opens ||
	    s->tokens[next].shape == SHAPE_INITIAL)
		return g->last;
	if (place_ending(s, next) || (is_state_word(s, next)))
		return next;
	if (!cued || s->tokens[next].lex & (LEX_OTHER | LEX_SITE | LEX_KIND))
		return g->last;
	return g->place || !(s->tokens[next].lex & LEX_COMMON) ? next : g->last;
}

static size_t
grown_left(const struct scan *s, const struct grown *g)
{
	size_t end = hyphens_left(s, g->first), k = place_before(s, end), best = end;

	if (g->address)
		return g->first;
	if (end == g->first && (best = joined_left(s, end)) != SIZE_MAX &&
	    place_capital(s, end))
		return best;
	best = end;
	if (end < g->first || k == SIZE_MAX || !place_capital(s, end) ||
	    !place_capital(s, k))
		return end;
	if (is_owner(s, k) ? is_state_word(s, k) : is_state_word(s, k) && g->place)
		return k;
	if (is_owner(s, k))
		return end;
	if (is_hot(s, k) ||
	    (place_lead(&s->tokens[k]) &&
	     (g->place || !s->tokens[k].opens || !(s->tokens[k].lex & LEX_STOP))))
		return k;
	for (size_t n = 0; n < LEFT_MOST && k != SIZE_MAX && place_capital(s, k) &&
			   !s->tokens[k].opens &&
			   !(s->tokens[k].lex & (LEX_OTHER | LEX_KIND | LEX_NATION));
	     n++, k = place_before(s, k))
		best = k;
	k = place_before(s, best);
	return best < end && k != SIZE_MAX && is_cue(s, k) ? best : end;
}

/* The last of the tokens in a row that are marked alike. */
static size_t
hot_last(const struct scan *s, size_t i)
{
	size_t next = place_next(s, i);

	while (next && is_hot(s, next) && scan_marked(s, next) == scan_marked(s, i)) {
		i = next;
		next = place_next(s, i);
	}
	return i;
}

/* Takes one run of marked tokens as far as it goes, to both sides. */
static struct grown
grown_of(const struct scan *s, struct grown g)
{
	bool cued;

	for (size_t n = 0, was; n < GROW_MOST; n++) {
		was = g.first;
		g.first = grown_left(s, &g);
		if (g.first == was)
			break;
	}
	cued = g.first && !s->tokens[g.first].line && is_cue(s, g.first - 1);
	for (size_t n = 0, was; n < GROW_MOST; n++) {
		was = g.last;
		g.last = hot_last(s, grown_right(s, &g, cued));
		if (g.last == was)
			break;
	}
	return g;
}

/* A hyphen between marked words is left. */
static bool
has_hole(const struct scan *s, struct grown g)
{
	for (size_t i = g.first; i < g.last; i++)
		if (token_is_sign(s, i, '-') && scan_marked(s, i) < 0)
			return true;
	return false;
}

void
find_place_rest(struct scan *s)
{
	find_place_lines(s);
	for (size_t i = 0; i < s->token_count; i++) {
		struct grown was = { .first = i, .last = i }, g;

		if (!is_hot(s, i))
			continue;
		was.last = hot_last(s, i);
		was.place = scan_marked(s, i) == REDACT_PLACE;
		was.address = scan_marked(s, i) == REDACT_ADDRESS;
		g = grown_of(s, was);
		if (g.first < was.first || g.last > was.last || has_hole(s, g))
			scan_mark_tokens(s, g.first, g.last,
					 was.place     ? REDACT_PLACE
					 : was.address ? REDACT_ADDRESS
						       : REDACT_NAME,
					 was.place);
		i = g.last;
	}
}
