/*
 * Reads a guide and the form that it goes by: ID.yaml in the same folder.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/guide_file.h"
#include "app/form_file.h"

/* The form's path; NULL if the guide names none. */
static const char *
form_beside(const char *path, const struct buf *text, struct arena *a)
{
	const char *id = guide_form(text->data ? text->data : "", text->len, a);
	const char *slash = strrchr(path, '/');

	if (!id)
		return NULL;
	return arena_printf(a, "%.*s%s.yaml", slash ? (int)(slash - path) + 1 : 0, path,
			    id);
}

/* That there is no such file is told in the guide, where it is named. */
static const struct form *
form_had(const struct call *call, const char *path, struct buf *frozen, struct arena *a)
{
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	const struct form *form;
	SCOPED(buf) text;

	buf_init(&text, 0);
	form = form_file_freeze(call, path, 0, &text, &diags, a, frozen, &why);
	if (!form && why.code == ERR_NONE)
		say("%s has errors: see canvass form check %s", path, path);
	else if (!form && why.code != ERR_MISSING)
		say("%s", why.text);
	return form;
}

struct guide *
guide_file_freeze(const struct call *call, const char *path, const struct buf *text,
		  struct buf *frozen, struct diags *diags, struct arena *a)
{
	const char *beside = form_beside(path, text, a);
	const struct form *form = beside ? form_had(call, beside, frozen, a) : NULL;
	const char *bytes = text->data ? text->data : "";

	diags_init(diags, path, bytes, text->len, a);
	return guide_parse(bytes, text->len, form, diags);
}

struct guide *
guide_file(const struct call *call, const char *path, const struct buf *text,
	   struct diags *diags, struct arena *a)
{
	return guide_file_freeze(call, path, text, NULL, diags, a);
}
