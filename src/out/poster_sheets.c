/*
 * The sheets that stay off the wall: how to put posters up, how to hand slips out, what goes
 * where.  And "you said, we did", whose words come from a published summary.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/poster_words.h"

/* ---- how to ---------------------------------------------------------------------------- */

static void
put_steps(struct script *s, const struct tongue *tongue, const enum word *steps,
	  size_t count)
{
	for (size_t i = 0; i < count; i++)
		line_text(s, NULL, poster_say(s, tongue, steps[i], NULL, NULL));
}

static void
how_put(struct script *s, const struct poster_about *about, const struct tongue *tongue,
	const void *with)
{
	static const enum word steps[] = {
		WORD_POSTER_UP_PRINT, WORD_POSTER_UP_WALL, WORD_POSTER_UP_DOOR,
		WORD_POSTER_UP_SEEN,  WORD_POSTER_UP_TRY,  WORD_POSTER_UP_LOOK,
	};
	int closes = about->form->closes;

	(void)with;
	line_text(s, "title", poster_say(s, tongue, WORD_POSTER_UP_TITLE, NULL, NULL));
	line_text(s, "lead", poster_say(s, tongue, WORD_POSTER_UP_LEAD, NULL, NULL));
	line_open(s, "steps", '[');
	put_steps(s, tongue, steps, ARRAY_LEN(steps));
	line_text(s, NULL,
		  closes < 0 ? poster_say(s, tongue, WORD_POSTER_UP_DOWN, NULL, NULL)
			     : poster_say(s, tongue, WORD_POSTER_UP_CLOSES,
					  poster_day(s, tongue, closes), NULL));
	line_close(s, ']');
	line_text(s, "foot", poster_questions(s, about, tongue));
}

bool
poster_how(const struct poster_about *about, enum poster_paper paper, struct buf *out,
	   struct err *err)
{
	struct script s;

	script_init(&s);
	/* a card's is as large as the sheet that ten of them are cut from */
	script_sheet(&s, "text", paper == PAPER_CARD ? PAPER_A4 : paper);
	line_tongues(&s, about, how_put, NULL);
	script_end(&s);
	return script_done(&s, out, err);
}

struct print_run {
	char count[16], run[16];
};

static void
slips_how_put(struct script *s, const struct poster_about *about,
	      const struct tongue *tongue, const void *with)
{
	static const enum word steps[] = {
		WORD_POSTER_SLIPS_CUT,	WORD_POSTER_SLIPS_FOLD,	 WORD_POSTER_SLIPS_BOX,
		WORD_POSTER_SLIPS_DRAW, WORD_POSTER_SLIPS_NAMED, WORD_POSTER_SLIPS_LIST,
		WORD_POSTER_SLIPS_REST, WORD_POSTER_SLIPS_LOST,
	};
	const struct print_run *run = with;

	line_text(s, "title", poster_say(s, tongue, WORD_POSTER_SLIPS_TITLE, NULL, NULL));
	line_text(s, "lead",
		  poster_say(s, tongue, WORD_POSTER_SLIPS_LEAD, run->count, run->run));
	line_open(s, "steps", '[');
	put_steps(s, tongue, steps, ARRAY_LEN(steps));
	line_close(s, ']');
	line_text(s, "foot", poster_questions(s, about, tongue));
}

bool
poster_slips_how(const struct poster_about *about, unsigned count, unsigned run,
		 struct buf *out, struct err *err)
{
	struct print_run printed;
	struct script s;

	snprintf(printed.count, sizeof(printed.count), "%u", count);
	snprintf(printed.run, sizeof(printed.run), "%u", run);
	script_init(&s);
	script_sheet(&s, "text", PAPER_A4);
	line_tongues(&s, about, slips_how_put, &printed);
	script_end(&s);
	return script_done(&s, out, err);
}

/* ---- lists ---------------------------------------------------------------------------- */

/* How many lines of the sheet a row takes, about. */
enum { LINE_CHARACTERS = 40, ALSO_MOST = 120 };

static size_t
lines_of(const char *cell)
{
	size_t count =
		utf8_valid(cell, strlen(cell)) ? utf8_count(cell, strlen(cell)) : 0;

	return count ? (count + LINE_CHARACTERS - 1) / LINE_CHARACTERS : 1;
}

struct list {
	struct script *s;
	const struct poster_about *about;
	struct tongue tongue;
	enum word title, intro;
	const enum word *head;
	size_t columns, boxes, wide;
	const void *rows;
	size_t count;
	/* Each cell but the boxes, of one row. */
	void (*cells)(const struct list *list, size_t row, const char *out[4]);
};

static size_t
row_lines(const struct list *list, size_t row)
{
	const char *cells[4] = { "", "", "", "" };

	list->cells(list, row, cells);
	return lines_of(cells[list->wide]);
}

/* Where the sheet ends that begins with this row. */
static size_t
sheet_end(const struct list *list, size_t row)
{
	size_t lines = row_lines(list, row);

	while (++row < list->count) {
		lines += row_lines(list, row);
		if (lines > POSTER_ROWS)
			break;
	}
	return row;
}

