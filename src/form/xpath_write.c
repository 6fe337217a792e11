/*
 * A condition of ours as a `relevant` of XLSForms.
 *
 * There an unanswered or hidden question is '', and a question's `or` is one more option,
 * `no_answer`, which ours counts as no answer.  So `is not` says first that there is one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"
#include "form/xpath.h"

enum { TESTS_MOST = 300 }; /* named conditions are written out each time they are named */

struct speaker {
	const struct form *form;
	struct buf *out;
	unsigned tests;
	bool bad;
};

/* Whether its `or` is an option there: numbers and months have none. */
static bool
refusable(const struct question *q)
{
	return q->options && q->no_answer.in[0];
}

/* One option is the answer, or among the answers. */
static void
option_say(struct speaker *s, const struct question *q, const char *code, bool turned)
{
	if (q->kind == KIND_CHOOSE_ANY)
		buf_printf(s->out,
			   turned ? "not(selected(${%s}, '%s'))"
				  : "selected(${%s}, '%s')",
			   q->id, code);
	else if (q->kind == KIND_RANK)
		buf_printf(s->out, "selected-at(${%s}, 0) %s '%s'", q->id,
			   turned ? "!=" : "=", code);
	else
		buf_printf(s->out, "${%s} %s '%s'", q->id, turned ? "!=" : "=", code);
}

/* Brackets where the words would fall apart otherwise. */
static void
bracket(struct speaker *s, bool needed, char c)
{
	if (needed)
		buf_putc(s->out, c);
}

static void
answered_say(struct speaker *s, const struct question *q, bool turned, bool tight)
{
	bool refuses = refusable(q);

	bracket(s, turned && refuses && tight, '(');
	buf_printf(s->out, "${%s} %s ''", q->id, turned ? "=" : "!=");
	if (refuses) {
		buf_puts(s->out, turned ? " or " : " and ");
		option_say(s, q, "no_answer", !turned);
	}
	bracket(s, turned && refuses && tight, ')');
}

static unsigned
bits_count(uint32_t bits)
{
	return (unsigned)__builtin_popcount(bits);
}

/* The options of a test, with a word between them. */
static void
bits_say(struct speaker *s, const struct question *q, uint32_t bits, const char *word,
	 bool turned)
{
	const char *between = "";
	size_t i;

	if (!bits) /* a scale has no option there: never true */
		buf_puts(s->out, turned ? "true()" : "false()");
	for (i = 0; i < q->options->count; i++) {
		if (!(bits & 1u << i))
			continue;
		buf_puts(s->out, between);
		option_say(s, q, q->options->items[i].code, turned);
		between = word;
	}
}

static void
range_say(struct speaker *s, const char *subject, struct range r)
{
	if (r.low == r.high) {
		buf_printf(s->out, "%s = %d", subject, r.low);
		return;
	}
	if (r.low != INT32_MIN)
		buf_printf(s->out, "%s >= %d", subject, r.low);
	if (r.low != INT32_MIN && r.high != INT32_MAX)
		buf_puts(s->out, " and ");
	if (r.high != INT32_MAX)
		buf_printf(s->out, "%s <= %d", subject, r.high);
}

static void
ranges_say(struct speaker *s, const struct cond *t, const struct question *q)
{
	char subject[48];
	size_t i;

	snprintf(subject, sizeof(subject), "${%s}", q->id);
	for (i = 0; i < t->range_count; i++) {
		buf_puts(s->out, i ? " or " : "");
		range_say(s, subject, t->ranges[i]);
	}
}

/* `number of incident`: nobody having asked yet looks like no turn there, so 0 must not count. */
static void
turns_say(struct speaker *s, const struct cond *t)
{
	const char *id = s->form->repeats[t->repeat].id;
	char subject[56];

	if (t->range_count != 1 || t->ranges[0].low < 1) {
		s->bad = true;
		return;
	}
	snprintf(subject, sizeof(subject), "count(${%s})", id);
	if (t->ranges[0].low == t->ranges[0].high)
		buf_printf(s->out, "%s >= %d and %s <= %d", subject, t->ranges[0].low,
			   subject, t->ranges[0].low);
	else
		range_say(s, subject, t->ranges[0]);
}

/* tight: something stands beside it that binds closer than `or`. */
static void
test_say(struct speaker *s, const struct cond *t, bool tight)
{
	const struct question *q;
	bool many;

	if (++s->tests > TESTS_MOST)
		s->bad = true;
	if (s->bad)
		return;
	if (t->question < 0) {
		turns_say(s, t);
		return;
	}
	q = &s->form->questions[t->question];
	if (t->test == TEST_ANSWERED) {
		answered_say(s, q, t->negated, tight);
		return;
	}
	if (t->negated) {
		answered_say(s, q, false, true);
		buf_puts(s->out, " and ");
	}
	switch (t->test) {
	case TEST_ANSWERED:
		break;
	case TEST_IS:
	case TEST_ANY:
		many = !t->negated && tight && bits_count(t->bits) > 1;
		bracket(s, many, '(');
		bits_say(s, q, t->bits, t->negated ? " and " : " or ", t->negated);
		bracket(s, many, ')');
		break;
	case TEST_EVERY:
		bits_say(s, q, t->bits, " and ", false);
		break;
	case TEST_RANGE:
		many = t->negated || (tight && t->range_count > 1);
		buf_puts(s->out, t->negated ? "not" : "");
		bracket(s, many, '(');
		ranges_say(s, t, q);
		bracket(s, many, ')');
		break;
	}
}

static void
cond_say(struct speaker *s, const struct cond *c, bool tight)
{
	const struct cond *part;
	bool brackets;

	switch (c->op) {
	case COND_ALL:
		for (part = c->first; part && !s->bad; part = part->next) {
			buf_puts(s->out, part == c->first ? "" : " and ");
			cond_say(s, part, tight || c->first->next);
		}
		break;
	case COND_ANY:
		brackets = tight && c->first->next;
		bracket(s, brackets, '(');
		for (part = c->first; part && !s->bad; part = part->next) {
			buf_puts(s->out, part == c->first ? "" : " or ");
			cond_say(s, part, false);
		}
		bracket(s, brackets, ')');
		break;
	case COND_NOT:
		buf_puts(s->out, "not(");
		cond_say(s, c->first, false);
		buf_puts(s->out, ")");
		break;
	case COND_NAMED:
		cond_say(s, s->form->conditions[c->named].when, tight);
		break;
	case COND_TEST:
		test_say(s, c, tight);
		break;
	}
}

bool
xpath_write(const struct cond *c, const struct form *form, struct buf *out)
{
	SCOPED(buf) words;
	struct speaker s = { .form = form, .out = &words };

	buf_init(&words, 0);
	cond_say(&s, c, false);
	if (s.bad || !words.len)
		return false;
	buf_put(out, words.data, words.len);
	return true;
}
