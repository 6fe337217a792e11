/*
 * The first page of the desk: what there is to do.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/page.h"

struct console_reply *
desk_home(struct desk_visit *v)
{
	(void)v;
	return NULL;
}