static void
list_sheet(const struct list *list, size_t from, size_t to, unsigned number,
	   unsigned sheets)
{
	struct script *s = list->s;
	const struct tongue *tongue = &list->tongue;
	char one[16], two[16];

	snprintf(one, sizeof(one), "%u", number);
	snprintf(two, sizeof(two), "%u", sheets);
	script_sheet(s, "table", PAPER__COUNT);
	line_text(s, "lang", tongue->speech.code);
	line_truth(s, "rtl", tongue->speech.right_to_left);
	line_text(s, "title", poster_say(s, tongue, list->title, NULL, NULL));
	line_open(s, "intro", '[');
	line_text(s, NULL, poster_title(s, tongue));
	line_text(s, NULL, poster_say(s, tongue, list->intro, NULL, NULL));
	line_close(s, ']');
	line_open(s, "head", '[');
	for (size_t i = 0; i < list->columns; i++)
		line_text(s, NULL, poster_say(s, tongue, list->head[i], NULL, NULL));
	line_close(s, ']');
	line_open(s, "rows", '[');
	for (size_t row = from; row < to; row++) {
		const char *cells[4] = { "", "", "", "" };

		list->cells(list, row, cells);
		line_open(s, NULL, '[');
		for (size_t i = 0; i < list->columns - list->boxes; i++)
			line_text(s, NULL, cells[i]);
		line_close(s, ']');
	}
	line_close(s, ']');
	line_number(s, "boxes", (unsigned)list->boxes);
	line_number(s, "wide", (unsigned)list->wide);
	line_text(s, "foot", poster_say(s, tongue, WORD_POSTER_LIST_SHEET, one, two));
	script_end(s);
}

static bool
list_put(struct list *list, struct buf *out, struct err *err)
{
	struct script s;
	unsigned sheets = 0, number = 0;
	size_t row, end;

	script_init(&s);
	list->s = &s;
	list->tongue = tongue_at(list->about, 0);
	for (row = 0; row < list->count; row = sheet_end(list, row))
		sheets++;
	for (row = 0; row < list->count && !s.bad; row = end) {
		end = sheet_end(list, row);
		list_sheet(list, row, end, ++number, sheets);
	}
	return script_done(&s, out, err);
}

/* "A4", as people write it, though files are named "a4". */
static const char *
paper_say(struct script *s, const char *name)
{
	char *words = arena_str(s->arena, name);

	if (words[0] == 'a' && words[1] >= '0' && words[1] <= '9')
		words[0] = 'A';
	return words;
}

static void
place_cells(const struct list *list, size_t row, const char *out[4])
{
	const struct poster_place *place =
		&((const struct poster_place *)list->rows)[row];
	const char *name = place->place && *place->place
				   ? place->place
				   : poster_say(list->s, &list->tongue,
						WORD_POSTER_LIST_GENERAL, NULL, NULL);
	const char *also = place->merged ? place->merged : "";

	out[0] = name;
	if (*also && strlen(also) <= ALSO_MOST)
		out[0] = poster_say(list->s, &list->tongue, WORD_POSTER_LIST_ALSO, name,
				    also);
	else if (*also)
		out[0] = poster_say(list->s, &list->tongue, WORD_POSTER_LIST_MANY, name,
				    NULL);
	out[1] = place->code;
	out[2] = arena_printf(list->s->arena, "%u", place->copies);
	out[3] = paper_say(list->s, place->paper);
}

bool
poster_cover(const struct poster_about *about, const struct poster_place *places,
	     size_t count, struct buf *out, struct err *err)
{
	static const enum word head[] = {
		WORD_POSTER_LIST_PLACE, WORD_POSTER_LIST_CODE, WORD_POSTER_LIST_COPIES,
		WORD_POSTER_LIST_PAPER, WORD_POSTER_LIST_UP,   WORD_POSTER_LIST_LOOKED,
		WORD_POSTER_LIST_DOWN,
	};
	struct list list = {
		.about = about,
		.title = WORD_POSTER_LIST_TITLE,
		.intro = WORD_POSTER_LIST_INTRO,
		.head = head,
		.columns = ARRAY_LEN(head),
		.boxes = 3,
		.rows = places,
		.count = count,
		.cells = place_cells,
	};

	return list_put(&list, out, err);
}

static void
refusal_cells(const struct list *list, size_t row, const char *out[4])
{
	const struct poster_refusal *refusal =
		&((const struct poster_refusal *)list->rows)[row];

	out[0] = refusal->place;
	out[1] = poster_say(list->s, &list->tongue,
			    refusal->merged ? WORD_POSTER_LEFT_UNDER
					    : WORD_POSTER_LEFT_OUT,
			    NULL, NULL);
	out[2] = refusal->why;
}

