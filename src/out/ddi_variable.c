/*
 * The variables of codebook.xml: each question and score of the form, its words in all languages,
 * who was asked it, its answers, and of each the number that was published.
 *
 * A number that is hidden leaves no element; a sentence stands there instead.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/wording.h"
#include "out/ddi.h"

/* The table of all people of a question or score; NULL: it has none. */
static const struct table *
own_table(const struct ddi *d, const char *id)
{
	for (size_t i = 0; i < d->s->table_count; i++)
		if (str_same(d->s->tables[i].id, id))
			return &d->s->tables[i];
	return NULL;
}

static const struct cell *
people_of(const struct row *row)
{
	return &row->cells[row->cell_count - 1];
}

static const char *
variable_id(const struct ddi *d, const char *id)
{
	return arena_printf(d->arena, "V-%s", id);
}

/* ---- who was asked --------------------------------------------------------------- */

/* Who is asked, as the page would say it, in each language. */
static void
put_condition(struct ddi *d, const struct cond *c)
{
	for (unsigned l = 0; l < d->form->language_count; l++) {
		struct speech speech = speech_of(d->form, l);
		SCOPED(buf) words = { 0 };
		SCOPED(buf) sentence = { 0 };

		cond_words(c, d->form, l, &words);
		buf_puts(&words, "");
		word_fill(&sentence, WORD_ONLY_IF, &speech, words.data, NULL);
		buf_puts(&sentence, "");
		xml_leaf_in(&d->x, "universe", d->form->languages[l], sentence.data);
	}
}

static void
put_universe(struct ddi *d, const struct question *q)
{
	const struct page *page = &d->form->pages[d->form->blocks[q->block].page];
	const struct cond *loop =
		q->repeat < 0 ? NULL : d->form->repeats[q->repeat].show_if;
	bool all = !page->show_if && !loop && !q->show_if;

	if (all)
		xml_leaf_in(&d->x, "universe", "en",
			    "Everybody who answered the survey.");
	if (loop && loop != page->show_if)
		put_condition(d, loop);
	if (page->show_if)
		put_condition(d, page->show_if);
	if (q->show_if)
		put_condition(d, q->show_if);
}

/* ---- answers and their numbers ---------------------------------------------------- */

static void
put_stat(struct ddi *d, const char *type, int n)
{
	if (n < 0)
		return;
	xml_open(&d->x, "catStat");
	xml_attr(&d->x, "type", type);
	xml_text(&d->x, arena_printf(d->arena, "%d", n));
	xml_close(&d->x);
}

static const char *
marker_sentence(enum marker marker)
{
	switch (marker) {
	case MARK_C:
		return "[c] hidden to protect people";
	case MARK_Z:
		return "[z] does not apply";
	case MARK_X:
		return "[x] not available";
	case MARK_U:
		return "[u] less reliable";
	case MARK_CU:
		return "[c][u] hidden to protect people; less reliable";
	case MARK_NONE:
	case MARK__COUNT:
		break;
	}
	return "";
}

/* txt and catStat of one answer, or of several told as one. */
static void
put_numbers(struct ddi *d, const struct row *row, bool group)
{
	const struct cell *cell = people_of(row);
	const char *words = marker_sentence(cell->marker);

	/* the schema has them in this order in catgry, and the other way round in catgryGrp */
	if (*words && !group)
		xml_leaf_in(&d->x, "txt", "en", words);
	put_stat(d, "freq", cell->n);
	put_stat(d, "percent", cell->pct);
	if (*words && group)
		xml_leaf_in(&d->x, "txt", "en", words);
}

static const char *
category_id(const struct ddi *d, const char *id, size_t at)
{
	return arena_printf(d->arena, "C-%s-%zu", id, at + 1);
}

/* Where a key stands among the answers of the plan. */
static size_t
place_of(const struct table_plan *p, const char *key)
{
	size_t at = 0;

	while (at < p->row_count && !str_same(p->rows[at].key, key))
		at++;
	return at;
}

