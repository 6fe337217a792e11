/*
 * Patterns: whether they can be used.  The only door to PCRE2.
 *
 * That a pattern stays cheap cannot be seen from its shape, so it is tried: on texts that begin
 * as it would have them, then repeat one of its parts for long, then break off.  Work is counted
 * in steps, never in time, so that the same pattern is judged alike on each machine.  The engine
 * interprets; nothing is compiled to machine code.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/base.h"

enum {
	PATTERN_MOST = 1024, /* bytes */
	DEPTH_MOST = 50,     /* of brackets */
	SHORT = 100,	     /* characters: shows what grows like a power of two */
	LONG = 5000,	     /* more than the longest text of a form */
	STEPS = 120,	     /* for each character of a text, at most; rx_find.c allows it too */
	SCAN = 16,	     /* bytes that are looked at in one step */
	ALL_STEPS = 3000000, /* of all texts of one pattern: then it was tried enough */
	ATOMS = 400,
	SPANS = 64,
	VARIANTS = 64, /* of alternatives: the first of each group, the second, and so on */
	HEAP_KIB = 1024, /* this and the next as in rx_find.c */
	DEPTH_DEEP = 5000,   /* of backtracking */
};

/* ---- a text that the pattern might match ------------------------------------------ */

/* One character that some part of the pattern takes; parts are runs of atoms. */
struct sample {
	char atoms[ATOMS][8];
	size_t count;
	struct span {
		size_t from, to;
	} spans[SPANS];
	size_t span_count;
};

struct group { /* one that is open */
	size_t from;
	unsigned alternative;
	bool muted; /* its chosen alternative is over */
};

struct sampler {
	const char *p;
	struct sample *out;
	unsigned variant;
	struct group open[DEPTH_MOST + 2];
	size_t depth, last; /* last: where the latest atom or group begins */
	bool muted;	    /* this group, or one around it */
	char literal[8];    /* what escape_sample gives */
};

static void
atom_add(struct sampler *s, const char *bytes, size_t len)
{
	struct sample *o = s->out;

	s->last = o->count;
	if (s->muted || o->count >= ATOMS || len >= sizeof(o->atoms[0]))
		return;
	memcpy(o->atoms[o->count], bytes, len);
	o->atoms[o->count++][len] = '\0';
}

static void
atom_put(struct sampler *s, const char *text)
{
	atom_add(s, text, strlen(text));
}

static void
span_add(struct sample *o, size_t from, size_t to)
{
	if (o->span_count < SPANS && from < to)
		o->spans[o->span_count++] = (struct span){ from, to };
}

/* Passes over {...}, <...> or '...' if it stands here. */
static void
pass_name(struct sampler *s)
{
	static const char opens[] = "{<'", closes[] = "}>'";
	const char *open = *s->p ? strchr(opens, *s->p) : NULL, *end;

	if (!open)
		return;
	end = strchr(s->p + 1, closes[open - opens]);
	s->p = end ? end + 1 : s->p + 1;
}

/* \p{Lu}, \pN */
static const char *
property_sample(struct sampler *s)
{
	const char *name = *s->p == '{' ? s->p + 1 : s->p;
	const char *found = *name == 'N'   ? "1"
			    : *name == 'Z' ? " "
			    : *name == 'P' ? "-"
					   : "a";

	if (str_starts(name, "Lu"))
		found = "A";
	if (*s->p == '{')
		pass_name(s);
	else if (*s->p)
		s->p++;
	return found;
}

/* Behind a backslash; NULL: it takes no character, or one that is not known here. */
static const char *
escape_sample(struct sampler *s)
{
	static const struct {
		char letter;
		const char *sample;
	} escapes[] = {
		{ 'd', "1" },  { 'D', "a" },  { 'w', "a" },  { 'W', "-" },  { 's', " " },
		{ 'S', "a" },  { 'h', " " },  { 'H', "a" },  { 'v', "\n" }, { 'V', "a" },
		{ 'N', "a" },  { 'X', "a" },  { 'n', "\n" }, { 'r', "\r" }, { 't', "\t" },
		{ 'R', "\n" }, { 'b', NULL }, { 'B', NULL }, { 'A', NULL }, { 'Z', NULL },
		{ 'z', NULL }, { 'G', NULL }, { 'K', NULL }, { 'Q', NULL }, { 'E', NULL },
	};
	const char *next;
	char c = *s->p;

	if (!c)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(escapes); i++) {
		if (escapes[i].letter == c) {
			s->p++;
			return escapes[i].sample;
		}
	}
	utf8_next(s->p, s->p + strlen(s->p), &next);
	memcpy(s->literal, s->p, (size_t)(next - s->p));
	s->literal[next - s->p] = '\0';
	s->p = next;
	if (c == 'p' || c == 'P')
		return property_sample(s);
	if (c == 'k' || c == 'g' || c == 'x' || c == 'o' || c == 'u')
		pass_name(s);
	return (c >= '0' && c <= '9') || strchr("kgxou", c) ? NULL : s->literal;
}

