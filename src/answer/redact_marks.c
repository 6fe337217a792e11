/*
 * What redaction finds in all texts of one person: for the check page, which shows it to who wrote
 * them, and for lines that come in from paper.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"
#include "answer/redact.h"

/* FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo).  It stands in sealed drafts only: whoever
 * made two sets of words with one digest would be spared the sight of his own marks, no more. */
static uint64_t
add_bytes(uint64_t digest, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		digest = (digest ^ (unsigned char)bytes[i]) * 1099511628211u;
	return digest;
}

static uint64_t
add_number(uint64_t digest, size_t n)
{
	char bytes[4] = { (char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24) };

	return add_bytes(digest, bytes, sizeof(bytes));
}

static void
marks_add(struct marks *m, const struct text_marks *t, const char *text)
{
	m->digest = add_number(m->digest, t->question);
	m->digest = add_number(m->digest, t->turn);
	for (size_t i = 0; i < t->found.count; i++) {
		const struct redact_span *span = &t->found.spans[i];

		/* the length too: of "ab" and "c" the digest is not that of "a" and "bc" */
		m->digest = add_number(m->digest, span->to - span->from);
		m->digest =
			add_bytes(m->digest, text + span->from, span->to - span->from);
		m->certain += span->certain;
	}
}

/* Where the text of a question in a turn is one that would be stored, else NULL. */
static const struct value *
text_of(const struct answers *a, const struct question *q, unsigned turn)
{
	const struct value *v = answers_see(a, q->index, turn);

	return has_words(q, v) && v->text && question_shown(a, q->index, turn) ? v : NULL;
}

/* What cannot be looked through may hold anything. */
static struct redaction
look(struct redactor *r, const struct value *v, struct arena *a)
{
	struct redact_span *whole;

	if (r || !v->len)
		return r ? redact_text(r, v->text, v->len, a) : (struct redaction){ 0 };
	whole = arena_one(a, struct redact_span);
	*whole = (struct redact_span){ .end = utf8_count(v->text, v->len),
				       .to = v->len,
				       .class = REDACT_REMOVED,
				       .certain = true };
	return (struct redaction){ .spans = whole, .count = 1 };
}

const struct marks *
marks_find(struct redactor *r, const struct answers *answers, struct arena *a)
{
	struct marks *m = arena_one(a, struct marks);
	struct text_marks *texts =
		arena_array(a, struct text_marks, answers->form->cell_count + 1);

	m->texts = texts;
	m->digest = 14695981039346656037u;
	for (unsigned i = 0; i < answers->form->question_count; i++) {
		const struct question *q = &answers->form->questions[i];

		for (unsigned turn = 0; turn < turns_met(answers, q); turn++) {
			const struct value *v = text_of(answers, q, turn);
			struct text_marks *t = &texts[m->count];

			if (!v)
				continue;
			*t = (struct text_marks){ .question = i, .turn = turn };
			t->found = look(r, v, a);
			if (!t->found.count)
				continue;
			m->count++;
			marks_add(m, t, v->text);
		}
	}
	if (!m->count)
		m->digest = 0;
	else if (!m->digest)
		m->digest = 1; /* 0 says that nothing is marked */
	return m;
}

const struct redaction *
marks_in(const struct marks *marks, unsigned question, unsigned turn)
{
	for (size_t i = 0; marks && i < marks->count; i++)
		if (marks->texts[i].question == question && marks->texts[i].turn == turn)
			return &marks->texts[i].found;
	return NULL;
}
