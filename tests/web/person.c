/*
 * See person.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "tests/web/person.h"
#include "tests/web/person_fill.h"

enum { WANDER_MOST = 40, STEPS_MOST = 250, BODY_MOST = 96 << 10 };

/* ---- talking to the server -------------------------------------------------------------- */

static void
trouble(struct person *p, const char *what, const char *want)
{
	if (p->failed)
		return;
	p->failed = true;
	buf_printf(&p->trouble, "%s\n--- status %u, the page that came:\n%s", what,
		   p->page.status, p->page.lines);
	if (want)
		buf_printf(&p->trouble, "--- the page that should be there:\n%s", want);
}

static void
hang_up(struct person *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

static void
ask_server(struct person *p, const char *bytes, size_t len)
{
	struct heard heard = { 0 };

	for (unsigned tries = 0; tries < 2 && !heard.status; tries++) {
		if (p->fd < 0)
			p->fd = site_connect(p->site);
		send_whole(p->fd, bytes, len);
		heard = site_hear(p->fd, 10000);
		if (!heard.status || heard.closed)
			hang_up(p);
	}
	sight_read(&heard, p->a, &p->page);
	p->pages++;
}

static void
get(struct person *p, const char *query)
{
	char bytes[300];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET /S/%s%s HTTP/1.1\r\nHost: survey.example\r\n\r\n",
			   p->code, query);

	buf_printf(&p->log, "GET %s\n", query);
	ask_server(p, bytes, (size_t)len);
}

static void
post_last(struct person *p)
{
	static char bytes[BODY_MOST + 1000];
	size_t len = post_spell(bytes, sizeof(bytes), p->code, p->last.data);

	ask_server(p, bytes, len);
}

/*
 * Posts, and passes by the check page that a form without one shows where words are marked: who
 * was sending sends, who was not goes back to the page.  What is marked is not told from here.
 */
static void
post(struct person *p)
{
	const char *go = strstr(p->last.data, "go=send") ? "send" : "back";

	post_last(p);
	if (p->m->check_answers || p->page.status != 200 || !p->page.is_check)
		return;
	buf_printf(&p->log, "    marks are shown: go %s\n", go);
	buf_clear(&p->last);
	pair_put(&p->last, "ticket", p->page.ticket);
	pair_put(&p->last, "draft", p->page.draft);
	pair_put(&p->last, "go", go);
	post_last(p);
}

/* ---- the page that must be there -------------------------------------------------------- */

static void
expect(struct person *p, unsigned status, const struct o_typing *typing,
       const bool *wrong)
{
	SCOPED(buf) want = { 0 };

	oracle_page(&p->o, typing, wrong, &want);
	if (p->page.status != status)
		trouble(p, "another status", want.data);
	else if (!str_same(p->page.lines, want.data ? want.data : ""))
		trouble(p, "another page", want.data);
	else if (!p->page.ticket[0])
		trouble(p, "no ticket", NULL);
	if (p->failed || p->kept_count == PERSON_PAGES_KEPT)
		return;
	if (chance(p->dice, 25))
		p->kept[p->kept_count++] = (struct person_page_kept){ p->o, p->page };
}

/* ---- pressing buttons ------------------------------------------------------------------- */

/* Hidden fields, and all that a browser would send of this page. */
static void
spell_body(struct person *p, const struct o_typing *typing)
{
	const struct m_page *page = &p->m->pages[p->o.at.page];

	buf_clear(&p->last);
	pair_put(&p->last, "ticket", p->page.ticket);
	if (p->page.draft[0])
		pair_put(&p->last, "draft", p->page.draft);
	if (p->o.at.stage == O_ANOTHER && typing->another)
		pair_put(&p->last, "another", typing->another);
	for (unsigned i = 0; p->o.at.stage == O_PAGE && i < page->count; i++) {
		const struct m_block *b = &p->m->blocks[page->first + i];

		if (!b->follow_up &&
		    !oracle_block_shown(&p->o, page->first + i, p->o.at.turn))
			continue;
		for (unsigned k = b->first; k < b->first + b->count; k++)
			person_put_typed(&p->m->questions[k], &typing->typed[k],
					 &p->last);
	}
}

