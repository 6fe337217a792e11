/*
 * A room's pages for phones, on a real socket: join, wait, answer each activity, change, see; what
 * is too long, too many, too late; a door that is killed in the middle of a vote.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <unistd.h>

#include "store/read.h"

#include "tests/tap.h"
#include "tests/web/room_site.h"

enum { TOLD_MOST = 2000, PAGE_MOST = 14600 };

static struct site site;
static struct room_site room;
static struct told told[TOLD_MOST];

/* ---- what is looked at ----------------------------------------------------------- */

static bool
has(const struct heard *h, const char *words)
{
	return strstr(h->body, words) != NULL;
}

/* How often the words stand on the page. */
static unsigned
times(const struct heard *h, const char *words)
{
	unsigned n = 0;

	for (const char *at = h->body; (at = strstr(at, words)); at++)
		n++;
	return n;
}

static void
check_page(const struct heard *h, const char *name)
{
	const char *policy = heard_header(h, "Content-Security-Policy");

	is_int(h->status, 200, "%s", name);
	ok(policy && str_starts(policy, "default-src 'none';") &&
		   !strstr(policy, "unsafe") && !strstr(policy, "script-src"),
	   "%s: a strict policy", name);
	ok(!heard_header(h, "Set-Cookie") && !has(h, "<script"),
	   "%s: no cookie, no script", name);
	is_str(heard_header(h, "Cache-Control"), "no-store", "%s: kept nowhere", name);
	is_str(heard_header(h, "Referrer-Policy"), "no-referrer", "%s: told nobody",
	       name);
	ok(h->len <= PAGE_MOST, "%s: %zu bytes with headers", name, h->len);
	is_int(times(h, "<h1>"), 1, "%s: one heading", name);
	ok(has(h, "Somebody to talk to"), "%s: whom to talk to", name);
	ok(times(h, "rel=\"noreferrer\">Leave this page") == 0, "%s: no exit was set",
	   name);
}

static struct heard
page_of(const char *ticket)
{
	char query[60];

	snprintf(query, sizeof(query), "?t=%s", ticket);
	return room_get_page(&room, query);
}

static size_t
count_of(unsigned step)
{
	struct arena *a = arena_new(0);
	size_t n = room_read(&room, step, told, TOLD_MOST, a);

	arena_free(a);
	return n;
}

/* Whether a record of the step has this text, and how many are not empty. */
static bool
text_there(unsigned step, const char *text, unsigned *out_full)
{
	struct arena *a = arena_new(0);
	size_t n = room_read(&room, step, told, TOLD_MOST, a);
	bool found = false;

	*out_full = 0;
	for (size_t i = 0; i < n; i++) {
		*out_full += !told[i].what.empty;
		found |= !told[i].what.empty && str_same(told[i].what.text, text);
	}
	arena_free(a);
	return found;
}

/* ---- join and wait --------------------------------------------------------------- */

static void
test_join(char ticket[TICKET_CHARS + 1])
{
	char other[TICKET_CHARS + 1], body[100];
	struct heard h = room_get_page(&room, "");

	check_page(&h, "join");
	ok(has(&h, "Say what happened, not to whom.") &&
		   has(&h, "You may pass on anything") &&
		   has(&h, "pause word is \"blue\"") && has(&h, "counts raised hands"),
	   "join: rules, passing, pause word, hands");
	ok(has(&h, "once 5 people have answered") &&
		   has(&h, "We do not record your name") &&
		   has(&h, "Whoever controls this server"),
	   "join: what is kept and what is not promised");
	ok(has(&h, "A &lt;talk&gt; for all") && !has(&h, "<talk>"),
	   "join: the title is text");
	ok(has(&h, "hreflang=\"cy\"") && has(&h, "Cymraeg"), "join: the other language");
	h = room_get_page(&room, "?lang=cy");
	ok(has(&h, "<html lang=\"cy\"") && has(&h, "Sgwrs i bawb") &&
		   has(&h, "?lang=cy\""),
	   "join: in Welsh, which its form carries on");
	room_join(&room, ticket);
	room_join(&room, other);
	ok(strlen(ticket) == 26 && !str_same(ticket, other),
	   "each phone has its own ticket");
	snprintf(body, sizeof(body), "ticket=%s&go=next", ticket);
	h = room_post(&room, body);
	check_page(&h, "wait");
	ok(has(&h, "has not begun yet") && has(&h, ticket) && has(&h, "Show the latest"),
	   "wait: what happens now, and the way on");
	ok(!has(&h, "http-equiv=\"refresh\"") && has(&h, "&amp;f=1"),
	   "wait: it updates itself only when asked to");
	snprintf(body, sizeof(body), "?t=%s&f=1", ticket);
	h = room_get_page(&room, body);
	ok(has(&h, "<meta http-equiv=\"refresh\" content=\"7;url=/R/") &&
		   has(&h, "Stop updating"),
	   "wait: then every seven seconds");
	h = room_post(&room, "go=next");
	ok(h.status == 200 && has(&h, "?t="), "joining without a ticket draws one");
	is_int(room_post(&room, "ticket=short&go=next").status, 400,
	       "one of no shape: 400");
	is_int(room_post(&room, "go=send&step=2&vote=yes").status, 400,
	       "an answer without a ticket: 400");
	h = room_get_page(&room, "?t=short");
	ok(h.status == 200 && has(&h, "counts raised hands"),
	   "a link with half a ticket leads to the page to join by");
}

