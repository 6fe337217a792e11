/*
 * Posters and cards: what each says, from top to bottom.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/poster_words.h"

enum { CONTACTS_MOST = 4 }; /* on the back of a card */

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

/* ---- the job -------------------------------------------------------------------------- */

/* What is no text has been refused before, where it came from; here it is only kept out. */
static void
put_known(struct script *s, const char *key, const char *words)
{
	if (words && utf8_valid(words, strlen(words)))
		line_text(s, key, words);
}

void
poster_job_put(const struct poster_job *job, struct buf *out)
{
	struct script s;
	char day[11];

	script_init(&s);
	day_format(job->day, day);
	line_open(&s, NULL, '{');
	line_text(&s, "canvass", "render 1");
	line_text(&s, "format", poster_file_names[job->file]);
	line_text(&s, "day", day);
	put_known(&s, "title", job->title);
	put_known(&s, "author", job->author);
	put_known(&s, "fonts", job->fonts);
	put_known(&s, "colour", job->colour);
	if (job->logo) {
		size_t size = base64_size(job->logo_len);
		char *text = arena_array(s.arena, char, size);

		base64_encode(text, size, job->logo, job->logo_len);
		line_text(&s, "logo", text);
	}
	script_end(&s);
	if (!script_done(&s, out, NULL))
		die("a job's words were checked, and are not right");
}

/* ---- posters -------------------------------------------------------------------------- */

static const char *
promise_say(struct script *s, const struct tongue *tongue)
{
	const struct form *form = tongue->form;
	unsigned minutes = form_minutes(form);
	char number[16];

	snprintf(number, sizeof(number), "%u", minutes);
	if (form->poster.promise.in[0])
		return poster_fit(s, tongue, "promise",
				  text_in(&form->poster.promise, tongue->lang),
				  MOST_PROMISE);
	if (!minutes)
		return poster_fit(
			s, tongue, word_rows[WORD_POSTER_PROMISE_ALONE].id,
			poster_say(s, tongue, WORD_POSTER_PROMISE_ALONE, NULL, NULL),
			MOST_PROMISE);
	return poster_fit(s, tongue, word_rows[WORD_POSTER_PROMISE].id,
			  poster_say(s, tongue, WORD_POSTER_PROMISE, number, NULL),
			  MOST_PROMISE);
}

/* "Asked by: ..."; "" if the form does not say who. */
static const char *
who_say(struct script *s, const struct tongue *tongue, enum word word,
	const struct text *who, const char *part)
{
	if (!who->in[0])
		return "";
	return poster_fit(s, tongue, part,
			  poster_say(s, tongue, word, poster_own(s, tongue, who), NULL),
			  MOST_WHO);
}

/* The last day; "" if there is none. */
static const char *
closes_say(struct script *s, const struct tongue *tongue)
{
	int closes = tongue->form->closes;

	return closes < 0 ? ""
			  : poster_say(s, tongue, WORD_POSTER_CLOSES,
				       poster_day(s, tongue, closes), NULL);
}

/* The way to keep the place back; "" if there is none.  A code is never broken over two lines. */
static const char *
general_say(struct script *s, const struct tongue *tongue, const struct poster_link *link)
{
	SCOPED(buf) code = { 0 };

	if (!link->place || !*link->place || !link->general || !*link->general)
		return "";
	buf_init(&code, 0);
	for (const char *c = link->general; *c; c++)
		if (*c == ' ')
			buf_puts(&code, "\u00a0");
		else
			buf_putc(&code, *c);
	return poster_say(s, tongue, WORD_POSTER_GENERAL, code.data, NULL);
}

/* What a code tells us stands on the poster itself; so does the way to tell us less. */
static const char *
small_say(struct script *s, const struct tongue *tongue, const struct poster_link *link)
{
	const char *closes = closes_say(s, tongue),
		   *place = link->place ? link->place : "";
	const char *shared, *general = "";

	place = poster_fit(s, NULL, "the place", place, MOST_PLACE);
	shared = *place ? poster_say(s, tongue, WORD_POSTER_PLACE, place, NULL)
			: poster_say(s, tongue, WORD_POSTER_SHARED, NULL, NULL);
	if (*place)
		general = general_say(s, tongue, link);
	return arena_printf(s->arena, "%s%s%s%s%s", closes, *closes ? " " : "", shared,
			    *general ? " " : "", general);
}