/* A member of [...]; of [^...] a character that does not stand in it. */
static void
class_sample(struct sampler *s)
{
	static const char *const others[] = { "a", "1", " ", "-", "A", "~", "\n" };
	bool negated = *s->p == '^';
	const char *begin, *found = NULL, *next;
	char first[8] = "", inside[PATTERN_MOST + 1];

	s->p += negated;
	begin = s->p;
	while (*s->p && (*s->p != ']' || s->p == begin)) {
		if (*s->p == '\\') {
			s->p++;
			found = escape_sample(s);
		} else if (s->p[0] == '[' && s->p[1] == ':') {
			const char *end = strstr(s->p, ":]");

			found = s->p[2] == 'd' ? "1" : s->p[2] == 's' ? " " : "a";
			s->p = end ? end + 2 : s->p + 2;
		} else {
			utf8_next(s->p, s->p + strlen(s->p), &next);
			found = NULL;
			if (!*first)
				str_fit(first, (size_t)(next - s->p) + 1, s->p);
			s->p = next;
		}
		if (found && !*first)
			str_fit(first, sizeof(first), found);
	}
	str_fit(inside, (size_t)(s->p - begin) + 1, begin);
	s->p += *s->p == ']';
	for (size_t i = 0; negated && i < ARRAY_LEN(others); i++) {
		if (!strstr(inside, others[i])) {
			atom_put(s, others[i]);
			return;
		}
	}
	atom_put(s, *first ? first : "a");
}

/* `(`, with all that says what kind of group it is. */
static void
group_open(struct sampler *s)
{
	struct group *g = &s->open[s->depth + 1];

	if (s->p[0] == '*' || (s->p[0] == '?' && s->p[1] == '#')) { /* a verb, a remark */
		s->p += strcspn(s->p, ")");
		s->p += *s->p == ')';
		return;
	}
	if (*s->p == '?') {
		s->p++;
		s->p += *s->p == 'P';
		if (*s->p == '<' && (s->p[1] == '=' || s->p[1] == '!'))
			s->p += 2;
		else if (*s->p == '<' || *s->p == '\'')
			pass_name(s);
		else {
			s->p += strcspn(s->p, ":=!>|)");
			s->p += *s->p && *s->p != ')'; /* (?i) closes at once */
		}
	}
	if (s->depth + 1 < ARRAY_LEN(s->open))
		s->depth++;
	*g = (struct group){ .from = s->out->count, .muted = s->muted };
}

static void
group_next(struct sampler *s)
{
	struct group *g = &s->open[s->depth];

	if (g->alternative++ == s->variant)
		s->muted = true; /* this was the chosen one */
	else if (!s->muted)
		s->out->count = g->from;
}

static void
group_close(struct sampler *s)
{
	struct group *g = &s->open[s->depth];

	if (!s->depth)
		return;
	s->muted = g->muted;
	s->last = g->from;
	if (!s->muted)
		span_add(s->out, g->from, s->out->count);
	s->depth--;
}

/* {3}, {3,}: the latest part as often as it must be there. */
static void
repeat_least(struct sampler *s)
{
	size_t from = s->last, to = s->out->count;
	unsigned long n = strtoul(s->p, NULL, 10);

	for (; n > 1 && n <= 64 && !s->muted; n--) {
		for (size_t i = from; i < to; i++) {
			if (s->out->count < ATOMS)
				memcpy(s->out->atoms[s->out->count++], s->out->atoms[i],
				       sizeof(s->out->atoms[i]));
		}
	}
	s->p += strcspn(s->p, "}");
	s->p += *s->p == '}';
}

