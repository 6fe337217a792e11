/*
 * canvass link close CODE: one poster leads no further.  Answers given through it stay.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_link_close(struct call *call, struct err *err)
{
	struct store *st;
	char code[CODE_CHARS + 1];
	bool good;

	if (!code_read(call->args[0], code))
		return err_set(
			err, ERR_MISSING,
			"%s is no code: eight letters and digits, the last one a check",
			call->args[0]);
	st = store_open(call->dir, STORE_WRITES, err);
	good = st && link_close(st, code, err);
	if (good)
		say("%s is closed; take its poster down", code);
	store_close(st);
	return good;
}
