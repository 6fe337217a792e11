/*
 * A form read from a file that somebody named, for the commands that take one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FORM_FILE_H
#define CANVASS_FORM_FILE_H

#include "app/app.h"

/* The bytes of a form and of the side files beside it (NAME.cy.yaml beside NAME.yaml). */
struct form_bytes {
	const char *text;
	size_t len;
	const struct form_side *sides; /* by language */
	size_t side_count;
};
/* text keeps the form's bytes, the arena all the rest. */
bool form_bytes_read(const struct call *call, const char *path, struct buf *text,
		     struct form_bytes *out, struct arena *a, struct err *err) MUST_USE;

/*
 * Reads and checks a form with its side files, its pages' sizes at the door included.  What is
 * wrong is in diags; the form is returned if there was no error.  NULL with err->code ERR_NONE:
 * there were errors.  text keeps the form's bytes; it lives in the arena.  expected: as --expected
 * gives it, or 0.
 */
struct form *form_file(const struct call *call, const char *path, unsigned expected,
		       struct buf *text, struct diags *diags, struct arena *a, struct err *err);
/* The same for a form that is opened: frozen (or NULL) gets it and its side files as one text. */
struct form *form_file_freeze(const struct call *call, const char *path, unsigned expected,
			      struct buf *text, struct diags *diags, struct arena *a,
			      struct buf *frozen, struct err *err);

#define PAGE_MOST 14600u /* on the wire, headers included: ten segments of 1,460 bytes */
/* Bytes of the form's largest page, as the door would send it, and which page it is. */
size_t form_page_largest(const struct form *form, unsigned *out_page);
/* E101 where a page, or the check page with every answer at its limit, is too large. */
void form_sizes_check(const struct form *form, struct diags *diags);
/* "largest page 11,432 of 14,600 bytes (page 7); ..." and a line's end. */
void form_sizes_put(const struct form *form, struct buf *out);

#endif
