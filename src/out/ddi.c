/*
 * codebook.xml: what was asked, of whom, and what was published of it, for archives: DDI Codebook
 * 2.5 (ddialliance.org).  Elements stand in the order of its schema.
 *
 * It holds no record and nothing that anybody wrote.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/ddi.h"

#define NAMESPACE "ddi:codebook:2_5"
#define SCHEMA	  "http://www.w3.org/2001/XMLSchema-instance"
#define LOCATION \
	"http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"

void
ddi_texts(struct ddi *d, const char *name, const struct text *text)
{
	for (size_t l = 0; l < d->form->language_count; l++)
		if (text->in[l])
			xml_leaf_in(&d->x, name, d->form->languages[l], text->in[l]);
}

static void
put_english(struct ddi *d, const char *name, const char *words)
{
	xml_leaf_in(&d->x, name, "en", words);
}

/* prodStmt: who made it, when, with what. */
static void
put_producer(struct ddi *d)
{
	struct xml *x = &d->x;

	xml_open(x, "prodStmt");
	if (*d->s->run_by)
		xml_leaf(x, "producer", d->s->run_by);
	xml_open(x, "prodDate");
	xml_attr(x, "date", d->s->released);
	xml_text(x, d->s->released);
	xml_close(x);
	xml_leaf(x, "software", "canvass");
	xml_close(x);
}

static void
put_version(struct ddi *d)
{
	const struct summary *s = d->s;
	struct xml *x = &d->x;

	xml_open(x, "verStmt");
	xml_open(x, "version");
	xml_attr(x, "date", s->released);
	xml_text(x, arena_printf(d->arena, "%s %u, wave %s",
				 s->draft ? "Draft of release" : "Release", s->release,
				 s->wave));
	xml_close(x);
	xml_close(x);
}

static const char *
draft_of(const struct ddi *d, const char *title)
{
	return d->s->draft ? arena_printf(d->arena, "Draft: %s", title) : title;
}

/* The form's title in the release's language, and its titles in the others. */
static void
put_titles(struct ddi *d)
{
	const struct summary *s = d->s;
	struct xml *x = &d->x;

	xml_open(x, "titlStmt");
	xml_leaf_in(x, "titl", s->language, draft_of(d, s->form_title));
	for (size_t l = 0; l < d->form->language_count; l++)
		if (d->form->title.in[l] && !str_same(d->form->languages[l], s->language))
			xml_leaf_in(x, "parTitl", d->form->languages[l],
				    draft_of(d, d->form->title.in[l]));
	xml_leaf(x, "IDNo", s->survey);
	xml_close(x);
}

static void
put_document(struct ddi *d)
{
	struct xml *x = &d->x;

	xml_open(x, "docDscr");
	xml_open(x, "citation");
	xml_open(x, "titlStmt");
	xml_leaf_in(
		x, "titl", d->s->language,
		draft_of(d, arena_printf(d->arena, "%s: codebook", d->s->form_title)));
	xml_close(x);
	put_producer(d);
	put_version(d);
	xml_close(x);
	xml_close(x);
}

/* What people were told before they agreed; else the title must do. */
static void
put_abstract(struct ddi *d)
{
	bool told = d->form->consent.in[0] != NULL;

	ddi_texts(d, "abstract", told ? &d->form->consent : &d->form->title);
}

static void
put_scope(struct ddi *d)
{
	struct xml *x = &d->x;

	xml_open(x, "stdyInfo");
	put_abstract(d);
	xml_open(x, "sumDscr");
	put_english(d, "anlyUnit", "Response: one form sent, by somebody unknown");
	put_english(d, "universe",
		    "Whoever was given the survey's address, and answered");
	put_english(d, "dataKind", "Rounded counts of answers; no records");
	xml_close(x);
	for (size_t i = 0; i < d->s->note_count; i++)
		xml_leaf(x, "notes", d->s->notes[i]);
	xml_close(x);
}

static void
put_method(struct ddi *d)
{
	struct xml *x = &d->x;
	const struct policy *p = &d->s->policy;

	xml_open(x, "method");
	xml_open(x, "dataColl");
	put_english(d, "collMode", "Web form, filled in alone and without a name");
	xml_close(x);
	xml_close(x);
	xml_open(x, "dataAccs");
	xml_open(x, "useStmt");
	put_english(d, "confDec",
		    arena_printf(d->arena,
				 "No number stands for fewer than %u people, and every "
				 "number is rounded to the nearest %u.",
				 p->threshold, p->rounding));
	xml_close(x);
	xml_close(x);
}

static void
put_study(struct ddi *d)
{
	struct xml *x = &d->x;

	xml_open(x, "stdyDscr");
	xml_open(x, "citation");
	put_titles(d);
	if (*d->s->run_by) {
		xml_open(x, "rspStmt");
		xml_leaf(x, "AuthEnty", d->s->run_by);
		xml_close(x);
	}
	put_producer(d);
	put_version(d);
	xml_close(x);
	put_scope(d);
	put_method(d);
	xml_close(x);
}

bool
export_ddi(const struct summary *s, struct export_files *out, struct arena *a,
	   struct err *err)
{
	struct buf *b = export_open(out, "codebook.xml", err);
	struct ddi d = { .s = s, .form = s->form, .arena = a };

	if (!b)
		return false;
	if (!s->form)
		return err_set(err, ERR_BUG, "codebook.xml: no form");
	d.plan = plan_make(s->form, a);
	xml_start(&d.x, b);
	xml_open(&d.x, "codeBook");
	xml_attr(&d.x, "xmlns", NAMESPACE);
	xml_attr(&d.x, "xmlns:xsi", SCHEMA);
	xml_attr(&d.x, "xsi:schemaLocation", NAMESPACE " " LOCATION);
	xml_attr(&d.x, "version", "2.5");
	xml_attr(&d.x, "xml:lang", s->language);
	put_document(&d);
	put_study(&d);
	ddi_variables(&d);
	xml_close(&d.x);
	return export_close(b, "codebook.xml", err);
}
