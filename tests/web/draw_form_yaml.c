/*
 * Spells a drawn form as people write it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/draw_form_internal.h"

static const char *const kind_names[M_KINDS] = {
	[M_ONE] = "choose one",	       [M_ANY] = "choose any", [M_SCALE] = "scale",
	[M_NUMBER] = "number",	       [M_MONTH] = "month",    [M_RANK] = "rank",
	[M_SHORT] = "short text",      [M_LONG] = "long text", [M_NOTE] = "note",
	[M_STATEMENTS] = "statements",
};

static void
quoted(struct buf *b, const char *s)
{
	buf_puts(b, "\"");
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
	buf_puts(b, "\"\n");
}

/* A text under a key, once a language. */
static void
put_text(const struct model *m, struct buf *b, int indent, const char *key,
	 const char *const text[M_LANGS])
{
	for (unsigned lang = 0; lang < m->lang_count; lang++) {
		if (lang)
			buf_printf(b, "%*s%s (%s): ", indent, "", key, m_languages[lang]);
		else
			buf_printf(b, "%*s%s: ", indent, "", key);
		quoted(b, text[lang]);
	}
}

/* ---- conditions ------------------------------------------------------------------------ */

static void
put_cond(const struct model *m, struct buf *b, const struct m_cond *c)
{
	switch (c->op) {
	case M_TEST:
		buf_puts(b, c->words);
		return;
	case M_NAME:
		buf_puts(b, m->named[c->named].id);
		return;
	case M_NOT:
	case M_AND:
	case M_OR:
		break;
	}
	for (unsigned i = 0; i < c->part_count; i++) {
		/* `not` binds closest, then `and`, then `or` */
		enum m_op op = c->parts[i]->op;
		bool brackets =
			op == M_OR ? c->op != M_OR : op == M_AND && c->op == M_NOT;

		if (c->op == M_NOT)
			buf_puts(b, "not ");
		else if (i)
			buf_puts(b, c->op == M_AND ? " and " : " or ");
		buf_puts(b, brackets ? "(" : "");
		put_cond(m, b, c->parts[i]);
		buf_puts(b, brackets ? ")" : "");
	}
}

static void
put_show_if(const struct model *m, struct buf *b, int indent, const struct m_cond *c)
{
	if (!c)
		return;
	buf_printf(b, "%*sshow if: ", indent, "");
	put_cond(m, b, c);
	buf_puts(b, "\n");
}

/* ---- questions ------------------------------------------------------------------------- */

static void
put_labels(const struct model *m, struct buf *b, int indent, const char *key,
	   unsigned count, const char (*codes)[12], const char *const (*labels)[M_LANGS])
{
	for (unsigned lang = 0; lang < m->lang_count; lang++) {
		buf_printf(b, "%*s%s", indent, "", key);
		if (lang)
			buf_printf(b, " (%s)", m_languages[lang]);
		buf_puts(b, ":\n");
		for (unsigned i = 0; i < count; i++) {
			if (codes)
				buf_printf(b, "%*s%s: ", indent + 2, "", codes[i]);
			else
				buf_printf(b, "%*so%u: ", indent + 2, "", i);
			quoted(b, labels[i][lang]);
		}
	}
}

static void
put_bands(struct buf *b, const struct m_band *bands, unsigned count)
{
	buf_puts(b, "store as: [");
	for (unsigned i = 0; i < count; i++) {
		buf_printf(b, "%s%d", i ? ", " : "", bands[i].low);
		if (bands[i].open)
			buf_puts(b, "+");
		else if (bands[i].high > bands[i].low)
			buf_printf(b, "-%d", bands[i].high);
	}
	buf_puts(b, "]\n");
}

static void
put_choices(const struct model *m, struct buf *b, const struct m_question *q)
{
	unsigned own = q->option_count - q->other;

	if (!own)
		return;
	if (q->from_list)
		buf_puts(b, "        options: listed\n");
	else
		put_labels(m, b, 8, "options", own, q->codes, q->labels);
	if (q->other)
		put_text(m, b, 8, "other", m_other);
	if (q->alone) {
		buf_puts(b, "        only on its own: [");
		for (unsigned i = 0, n = 0; i < q->option_count; i++)
			if (q->alone >> i & 1)
				buf_printf(b, "%s%s", n++ ? ", " : "", q->codes[i]);
		buf_puts(b, "]\n");
	}
	if (q->at_least)
		buf_printf(b, "        at least: %u\n", q->at_least);
	if (q->at_most)
		buf_printf(b, "        at most: %u\n", q->at_most);
}

static void
put_numbers(const struct model *m, struct buf *b, const struct m_question *q)
{
	static const char *const stored[] = {
		[1] = "year", [2] = "half year", [4] = "quarter"
	};

	if (q->kind == M_NUMBER) {
		if (q->between)
			buf_printf(b, "        between: [%d, %d]\n", q->low, q->high);
		put_text(m, b, 8, "unit", q->unit);
		if (q->band_count) {
			buf_puts(b, "        ");
			put_bands(b, q->bands, q->band_count);
		}
	}
	if (q->kind == M_MONTH) {
		if (q->last_months)
			buf_printf(b, "        last: %u months\n", q->last_months);
		buf_printf(b, "        store as: %s\n", stored[q->a_year]);
	}
	if (q->kind == M_SHORT || q->kind == M_LONG)
		buf_printf(b, "        up to: %u characters\n", q->up_to);
}

