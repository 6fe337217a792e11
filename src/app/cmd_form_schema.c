/*
 * canvass form schema: a JSON Schema of form files, for editors.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "form/author.h"

bool
cmd_form_schema(struct call *call, struct err *err)
{
	SCOPED(buf) out;

	(void)call;
	buf_init(&out, 0);
	form_schema(&out);
	return output_put(&out, err);
}
