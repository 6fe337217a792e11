/*
 * Sessions end by time, by sign-out and by somebody's being shut out; a page under way keeps its
 * own until it is done; tokens fit one form of one session, once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/internal.h"
#include "tests/tap.h"

static unsigned wiped; /* sittings */

void
sitting_init(struct sitting *sitting)
{
	memset(sitting, 0, sizeof(*sitting));
}

void
sitting_wipe(struct sitting *sitting)
{
	(void)sitting;
	wiped++;
}

enum { START = 1000 };

/* Whether the cookie leads to a session at that moment; quiet or not. */
static bool
lives(struct sessions *all, const char *cookie, uint64_t now, bool quiet)
{
	struct session *s = session_find(all, cookie, now, quiet);
	bool there = s != NULL;

	session_let(all, s);
	return there;
}

static void
begin(struct sessions *all, const char *person, uint64_t now, char cookie[SESSION_NAME])
{
	session_let(all, session_begin(all, person, now, cookie));
}

static void
names(void)
{
	struct sessions *all = sessions_new();
	char one[SESSION_NAME], two[SESSION_NAME], bent[SESSION_NAME];
	unsigned char bytes[32];
	size_t len = sizeof(bytes);

	begin(all, "ann", START, one);
	begin(all, "ann", START, two);
	ok(!str_same(one, two), "each session has a name of its own");
	ok(base64_decode(bytes, &len, one, strlen(one)) && len == 32, "of 256 bits");
	ok(lives(all, one, START, false) && lives(all, two, START, false), "both live");
	memcpy(bent, one, sizeof(bent));
	bent[5] = bent[5] == 'A' ? 'B' : 'A';
	ok(!lives(all, bent, START, false), "another name leads nowhere");
	ok(!lives(all, "", START, false), "nor does none");
	bent[42] = '\0';
	ok(!lives(all, bent, START, false), "nor one that is cut");
	sessions_free(all);
}

static void
times(void)
{
	struct sessions *all = sessions_new();
	char idle[SESSION_NAME], busy[SESSION_NAME], quiet[SESSION_NAME];
	uint64_t now = START;
	bool alive = true;

	wiped = 0;
	begin(all, "ann", now, idle);
	ok(lives(all, idle, now + SESSION_IDLE - 1, true), "idle for 29:59, it lives");
	ok(lives(all, idle, now - 1, true),
	   "a clock that was read a moment too early ends nothing");
	ok(!lives(all, idle, now + SESSION_IDLE, true), "idle for 30:00, it has ended");
	is_int(wiped, 1, "and is wiped");
	ok(!lives(all, idle, now, true), "for good");

	begin(all, "ann", now, busy);
	begin(all, "ann", now, quiet);
	for (uint64_t at = now; at < now + SESSION_WHOLE; at += 600)
		alive = alive && lives(all, busy, at, false);
	ok(alive, "with a page each ten minutes it lives for eight hours");
	ok(!lives(all, busy, now + SESSION_WHOLE, false), "and not a second longer");
	sessions_free(all);

	all = sessions_new();
	begin(all, "ann", now, quiet);
	for (uint64_t at = now; at < now + SESSION_IDLE; at += 10)
		alive = alive && lives(all, quiet, at, true);
	ok(alive, "what a script asks for is answered");
	ok(!lives(all, quiet, now + SESSION_IDLE, true),
	   "but a wall that asks all night keeps no session awake");
	begin(all, "ann", now, quiet);
	wiped = 0;
	sessions_sweep(all, now + SESSION_IDLE);
	is_int(wiped, 1, "what nobody asks for is wiped by the clock alone");
	sessions_free(all);
}

static void
left(void)
{
	struct sessions *all = sessions_new();
	char cookie[SESSION_NAME];
	struct session *s = session_begin(all, "ann", START, cookie);

	is_int((long long)session_left(s, START), SESSION_IDLE, "what is left at first");
	is_int((long long)session_left(s, START + 60), SESSION_IDLE - 60,
	       "a minute later");
	s->seen = START + SESSION_WHOLE - 100;
	is_int((long long)session_left(s, START + SESSION_WHOLE - 100), 100,
	       "near the eight hours");
	is_int((long long)session_left(s, START + SESSION_WHOLE + 5), 0, "after them");
	session_let(all, s);
	sessions_free(all);
}

