/*
 * A form read from a file that somebody named, for the commands that take one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FORM_FILE_H
#define CANVASS_FORM_FILE_H

#include "app/app.h"

/*
 * Reads and checks a form, its pages' sizes at the door included.  What is wrong is in diags;
 * the form is returned if there was no error.  NULL with err->code ERR_NONE: there were errors.
 * text keeps the file's bytes; the form lives in the arena.  expected: as --expected gives it,
 * or 0.
 */
struct form *form_file(const struct call *call, const char *path, unsigned expected,
		       struct buf *text, struct diags *diags, struct arena *a, struct err *err);

#endif
