/*
 * Rows of patterns: compiled once, tried where they can fit.  A search with each of them over
 * each text would be slow; most of what they look for holds a digit, or stands behind a cue.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_shape.h"

enum {
	PIECE = 4096,	/* bytes that a pattern sees at a time */
	OVERLAP = 512,	/* of a piece with the one before */
	NEAR_MOST = 200, /* bytes to the digit, of any row */
	DIGITS_WITHIN = 24, /* bytes to where so many digits begin */
	WINDOW = 128,	/* bytes that a pattern tried at one place sees from there on */
	NEAR = 8,	/* bytes to the digit, if a row does not say */
	TIMES_MOST = 4096, /* that one row can fit in one piece: then something is wrong */
};

struct compiled {
	const struct pattern_row *row; /* or NULL: a form's own */
	struct rx *rx;
	enum redact_class class;
};
struct patterns {
	struct compiled *items;
	size_t count;
};

static const struct pattern_row *const tables[] = { police_rows, date_rows };

void
patterns_free(struct patterns *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->count; i++)
		rx_free(p->items[i].rx);
	free(p->items);
	free(p);
}

static enum redact_class
class_named(const char *label)
{
	for (unsigned i = 0; i < redaction_label_count; i++)
		if (str_same(label, redaction_labels[i]))
			return (enum redact_class)i;
	return REDACT_LOCAL;
}

struct patterns *
patterns_new(const struct own_pattern *own, size_t own_count, struct err *err)
{
	struct patterns *p = mem_new(1, sizeof(*p));
	size_t most = own_count;
	struct err why = { 0 };

	for (size_t t = 0; t < ARRAY_LEN(tables); t++)
		for (const struct pattern_row *row = tables[t]; row->pattern; row++)
			most++;
	p->items = mem_new(most ? most : 1, sizeof(*p->items));
	for (size_t t = 0; t < ARRAY_LEN(tables); t++) {
		for (const struct pattern_row *row = tables[t]; row->pattern; row++) {
			struct compiled *c = &p->items[p->count++];

			*c = (struct compiled){
				.row = row,
				.rx = rx_new(row->pattern, RX_CASELESS, &why),
				.class = row->class,
			};
			if (!c->rx)
				die("%s: %s", row->pattern, why.text);
		}
	}
	for (size_t i = 0; i < own_count; i++) {
		struct compiled *c = &p->items[p->count++];

		c->rx = rx_new(own[i].pattern, RX_UNICODE | RX_COUNTED, err);
		c->class = class_named(own[i].label);
		if (!c->rx) {
			patterns_free(p);
			return NULL;
		}
	}
	return p;
}

/* ---- trying ---- */

/*
 * Marks one match; of a row of ours group 1, if it took part.  What a form's own pattern finds is
 * marked whole: brackets around alternatives do not say what to hide.  Bytes of the piece; its own
 * place is `base`.
 */
static void
match_mark(struct scan *s, const struct view *v, size_t base, const struct compiled *c,
	   const size_t at[2 * RX_GROUPS])
{
	bool group = c->row && at[2] != SIZE_MAX && at[2] < at[3];
	size_t from = base + (group ? at[2] : at[0]), to = base + (group ? at[3] : at[1]);

	scan_mark(s, v, from, to, c->class, !c->row || !c->row->doubtful);
}

/* Searches a piece from its beginning to its end. */
static void
search(struct scan *s, const struct view *v, size_t base, size_t len,
       const struct compiled *c)
{
	size_t at = 0, out[2 * RX_GROUPS], times = 0;

	while (at < len) {
		enum rx_result got = rx_find(c->rx, v->text + base, len, at, false, out);

		if (got == RX_NONE)
			return;
		if (got == RX_LIMIT || ++times > TIMES_MOST) {
			s->limit = true;
			return;
		}
		match_mark(s, v, base, c, out);
		at = out[1] > at ? out[1] : at + 1;
		while (at < len && ((unsigned char)v->text[base + at] & 0xc0) == 0x80)
			at++;
	}
}

/* A place where rows that are tried at runs may fit; looked for once for all of them. */
struct run {
	uint16_t at;	/* byte of the piece */
	uint8_t near;	/* bytes from there to the first digit */
	uint8_t digits; /* in a row, at most, that begin within DIGITS_WITHIN bytes */
};

