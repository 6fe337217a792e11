/*
 * A force's own words, with one slip allowed in longer ones.
 *
 * The words stand in a tree: from its root an edge leads on for each first part of an entry, and
 * so on, a part being what stands between blanks, hyphens and apostrophes.  Parts that may be
 * written as one (O'Neill, Oneill) have an edge of their own.  An edge is looked up by what was
 * written or, if that is within one slip of it, by what both are without one letter: so the time
 * a text takes hardly depends on how many words there are.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_local.h"

enum {
	STEPS_MOST =
		1000, /* edges followed from one token: more is a text made to cost */
	FORMS = 3,
	SIGNS_MOST =
		400, /* between two words of a phrase: as many as a line of the file holds */
};

/* What is written at a token, and the token behind it. */
struct written {
	struct chunk chunk;
	size_t next;
	const struct token *token; /* whose word it is; NULL: several, or a sign */
	bool tail;		   /* with its 's */
};

struct walk {
	const struct scan *s;
	const struct local_words *words;
	unsigned steps;
	size_t end; /* behind the longest that fits so far; 0: none does */
	enum redact_class class;
	bool exact, certain; /* of that one */
};

/* ---- what is written ---------------------------------------------------------------------- */

void
chunk_add(struct chunk *c, const char *text, size_t len)
{
	const char *end = text + len, *next;

	for (; text < end; text = next) {
		uint32_t point = utf8_unaccented(utf8_next(text, end, &next));

		if (point == '\'' || utf8_is_mark(point))
			continue;
		if (c->len == CHUNK_MOST) {
			c->len = 0;
			c->over = true;
			return;
		}
		c->letters &= utf8_is_letter(point);
		c->points[c->len++] = point;
	}
}

static bool
is_written(const struct scan *s, size_t i)
{
	return i < s->token_count && s->tokens[i].kind != TOKEN_SIGN &&
	       s->tokens[i].kind != TOKEN_TAIL && s->tokens[i].low_len;
}

static struct written
form_of(const struct scan *s, size_t i)
{
	struct written f = { .chunk = { .letters = true },
			     .next = i + 1,
			     .token = &s->tokens[i] };

	if (sign_among(s, i, "&")) {
		f.token = NULL;
		chunk_add(&f.chunk, "and", 3);
	} else if (is_written(s, i)) {
		chunk_add(&f.chunk, f.token->low, f.token->low_len);
	}
	return f;
}

/* Mc Donald, D Souza: a blank within a name. */
static bool
goes_on(const struct token *t)
{
	static const char *const before[] = { "o", "d", "l", "mc", "mac", "fitz" };

	for (size_t i = 0; i < ARRAY_LEN(before); i++)
		if (str_same(t->low, before[i]))
			return true;
	return t->lex & LEX_PARTICLE;
}

/* The ways in which to read what stands at token i: as it is, with its 's, with what a hyphen
 * joins to it. */
static size_t
forms_of(const struct scan *s, size_t i, struct written out[FORMS])
{
	struct written f = form_of(s, i);
	size_t n = 0, other = 0;

	if (!f.chunk.len)
		return 0;
	out[n++] = f;
	if (!f.token)
		return n;
	if (i + 1 < s->token_count && s->tokens[i + 1].kind == TOKEN_TAIL) {
		chunk_add(&f.chunk, "s", s->tokens[i + 1].to - s->tokens[i + 1].from > 1);
		f.next = i + 2;
		f.tail = true;
		if (f.chunk.len > out[0].chunk.len)
			out[n++] = f;
		return n;
	}
	if (sign_among(s, i + 1, "-'") && !s->tokens[i + 1].gap && is_written(s, i + 2) &&
	    !s->tokens[i + 2].gap)
		other = i + 2;
	else if (is_written(s, i + 1) && goes_on(f.token) && !s->tokens[i + 1].line)
		other = i + 1;
	if (other) {
		chunk_add(&f.chunk, s->tokens[other].low, s->tokens[other].low_len);
		f.next = other + 1;
		f.token = NULL;
		if (f.chunk.len)
			out[n++] = f;
	}
	return n;
}

/* Whether no more than blanks and one line end stand before token i. */
static bool
line_goes_on(const struct scan *s, size_t i)
{
	const char *p = s->plain.text + s->tokens[i - 1].to;
	const char *end = s->plain.text + s->tokens[i].from;
	unsigned lines = 0;

	for (; p < end; p++)
		lines += *p == '\n';
	return lines < 2;
}

/* The token where the next word of the same phrase begins, if the one before ends at `next`.  Signs
 * between do not matter: Hedge-End, St. Anne, End, Hedge. */
