/*
 * What is wrong with a drawing's codes: each with the measure, the limit, and what to change.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "app/poster_check.h"

enum {
	SIDE_LEAST = 20, /* mm */
	QUIET_LEAST = 4, /* modules */
	VERSION_MOST = 4,
	CONTRAST_LEAST = 7, /* to 1 */
	SHEET_LEAST = 8,    /* like codes on a page: it is to be cut */
};
#define MODULE_LEAST 0.5  /* mm */
#define MEASURED     0.99 /* a raster's lengths may be one in a hundred short */

static void PRINTF(5, 6)
	put(struct check *c, unsigned page, const struct check_code *code,
	    const char *name, const char *fmt, ...)
{
	char says[600];
	va_list ap;

	if (c->problem_count == c->problem_room) {
		struct check_problem *more;

		c->problem_room = c->problem_room ? 2 * c->problem_room : 64;
		more = arena_array(c->arena, struct check_problem, c->problem_room);
		if (c->problem_count)
			memcpy(more, c->problems, c->problem_count * sizeof(*more));
		c->problems = more;
	}
	va_start(ap, fmt);
	vsnprintf(says, sizeof(says), fmt, ap);
	va_end(ap);
	c->problems[c->problem_count++] = (struct check_problem){
		.page = page,
		.text = code ? code->text : "",
		.name = name,
		.says = arena_str(c->arena, says),
	};
}
#define put_code(c, code, ...) put((c), (code)->page, (code), __VA_ARGS__)

/* ---- the paper ---------------------------------------------------------------------- */

/* The largest that is no larger than the page, so that other formats have the next below. */
static enum poster_paper
paper_of(const struct check_page *page)
{
	enum poster_paper best = PAPER_CARD;

	for (unsigned i = 0; i < PAPER__COUNT; i++) {
		const struct paper_row *row = &paper_rows[i];
		double area = row->wide / 10.0 * row->high / 10.0;

		if (area <= page->wide * page->high * 1.05 &&
		    row->side > paper_rows[best].side)
			best = (enum poster_paper)i;
	}
	return best;
}

/*
 * Slips, a sheet of cards and strips at the foot are read from the hand: they are judged as a card
 * is.  Only the largest code of a page has to be read from as far as its paper.
 */
bool
check_whole_page(const struct check *c, const struct check_code *code)
{
	if (code->slip || code->alike >= SHEET_LEAST)
		return false;
	for (size_t i = 0; i < c->code_count; i++)
		if (c->codes[i].page == code->page && c->codes[i].side > code->side * 1.1)
			return false;
	return true;
}

const struct paper_row *
check_paper(const struct check *c, const struct check_code *code)
{
	return &paper_rows[check_whole_page(c, code) ? paper_of(&c->pages[code->page - 1])
						     : PAPER_CARD];
}

/* ---- one code ----------------------------------------------------------------------- */

static void
judge_lengths(struct check *c, const struct check_code *code)
{
	const struct paper_row *paper = check_paper(c, code);
	double side = code->side * code->mm, module = code->module * code->mm;

	if (!(code->mm > 0))
		return;
	if (module < MODULE_LEAST * MEASURED)
		put_code(
			c, code, "module",
			"a module is %.2f mm, at least %.1f mm: draw the code larger, or "
			"choose a shorter host name",
			module, MODULE_LEAST);
	if (side < SIDE_LEAST * MEASURED)
		put_code(c, code, "side",
			 "the code is %.1f mm a side, at least %d mm: draw it larger",
			 side, SIDE_LEAST);
	else if (check_whole_page(c, code) && side * 10 < paper->from * MEASURED)
		put_code(
			c, code, "distance",
			"the code is %.1f mm a side, which scans from %.1f m; this paper is "
			"read from %.1f m: make it %.0f mm",
			side, side / 100, paper->from / 1000.0, paper->from / 10.0);
}

