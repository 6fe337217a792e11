/*
 * The kinds of sheet, by the name that a description gives them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/render.h"

const struct template templates[] = {
	{ .name = "poster", .draw = draw_poster },
	{ .name = "card", .draw = draw_card },
	{ .name = "cards", .draw = draw_cards },
	{ .name = "backs", .draw = draw_backs },
	{ .name = "slips", .draw = draw_slips },
	{ .name = "pledge", .draw = draw_pledge },
	{ .name = "said", .draw = draw_said },
	{ .name = "table", .draw = draw_table },
	{ .name = "text", .draw = draw_text },
};
const size_t template_count = ARRAY_LEN(templates);