/* The text of one choice among alternatives; every character a span, and every group. */
static void
sample_make(const char *pattern, unsigned variant, struct sample *out)
{
	struct sampler s = { .p = pattern, .out = out, .variant = variant };
	const char *next, *found;

	memset(out, 0, sizeof(*out));
	while (*s.p) {
		char c = *s.p++;

		if (c == '\\') {
			found = escape_sample(&s);
			if (found)
				atom_put(&s, found);
		} else if (c == '[') {
			class_sample(&s);
		} else if (c == '(') {
			group_open(&s);
		} else if (c == ')') {
			group_close(&s);
		} else if (c == '|') {
			group_next(&s);
		} else if (c == '{' && *s.p >= '0' && *s.p <= '9') {
			repeat_least(&s);
		} else if (c == '.') {
			atom_put(&s, "a");
		} else if (!strchr("^$*+?", c)) {
			utf8_next(s.p - 1, s.p + strlen(s.p), &next);
			atom_add(&s, s.p - 1, (size_t)(next - s.p + 1));
			s.p = next;
		}
	}
	for (size_t i = 0; i < out->count; i++) {
		/* one of several that are alike tells enough */
		if (!i || !str_same(out->atoms[i], out->atoms[i - 1])) {
			span_add(out, i, i + 1);
			span_add(out, i, i + 2 <= out->count ? i + 2 : i);
		}
	}
	span_add(out, 0, out->count);
}

/* ---- trying ------------------------------------------ */

struct trial {
	pcre2_code *code; /* with a callout before each part */
	pcre2_match_data *data;
	pcre2_match_context *context;
	size_t steps, most, at, all;
	struct buf text;
};

/* Called before each part that the engine tries: how far it moved is what it looked at. */
static int
count_step(pcre2_callout_block *block, void *data)
{
	struct trial *t = data;
	size_t at = block->current_position;

	t->steps += 1 + (at > t->at ? at - t->at : t->at - at) / SCAN;
	t->at = at;
	return t->steps > t->most ? PCRE2_ERROR_CALLOUT : 0;
}

/* All matches in the text, one after the other; false if that takes too much. */
static bool
text_try(struct trial *t)
{
	PCRE2_SIZE from = 0, *ends = pcre2_get_ovector_pointer(t->data);
	int got;

	t->steps = t->at = 0;
	t->most = utf8_count(t->text.data, t->text.len) * STEPS;
	do {
		got = pcre2_match(t->code, (PCRE2_SPTR)t->text.data, t->text.len, from,
				  PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, t->data,
				  t->context);
		if (got > 0 && ends[1] <= from)
			break; /* \K can end before it began */
		from = ends[1];
	} while (got > 0 && from < t->text.len);
	t->all += t->steps;
	return got >= 0 || got == PCRE2_ERROR_NOMATCH;
}

/*
 * What stands before a part, then that part again and again, then signs that nothing takes, and
 * what would follow: the engine looks ahead for a last character that must be there.  spoilt: the
 * very last one is missing, for patterns that take any sign.
 */
static bool
span_try(struct trial *t, const struct sample *s, struct span span, size_t length,
	 bool spoilt)
{
	size_t n = span.from;

	buf_clear(&t->text);
	for (size_t i = 0; i < span.from; i++)
		buf_puts(&t->text, s->atoms[i]);
	while (n < length) {
		for (size_t i = span.from; i < span.to; i++, n++)
			buf_puts(&t->text, s->atoms[i]);
	}
	buf_puts(&t->text, spoilt ? "\x01" : "\n\x01");
	for (size_t i = span.to; i + spoilt < s->count; i++)
		buf_puts(&t->text, s->atoms[i]);
	buf_puts(&t->text, spoilt ? "\x01" : "");
	return text_try(t);
}

static bool
generic_try(struct trial *t, size_t length)
{
	static const char *const parts[] = { "a",  "A",	 "1",  " ",  "-",
					     "a ", "1 ", "a1", "A.", "\n" };

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct sample s = { .count = 0 };

		memcpy(s.atoms[s.count++], parts[i], strlen(parts[i]) + 1);
		if (!span_try(t, &s, (struct span){ 0, 1 }, length, false))
			return false;
	}
	return true;
}

