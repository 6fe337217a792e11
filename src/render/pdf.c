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
	bool ending;	/* what comes is kept in the tail */
	struct buf tail;
};

static cairo_status_t
pass_on(void *with, const unsigned char *data, unsigned len)
{
	struct pdf *p = with;

	if (p->ending)
		buf_put(&p->tail, data, len);
	else if (!p->dead && !p->write(p->with, data, len))
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
	buf_free(&p->tail);
	free(p);
}

struct pdf *
pdf_new(const struct pages_about *about, write_fn *write, void *with)
{
	struct pdf *p = mem_new(1, sizeof(*p));
	char day[32];

	snprintf(day, sizeof(day), "%.10sT00:00:00Z", about->day);
	p->write = write;
	p->with = with;
	/* cairo wants some size; each page brings its own. */
	p->surface = cairo_pdf_surface_create_for_stream(pass_on, p, A4_WIDE, A4_HIGH);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE,
				       about->title);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR,
				       about->author);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "canvass");
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, day);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_MOD_DATE, day);
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

/*
 * cairo 1.16 writes (20261201000000Z), where ISO 32000-1, 7.9.4 wants (D:20261201...): blanks
 * behind the day keep the length, on which the table of objects hangs.
 */
static void
date_mend(struct buf *tail, const char *key)
{
	char *at = memmem(tail->data, tail->len, key, strlen(key));
	char day[9];

	if (!at || (size_t)(tail->data + tail->len - at) < strlen(key) + 18)
		return;
	at += strlen(key);
	if (memcmp(at, " (", 2) || memcmp(at + 10, "000000Z)", 8))
		return;
	str_fit(day, sizeof(day), at + 2);
	snprintf(at, 18, " (D:%s)    ", day);
	at[17] = ' ';
}

/* Fonts, the list of pages and what the document says of itself: small beside the pages. */
static void
tail_write(struct pdf *p)
{
	p->ending = true;
	cairo_surface_finish(p->surface);
	p->ending = false;
	if (!p->tail.len || p->dead)
		return;
	date_mend(&p->tail, "/CreationDate");
	date_mend(&p->tail, "/ModDate");
	p->unwritten = !p->write(p->with, p->tail.data, p->tail.len);
}

bool
pdf_end(struct pdf *p, struct err *err)
{
	tail_write(p);
	if (p->unwritten)
		return pdf_good(p, err);
	if (cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS)
		return err_set(err, ERR_BUG, "cairo: %s",
			       cairo_status_to_string(cairo_surface_status(p->surface)));
	p->dead = true;
	return true;
}