static void
say(struct person *p, const char *what, const char *more)
{
	static const char *const stages[] = { "start", "another", "page", "check" };

	buf_printf(&p->log, "%s %u.%u: %s %s\n", stages[p->o.at.stage], p->o.at.page,
		   p->o.at.turn, what, more);
}

/* Presses a button with a name and value; NULL: none. */
static void
press(struct person *p, const struct o_typing *typing, const char *name,
      const char *value)
{
	spell_body(p, typing);
	if (name)
		pair_put(&p->last, name, value);
	say(p, name ? name : "no button", name ? value : "");
	buf_printf(&p->log, "    %s\n",
		   strstr(p->last.data, "&draft=")
			   ? strchr(strstr(p->last.data, "&draft=") + 1, '&')
			   : p->last.data);
	post(p);
}

/* ---- on, back, send --------------------------------------------------------------------- */

/* Whether these answers are what the person means to have said. */
static bool
is_goal(const struct person *p, const struct o_state *o)
{
	SCOPED(buf) have = { 0 };
	SCOPED(buf) want = { 0 };

	oracle_record(o, &have);
	oracle_record(&p->goal, &want);
	return have.len == want.len &&
	       (!have.len || !memcmp(have.data, want.data, have.len));
}

static void
thanked(struct person *p)
{
	if (!p->page.thanked)
		trouble(p, "no thanks for what was sent", "");
	p->sent = true;
}

/* Posts with go=next or go=send; a send that would store what is not meant becomes a next. */
static void
go_on(struct person *p, const struct o_typing *typing, const char *go)
{
	struct o_state after = p->o;
	bool wrong[M_QUESTIONS], right = oracle_take(&after, typing, true, wrong);
	bool sends = str_same(go, "send") && right &&
		     (after.at.stage == O_CHECK || !oracle_more(&after));

	if (sends && !oracle_settled(&after, wrong)) {
		press(p, typing, "go", "send");
		p->o = after;
		expect(p, 422, NULL, wrong);
		return;
	}
	if (sends && is_goal(p, &after)) {
		press(p, typing, "go", "send");
		thanked(p);
		return;
	}
	press(p, typing, "go", sends ? "next" : go);
	p->o = after;
	if (right)
		oracle_on(&p->o);
	expect(p, right ? 200 : 422, right ? NULL : typing, right ? NULL : wrong);
}

static void
go_back(struct person *p, const struct o_typing *typing)
{
	bool wrong[M_QUESTIONS];

	press(p, typing, "go", "back");
	if (!oracle_take(&p->o, typing, false, wrong))
		die("what is kept unchecked is never wrong");
	oracle_back(&p->o);
	expect(p, 200, NULL, NULL);
}

static void
go_language(struct person *p, const struct o_typing *typing)
{
	bool wrong[M_QUESTIONS];

	press(p, typing, "lang", m_languages[1 - p->o.lang]);
	if (!oracle_take(&p->o, typing, false, wrong))
		die("what is kept unchecked is never wrong");
	p->o.lang = 1 - p->o.lang;
	expect(p, 200, NULL, NULL);
}

/* ---- save, and come back ---------------------------------------------------------------- */

/* Pastes the saved text into the box of a page that somebody opened on another device. */
static void
paste(struct person *p, const char *saved)
{
	get(p, p->m->lang_count > 1 && chance(p->dice, 50) ? "?lang=cy" : "");
	buf_clear(&p->last);
	pair_put(&p->last, "ticket", p->page.ticket);
	if (p->page.draft[0])
		pair_put(&p->last, "draft", p->page.draft);
	pair_put(&p->last, p->page.box, saved);
	post(p);
}

static void
go_save(struct person *p, const struct o_typing *typing)
{
	bool wrong[M_QUESTIONS];
	struct sight file;

	press(p, typing, "go", "save");
	if (!oracle_take(&p->o, typing, false, wrong))
		die("what is kept unchecked is never wrong");
	file = p->page;
	if (file.status != 200 || !file.is_file || !file.ticket[0] || !file.draft[0]) {
		trouble(p, "no file to finish later with", NULL);
		return;
	}
	hang_up(p);
	if (chance(p->dice, 50)) {
		say(p, "pastes", "what was saved");
		paste(p, file.saved);
	} else {
		say(p, "opens", "what was saved");
		buf_clear(&p->last);
		pair_put(&p->last, "ticket", file.ticket);
		pair_put(&p->last, "draft", file.draft);
		post(p);
	}
	expect(p, 200, NULL, NULL);
	if (!p->failed && !str_same(p->page.ticket, file.ticket))
		trouble(p, "another ticket than the one saved", NULL);
}

