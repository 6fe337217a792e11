/*
 * Conditions for people and for browsers: in plain English, and as a style rule that hides
 * a follow-up.  And texts that pipe an answer in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* Named conditions that name each other could fill pages: past this much words end. */
enum { WORDS_MOST = 2000 };

/* ---- in words ---------------------------------------------------------------------- */

static void
quoted(struct buf *out, const char *s)
{
	buf_puts(out, "\"");
	buf_puts(out, s);
	buf_puts(out, "\"");
}

/* "A", "B" or "C" */
static void
labels_list(const struct question *q, uint32_t bits, unsigned lang, const char *last,
	    struct buf *out)
{
	size_t i;

	for (i = 0; i < q->options->count; i++) {
		if (!(bits & (1u << i)))
			continue;
		bits &= ~(1u << i);
		quoted(out, text_in(&q->options->items[i].label, lang));
		if (bits)
			buf_puts(out, bits & (bits - 1) ? ", " : last);
	}
}

/* Open ends were given the widest of numbers when they were read. */
static void
range_words(const struct range *range, struct buf *out)
{
	if (range->low == INT32_MIN)
		buf_printf(out, "%d or less", range->high);
	else if (range->high == INT32_MAX)
		buf_printf(out, "%d or more", range->low);
	else if (range->low == range->high)
		buf_printf(out, "%d", range->low);
	else
		buf_printf(out, "from %d to %d", range->low, range->high);
}

static void
ranges_words(const struct cond *t, struct buf *out)
{
	size_t i;

	for (i = 0; i < t->range_count; i++) {
		if (i)
			buf_puts(out, i + 1 < t->range_count ? ", " : " or ");
		range_words(&t->ranges[i], out);
	}
}

/* Sentences are English in every language; what they quote is in the reader's. */
static void
test_words(const struct cond *t, const struct form *form, unsigned lang, struct buf *out)
{
	const struct question *q;

	if (t->question < 0) {
		buf_printf(out, "the number of turns of \"%s\" is ",
			   form->repeats[t->repeat].id);
		ranges_words(t, out);
		return;
	}
	q = &form->questions[t->question];
	if (t->test == TEST_ANSWERED) {
		buf_puts(out, t->negated ? "you did not answer " : "you answered ");
		quoted(out, text_in(&q->ask, lang));
		return;
	}
	buf_puts(out, q->kind == KIND_RANK ? "your first place in " : "your answer to ");
	quoted(out, text_in(&q->ask, lang));
	switch (t->test) {
	case TEST_IS:
		buf_puts(out, t->negated ? " is not " : " is ");
		labels_list(q, t->bits, lang, " or ", out);
		break;
	case TEST_ANY:
		buf_puts(out, t->negated ? " does not include " : " includes ");
		labels_list(q, t->bits, lang, " or ", out);
		break;
	case TEST_EVERY:
		buf_puts(out, " includes ");
		labels_list(q, t->bits, lang, " and ", out);
		break;
	case TEST_RANGE:
		buf_puts(out, t->negated ? " is not " : " is ");
		ranges_words(t, out);
		break;
	case TEST_ANSWERED:
		break;
	}
}

static void
parts_words(const struct cond *c, const struct form *form, unsigned lang,
	    const char *word, struct buf *out)
{
	const struct cond *part;

	for (part = c->first; part; part = part->next) {
		bool brackets = part->op == COND_ANY || part->op == COND_NOT;

		if (part != c->first)
			buf_puts(out, word);
		if (brackets && c->first->next)
			buf_puts(out, "(");
		cond_words(part, form, lang, out);
		if (brackets && c->first->next)
			buf_puts(out, ")");
	}
}

void
cond_words(const struct cond *c, const struct form *form, unsigned lang, struct buf *out)
{
	if (!c)
		return;
	if (out->len > WORDS_MOST) {
		buf_puts(out, "…");
		return;
	}
	switch (c->op) {
	case COND_ALL:
		parts_words(c, form, lang, " and ", out);
		break;
	case COND_ANY:
		parts_words(c, form, lang, " or ", out);
		break;
	case COND_NOT:
		buf_puts(out, "it is not so that ");
		parts_words(c, form, lang, " and ", out);
		break;
	case COND_NAMED: {
		const struct condition *named = &form->conditions[c->named];

		if (named->label.in[0])
			quoted(out, text_in(&named->label, lang));
		else
			cond_words(named->when, form, lang, out);
		break;
	}
	case COND_TEST:
		test_words(c, form, lang, out);
		break;
	}
}

/* ---- as a style rule --------------------------------------------------------------- */

