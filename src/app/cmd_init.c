/*
 * canvass init DIR: makes a workspace, with the shipped forms to start from.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_init(struct call *call, struct err *err)
{
	const char *dir = call->args[0], *url = flag_value(call, "url");
	struct settings check = { 0 };

	if (!*dir)
		return err_set(err, ERR_USAGE, "init needs the name of a folder");
	if (url && !settings_set(&check, SETTING_URL, url, err))
		return false;
	if (!workspace_make(dir, url, err))
		return err_add(err, "init");
	say("%s is a workspace now; its settings are in %s/canvass.yaml, forms to start from in "
	    "%s/forms",
	    dir, dir, dir);
	return true;
}
