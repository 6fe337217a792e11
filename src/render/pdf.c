/*
 * PDF: as many pages as one likes, each written and forgotten before the next.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo-pdf.h>

#include "render/paint.h"

#define A4_WIDE (210 / POINT_MM)
#define A4_HIGH (297 / POINT_MM)

struct pdf {
	cairo_surface_t *surface;
	cairo_t *cr;
	write_fn *write;
	void *with;
	bool dead;	/* nothing more is to be written */
	bool unwritten; /* it was the output's fault */
};

static cairo_status_t
pass_on(void *with, const unsigned char *data, unsigned len)
{
	struct pdf *p = with;

	if (!p->dead && !p->write(p->with, data, len))
		p->dead = p->unwritten = true;
	return p->dead ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void
pdf_free(struct pdf *p)
{
	if (!p)
		return;
	p->dead = true;
	cairo_destroy(p->cr);
	cairo_surface_destroy(p->surface);
	free(p);
}

struct pdf *
pdf_new(const struct pages_about *about, write_fn *write, void *with)
{
	struct pdf *p = mem_new(1, sizeof(*p));

	p->write = write;
	p->with = with;
	/* cairo wants some size; each page brings its own. */
	p->surface = cairo_pdf_surface_create_for_stream(pass_on, p, A4_WIDE, A4_HIGH);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, about->title);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR,
				       about->author);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "canvass");
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       about->day);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_MOD_DATE, about->day);
	p->cr = cairo_create(p->surface);
	return p;
}

static bool
pdf_good(const struct pdf *p, struct err *err)
{
	cairo_status_t status = cairo_status(p->cr);

	if (p->unwritten)
		return err_set(err, ERR_IO, "the drawing cannot be written");
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(p->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return true;
	return err_set(err, ERR_BUG, "cairo: %s", cairo_status_to_string(status));
}

bool
pdf_add(struct pdf *p, const struct sheet *s, struct err *err)
{
	cairo_pdf_surface_set_size(p->surface, s->wide / POINT_MM, s->high / POINT_MM);
	cairo_save(p->cr);
	cairo_scale(p->cr, 1 / POINT_MM, 1 / POINT_MM);
	sheet_paint(s, p->cr, 0);
	cairo_restore(p->cr);
	cairo_show_page(p->cr);
	return pdf_good(p, err);
}

bool
pdf_end(struct pdf *p, struct err *err)
{
	cairo_surface_finish(p->surface);
	if (p->unwritten)
		return pdf_good(p, err);
	if (cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS)
		return err_set(err, ERR_BUG, "cairo: %s",
			       cairo_status_to_string(cairo_surface_status(p->surface)));
	p->dead = true;
	return true;
}
