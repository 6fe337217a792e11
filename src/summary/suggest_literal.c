/*
 * What must stand in a text for a pattern to match it at all: looking for a few letters is far
 * cheaper than trying the pattern at each place.
 *
 * It reads only what it is sure of, and gives up on all the rest: a pattern without literals is
 * tried on each text.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/suggest.h"

enum { LITERAL_MOST = 64, LITERAL_LEAST = 3 };

struct reader {
	const char *p;
	char run[LITERAL_MOST + 1], best[LITERAL_MOST + 1]; /* of this alternative */
	size_t len, best_len;
	char lead[LITERAL_MOST + 1]; /* with which this alternative begins */
	size_t lead_len;
	bool fresh; /* nothing of this alternative has ended yet */
	bool lost;  /* something is not understood */
};

static void
run_end(struct reader *r)
{
	if (r->fresh) {
		memcpy(r->lead, r->run, r->len);
		r->lead_len = r->len;
	}
	r->fresh = false;
	if (r->len > r->best_len) {
		memcpy(r->best, r->run, r->len);
		r->best_len = r->len;
	}
	r->len = 0;
}

static void
run_put(struct reader *r, char c)
{
	if (r->len == LITERAL_MOST)
		run_end(r);
	r->run[r->len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Over [...]; a bracket that comes first, or behind a backslash, does not end it. */
static void
class_skip(struct reader *r)
{
	const char *p = r->p + 1;

	p += *p == '^';
	p += *p == ']';
	while (*p && *p != ']') {
		/* [:alpha:], and \Q, which would hide a bracket */
		if ((*p == '[' && strchr(":.=", p[1])) || (*p == '\\' && p[1] == 'Q'))
			r->lost = true;
		p += *p == '\\' && p[1] ? 2 : 1;
	}
	r->lost = r->lost || !*p;
	r->p = *p ? p + 1 : p;
}

/* Behind a backslash: a sign that stands for itself, or a class or an edge of one letter. */
static void
escape_read(struct reader *r)
{
	char c = r->p[1];

	if (c > ' ' && c < 0x7f && !((c | 32) >= 'a' && (c | 32) <= 'z') &&
	    !(c >= '0' && c <= '9')) {
		run_put(r, c);
	} else if (c && strchr("bBdDsSwWhH", c)) {
		/* An edge takes no room: what follows may still come first. */
		if ((c | 32) != 'b' || r->len || !r->fresh)
			run_end(r);
	} else {
		r->lost = true;
		return;
	}
	r->p += 2;
}

/* Over (...): what is in it counts for nothing, whatever may stand behind it. */
static void
group_skip(struct reader *r)
{
	struct reader inner = { .p = r->p };
	size_t depth = 0;

	do {
		if (*inner.p == '(') {
			depth++;
			/* (?i), (?x), (?|, (*VERB): they may change what stands outside */
			if (inner.p[1] == '*' ||
			    (inner.p[1] == '?' && !strchr(":=!<", inner.p[2])) ||
			    (inner.p[1] == '?' && inner.p[2] == '<' &&
			     inner.p[3] != '=' && inner.p[3] != '!'))
				inner.lost = true;
			inner.p++;
		} else if (*inner.p == ')') {
			depth--;
			inner.p++;
		} else if (*inner.p == '[') {
			class_skip(&inner);
		} else if (*inner.p == '\\') {
			escape_read(&inner);
			inner.len = 0;
		} else {
			inner.p += *inner.p != '\0';
		}
	} while (depth && *inner.p && !inner.lost);
	r->lost = inner.lost || depth;
	r->p = inner.p;
}

/* What was read last may be left out, or comes a number of times. */
static void
quantifier_read(struct reader *r)
{
	char c = *r->p;

	if (c != '+' && r->len)
		r->len--;
	run_end(r);
	if (c != '{') {
		r->p++;
		return;
	}
	r->p++;
	r->p += strspn(r->p, "0123456789,");
	r->lost = *r->p != '}'; /* then it is a brace, and rare enough */
	r->p += *r->p == '}';
}

static void
piece_read(struct reader *r)
{
	char c = *r->p;

	if (c == '\\') {
		escape_read(r);
	} else if (c == '[') {
		run_end(r);
		class_skip(r);
	} else if (c == '(') {
		run_end(r);
		group_skip(r);
	} else if (strchr("?*+{", c)) {
		quantifier_read(r);
	} else if (strchr(".^$", c) || (c & 0x80)) {
		/* A quantifier behind a letter of several bytes finds no run to shorten. */
		run_end(r);
		r->p++;
	} else if (c == ')') {
		r->lost = true;
	} else {
		run_put(r, c);
		r->p++;
	}
}

/* Takes one literal of each alternative; 0: one has none. */
static size_t
alternatives(const char *pattern, bool leads, const char *out[LITERALS_MOST],
	     struct arena *a)
{
	struct reader r = { .p = pattern };
	size_t count = 0;

	for (;; r.p++) {
		r.best_len = 0;
		r.fresh = true;
		while (*r.p && *r.p != '|' && !r.lost)
			piece_read(&r);
		run_end(&r);
		/* Each alternative needs its own: the one without could match anywhere. */
		if (r.lost || count == LITERALS_MOST ||
		    (leads ? r.lead_len : r.best_len) < LITERAL_LEAST)
			return 0;
		out[count++] = leads ? arena_copy(a, r.lead, r.lead_len)
				     : arena_copy(a, r.best, r.best_len);
		if (!*r.p)
			return count;
	}
}

size_t
pattern_literals(const char *pattern, const char *out[LITERALS_MOST], bool *out_leads,
		 struct arena *a)
{
	size_t count = alternatives(pattern, true, out, a);

	*out_leads = count > 0;
	return count ? count : alternatives(pattern, false, out, a);
}