static void
test_codes(void)
{
	char bytes[400];
	struct heard h;
	int len;
	size_t unknown, survey;

	len = snprintf(
		bytes, sizeof(bytes),
		"GET /?code=%s HTTP/1.1\r\nHost: survey.example\r\nConnection: close\r\n\r\n",
		room.code);
	h = site_say(&site, bytes, (size_t)len, 3000);
	is_int(h.status, 303, "a room's code in the box");
	snprintf(bytes, sizeof(bytes), "/R/%s", room.code);
	is_str(heard_header(&h, "Location"), bytes, "leads to the room");
	len = snprintf(
		bytes, sizeof(bytes),
		"GET /?code=%s HTTP/1.1\r\nHost: survey.example\r\nConnection: close\r\n\r\n",
		site.code);
	h = site_say(&site, bytes, (size_t)len, 3000);
	ok(str_starts(heard_header(&h, "Location"), "/S/"), "a survey's to the survey");
	len = snprintf(bytes, sizeof(bytes),
		       "GET /r/%.4s-%.4s HTTP/1.1\r\nHost: survey.example\r\n"
		       "Connection: close\r\n\r\n",
		       room.code, room.code + 4);
	for (char *p = bytes + 6; *p != ' '; p++)
		*p |= *p >= 'A' && *p <= 'Z' ? 0x20 : 0;
	is_int(site_say(&site, bytes, (size_t)len, 3000).status, 200,
	       "small letters and a dash are read");
	len = snprintf(
		bytes, sizeof(bytes),
		"GET /R/%s HTTP/1.1\r\nHost: survey.example\r\nConnection: close\r\n\r\n",
		site.code);
	h = site_say(&site, bytes, (size_t)len, 3000);
	is_int(h.status, 404, "a survey's code is no room");
	unknown = h.len;
	len = snprintf(
		bytes, sizeof(bytes),
		"GET /S/%s HTTP/1.1\r\nHost: survey.example\r\nConnection: close\r\n\r\n",
		room.code);
	h = site_say(&site, bytes, (size_t)len, 3000);
	is_int(h.status, 404, "a room's code is no survey");
	survey = h.len;
	is_int((long long)unknown, (long long)survey, "both of one size");
}

/* ---- each activity --------------------------------------------------------------- */

static void
test_votes(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_WARM_UP, 0);
	struct heard h;
	char body[300];

	room_go(&room, step, STEP_OPEN);
	ok(room_wait(&room, ticket, "Is it warm here?"),
	   "a vote that opens is on the phone");
	h = page_of(ticket);
	check_page(&h, "vote");
	ok(times(&h, "type=\"radio\" name=\"vote\"") == 2 && !has(&h, " checked"),
	   "vote: its options, none chosen");
	ok(has(&h, "name=\"step\" value=\"2\"") && has(&h, "Care after an assault"),
	   "vote: which part it is");
	ok(!has(&h, "http-equiv"), "vote: nothing moves where one answers");
	snprintf(body, sizeof(body), "?t=%s&f=1", ticket);
	h = room_get_page(&room, body);
	ok(!has(&h, "http-equiv") && has(&h, "f=1"),
	   "vote: not even for who wished it before");
	h = room_send(&room, ticket, step, "");
	is_int(h.status, 422, "vote: nothing chosen");
	ok(has(&h, "you may pass") && has(&h, "href=\"#vote-yes\"") && has(&h, "Error: "),
	   "vote: is said, with the way there");
	h = room_send(&room, ticket, step, "vote=maybe");
	ok(h.status == 422 && has(&h, "Choose one of the answers shown"),
	   "vote: no such option");
	is_int((long long)count_of(step), 0, "vote: nothing of it is stored");
	h = room_send(&room, ticket, step, "vote=yes");
	check_page(&h, "sent");
	ok(has(&h, "Your answer is in") && has(&h, "until this part closes") &&
		   has(&h, "Change my answer"),
	   "vote: is in, and can be changed");
	h = page_of(ticket);
	ok(has(&h, "Your answer is in"), "vote: so says the latest, too");
	snprintf(body, sizeof(body), "ticket=%s&step=%u&go=change", ticket, step);
	h = room_post(&room, body);
	ok(h.status == 200 && has(&h, "starts empty") && !has(&h, " checked"),
	   "vote: to change it an empty page comes");
	h = room_send(&room, ticket, step, "vote=no");
	is_int((long long)count_of(step), 1, "vote: changed, and there once");
	is_int(told[0].what.choice, 1, "vote: as it was changed");
}