/* Answers that are told as one: their sum is of the group. */
static void
put_groups(struct ddi *d, const struct table_plan *p, const struct table *t)
{
	for (size_t r = 1; t && r < t->row_count; r++) {
		const struct row *row = &t->rows[r];
		SCOPED(buf) members = { 0 };

		if (!row->of)
			continue;
		for (size_t i = 0; i < row->of_count; i++)
			buf_printf(&members, "%s%s", i ? " " : "",
				   category_id(d, p->id, place_of(p, row->of[i])));
		xml_open(&d->x, "catgryGrp");
		xml_attr(&d->x, "catgry", members.data);
		xml_leaf_in(&d->x, "labl", d->s->language, row->label);
		put_numbers(d, row, true);
		xml_close(&d->x);
	}
}

/* The row of one answer by itself; NULL: it is told with others, or not at all. */
static const struct row *
row_of(const struct table *t, const char *key)
{
	for (size_t r = 1; r < t->row_count; r++)
		if (!t->rows[r].of && str_same(t->rows[r].key, key))
			return &t->rows[r];
	return NULL;
}

static void
put_categories(struct ddi *d, const struct table_plan *p, const struct table *t)
{
	for (size_t i = 0; i < p->row_count; i++) {
		const struct row *row = t ? row_of(t, p->rows[i].key) : NULL;

		xml_open(&d->x, "catgry");
		xml_attr(&d->x, "ID", category_id(d, p->id, i));
		xml_leaf(&d->x, "catValu", p->rows[i].key);
		ddi_texts(d, "labl", &p->rows[i].label);
		if (row)
			put_numbers(d, row, false);
		xml_close(&d->x);
	}
}

/* Of a question without a table, what it offers. */
static void
put_options(struct ddi *d, const struct question *q)
{
	for (size_t i = 0; q->options && i < q->options->count; i++) {
		xml_open(&d->x, "catgry");
		xml_leaf(&d->x, "catValu", q->options->items[i].code);
		ddi_texts(d, "labl", &q->options->items[i].label);
		xml_close(&d->x);
	}
}

static void
put_no_answer(struct ddi *d, const struct text *label)
{
	if (!label->in[0])
		return;
	xml_open(&d->x, "catgry");
	xml_attr(&d->x, "missing", "Y");
	ddi_texts(d, "labl", label);
	xml_close(&d->x);
}

/* TotlResp: the base, as it was printed. */
static void
put_base(struct ddi *d, const struct table *t)
{
	if (t && t->row_count && people_of(&t->rows[0])->n >= 0)
		xml_leaf(&d->x, "TotlResp",
			 arena_printf(d->arena, "%d", people_of(&t->rows[0])->n));
}

/* ---- one variable ------------------------------------------------------------------ */

static void
put_question(struct ddi *d, const struct question *q)
{
	const struct block *block = &d->form->blocks[q->block];

	xml_open(&d->x, "qstn");
	if (block->statements)
		ddi_texts(d, "preQTxt", &block->ask);
	ddi_texts(d, "qstnLit", &q->ask);
	ddi_texts(d, "ivuInstr", block->statements ? &block->hint : &q->hint);
	xml_close(&d->x);
}

static void
put_format(struct ddi *d, bool text)
{
	xml_open(&d->x, "varFormat");
	xml_attr(&d->x, "type", text ? "character" : "numeric");
	xml_close(&d->x);
}

static void
put_notes(struct ddi *d, const struct question *q, const struct table *t)
{
	const char *level = t ? level_words(d->s, t) : "";

	if (*level)
		xml_leaf_in(&d->x, "notes", "en", level);
	if (form_kinds[q->kind].text)
		xml_leaf_in(&d->x, "notes", "en",
			    "In people's own words. They are not published but as quotes "
			    "without anything that identifies.");
	else if (!t)
		xml_leaf_in(&d->x, "notes", "en", "No number of it is published.");
	if (q->repeat >= 0)
		xml_leaf_in(&d->x, "notes", "en",
			    arena_printf(d->arena,
					 "Asked up to %u times. Who gave an answer more "
					 "than once counts once.",
					 d->form->repeats[q->repeat].most));
}

