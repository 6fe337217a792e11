/*
 * A guide read from a file that somebody named, with the form beside it; and checking several
 * files, forms and guides.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_GUIDE_FILE_H
#define CANVASS_GUIDE_FILE_H

#include "app/app.h"
#include "form/guide.h"

/*
 * Reads and checks the guide that was read from path into text; its form is looked for beside it.
 * What is wrong is in diags, but for what is wrong with the form: that is said.  NULL if there
 * were errors.  The guide and its form live in the arena, text and path must live as long as diags.
 */
struct guide *guide_file(const struct call *call, const char *path, const struct buf *text,
			 struct diags *diags, struct arena *a);

/* The same for a guide that a room is opened with: frozen gets its form with the side files. */
struct guide *guide_file_freeze(const struct call *call, const char *path,
				const struct buf *text, struct buf *frozen,
				struct diags *diags, struct arena *a);

/*
 * Every problem of the files that the call names, as words or JSON; ERR_FOUND if there are errors.
 * guides: all must be guides; else each is what it says it is.
 */
bool files_check(const struct call *call, bool guides, struct err *err);

#endif