static void
test_words(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_WORDS, 0), full;
	struct heard h;
	char body[400];

	room_go(&room, step, STEP_OPEN);
	ok(room_wait(&room, ticket, "In a few words?"), "words open");
	h = page_of(ticket);
	check_page(&h, "words");
	ok(has(&h, "name=\"words\"") && has(&h, "Any words<br>") && has(&h, "at most 40"),
	   "words: one box, with both hints");
	h = room_send(&room, ticket, step, "words=one+two+three+four");
	ok(h.status == 422 && has(&h, "value=\"one two three four\""),
	   "words: four are too many, and stay as typed");
	snprintf(body, sizeof(body), "ticket=%s&step=%u&lang=cy&words=half", ticket,
		 step);
	h = room_post(&room, body);
	ok(h.status == 200 && has(&h, "Mewn ychydig eiriau?") &&
		   has(&h, "value=\"half\""),
	   "words: another language, nothing lost");
	h = room_send(&room, ticket, step, "words=%3Cb%3Ehi%3C%2Fb%3E");
	is_int(h.status, 200, "words: sent");
	ok(text_there(step, "<b>hi</b>", &full) && full == 1,
	   "words: sealed as they were typed");
}

static void
test_notes(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_NOTES, 0), full;
	char *large = mem_new(12000, 1);
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	ok(room_wait(&room, ticket, "Who made a difference?"), "notes open");
	h = page_of(ticket);
	check_page(&h, "notes");
	is_int(times(&h, "<textarea"), 3, "notes: three boxes");
	ok(has(&h, "Leave out names, numbers and places"), "notes: what to leave out");
	memcpy(large, "note=first&note_2=", 18);
	memset(large + 18, 'x', 10000);
	h = room_send(&room, ticket, step, large);
	is_int(h.status, 422, "notes: one of 10,000 characters");
	ok(has(&h, "Make this shorter: 10000 characters; at most 280") &&
		   has(&h, "href=\"#note_2\"") && has(&h, ">\nfirst</textarea>") &&
		   strstr(h.body, "xxxxxxxxxxxxxxxxxxxx"),
	   "notes: is told with numbers, and nothing is lost");
	free(large);
	h = room_send(&room, ticket, step, "note=one&note_3=three");
	ok(has(&h, "Your answer is in"), "notes: two of three are in");
	ok(text_there(step, "three", &full) && full == 2, "notes: each by itself");
	is_int((long long)count_of(step), 3, "notes: in slots of their own");
	h = room_send(&room, ticket, step, "note=four");
	ok(text_there(step, "four", &full) && full == 1,
	   "notes: changed, two are taken back");
	is_int((long long)count_of(step), 3, "notes: still in three slots");
}