static uint8_t
digits_near(const char *p, size_t len, size_t i)
{
	unsigned most = 0;

	for (size_t k = i; k < len && k <= i + DIGITS_WITHIN;) {
		unsigned n = 0;

		for (; k < len && n < UINT8_MAX && byte_is_digit(p[k]); k++)
			n++;
		most = n > most ? n : most;
		k += !n;
	}
	return (uint8_t)most;
}

/* Begins of runs of letters and digits with a digit not far off, and a + or ( before a digit. */
static size_t
runs_find(const char *p, size_t len, struct run *runs)
{
	size_t count = 0, digit = 0;

	for (size_t i = 0; i < len; i++) {
		bool sign = p[i] == '+' || p[i] == '(';

		if (sign ? i + 1 >= len || !byte_is_digit(p[i + 1]) :
			   !byte_is_word(p[i]) || (i && byte_is_word(p[i - 1])))
			continue;
		for (digit = digit < i ? i : digit; digit < len && !byte_is_digit(p[digit]);)
			digit++;
		if (digit - i < NEAR_MOST && digit < len)
			runs[count++] = (struct run){ .at = (uint16_t)i,
						      .near = sign ? 0 : (uint8_t)(digit - i),
						      .digits = digits_near(p, len, i) };
	}
	return count;
}

/* One try at one place; how far the match went, 0 for none. */
static size_t
try_at(struct scan *s, const struct view *v, size_t base, size_t len, size_t i,
       const struct compiled *c)
{
	size_t out[2 * RX_GROUPS], end = len - i > WINDOW ? i + WINDOW : len;
	enum rx_result got;

	/* The engine looks all that it is given over for broken UTF-8, at each try. */
	while (end < len && ((unsigned char)v->text[base + end] & 0xc0) == 0x80)
		end--;
	got = rx_find(c->rx, v->text + base, end, i, true, out);
	if (got == RX_FOUND) {
		match_mark(s, v, base, c, out);
		return out[1];
	}
	s->limit |= got == RX_LIMIT;
	return 0;
}

static void
runs_try(struct scan *s, const struct view *v, size_t base, size_t len, const struct run *runs,
	 size_t count, const struct compiled *c)
{
	unsigned near = c->row->near ? c->row->near : NEAR;

	for (size_t i = 0; i < count && !s->limit; i++)
		if (runs[i].near < near && runs[i].digits >= c->row->digits)
			try_at(s, v, base, len, runs[i].at, c);
}

static void
cues(struct scan *s, const struct view *v, size_t base, size_t len, const struct compiled *c)
{
	for (size_t i = 0; i < s->token_count && !s->limit; i++) {
		const struct token *t = &s->tokens[i];

		if (t->from >= base + len)
			break;
		if (t->from >= base && t->lex & c->row->cue)
			try_at(s, v, base, len, t->from - base, c);
	}
}

/* The end of the piece that begins at `base`: at a blank, if there is one. */
static size_t
piece_end(const struct view *v, size_t base)
{
	size_t end = base + PIECE, back;

	if (end >= v->len)
		return v->len;
	for (back = end; back > end - OVERLAP / 2; back--)
		if (v->text[back] == ' ' || v->text[back] == '\n')
			return back;
	while (((unsigned char)v->text[end] & 0xc0) == 0x80)
		end--;
	return end;
}

/* Where the piece after that one begins: some way back, at a blank or a character's edge. */
static size_t
piece_next(const struct view *v, size_t end)
{
	size_t at = end - OVERLAP;

	for (size_t i = at; i < end - OVERLAP / 2; i++)
		if (v->text[i] == ' ' || v->text[i] == '\n')
			return i;
	while (((unsigned char)v->text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

void
patterns_find(struct scan *s, const struct patterns *p)
{
	const struct view *v = &s->plain;
	struct run runs[PIECE];

	for (size_t base = 0, end; base < v->len && !s->limit;
	     base = end < v->len ? piece_next(v, end) : v->len) {
		size_t count;

		end = piece_end(v, base);
		count = runs_find(v->text + base, end - base, runs);
		for (size_t i = 0; i < p->count && !s->limit; i++) {
			const struct compiled *c = &p->items[i];

			if (!c->row)
				search(s, v, base, end - base, c);
			else if (c->row->at == AT_RUN)
				runs_try(s, v, base, end - base, runs, count, c);
			else
				cues(s, v, base, end - base, c);
		}
	}
}