/* Short texts first: what explodes does so there already, at little cost to us. */
static bool
costs_little(struct trial *t, const char *pattern)
{
	static const size_t lengths[] = { SHORT, LONG };
	unsigned variants = 1;
	struct sample *s = mem_new(1, sizeof(*s));
	bool good = true;

	/* no group has more alternatives than the pattern has bars, and one */
	for (const char *p = pattern; (p = strchr(p, '|')) && variants < VARIANTS; p++)
		variants++;
	for (size_t k = 0; k < ARRAY_LEN(lengths) && good; k++) {
		good = generic_try(t, lengths[k]);
		for (unsigned v = 0; v < variants && good; v++) {
			sample_make(pattern, v, s);
			for (size_t i = 0; i < s->span_count && good; i++) {
				if (t->all < ALL_STEPS)
					good = span_try(t, s, s->spans[i], lengths[k],
							false) &&
					       span_try(t, s, s->spans[i], lengths[k],
							true);
			}
		}
	}
	free(s);
	return good;
}

/* ---- compiling ------------------------------------------ */

static pcre2_code *
compile(const char *pattern, uint32_t more, int *out_error, size_t *out_at)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_SIZE at = 0;
	pcre2_code *code;

	if (!context)
		die("no memory for a pattern");
	pcre2_set_max_pattern_length(context, PATTERN_MOST);
	pcre2_set_parens_nest_limit(context, DEPTH_MOST);
	code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
			     PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | more,
			     out_error, &at, context);
	pcre2_compile_context_free(context);
	*out_at = at;
	return code;
}

static int
callout_found(pcre2_callout_enumerate_block *block, void *data)
{
	*(size_t *)data = block->pattern_position;
	return 1;
}

/* Compiles, but must not be used. */
static bool
useless(const pcre2_code *code, size_t *out_at, char *why, size_t why_size)
{
	uint32_t empty = 0;
	size_t at = 0;

	if (pcre2_callout_enumerate(code, callout_found, &at)) {
		str_fit(why, why_size, "callouts are not used");
		*out_at = at;
		return true;
	}
	pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
	if (empty) {
		str_fit(why, why_size, "it fits where nothing stands");
		*out_at = 0;
	}
	return empty;
}

static bool
trial_run(const char *pattern)
{
	struct trial t = { .steps = 0 };
	bool good;
	size_t at;
	int error;

	/* a callout before each part counts the steps */
	t.code = compile(pattern, PCRE2_AUTO_CALLOUT, &error, &at);
	if (!t.code) /* the callouts make it larger than a pattern may be */
		return false;
	t.data = pcre2_match_data_create_from_pattern(t.code, NULL);
	t.context = pcre2_match_context_create(NULL);
	if (!t.data || !t.context)
		die("no memory for a pattern");
	pcre2_set_match_limit(t.context, 100000);
	pcre2_set_depth_limit(t.context, DEPTH_DEEP);
	pcre2_set_heap_limit(t.context, HEAP_KIB);
	pcre2_set_callout(t.context, count_step, &t);
	buf_init(&t.text, 0);
	good = costs_little(&t, pattern);
	buf_free(&t.text);
	pcre2_match_context_free(t.context);
	pcre2_match_data_free(t.data);
	pcre2_code_free(t.code);
	return good;
}

enum rx_fault
rx_check(const char *pattern, size_t *out_at, char *why, size_t why_size)
{
	pcre2_code *code;
	bool bad;
	size_t at = 0;
	int error = 0;

	if (!utf8_valid(pattern, strlen(pattern))) {
		str_fit(why, why_size, "it is not UTF-8 text");
		*out_at = 0;
		return RX_WRONG;
	}
	code = compile(pattern, 0, &error, &at);
	if (!code) {
		PCRE2_UCHAR words[200];

		pcre2_get_error_message(error, words, sizeof(words));
		str_fit(why, why_size, (const char *)words);
		*out_at = at;
		return RX_WRONG;
	}
	bad = useless(code, out_at, why, why_size);
	pcre2_code_free(code);
	if (bad)
		return RX_WRONG;
	if (trial_run(pattern))
		return RX_GOOD;
	str_fit(why, why_size, "on a long text it takes too many steps");
	*out_at = 0;
	return RX_COSTLY;
}