static void
test_dots(const char *ticket)
{
	unsigned notes = room_step_of(&room, STEP_NOTES, 0);
	unsigned step = room_step_of(&room, STEP_DOTS, 0);
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	h = page_of(ticket);
	ok(has(&h, "no idea to vote on yet") &&
		   !has(&h, "<button name=\"go\" value=\"send\""),
	   "dots: without an idea there is nothing to send");
	room_idea(&room, notes, 0x1111, "A nurse <on> call");
	room_idea(&room, notes, 0x2222, "A quiet room");
	room_idea(&room, notes, 0xffffffffffffffff, "A car home");
	ok(room_wait(&room, ticket, "A car home"),
	   "dots: ideas are there as they are approved");
	h = page_of(ticket);
	check_page(&h, "dots");
	ok(times(&h, "type=\"checkbox\" name=\"dot\"") == 3 &&
		   has(&h, "value=\"0000000000001111\"") &&
		   has(&h, "A nurse &lt;on&gt; call") && has(&h, "Choose up to 2 ideas"),
	   "dots: a box for each, and how many");
	h = room_send(&room, ticket, step,
		      "dot=0000000000001111&dot=0000000000002222&dot=ffffffffffffffff");
	ok(h.status == 422 && has(&h, "Choose at most 2 ideas: you chose 3") &&
		   times(&h, " checked") == 3,
	   "dots: beyond the dots is told with numbers, and kept as it was");
	h = room_send(&room, ticket, step, "dot=0000000000009999");
	ok(h.status == 422 && has(&h, "no longer on the wall"), "dots: no such idea");
	h = room_send(&room, ticket, step, "dot=0000000000001111&dot=ffffffffffffffff");
	ok(has(&h, "Your answer is in"), "dots: in");
	is_int((long long)count_of(step), 1, "dots: there once");
	ok(told[0].what.dot_count == 2 && told[0].what.dots[1] == UINT64_MAX,
	   "dots: both, by number");
	room_idea_gone(&room, 0x2222);
	h = room_send(&room, ticket, step, "dot=0000000000002222");
	is_int(h.status, 422, "dots: not for one that went off the wall");
}

static void
test_scorecard(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_SCORECARD, 0);
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	ok(room_wait(&room, ticket, "Was this done?"), "a scorecard opens");
	h = page_of(ticket);
	check_page(&h, "scorecard");
	ok(times(&h, "name=\"s_seen\"") == 2 && times(&h, "name=\"s_heard\"") == 2,
	   "scorecard: statements on options");
	h = room_send(&room, ticket, step, "s_seen=no&s_heard=what");
	ok(h.status == 422 && has(&h, "href=\"#s_heard-yes\"") &&
		   times(&h, " checked") == 1,
	   "scorecard: what is wrong is told where it is, the rest stays");
	h = room_send(&room, ticket, step, "s_heard=no");
	is_int((long long)count_of(step), 1, "scorecard: in");
	ok(told[0].what.marks[0] == 0 && told[0].what.marks[1] == 2,
	   "scorecard: one passed, one answered");
}

/* ---- seeing ---------------------------------------------------------------------- */

static void
test_see(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_VOTES, 0);
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	room_send(&room, ticket, step, "vote=yes");
	room_show(
		&room, step,
		"{\"canvass\":\"shown 1\",\"kind\":\"votes\",\"step\":99,\"few\":false}");
	h = page_of(ticket);
	ok(has(&h, "once enough people have answered") && !has(&h, "<table"),
	   "what cannot be read is shown as nothing");
	{
		struct shown_row rows[2] = { { .id = "yes", .text = "Yes", .n = 7 },
					     { .id = "no", .text = "x", .n = 3 } };
		struct shown shown = {
			.kind = STEP_VOTES, .step = step, .rows = rows, .count = 2
		};
		SCOPED(buf) line = { 0 };

		shown_write(&shown, &line);
		buf_puts(&line, "");
		room_show(&room, step, line.data);
		ok(room_wait(&room, ticket, "<table"),
		   "results come when they are revealed");
		h = page_of(ticket);
		check_page(&h, "sent, with results");
		ok(has(&h, "Your answer is in") && has(&h, "Chosen most: Yes.") &&
			   has(&h, "No &amp; never") && has(&h, "<td>3</td>") &&
			   has(&h, "width=\"42\""),
		   "in words, as a table, as bars, in the guide's own labels");
		room_go(&room, step, STEP_CLOSED);
		ok(room_wait(&room, ticket, "<h1>Which one?</h1>"),
		   "closed: they are the page");
		h = page_of(ticket);
		check_page(&h, "see");
		shown = (struct shown){ .kind = STEP_VOTES, .step = step, .few = true };
		buf_free(&line);
		shown_write(&shown, &line);
		buf_puts(&line, "");
		room_show(&room, step, line.data);
	}
	h = page_of(ticket);
	ok(has(&h, "once enough people have answered") && !has(&h, "<table"),
	   "too few: so it says, and no more");
	room_show(&room, step, NULL);
	h = page_of(ticket);
	ok(has(&h, "This part has closed"), "hidden again");
}

/* ---- too late, paused, killed, flooded ------------------------------------------- */

