/*
 * Descriptions of sheets for canvass-render.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/poster.h"

const char *const poster_file_names[POSTER_FILE__COUNT] = { "pdf", "svg", "png" };
const struct paper_row paper_rows[PAPER__COUNT] = {
	[PAPER_A3] = { "a3", 2970, 4200, 1200, 1200 },
	[PAPER_A4] = { "a4", 2100, 2970, 700, 700 },
	[PAPER_A5] = { "a5", 1480, 2100, 300, 300 },
	[PAPER_CARD] = { "card", 850, 550, 200, 200 },
};

bool
paper_find(const char *name, enum poster_paper *out)
{
	for (unsigned i = 0; i < PAPER__COUNT; i++)
		if (str_same(paper_rows[i].name, name)) {
			*out = i;
			return true;
		}
	return false;
}

void
poster_job_put(const struct poster_job *job, struct buf *out)
{
	(void)job;
	(void)out;
}

bool
poster_wall(const struct poster_about *about, enum poster_paper paper, bool strips, const struct poster_link *link, struct buf *out, struct err *err)
{
	(void)about;
	(void)paper;
	(void)strips;
	(void)link;
	(void)out;
	return err_set(err, ERR_BUG, "poster_wall: not yet");
}

bool
poster_card(const struct poster_about *about, bool sheet, const struct poster_link *link, struct buf *out, struct err *err)
{
	(void)about;
	(void)sheet;
	(void)link;
	(void)out;
	return err_set(err, ERR_BUG, "poster_card: not yet");
}

bool
poster_pledge(const struct poster_about *about, enum poster_paper paper, const struct poster_link *link, struct buf *out, struct err *err)
{
	(void)about;
	(void)paper;
	(void)link;
	(void)out;
	return err_set(err, ERR_BUG, "poster_pledge: not yet");
}

bool
poster_slips(const struct poster_about *about, const struct poster_link *slips, size_t count, unsigned run, struct buf *out, struct err *err)
{
	(void)about;
	(void)slips;
	(void)count;
	(void)run;
	(void)out;
	return err_set(err, ERR_BUG, "poster_slips: not yet");
}

bool
poster_slips_how(const struct poster_about *about, unsigned count, unsigned run, struct buf *out, struct err *err)
{
	(void)about;
	(void)count;
	(void)run;
	(void)out;
	return err_set(err, ERR_BUG, "poster_slips_how: not yet");
}

bool
poster_cover(const struct poster_about *about, const struct poster_place *places, size_t count, struct buf *out, struct err *err)
{
	(void)about;
	(void)places;
	(void)count;
	(void)out;
	return err_set(err, ERR_BUG, "poster_cover: not yet");
}

bool
poster_refusals(const struct poster_about *about, const struct poster_refusal *rows, size_t count, struct buf *out, struct err *err)
{
	(void)about;
	(void)rows;
	(void)count;
	(void)out;
	return err_set(err, ERR_BUG, "poster_refusals: not yet");
}

bool
poster_how(const struct poster_about *about, enum poster_paper paper, struct buf *out, struct err *err)
{
	(void)about;
	(void)paper;
	(void)out;
	return err_set(err, ERR_BUG, "poster_how: not yet");
}

bool
poster_said(const struct summary *summary, const char *force, enum poster_paper paper, struct buf *out, struct err *err)
{
	(void)summary;
	(void)force;
	(void)paper;
	(void)out;
	return err_set(err, ERR_BUG, "poster_said: not yet");
}