/* What a phone shows after the code was read, and the way in for who has none. */
static void
put_ways(struct script *s, const struct poster_about *about, const struct tongue *tongue,
	 enum word visit)
{
	line_text(s, "visit", poster_say(s, tongue, visit, about->host, NULL));
	line_text(s, "check", poster_say(s, tongue, WORD_POSTER_CHECK, NULL, NULL));
}

static void
put_stop(struct script *s, const struct tongue *tongue)
{
	line_text(s, "stop", poster_say(s, tongue, WORD_POSTER_STOP, NULL, NULL));
}

struct wall {
	const struct poster_link *link;
	bool strips;
};

static void
wall_put(struct script *s, const struct poster_about *about, const struct tongue *tongue,
	 const void *with)
{
	const struct wall *wall = with;
	const struct form *form = tongue->form;
	const struct poster_texts *texts = &form->poster;

	line_text(s, "force", poster_force(s, about->force));
	line_text(s, "title", poster_title(s, tongue));
	line_text(s, "call",
		  poster_text(s, tongue, &texts->call, "call", WORD_POSTER_CALL,
			      MOST_CALL));
	line_text(s, "promise", promise_say(s, tongue));
	line_text(s, "how",
		  poster_fit(s, tongue, word_rows[WORD_POSTER_HOW].id,
			     poster_say(s, tongue, WORD_POSTER_HOW, NULL, NULL),
			     MOST_HOW));
	put_ways(s, about, tongue, WORD_POSTER_VISIT);
	put_stop(s, tongue);
	line_text(s, "phone",
		  poster_text(s, tongue, &texts->phone, "phone", WORD_POSTER_PHONE,
			      MOST_PHONE));
	line_text(s, "asks",
		  who_say(s, tongue, WORD_POSTER_ASKS, &form->run_by, "run by"));
	line_text(s, "reads",
		  who_say(s, tongue, WORD_POSTER_READS, &form->read_by, "read by"));
	line_text(s, "genuine", poster_genuine(s, about, tongue));
	line_text(s, "small", small_say(s, tongue, wall->link));
	if (!wall->strips)
		return;
	line_text(s, "strip", poster_say(s, tongue, WORD_POSTER_STRIP, NULL, NULL));
	if (wall->link->place && *wall->link->place)
		line_text(s, "strip_small",
			  poster_say(s, tongue, WORD_POSTER_PLACE_STRIP, NULL, NULL));
}

bool
poster_wall(const struct poster_about *about, enum poster_paper paper, bool strips,
	    const struct poster_link *link, struct buf *out, struct err *err)
{
	const struct wall wall = { .link = link, .strips = strips };
	struct script s;

	script_init(&s);
	script_sheet(&s, "poster", paper);
	line_text(&s, "mark", poster_mark(&s, about));
	line_link(&s, link);
	line_text(&s, "host", about->host);
	line_truth(&s, "strips", strips);
	line_tongues(&s, about, wall_put, &wall);
	script_end(&s);
	return script_done(&s, out, err);
}

/* ---- cards ---------------------------------------------------------------------------- */

static void
card_put(struct script *s, const struct poster_about *about, const struct tongue *tongue,
	 const void *with)
{
	const struct poster_link *link = with;
	const char *place = link->place ? link->place : "";

	line_text(s, "title", poster_title(s, tongue));
	put_ways(s, about, tongue, WORD_POSTER_SCAN);
	put_stop(s, tongue);
	line_text(s, "promise", promise_say(s, tongue));
	place = poster_fit(s, NULL, "the place", place, MOST_PLACE);
	if (!*place)
		return;
	line_text(s, "small",
		  poster_say(s, tongue, WORD_POSTER_PLACE_SHORT, place, NULL));
	line_text(s, "general", general_say(s, tongue, link));
}

static void
back_put(struct script *s, const struct poster_about *about, const struct tongue *tongue,
	 const void *with)
{
	const struct form *form = tongue->form;

	(void)with;
	line_text(s, "title", poster_say(s, tongue, WORD_POSTER_SUPPORT, NULL, NULL));
	line_open(s, "support", '[');
	for (size_t i = 0; i < form->support_count && i < CONTACTS_MOST; i++) {
		line_open(s, NULL, '{');
		line_text(s, "name", poster_own(s, tongue, &form->support[i].name));
		line_text(s, "contact", poster_own(s, tongue, &form->support[i].contact));
		line_close(s, '}');
	}
	line_close(s, ']');
	line_text(s, "foot", poster_force(s, about->force));
}