/* ---- Check your answers ----------------------------------------------------------------- */

/* The first answer, in the order of the form, that is not yet what it should be. */
static bool
find_difference(const struct person *p, struct o_place *out, char *what, size_t size)
{
	const struct model *m = p->m;

	for (unsigned k = 0; k < m->question_count; k++) {
		const struct m_question *q = &m->questions[k];
		unsigned turns = q->loop < 0 ? 1 : p->o.turns[q->loop];

		/* how often a loop turns comes before what is said in it */
		if (q->loop >= 0 && oracle_loop_met(&p->o, (unsigned)q->loop) &&
		    (p->o.turns[q->loop] != p->goal.turns[q->loop] ||
		     p->o.ended[q->loop] != p->goal.ended[q->loop])) {
			unsigned loop = (unsigned)q->loop, have = p->o.turns[loop],
				 want = p->goal.turns[loop],
				 turn = have < want ? have : want;

			*out = (struct o_place){ O_ANOTHER, m->loops[loop].first, turn };
			snprintf(what, size, "change.%s.%u", m->loops[loop].id, turn + 1);
			if (turn < m->loops[loop].most)
				return true;
		}
		for (unsigned turn = 0; turn < turns; turn++) {
			if (!oracle_shown(&p->o, k, turn) ||
			    oracle_same(q, &p->o.said[k][turn], &p->goal.said[k][turn]))
				continue;
			*out = (struct o_place){ O_PAGE, q->page, turn };
			snprintf(what, size, q->loop < 0 ? "change.%s" : "change.%s.%u",
				 q->id, turn + 1);
			return true;
		}
	}
	return false;
}

static void
go_change(struct person *p, struct o_place to, const char *what)
{
	struct o_typing nothing = { .another = NULL };

	press(p, &nothing, "go", what);
	oracle_change(&p->o, to);
	expect(p, 200, NULL, NULL);
}

/* Whether there was one more turn, or not. */
static void
change_turns(struct person *p)
{
	unsigned index = dice_below(p->dice, p->m->loop_count);
	const struct m_loop *loop = &p->m->loops[index];
	struct o_place to = { O_ANOTHER, loop->first, dice_below(p->dice, loop->most) };
	char what[40];

	snprintf(what, sizeof(what), "change.%s.%u", loop->id, to.turn + 1);
	go_change(p, to, what);
}

/* Any answer, for no reason. */
static void
change_any(struct person *p)
{
	unsigned k = dice_below(p->dice, p->m->question_count);
	const struct m_question *q = &p->m->questions[k];
	struct o_place to = { O_PAGE, q->page, 0 };
	char what[40];

	if (q->loop >= 0)
		to.turn = dice_below(p->dice, p->m->loops[q->loop].most);
	snprintf(what, sizeof(what), q->loop < 0 ? "change.%s" : "change.%s.%u", q->id,
		 to.turn + 1);
	go_change(p, to, what);
}

static void
act_check(struct person *p, bool wander)
{
	struct o_typing nothing = { .another = NULL };
	unsigned what = wander ? dice_below(p->dice, 100) : 99;
	struct o_state copy = p->o;
	bool wrong[M_QUESTIONS];
	struct o_place to;
	char change[40];

	/* what was kept unchecked must not be sent by this way round */
	if (what < 60 && !oracle_settled(&copy, wrong))
		go_on(p, &nothing, "send");
	else if (what < 6)
		go_back(p, &nothing);
	else if (what < 10 && p->m->question_count)
		change_any(p);
	else if (what >= 80 && what < 90 && p->m->loop_count)
		change_turns(p);
	else if (what < 14 && p->m->save)
		go_save(p, &nothing);
	else if (what < 18 && p->m->lang_count > 1)
		go_language(p, &nothing);
	else if (find_difference(p, &to, change, sizeof(change)))
		go_change(p, to, change);
	else
		go_on(p, &nothing, "send");
}