/* A raster cannot say where an edge is to less than a pixel. */
static void
judge_ground(struct check *c, const struct check_code *code)
{
	double least = QUIET_LEAST - fmax(0.25, 1 / code->module);

	if (code->quiet < least)
		put_code(
			c, code, "quiet zone",
			"the quiet zone is %.2f modules, at least %d: leave more white around the "
			"code, on every side",
			code->quiet, QUIET_LEAST);
	if (code->contrast < CONTRAST_LEAST * MEASURED)
		put_code(
			c, code, "contrast",
			"the contrast is %.1f to 1, at least %d to 1: print black on white",
			code->contrast, CONTRAST_LEAST);
	if (code->light)
		put_code(
			c, code, "light on dark",
			"the code is light on dark: phones do not read this reliably; print it "
			"dark on light");
}

static void
judge_modules(struct check *c, const struct check_code *code)
{
	if (code->version > VERSION_MOST)
		put_code(
			c, code, "version",
			"the code is of version %u, with %u modules a side; at most %d: choose a "
			"shorter host name, in capitals",
			code->version, code->modules, VERSION_MOST);
	else if (!code->ours)
		put_code(
			c, code, "encoding",
			"the code is not drawn as canvass draws this address (in capitals, error "
			"correction M), so its modules cannot be held against it: draw it with "
			"poster make");
	if (code->wrong > 0)
		put_code(
			c, code, "modules",
			"%d of %u modules differ from what this address should be: altered, dirty "
			"or badly printed",
			code->wrong, code->modules * code->modules);
}

static void
judge_address(struct check *c, const struct check_code *code)
{
	const char *survey = code->survey;

	switch (code->leads) {
	case LEADS_ELSEWHERE:
		put_code(c, code, "host",
			 "this leads to %.100s, not to %s: take it down and tell the "
			 "team",
			 *code->host ? check_plain(code->host, c->arena) : "no web page",
			 c->host);
		break;
	case LEADS_STRANGE:
		put_code(
			c, code, "address",
			"this address leads to %s, but is written as no address of ours is: a "
			"name before an @, blanks, or signs that browsers leave out; take it down "
			"and tell the team",
			code->host);
		break;
	case LEADS_ASTRAY:
		put_code(c, code, "address",
			 "this leads to %s, but to no survey there: an address "
			 "ends in /S/ and a code",
			 code->host);
		break;
	case LEADS_CHECK:
		put_code(
			c, code, "check character",
			"the check character of this code is wrong: it was altered or mistyped");
		break;
	case LEADS_NOBODY:
		put_code(c, code, "link", "no survey of this workspace has this code");
		break;
	case LEADS_CLOSED:
		put_code(c, code, "link",
			 "this is a closed link of %s: take its poster down", survey);
		break;
	case LEADS_OVER:
		put_code(c, code, "survey", "%s was closed on %s: take its poster down",
			 survey, code->when);
		break;
	case LEADS_NO_SLIP:
		put_code(c, code, "slip",
			 "this code of sixteen characters is not a slip of this "
			 "workspace");
		break;
	case LEADS_UNKNOWN:
	case LEADS_OPEN:
	case LEADS_SLIP:
	case LEADS_SLIPS:
	case LEADS__COUNT:
		break;
	}
	if (code->plain)
		put_code(c, code, "scheme",
			 "this address begins with http, not https: on the way, answers "
			 "can be read");
}

/* ---- pages and file ------------------------------------------------------------------ */

/* Two addresses on one sheet confuse; slips are cut apart, and each has its own. */
static void
judge_page(struct check *c, const struct check_page *page)
{
	const struct check_code *first = NULL;

	for (size_t i = 0; i < c->code_count; i++) {
		const struct check_code *code = &c->codes[i];

		if (code->page != page->number || code->slip)
			continue;
		if (first && !str_same(first->text, code->text)) {
			put(c, page->number, NULL, "several codes",
			    "there are different codes on this page: a sheet bears one address");
			return;
		}
		first = code;
	}
}

void
check_judge(struct check *c)
{
	for (size_t i = 0; i < c->page_count; i++) {
		judge_page(c, &c->pages[i]);
		for (size_t k = 0; k < c->code_count; k++) {
			const struct check_code *code = &c->codes[k];

			if (code->page != c->pages[i].number)
				continue;
			judge_address(c, code);
			judge_modules(c, code);
			judge_lengths(c, code);
			judge_ground(c, code);
		}
	}
	if (!c->code_count)
		put(c, 0, NULL, "no code", "no QR code was found");
}
