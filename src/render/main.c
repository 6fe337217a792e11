/*
 * canvass-render: from lines of JSON to a drawing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/render.h"

int
main(void)
{
	return 70;
}
