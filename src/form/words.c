/*
 * Conditions for people and for browsers: as a sentence in any language, put together from our
 * own words, and as a style rule that hides a follow-up.  And texts that pipe an answer in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"
#include "form/wording.h"

/* Named conditions that name each other could fill pages: past this much words end. */
enum { WORDS_MOST = 2000 };

/* ---- in words ---------------------------------------------------------------------- */

struct telling {
	const struct form *form;
	unsigned lang;		     /* of what is quoted */
	const struct speech *speech; /* of the sentence */
	size_t told;		     /* bytes of all that was quoted so far */
};

static const char *
plain(const struct buf *b)
{
	return b->data ? b->data : "";
}

/* What was put together so far and the next part, joined by a word, become one. */
static void
join(const struct telling *t, enum word word, struct buf *so_far, const char *next)
{
	SCOPED(buf) joined = { 0 };

	if (!so_far->len) {
		buf_puts(so_far, next);
		return;
	}
	word_fill(&joined, word, t->speech, plain(so_far), next);
	buf_clear(so_far);
	buf_put(so_far, joined.data, joined.len);
}

static void
quoted(struct telling *t, const char *s, struct buf *out)
{
	t->told += strlen(s);
	word_fill(out, WORD_QUOTED, t->speech, s, NULL);
}

/* "A", "B" or "C" */
static void
labels_list(struct telling *t, const struct question *q, uint32_t bits, enum word last,
	    struct buf *out)
{
	for (size_t i = 0; i < q->options->count; i++) {
		SCOPED(buf) label = { 0 };

		if (!(bits & (1u << i)))
			continue;
		bits &= ~(1u << i);
		quoted(t, text_in(&q->options->items[i].label, t->lang), &label);
		join(t, bits ? WORD_LIST_COMMA : last, out, plain(&label));
	}
}

/* Open ends were given the widest of numbers when they were read. */
static void
range_words(const struct telling *t, const struct range *range, struct buf *out)
{
	char low[16], high[16];

	snprintf(low, sizeof(low), "%d", range->low);
	snprintf(high, sizeof(high), "%d", range->high);
	if (range->low == INT32_MIN)
		word_fill(out, WORD_RANGE_MOST, t->speech, high, NULL);
	else if (range->high == INT32_MAX)
		word_fill(out, WORD_RANGE_LEAST, t->speech, low, NULL);
	else if (range->low == range->high)
		buf_puts(out, low);
	else
		word_fill(out, WORD_RANGE_FROM, t->speech, low, high);
}

static void
ranges_words(const struct telling *t, const struct cond *test, struct buf *out)
{
	for (size_t i = 0; i < test->range_count; i++) {
		SCOPED(buf) range = { 0 };

		range_words(t, &test->ranges[i], &range);
		join(t, i + 1 < test->range_count ? WORD_LIST_COMMA : WORD_LIST_OR, out,
		     plain(&range));
	}
}

/* The sentence that says a test. */
static enum word
test_sentence(const struct cond *test, const struct question *q)
{
	if (!q)
		return WORD_IF_TURNS;
	switch (test->test) {
	case TEST_ANSWERED:
		return test->negated ? WORD_IF_NOT_ANSWERED : WORD_IF_ANSWERED;
	case TEST_ANY:
		return test->negated ? WORD_IF_INCLUDES_NOT : WORD_IF_INCLUDES;
	case TEST_EVERY:
		return WORD_IF_INCLUDES_ALL;
	case TEST_IS:
	case TEST_RANGE:
		break;
	}
	if (q->kind == KIND_RANK)
		return test->negated ? WORD_IF_PLACE_IS_NOT : WORD_IF_PLACE_IS;
	return test->negated ? WORD_IF_IS_NOT : WORD_IF_IS;
}

static void
test_words(struct telling *t, const struct cond *test, struct buf *out)
{
	const struct form *form = t->form;
	const struct question *q =
		test->question < 0 ? NULL : &form->questions[test->question];
	SCOPED(buf) asked = { 0 };
	SCOPED(buf) said = { 0 };

	quoted(t, q ? text_in(&q->ask, t->lang) : form->repeats[test->repeat].id, &asked);
	if (!q || test->test == TEST_RANGE)
		ranges_words(t, test, &said);
	else if (test->test != TEST_ANSWERED)
		labels_list(t, q, test->bits,
			    test->test == TEST_EVERY ? WORD_LIST_AND : WORD_LIST_OR,
			    &said);
	word_fill(out, test_sentence(test, q), t->speech, plain(&asked), plain(&said));
}

static void tell(struct telling *t, const struct cond *c, struct buf *out);

/* What stands alone in its brackets needs none. */
static const struct cond *
unwrapped(const struct cond *c)
{
	while ((c->op == COND_ANY || c->op == COND_ALL) && c->first && !c->first->next)
		c = c->first;
	return c;
}

static void
parts_words(struct telling *t, const struct cond *c, enum word word, struct buf *out)
{
	const struct cond *one;
	SCOPED(buf) joined = { 0 };

	for (one = c->first; one; one = one->next) {
		const struct cond *part = unwrapped(one);
		bool several = c->first->next != NULL;
		bool brackets =
			(several && (part->op == COND_ANY || part->op == COND_NOT)) ||
			(c->op == COND_NOT &&
			 (part->op == COND_ANY || part->op == COND_ALL));
		SCOPED(buf) words = { 0 };

		if (brackets)
			buf_puts(&words, "(");
		tell(t, part, &words);
		if (brackets)
			buf_puts(&words, ")");
		join(t, word, &joined, plain(&words));
	}
	buf_puts(out, plain(&joined));
}

static void
tell(struct telling *t, const struct cond *c, struct buf *out)
{
	SCOPED(buf) part = { 0 };

	if (t->told > WORDS_MOST) {
		buf_puts(out, "…");
		return;
	}
	t->told++; /* so that even empty words end */
	switch (c->op) {
	case COND_ALL:
		parts_words(t, c, WORD_IF_AND, out);
		break;
	case COND_ANY:
		parts_words(t, c, WORD_IF_OR, out);
		break;
	case COND_NOT:
		parts_words(t, c, WORD_IF_AND, &part);
		word_fill(out, WORD_IF_NOT, t->speech, plain(&part), NULL);
		break;
	case COND_NAMED: {
		const struct condition *named = &t->form->conditions[c->named];

		if (named->label.in[0])
			quoted(t, text_in(&named->label, t->lang), out);
		else
			tell(t, named->when, out);
		break;
	}
	case COND_TEST:
		test_words(t, c, out);
		break;
	}
}

void
cond_words_in(const struct cond *c, const struct form *form, unsigned lang,
	      const struct speech *speech, struct buf *out)
{
	struct telling t = { .form = form, .lang = lang, .speech = speech };
	SCOPED(buf) words = { 0 };

	if (!c)
		return;
	tell(&t, c, &words);
	buf_put(out, plain(&words), words.len);
}

void
cond_words(const struct cond *c, const struct form *form, unsigned lang, struct buf *out)
{
	struct speech speech = speech_of(form, lang);

	cond_words_in(c, form, lang, &speech, out);
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