static void
ends(void)
{
	struct sessions *all = sessions_new();
	char ann[SESSION_NAME], other[SESSION_NAME], bob[SESSION_NAME];
	struct session *under_way, *mine;

	begin(all, "ann", START, ann);
	begin(all, "ann", START, other);
	begin(all, "bob", START, bob);
	wiped = 0;
	under_way = session_find(all, ann, START, false);
	session_end(all, under_way);
	ok(!lives(all, ann, START, false), "ended, no request finds it");
	is_int(wiped, 0, "but a page under way still has its key");
	ok(under_way->key != NULL && str_same(under_way->person, "ann"), "and all of it");
	session_end(all, under_way);
	session_let(all, under_way);
	is_int(wiped, 1, "once the page is done, it is wiped; to end twice does no harm");

	begin(all, "ann", START, ann);
	mine = session_find(all, ann, START, false);
	session_end_all(all, "ann", mine);
	ok(lives(all, ann, START, false), "the others of a person end, one's own stays");
	ok(!lives(all, other, START, false), "the other is gone");
	ok(lives(all, bob, START, false), "and nobody else's");
	session_let(all, mine);
	session_end_all(all, "ann", NULL);
	ok(!lives(all, ann, START, false), "or all of them");
	wiped = 0;
	sessions_free(all);
	is_int(wiped, 1, "what is left ends with the desk");
}

static void
many(void)
{
	struct sessions *all = sessions_new();
	char first[SESSION_NAME], second[SESSION_NAME], cookie[SESSION_NAME];

	begin(all, "ann", START, first);
	begin(all, "bob", START + 1, second);
	for (unsigned i = 2; i < SESSIONS_MOST; i++)
		begin(all, "bob", START + 2, cookie);
	ok(lives(all, first, START + 3, false), "as many as there may be");
	begin(all, "bob", START + 4, cookie);
	ok(lives(all, first, START + 4, false) && !lives(all, second, START + 4, false),
	   "one more, and the one that was idle for longest has ended");
	sessions_free(all);
}

/* ---- tokens ---------------------------------------------------------------------------- */

static void
tokens(void)
{
	struct sessions *all = sessions_new();
	char cookie[SESSION_NAME], token[TOKEN_TEXT], other[TOKEN_TEXT];
	struct session *ann = session_begin(all, "ann", START, cookie);
	struct session *bob = session_begin(all, "bob", START, cookie);
	static const char path[] = "/surveys/pulse@w1/close";
	unsigned good = 0;

	token_make(ann, path, token);
	ok(token_use(bob, path, token) == TOKEN_NONE, "another's token is none");
	ok(token_use(ann, "/surveys/pulse@w2/close", token) == TOKEN_NONE,
	   "one of another form is none");
	ok(token_use(ann, path, NULL) == TOKEN_NONE, "none is none");
	ok(token_use(ann, path, "") == TOKEN_NONE, "an empty one is none");
	for (size_t i = 0; i < strlen(token); i++) {
		memcpy(other, token, sizeof(other));
		other[i] = other[i] == 'A' ? 'B' : 'A';
		good += token_use(ann, path, other) != TOKEN_NONE;
	}
	is_int(good, 0, "with any one character changed it is none");
	ok(token_look(ann, path, token) == TOKEN_GOOD, "looked at, it is good");
	ok(token_use(ann, path, token) == TOKEN_GOOD, "and stays so");
	ok(token_use(ann, path, token) == TOKEN_USED, "but is good once");
	ok(token_look(ann, path, token) == TOKEN_USED, "which can be seen");
	token_make(ann, "/surveys/pulse%40w1/close?all=yes", token);
	ok(token_use(ann, path, token) == TOKEN_GOOD,
	   "an action as it stands in an address is the path that is asked for");
	good = 0;
	for (unsigned i = 0; i < 3000; i++) {
		token_make(ann, path, token);
		good += token_use(ann, path, token) == TOKEN_GOOD &&
			token_use(ann, path, token) == TOKEN_USED;
	}
	is_int(good, 3000, "three thousand are each good once");
	token_make(ann, path, token);
	ann->used_count = TOKENS_MOST;
	ok(token_use(ann, path, token) == TOKEN_USED,
	   "a session that used up all it may is given no more");
	ann->used_count = 3002;
	session_let(all, ann);
	session_let(all, bob);
	sessions_free(all);
}

static void
notices(void)
{
	struct sessions *all = sessions_new();
	struct arena *a = arena_new(0);
	char cookie[SESSION_NAME];
	struct session *s = session_begin(all, "ann", START, cookie);

	ok(session_said(s, a) == NULL, "nothing is said at first");
	session_say(s, "one");
	session_say(s, "two");
	is_str(session_said(s, a), "two", "the last sentence waits for the next page");
	ok(session_said(s, a) == NULL, "and is said once");
	session_say(s, "three");
	session_let(all, s);
	sessions_free(all);
	arena_free(a);
}

int
main(void)
{
	seal_start();
	names();
	times();
	left();
	ends();
	many();
	tokens();
	notices();
	return tap_done();
}