bool
poster_refusals(const struct poster_about *about, const struct poster_refusal *rows,
		size_t count, struct buf *out, struct err *err)
{
	static const enum word head[] = { WORD_POSTER_LIST_PLACE, WORD_POSTER_LEFT_WHAT,
					  WORD_POSTER_LEFT_WHY };
	struct list list = {
		.about = about,
		.title = WORD_POSTER_LEFT_TITLE,
		.intro = WORD_POSTER_LEFT_INTRO,
		.head = head,
		.columns = ARRAY_LEN(head),
		.wide = 2,
		.rows = rows,
		.count = count,
		.cells = refusal_cells,
	};

	return list_put(&list, out, err);
}

/* ---- you said, we did ------------------------------------------------------------------ */

/* Whose results these are: the wave, the day, and the rounded number of answers. */
static const char *
results_say(struct script *s, const struct tongue *tongue, const struct summary *summary)
{
	const char *day = summary->released ? summary->released : "", *answers = "";
	const char *wave = summary->wave ? summary->wave : "", *asks = "";
	char number[16];
	int when;

	if (day_parse(day, &when))
		day = poster_day(s, tongue, when);
	if (*day)
		day = poster_say(s, tongue, WORD_POSTER_RESULTS, day, NULL);
	if (*wave)
		wave = poster_say(s, tongue, WORD_POSTER_WAVE, wave, NULL);
	if (summary->run_by && *summary->run_by)
		asks = poster_say(s, tongue, WORD_POSTER_ASKS, summary->run_by, NULL);
	snprintf(number, sizeof(number), "%d", summary->responses);
	if (summary->responses >= 0)
		answers = poster_say(s, tongue, WORD_POSTER_ANSWERS, number, NULL);
	if (*asks)
		asks = arena_printf(s->arena, "%s.", asks);
	return arena_printf(s->arena, "%s%s%s%s%s%s%s", wave, *wave && *day ? " " : "", day,
			    *answers && (*wave || *day) ? " " : "", answers,
			    *asks && (*wave || *day || *answers) ? " " : "", asks);
}

static void
pairs_put(struct script *s, const struct board *board, size_t from, size_t to)
{
	line_open(s, "pairs", '[');
	for (size_t i = from; i < to; i++) {
		const struct did_pair *pair = &board->pairs[i];

		line_open(s, NULL, '{');
		line_text(s, "said", pair->said);
		line_text(s, "did", pair->did);
		line_text(s, "who", pair->who ? pair->who : "");
		line_close(s, '}');
	}
	line_close(s, ']');
}

/* A summary that was read back has no form, and so no words but ours. */
static struct tongue
summary_tongue(const struct summary *summary)
{
	const char *code = summary->language ? summary->language : "en";
	const struct language *language = language_find(code);
	int lang = summary->form ? form_language(summary->form, code) : -1;
	struct tongue tongue = { .form = summary->form,
				 .lang = lang > 0 ? (unsigned)lang : 0 };

	tongue.speech = (struct speech){
		.code = code,
		.own = lang >= 0 ? summary->form->words[lang] : NULL,
		.right_to_left = language && language->right_to_left,
	};
	return tongue;
}

/* One sheet, with some of the pairs. */
static void
said_put(struct script *s, const struct tongue *tongue, const struct summary *summary,
	 const char *force, size_t from, size_t to)
{
	tongue_open(s, tongue);
	line_text(s, "force", poster_force(s, force));
	line_text(s, "title",
		  poster_say(s, tongue, WORD_POSTER_YOU_SAID_WE_DID, NULL, NULL));
	line_text(s, "survey", summary->form_title ? summary->form_title : "");
	line_text(s, "said", poster_say(s, tongue, WORD_POSTER_SAID, NULL, NULL));
	line_text(s, "did", poster_say(s, tongue, WORD_POSTER_DID, NULL, NULL));
	pairs_put(s, summary->board, from, to);
	line_text(s, "foot", results_say(s, tongue, summary));
	line_close(s, '}');
}

bool
poster_said(const struct summary *summary, const char *force, enum poster_paper paper,
	    struct buf *out, struct err *err)
{
	struct tongue tongue = summary_tongue(summary);
	size_t count = summary->board ? summary->board->pair_count : 0;
	size_t sheets = (count + POSTER_PAIRS - 1) / POSTER_PAIRS;
	struct script s;

	if (!count)
		return err_set(
			err, ERR_INPUT,
			"this summary has no \"you said, we did\": publish it with --words "
			"and that key in the file");
	script_init(&s);
	/* seven pairs are four and three: no sheet stands nearly empty */
	for (size_t i = 0; i < sheets; i++) {
		script_sheet(&s, "said", paper);
		line_text(&s, "mark",
			  poster_mark_in(&s, &tongue, summary->invented,
					 summary->unconfirmed));
		line_open(&s, "langs", '[');
		said_put(&s, &tongue, summary, force, count * i / sheets,
			 count * (i + 1) / sheets);
		line_close(&s, ']');
		script_end(&s);
	}
	return script_done(&s, out, err);
}