static size_t
phrase_next(const struct scan *s, size_t next)
{
	size_t from = next;

	while (next < s->token_count && next < from + SIGNS_MOST &&
	       !is_written(s, next) && !sign_among(s, next, "&"))
		next++;
	if (!sign_among(s, next, "&") && !is_written(s, next))
		return SIZE_MAX;
	return line_goes_on(s, next) ? next : SIZE_MAX;
}

/* ---- one slip ------------------------------------------------------------------------------ */

/* Whether one letter too many, too few, another or two swapped make one of the other. */
static bool
within_slip(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	size_t i = 0, tail = 0, least = a_len < b_len ? a_len : b_len;

	if (a_len > b_len + 1 || b_len > a_len + 1)
		return false;
	while (i < least && a[i] == b[i])
		i++;
	while (tail < least - i && a[a_len - 1 - tail] == b[b_len - 1 - tail])
		tail++;
	a_len -= i + tail;
	b_len -= i + tail;
	if (a_len <= 1 && b_len <= 1)
		return true;
	return a_len == 2 && b_len == 2 && a[i] == b[i + 1] && a[i + 1] == b[i];
}

/* An English word that looks like a local one is what it says, but for a capital in a sentence. */
static bool
means_itself(const struct scan *s, const struct token *t)
{
	if (!t || !(t->lex & (LEX_COMMON | LEX_GLOSSARY | LEX_STOP)))
		return false;
	return t->shape != SHAPE_CAPITAL || t->opens || s->shouted;
}

/* ---- following the tree -------------------------------------------------------------------- */

static void walk_on(struct walk *w, uint32_t node, size_t i, bool exact, bool certain);

static void
arrive(struct walk *w, const struct edge *e, size_t next, bool exact, bool certain)
{
	int class = w->words->nodes[e->to];
	size_t on;

	/* the longest counts, and of equals the one without a slip */
	if (class >= 0 && (next > w->end || (next == w->end && exact && !w->exact))) {
		w->end = next;
		w->class = (enum redact_class) class;
		w->exact = exact;
		w->certain = certain;
	}
	on = phrase_next(w->s, next);
	if (on != SIZE_MAX)
		walk_on(w, e->to, on, exact, certain);
}

/* Follows the edges from a node that are found under `key`, which is what is written or, if
 * `slip`, that without a letter. */
static void
follow(struct walk *w, uint32_t node, const struct written *f, uint32_t key, bool slip,
       bool exact, bool certain)
{
	const struct local_words *l = w->words;
	const struct chunk *c = &f->chunk;

	for (uint32_t k = local_first(l, key); k; k = l->items[k].next) {
		const struct edge *e = &l->edges[l->items[k].edge];
		bool same;

		if (l->items[k].key != key || e->from != node)
			continue;
		same = e->len == c->len &&
		       !memcmp(e->points, c->points, c->len * sizeof(*c->points));
		if (slip ? same || !e->slip || !c->letters ||
				    !within_slip(e->points, e->len, c->points, c->len)
			 : !same)
			continue;
		if (++w->steps > STEPS_MOST)
			return;
		arrive(w, e, f->next, exact && same,
		       certain && (same || !f->token || !(f->token->lex & LEX_WORD)));
	}
}

static void
walk_form(struct walk *w, uint32_t node, const struct written *f, bool exact,
	  bool certain)
{
	const struct chunk *c = &f->chunk;

	follow(w, node, f, local_key(node, c->points, c->len, SIZE_MAX), false, exact,
	       certain);
	/* the 's of Sutton's is no slip */
	if (!c->letters || c->len < SLIP_LEAST - 1 || f->tail ||
	    means_itself(w->s, f->token))
		return;
	/* one letter too few here, too many or another: the whole, and all without one letter */
	follow(w, node, f, local_key(node, c->points, c->len, SIZE_MAX), true, exact,
	       certain);
	for (size_t out = 0; out < c->len; out++)
		if (!out || c->points[out] != c->points[out - 1])
			follow(w, node, f, local_key(node, c->points, c->len, out), true,
			       exact, certain);
}

static void
walk_on(struct walk *w, uint32_t node, size_t i, bool exact, bool certain)
{
	struct written forms[FORMS];
	size_t n = forms_of(w->s, i, forms);

	for (size_t k = 0; k < n && w->steps <= STEPS_MOST; k++)
		walk_form(w, node, &forms[k], exact, certain);
}

void
find_locals(struct scan *s)
{
	for (size_t i = 0; i < s->token_count;) {
		struct walk w = { .s = s, .words = s->r->locals };

		walk_on(&w, 0, i, true, true);
		if (w.end)
			scan_mark_tokens(s, i, w.end - 1, w.class, w.certain);
		i = w.end ? w.end : i + 1;
	}
}