static void
put_variable(struct ddi *d, const struct question *q)
{
	const struct table *t = own_table(d, q->id);
	const struct table_plan *p = data_plan(d->plan, q->id);

	xml_open(&d->x, "var");
	xml_attr(&d->x, "ID", variable_id(d, q->id));
	xml_attr(&d->x, "name", q->id);
	ddi_texts(d, "labl", &q->ask);
	put_question(d, q);
	put_universe(d, q);
	put_base(d, t);
	if (p) {
		put_groups(d, p, t);
		put_categories(d, p, t);
	} else {
		put_options(d, q);
	}
	put_no_answer(d, &q->no_answer);
	put_format(d, !q->options && q->kind != KIND_NUMBER);
	put_notes(d, q, t);
	xml_close(&d->x);
}

/* A score is no question: what it is made of stands in its place. */
static void
put_score(struct ddi *d, const struct score *score)
{
	const struct table *t = own_table(d, score->id);
	const struct table_plan *p = data_plan(d->plan, score->id);
	SCOPED(buf) from = { 0 };

	for (size_t i = 0; i < score->from_count; i++)
		buf_printf(&from, "%s%s", i ? ", " : "",
			   d->form->questions[score->from[i]].id);
	buf_puts(&from, "");
	xml_open(&d->x, "var");
	xml_attr(&d->x, "ID", variable_id(d, score->id));
	xml_attr(&d->x, "name", score->id);
	ddi_texts(d, "labl", &score->title);
	put_base(d, t);
	if (p) {
		put_groups(d, p, t);
		put_categories(d, p, t);
	}
	xml_open(&d->x, "derivation");
	xml_leaf_in(&d->x, "drvdesc", "en",
		    arena_printf(d->arena, "%s of the points of: %s",
				 score->average ? "The average" : "The sum", from.data));
	xml_close(&d->x);
	put_format(d, false);
	xml_close(&d->x);
}

/* The themes, as groups of what is reported under them; the schema has no empty list. */
static void
put_theme(struct ddi *d, size_t theme)
{
	SCOPED(buf) members = { 0 };

	for (size_t q = 0; q < d->form->question_count; q++)
		if (d->form->questions[q].theme == (int)theme &&
		    d->form->questions[q].kind != KIND_NOTE)
			buf_printf(&members, "%s%s", members.len ? " " : "",
				   variable_id(d, d->form->questions[q].id));
	for (size_t i = 0; i < d->form->score_count; i++)
		if (d->form->scores[i].theme == (int)theme)
			buf_printf(&members, "%s%s", members.len ? " " : "",
				   variable_id(d, d->form->scores[i].id));
	if (!members.len)
		return;
	xml_open(&d->x, "varGrp");
	xml_attr(&d->x, "ID", arena_printf(d->arena, "T-%s", d->form->themes[theme].id));
	xml_attr(&d->x, "type", "subject");
	xml_attr(&d->x, "var", members.data);
	ddi_texts(d, "labl", &d->form->themes[theme].title);
	xml_close(&d->x);
}

void
ddi_variables(struct ddi *d)
{
	xml_open(&d->x, "dataDscr");
	for (size_t i = 0; i < d->form->theme_count; i++)
		put_theme(d, i);
	for (size_t q = 0; q < d->form->question_count; q++)
		if (d->form->questions[q].kind != KIND_NOTE)
			put_variable(d, &d->form->questions[q]);
	for (size_t i = 0; i < d->form->score_count; i++)
		put_score(d, &d->form->scores[i]);
	xml_close(&d->x);
}