bool
poster_card(const struct poster_about *about, bool sheet, const struct poster_link *link,
	    struct buf *out, struct err *err)
{
	struct script s;

	script_init(&s);
	script_sheet(&s, sheet ? "cards" : "card", PAPER__COUNT);
	line_text(&s, "mark", poster_mark(&s, about));
	line_link(&s, link);
	line_tongues(&s, about, card_put, link);
	script_end(&s);
	if (sheet && about->form->support_count) {
		script_sheet(&s, "backs", PAPER__COUNT);
		line_tongues(&s, about, back_put, NULL);
		script_end(&s);
	}
	return script_done(&s, out, err);
}

/* ---- pledges -------------------------------------------------------------------------- */

static void
pledge_put(struct script *s, const struct poster_about *about,
	   const struct tongue *tongue, const void *with)
{
	const struct poster_link *link = with;
	const struct poster_texts *texts = &tongue->form->poster;

	line_text(s, "force", poster_force(s, about->force));
	line_text(s, "title",
		  poster_text(s, tongue, &texts->pledge_title, "pledge title",
			      WORD_POSTER_PLEDGE, MOST_TITLE));
	line_open(s, "points", '[');
	for (size_t i = 0; i < texts->pledge_count; i++)
		line_text(s, NULL,
			  poster_fit(s, tongue, "pledge",
				     text_in(&texts->pledge[i], tongue->lang),
				     MOST_POINT));
	line_close(s, ']');
	line_text(s, "sign", poster_say(s, tongue, WORD_POSTER_SIGNED, NULL, NULL));
	line_text(s, "date", poster_say(s, tongue, WORD_POSTER_DATE, NULL, NULL));
	if (!link)
		return;
	line_text(s, "ask", poster_say(s, tongue, WORD_POSTER_KEPT, NULL, NULL));
	put_ways(s, about, tongue, WORD_POSTER_SCAN);
	line_text(s, "small", small_say(s, tongue, link));
}

bool
poster_pledge(const struct poster_about *about, enum poster_paper paper,
	      const struct poster_link *link, struct buf *out, struct err *err)
{
	struct script s;

	script_init(&s);
	if (!about->form->poster.pledge_count)
		script_fail(
			&s, ERR_INPUT,
			"the form %s has no pledge: give it one under `poster`, as a list",
			about->form->id);
	script_sheet(&s, "pledge", paper);
	line_text(&s, "mark", poster_mark(&s, about));
	if (link) {
		line_link(&s, link);
		line_text(&s, "host", about->host);
	}
	line_tongues(&s, about, pledge_put, link);
	script_end(&s);
	return script_done(&s, out, err);
}

/* ---- slips ---------------------------------------------------------------------------- */

/* A slip in two languages has no room for what to do with it afterwards. */
static void
slip_put(struct script *s, const struct poster_about *about, const struct tongue *tongue,
	 const void *with)
{
	const char *closes = closes_say(s, tongue), *after = "";
	char run[16];

	snprintf(run, sizeof(run), "%u", *(const unsigned *)with);
	if (about->lang_count < 2)
		after = poster_say(s, tongue, WORD_POSTER_AFTER, NULL, NULL);
	line_text(s, "title", poster_title(s, tongue));
	put_ways(s, about, tongue, WORD_POSTER_SCAN);
	line_text(s, "once", poster_say(s, tongue, WORD_POSTER_ONCE, NULL, NULL));
	line_text(s, "small",
		  arena_printf(s->arena, "%s%s%s%s%s", after, *after ? " " : "", closes,
			       *closes ? " " : "",
			       poster_say(s, tongue, WORD_POSTER_RUN, run, NULL)));
}

bool
poster_slips(const struct poster_about *about, const struct poster_link *slips,
	     size_t count, unsigned run, struct buf *out, struct err *err)
{
	struct script s;

	if (!count || count > POSTER_SLIPS)
		return err_set(err, ERR_BUG, "%zu slips on a sheet of %d", count,
			       POSTER_SLIPS);
	script_init(&s);
	script_sheet(&s, "slips", PAPER__COUNT);
	line_text(&s, "mark", poster_mark(&s, about));
	line_open(&s, "items", '[');
	for (size_t i = 0; i < count; i++) {
		line_open(&s, NULL, '{');
		line_link(&s, &slips[i]);
		line_close(&s, '}');
	}
	line_close(&s, ']');
	line_tongues(&s, about, slip_put, &run);
	script_end(&s);
	return script_done(&s, out, err);
}