/* ---- the whole walk --------------------------------------------------------------------- */

/* The same post once more, as after a page was loaded again: the same page comes. */
static void
post_again(struct person *p)
{
	struct sight before = p->page;

	say(p, "posts", "the same again");
	post(p);
	if (p->page.status != before.status || !str_same(p->page.lines, before.lines))
		trouble(p, "the same post gave another page", before.lines);
}

/* The browser's own Back, to a page that was seen before. */
static void
look_back(struct person *p)
{
	struct person_page_kept *kept;

	if (!p->kept_count)
		return;
	kept = &p->kept[dice_below(p->dice, p->kept_count)];
	p->o = kept->o;
	p->page = kept->page;
	buf_clear(&p->last);
	say(p, "is back at an older page", "");
}

static void
act_page(struct person *p, bool wander)
{
	unsigned what = wander ? dice_below(p->dice, 100) : 0;
	bool last = p->o.at.stage != O_START && !p->m->check_answers;
	struct o_typing typing;

	person_fill(p,
		    what < 50	? FILL_GOAL
		    : what < 60 ? FILL_OTHER
		    : what < 70 ? FILL_WRONG
				: FILL_SOME,
		    &typing);
	if (what < 50) /* where the form ends without a check page, its button sends */
		go_on(p, &typing, last && p->o.at.stage == O_PAGE ? "send" : "next");
	else if (what < 72)
		go_on(p, &typing, "next");
	else if (what < 76)
		go_on(p, &typing, "send");
	else if (what < 85)
		go_back(p, &typing);
	else if (what < 90 && p->m->lang_count > 1 && p->o.at.stage != O_START)
		go_language(p, &typing);
	else if (what < 95 && p->m->save)
		go_save(p, &typing);
	else
		go_on(p, &typing, "next");
}

static void
step(struct person *p)
{
	bool wander = p->steps++ < WANDER_MOST;

	if (wander && p->last.len && chance(p->dice, 3))
		post_again(p);
	else if (wander && chance(p->dice, 3))
		look_back(p);
	else if (p->o.at.stage == O_CHECK)
		act_check(p, wander);
	else
		act_page(p, wander);
}

/* Twice the same, and what an older page would send: the first copy counts. */
static void
send_again(struct person *p)
{
	say(p, "sends", "again");
	post(p);
	if (!p->page.thanked)
		trouble(p, "no thanks for the second copy", "");
	for (unsigned i = 0; i < p->kept_count && !p->failed; i++) {
		struct o_typing nothing = { .another = NULL };
		bool wrong[M_QUESTIONS];

		p->o = p->kept[i].o;
		p->page = p->kept[i].page;
		if (p->o.at.stage != O_CHECK || !oracle_settled(&p->o, wrong))
			continue;
		press(p, &nothing, "go", "send");
		if (!p->page.thanked)
			trouble(p, "no thanks for an older copy", "");
	}
}

void
person_walk(struct person *p, const struct site *site, const char *code,
	    const struct model *m, const struct mind *mind, struct dice *d, unsigned now,
	    struct arena *a)
{
	bool welsh = m->lang_count > 1 && chance(d, 30);

	*p = (struct person){ .site = site,
			      .code = code,
			      .m = m,
			      .mind = mind,
			      .dice = d,
			      .a = a,
			      .fd = -1 };
	mind_state(m, mind, now, a, &p->goal);
	oracle_begin(&p->o, m, now, a);
	p->o.lang = welsh;
	get(p, welsh ? "?lang=cy" : "");
	expect(p, 200, NULL, NULL);
	while (!p->failed && !p->sent && p->steps < STEPS_MOST)
		step(p);
	if (!p->failed && !p->sent)
		trouble(p, "there is no way to the end", NULL);
	if (p->sent && !p->failed && chance(d, 40))
		send_again(p);
	hang_up(p);
}

void
person_done(struct person *p)
{
	buf_free(&p->last);
	buf_free(&p->log);
	buf_free(&p->trouble);
}