static void
put_question(const struct model *m, struct buf *b, const struct m_question *q)
{
	buf_printf(b, "      - id: %s\n        type: %s\n", q->id, kind_names[q->kind]);
	put_text(m, b, 8, "ask", q->ask);
	put_choices(m, b, q);
	put_numbers(m, b, q);
	if (q->no_answer && !m->pages[q->page].gives_or)
		put_text(m, b, 8, "or", m_no_answer);
	if (q->required) {
		const char *message[M_LANGS] = { "Say it", "Dweud" };

		/* the page's `or` is enough for it to be required */
		buf_puts(b, "        required: yes\n");
		put_text(m, b, 8, "message", message);
	}
}

static void
put_statements(const struct model *m, struct buf *b, const struct m_block *block)
{
	const struct m_question *first = &m->questions[block->first];

	buf_puts(b, "      - type: statements\n");
	put_text(m, b, 8, "ask", block->ask);
	put_choices(m, b, first);
	for (unsigned lang = 0; lang < m->lang_count; lang++) {
		if (lang)
			buf_printf(b, "        statements (%s):\n", m_languages[lang]);
		else
			buf_puts(b, "        statements:\n");
		for (unsigned i = 0; i < block->count; i++) {
			buf_printf(b, "          %s: ", first[i].id);
			quoted(b, first[i].ask[lang]);
		}
	}
}

static void
put_block(const struct model *m, struct buf *b, const struct m_block *block)
{
	if (block->kind == M_NOTE) {
		buf_puts(b, "      - type: note\n");
		put_text(m, b, 8, "text", block->ask);
	} else if (block->kind == M_STATEMENTS) {
		put_statements(m, b, block);
	} else {
		put_question(m, b, &m->questions[block->first]);
	}
	put_show_if(m, b, 8, block->show_if);
}

static void
put_page(const struct model *m, struct buf *b, unsigned index)
{
	const struct m_page *page = &m->pages[index];

	buf_puts(b, "  -\n");
	put_text(m, b, 4, "title", page->title);
	if (page->loop >= 0) {
		const struct m_loop *loop = &m->loops[page->loop];

		buf_printf(b, "    for each: %s, up to %u\n", loop->id, loop->most);
		if (loop->first == index)
			put_text(m, b, 4, "another", loop->another);
	}
	put_show_if(m, b, 4, page->show_if);
	if (page->gives_or)
		put_text(m, b, 4, "or", m_no_answer);
	buf_puts(b, "    questions:\n");
	for (unsigned i = 0; i < page->count; i++)
		put_block(m, b, &m->blocks[page->first + i]);
}

/* ---- the rest -------------------------------------------------------------------------- */

static void
put_named(const struct model *m, struct buf *b)
{
	static const char *const labels[M_LANGS] = { "Who it holds for", "Rhai" };
	static const char *const others[M_LANGS] = { "All others", "Eraill" };

	if (m->named_count)
		buf_puts(b, "conditions:\n");
	for (unsigned i = 0; i < m->named_count; i++) {
		const struct m_named *named = &m->named[i];

		buf_printf(b, "  %s:", named->id);
		if (named->labels) {
			buf_puts(b, "\n");
			put_text(m, b, 4, "label", labels);
			put_text(m, b, 4, "otherwise", others);
			buf_puts(b, "    when:");
		}
		buf_puts(b, " ");
		put_cond(m, b, named->when);
		buf_puts(b, "\n");
	}
}

static void
put_score(const struct model *m, struct buf *b, const struct m_score *s)
{
	const char *title[M_LANGS] = { s->id, s->id };

	buf_printf(b, "  %s:\n", s->id);
	put_text(m, b, 4, "title", title);
	buf_puts(b, "    from: [");
	for (unsigned i = 0; i < s->from_count; i++)
		buf_printf(b, "%s%s", i ? ", " : "", m->questions[s->from[i]].id);
	buf_puts(b, "]\n");
	if (s->has_points)
		buf_puts(b, "    points:\n");
	for (unsigned i = 0; i < s->point_count; i++)
		buf_printf(b, "      %s: %d\n", s->codes[i], s->points[i]);
	buf_printf(b, "    %s: at least %u answered\n    ",
		   s->average ? "average" : "add up", s->at_least);
	put_bands(b, s->bands, s->band_count);
}

static void
put_head(const struct model *m, struct buf *b)
{
	static const char *const agree[M_LANGS] = { "I agree", "Cytuno" };
	static const char *const consent[M_LANGS] = { "Please **read** this.",
						      "Darllenwch." };

	buf_puts(b, "canvass: form 1\n");
	buf_printf(b, "id: drawn\nlanguages: [%s%s%s]\n", m_languages[0],
		   m->lang_count > 1 ? ", " : "",
		   m->lang_count > 1 ? m_languages[1] : "");
	put_text(m, b, 0, "title", m->title);
	if (!m->save)
		buf_puts(b, "save for later: no\n");
	if (!m->check_answers)
		buf_puts(b, "check answers: no\n");
	if (m->consent) {
		buf_puts(b, "consent:\n");
		put_text(m, b, 2, "text", consent);
		if (m->agree)
			put_text(m, b, 2, "agree", agree);
	}
	if (m->list_count) {
		buf_puts(b, "option lists:\n");
		put_labels(m, b, 2, "listed", m->list_count, NULL, m->list_labels);
	}
}

void
model_spell(struct model *m)
{
	struct buf b = { 0 };

	put_head(m, &b);
	put_named(m, &b);
	if (m->score_count)
		buf_puts(&b, "scores:\n");
	for (unsigned i = 0; i < m->score_count; i++)
		put_score(m, &b, &m->scores[i]);
	buf_puts(&b, "pages:\n");
	for (unsigned i = 0; i < m->page_count; i++)
		put_page(m, &b, i);
	m->yaml_len = b.len;
	m->yaml = arena_copy(m->arena, b.data, b.len);
	buf_free(&b);
}