/* One of these boxes is checked.  Ids of fields are <question>-<code>. */
static void
checked(const struct question *q, uint32_t bits, struct buf *out)
{
	bool first = true;
	size_t i;

	buf_puts(out, ":has(");
	for (i = 0; i < q->options->count; i++) {
		if (!(bits & (1u << i)))
			continue;
		buf_printf(out, "%s#%s-%s:checked", first ? "" : ",", q->id,
			   q->options->items[i].code);
		first = false;
	}
	buf_puts(out, ")");
}

/* One test as a selector; false where no selector can say it. */
static bool
test_css(const struct cond *t, const struct form *form, struct buf *out)
{
	const struct question *q;
	uint32_t all;
	size_t i;

	if (t->question < 0 || t->test == TEST_ANSWERED || t->test == TEST_RANGE)
		return false;
	q = &form->questions[t->question];
	if (q->kind != KIND_CHOOSE_ONE && q->kind != KIND_CHOOSE_ANY &&
	    q->kind != KIND_SCALE)
		return false;
	all = (uint32_t)((UINT64_C(1) << q->options->count) - 1);
	if (t->negated) {
		/* answered, and none of those */
		if (all & ~t->bits)
			checked(q, all & ~t->bits, out);
		else
			buf_puts(out, ":not(*)");
		if (q->kind == KIND_CHOOSE_ANY) {
			buf_puts(out, ":not(");
			checked(q, t->bits, out);
			buf_puts(out, ")");
		}
	} else if (t->test == TEST_EVERY) {
		for (i = 0; i < q->options->count; i++) {
			if (t->bits & (1u << i))
				checked(q, 1u << i, out);
		}
	} else if (t->bits) {
		checked(q, t->bits, out);
	} else {
		buf_puts(out, ":not(*)");
	}
	return true;
}

/* The parts of a condition, joined as selectors are. */
static bool
parts_css(const struct cond *c, const struct form *form, const char *before,
	  const char *between, const char *after, struct buf *out)
{
	const struct cond *part;

	buf_puts(out, before);
	for (part = c->first; part; part = part->next) {
		if (part != c->first)
			buf_puts(out, between);
		if (!cond_css(part, form, out))
			return false;
	}
	buf_puts(out, after);
	return true;
}

bool
cond_css(const struct cond *c, const struct form *form, struct buf *out)
{
	if (!c || out->len > WORDS_MOST)
		return false;
	switch (c->op) {
	case COND_ALL:
		return parts_css(c, form, "", "", "", out);
	case COND_ANY:
		return parts_css(c, form, ":is(", ",", ")", out);
	case COND_NOT:
		return parts_css(c, form, ":not(", "", ")", out);
	case COND_NAMED:
		return cond_css(form->conditions[c->named].when, form, out);
	case COND_TEST:
		return test_css(c, form, out);
	}
	return false;
}

/* ---- piping ------------------------------------------------------------------------ */

bool
text_piped(const char *s)
{
	return strchr(s, '{') != NULL;
}

/* The label chosen in a choose one, or NULL. */
static const char *
label_chosen(const struct answers *a, const char *id, unsigned lang, unsigned turn)
{
	const struct question *q = form_question(a->form, id);
	const struct value *v;
	size_t i;

	if (!q || !q->options || !question_answered(a, q->index, turn))
		return NULL;
	v = answers_see(a, q->index, turn);
	for (i = 0; i < q->options->count; i++) {
		if (v->chosen & (1u << i))
			return text_in(&q->options->items[i].label, lang);
	}
	return NULL;
}

void
text_fill(const char *s, const struct answers *a, unsigned lang, unsigned turn,
	  struct buf *out)
{
	for (; *s; s++) {
		size_t len = *s == '{' ? strcspn(s, "}") : 0, id_len;
		const char *label;
		char id[40];

		if (s[0] != '{' || s[1] == '{' || !s[len]) {
			buf_putc(out, *s);
			s += s[0] == '{' && s[1] == '{';
			continue;
		}
		id_len = strcspn(s + 1, "|}");
		str_fit(id, sizeof(id), "");
		if (id_len < sizeof(id)) {
			memcpy(id, s + 1, id_len);
			id[id_len] = '\0';
		}
		label = label_chosen(a, id, lang, turn);
		if (str_same(id, "turn"))
			buf_printf(out, "%u", turn + 1);
		else if (label)
			buf_puts(out, label);
		else if (id_len + 2 < len)
			buf_put(out, s + 2 + id_len, len - id_len - 2);
		s += len;
	}
}
