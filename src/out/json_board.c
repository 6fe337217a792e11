/*
 * The team's own words in summary.json: headlines, opportunities, "you said, we did" and the page
 * for the quarterly board.  Their numbers were filled in from published cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

static void
put_opportunity(struct buf *b, const struct summary *s, const struct opportunity *o)
{
	buf_puts(b, "\n  {");
	member_text(b, "theme", o->theme < 0 ? "" : s->themes[o->theme].id);
	buf_puts(b, ", ");
	member_text(b, "said", o->said);
	buf_puts(b, ", ");
	member_text(b, "department", o->department);
	buf_puts(b, ", ");
	member_text(b, "quarter", o->quarter);
	buf_putc(b, '}');
}

/* Left out where there are none: a release without them stays byte for byte what it was. */
static void
put_pairs(struct buf *b, const struct board *board)
{
	if (!board->pair_count)
		return;
	buf_puts(b, ",\n \"you_said_we_did\": [");
	for (size_t i = 0; i < board->pair_count; i++) {
		buf_puts(b, i ? ",\n  {" : "\n  {");
		member_text(b, "said", board->pairs[i].said);
		buf_puts(b, ", ");
		member_text(b, "did", board->pairs[i].did);
		buf_puts(b, ", ");
		member_text(b, "department", board->pairs[i].who);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

void
json_board(struct buf *b, const struct summary *s)
{
	static const struct board none = { .headline_count = 0 };
	const struct board *board = s->board ? s->board : &none;
	bool any = false;

	buf_puts(b, ",\n ");
	member_list(b, "headlines", board->headlines, board->headline_count);
	buf_puts(b, ",\n \"opportunities\": [");
	for (size_t i = 0; i < board->opportunity_count; i++) {
		buf_puts(b, i ? "," : "");
		put_opportunity(b, s, &board->opportunities[i]);
	}
	buf_putc(b, ']');
	put_pairs(b, board);
	buf_puts(b, ",\n \"plan\": [");
	for (size_t i = 0; i < ARRAY_LEN(board->parts); i++) {
		if (!board->parts[i].line_count)
			continue;
		buf_puts(b, any ? ",\n  {" : "\n  {");
		any = true;
		member_text(b, "id", board->parts[i].id);
		buf_puts(b, ", ");
		member_text(b, "title", board->parts[i].title);
		buf_puts(b, ", ");
		member_list(b, "lines", board->parts[i].lines,
			    board->parts[i].line_count);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}