static void
test_late(const char *ticket)
{
	unsigned first = room_step_of(&room, STEP_WARM_UP, 0);
	unsigned step = room_step_of(&room, STEP_VOTES, 0);
	struct heard h;

	room_go(&room, first, STEP_CLOSED);
	h = room_send(&room, ticket, first, "vote=yes");
	check_page(&h, "late");
	ok(has(&h, "Your last answer was not kept") &&
		   has(&h, "had closed before it came"),
	   "late: is told");
	is_int((long long)count_of(first), 1, "late: and not stored");
	h = room_send(&room, ticket, step, "vote=yes");
	ok(has(&h, "was not kept"), "another closed step's answer is told too");
	h = room_send(&room, ticket, 77, "vote=yes");
	ok(h.status == 200 && has(&h, "was not kept"), "and one of no step at all");
}

static void
test_pause(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_WORDS, 0), full;
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	room_phase(&room, PHASE_PAUSE);
	h = page_of(ticket);
	check_page(&h, "paused");
	ok(has(&h, "We are pausing") && times(&h, "116 123") == 2,
	   "paused: calm, with support");
	h = room_send(&room, ticket, step, "words=on+its+way");
	ok(h.status == 200 && has(&h, "We are pausing") && has(&h, "Your answer is in"),
	   "what was on its way is kept, and so it says");
	ok(text_there(step, "on its way", &full), "it is there");
	room_phase(&room, PHASE_RUN);
}

/* The door is killed in the middle of a vote: answers and ticket keys are as they were. */
static void
test_kill(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_SCORECARD, 0);
	unsigned port = site.port, vote = room_step_of(&room, STEP_WORDS, 0);
	struct answers_state state = { 0 };
	struct err err = { 0 };
	char file[SURVEY_NAME];
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	site_stop(&site, SIGKILL);
	room_go(&room, vote, STEP_CLOSED); /* while no door runs */
	room_go(&room, step, STEP_OPEN);
	if (!site_start(&site, port, &err))
		die("the door does not start after a kill: %s", err.text);
	h = page_of(ticket);
	ok(has(&h, "Your answer is in"), "killed: the ticket still finds its slot");
	h = room_send(&room, ticket, step, "s_heard=yes");
	ok(has(&h, "Your answer is in"), "killed: phones carry on");
	is_int((long long)count_of(step), 1, "killed: the same slot");
	usleep(300000);
	room_file(ROOM_SITE, vote, file);
	ok(answers_look(site.dir, file, &state, &err) && state.ticket_gone,
	   "killed: what closed meanwhile has lost its key");
}

static void
test_flood(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_SCORECARD, 0), thanked = 0;

	for (unsigned i = 0; i < 100; i++) {
		struct heard h = room_send(&room, ticket, step,
					   i % 2 ? "s_heard=yes" : "s_seen=no");

		thanked += has(&h, "Your answer is in");
	}
	is_int(thanked, 100, "a flood from one phone is borne");
	is_int((long long)count_of(step), 1, "and has one slot");
}

static void
test_over(const char *ticket)
{
	unsigned step = room_step_of(&room, STEP_SCORECARD, 0);
	struct answers_state state = { 0 };
	struct err err = { 0 };
	char file[SURVEY_NAME], bytes[300];
	struct heard h;
	size_t over;
	int len;

	room_phase(&room, PHASE_OVER);
	h = room_get_page(&room, "");
	ok(h.status == 410 && has(&h, "This room is over") && !has(&h, "This survey"),
	   "over: its code leads to a page that says so");
	over = h.len;
	is_int(page_of(ticket).status, 410, "over: for phones that joined, too");
	is_int(room_send(&room, ticket, step, "s_seen=no").status, 410,
	       "over: nothing is taken");
	len = snprintf(
		bytes, sizeof(bytes),
		"GET /R/%s HTTP/1.1\r\nHost: survey.example\r\nConnection: close\r\n\r\n",
		"7QX3MRRT");
	h = site_say(&site, bytes, (size_t)len, 3000);
	is_int(h.status, 404, "a code that never was");
	is_int((long long)h.len, (long long)over, "is as large");
	room_file(ROOM_SITE, step, file);
	ok(answers_look(site.dir, file, &state, &err) && state.ticket_gone,
	   "over: the step that was open has lost its key");
	is_int((long long)count_of(step), 1, "over: what was said is there");
}

int
main(int argc, char **argv)
{
	char ticket[TICKET_CHARS + 1];
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, 20);
	room_site_make(&room, &site);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_join(ticket);
	test_codes();
	test_votes(ticket);
	test_words(ticket);
	test_notes(ticket);
	test_dots(ticket);
	test_scorecard(ticket);
	test_see(ticket);
	test_late(ticket);
	test_pause(ticket);
	test_kill(ticket);
	test_flood(ticket);
	test_over(ticket);
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	room_site_free(&room);
	site_free(&site);
	return tap_done();
}
