/*
 * desk.db: its owner's alone; people, codes that count once, the log, proposals that end once,
 * timers; and what its connection may not do.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>

#include "store/desk.h"
#include "store/sqlite/desk.h"
#include "tests/unit/store/fixture.h"

static struct desk_store *
desk_or_die(const struct place_to_try *p)
{
	struct err err;
	struct desk_store *d = desk_store_open(p->dir, &err);

	if (!d)
		die("desk_store_open: %s", err.text);
	return d;
}

static void
opening(const struct place_to_try *p)
{
	struct err err = { 0 };
	struct desk_store *d;
	struct stat st;
	mode_t was = umask(0);

	d = desk_or_die(p);
	umask(was);
	ok(!stat(place_path(p, "desk.db"), &st) && (st.st_mode & 0777) == 0600,
	   "desk.db is its owner's alone, whatever the umask");
	desk_store_close(d);
	d = desk_or_die(p);
	ok(d != NULL, "it opens again");
	desk_store_close(d);
	desk_store_close(NULL);
	ok(!desk_store_open("/nowhere/at/all", &err) && err.code == ERR_MISSING,
	   "where there is no workspace there is no desk");
	ok(!sql_open(place_path(p, "desk.db"), ROLE_WORKSPACE_READ, &err) &&
		   err.code == ERR_CONFIG,
	   "it is not taken for canvass.db");
}

static void
people(struct desk_store *d, struct arena *a)
{
	struct person ann = { .name = "ann",
			      .roles = 5,
			      .password = "$argon2id$x",
			      .enrolled = true,
			      .invite_until = 7 };
	struct person got, *all = NULL;
	struct err err = { 0 };
	size_t count;

	memset(ann.totp, 0x21, sizeof(ann.totp));
	memset(ann.invite, 0x42, sizeof(ann.invite));
	ann.scopes[ann.scope_count++] = "pulse@w2";
	ann.scopes[ann.scope_count++] = "pulse@w1";
	ok(!person_get(d, "ann", &got, a, &err) && err.code == ERR_MISSING, "nobody yet");
	ok(person_add(d, &ann, &err), "added: %s", err.text);
	ok(!person_add(d, &ann, &err) && err.code == ERR_CREATE, "but once");
	ok(person_get(d, "ann", &got, a, &err), "found");
	ok(got.roles == 5 && got.enrolled && !got.disabled && got.invite_until == 7,
	   "as it was put");
	is_str(got.password, "$argon2id$x", "with its password");
	ok(!memcmp(got.totp, ann.totp, sizeof(ann.totp)), "its secret");
	is_int((long long)got.scope_count, 2, "and its scopes");
	is_str(got.scopes[0], "pulse@w1", "in their order");
	ok(person_by_invite(d, ann.invite, &got, a, &err) && str_same(got.name, "ann"),
	   "found by its invitation");
	memset(ann.invite, 0, sizeof(ann.invite));
	ann.disabled = true;
	ann.scope_count = 1;
	ok(person_put(d, &ann, &err), "changed");
	ok(person_get(d, "ann", &got, a, &err) && got.disabled && got.scope_count == 1,
	   "which shows");
	ann.disabled = false; /* as somebody read it a moment before */
	ok(person_put(d, &ann, &err) && person_get(d, "ann", &got, a, &err) &&
		   got.disabled,
	   "who was disabled stays so");
	ok(!person_by_invite(d, ann.invite, &got, a, &err) && err.code == ERR_MISSING,
	   "no invitation is nobody's");
	str_fit(ann.name, sizeof(ann.name), "bob");
	ok(!person_put(d, &ann, &err) && err.code == ERR_MISSING,
	   "who is not there cannot be changed");
	ok(person_add(d, &ann, &err) && person_all(d, &all, &count, a, &err) &&
		   count == 2,
	   "all of them");
	ok(str_same(all[0].name, "ann") && str_same(all[1].name, "bob"), "by name");
	str_fit(ann.name, sizeof(ann.name), "carl");
	ann.roles = 0;
	ok(!person_add(d, &ann, &err), "nobody is without a role");
	ok(!person_get(d, "carl", &got, a, &err), "and nothing of it is left");
}

static void
codes(struct desk_store *d)
{
	struct err err;
	bool fresh = false;

	ok(person_totp_use(d, "ann", 100, &fresh, &err) && fresh, "a code counts");
	ok(person_totp_use(d, "ann", 100, &fresh, &err) && !fresh, "once");
	ok(person_totp_use(d, "ann", 99, &fresh, &err) && !fresh, "nor one before it");
	ok(person_totp_use(d, "ann", 101, &fresh, &err) && fresh, "the next one does");
	ok(person_totp_use(d, "bob", 100, &fresh, &err) && fresh, "for another, too");
	ok(person_totp_use(d, "nobody", 100, &fresh, &err) && !fresh, "not for nobody");
}

static _Atomic unsigned counted;

static void *
use_code(void *with)
{
	bool fresh = false;
	struct err err;

	for (uint64_t step = 1000; step < 1050; step++)
		if (person_totp_use(with, "ann", step, &fresh, &err) && fresh)
			counted++;
	return NULL;
}

/* The statements are one connection's: without the lock this dies ("used twice at once"). */
static void
threads(struct desk_store *d, struct arena *a)
{
	pthread_t all[4];
	struct person got;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		if (pthread_create(&all[i], NULL, use_code, d))
			die("no thread");
	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		pthread_join(all[i], NULL);
	ok(person_get(d, "ann", &got, a, &err) && got.totp_last == 1049,
	   "four threads at once do each other no harm");
	ok(counted > 0 && counted <= 50, "and no code counted for two");
}

static void
acts(struct desk_store *d, struct arena *a)
{
	static const char *const subjects[] = { "pulse@w1", "pulse@w2", "pulse@w1" };
	struct act_row *rows;
	struct err err;
	size_t count;

	for (size_t i = 0; i < ARRAY_LEN(subjects); i++) {
		struct act_row row = { .at = 50 + (int64_t)i,
				       .person = "ann",
				       .act = "looked",
				       .subject = subjects[i] };

		ok(act_add(d, &row, &err), "noted");
	}
	ok(act_list(d, 0, 2, &rows, &count, a, &err) && count == 2, "the last two");
	ok(rows[0].number == 3 && rows[1].number == 2 && rows[0].at == 52,
	   "the newest first");
	ok(act_list(d, rows[1].number, 9, &rows, &count, a, &err) && count == 1 &&
		   rows[0].number == 1,
	   "and what was before them");
	ok(act_about(d, "pulse@w1", 0, 9, &rows, &count, a, &err) && count == 2,
	   "or of one subject");
	is_str(rows[0].words, "", "no words are none");
}

static void
proposals(struct desk_store *d, struct arena *a)
{
	struct proposal p = { .survey = "pulse@w1",
			      .by = "ann",
			      .order = "{}",
			      .at = 9,
			      .digest = "0123456789abcdef0123456789abcdef"
					"0123456789abcdef0123456789abcdef" };
	struct proposal *all;
	struct err err = { 0 };
	size_t count;

	ok(proposal_add(d, &p, &err) && p.number == 1, "proposed: %s", err.text);
	ok(proposal_add(d, &p, &err) && p.number == 2, "and another");
	ok(proposal_end(d, 1, PROPOSAL_CONFIRMED, "bob", &err), "one is confirmed");
	ok(!proposal_end(d, 1, PROPOSAL_REFUSED, "carol", &err) && err.code == ERR_BUSY,
	   "and cannot be refused after that");
	ok(!proposal_end(d, 7, PROPOSAL_REFUSED, "carol", &err) && err.code == ERR_BUSY,
	   "nor can one that is none");
	ok(proposal_all(d, NULL, &all, &count, a, &err) && count == 2, "both are there");
	ok(all[0].state == PROPOSAL_CONFIRMED && str_same(all[0].second, "bob") &&
		   all[1].state == PROPOSAL_OPEN && str_same(all[1].order, "{}"),
	   "as they stand");
	ok(proposal_all(d, "pulse@w2", &all, &count, a, &err) && count == 0,
	   "another survey has none");
}

static void
timers(struct desk_store *d)
{
	int64_t ends = 1;
	struct err err;
	int left = 1;

	ok(timer_get(d, "room", &ends, &left, &err) && !ends && !left, "no timer");
	ok(timer_put(d, "room", 5000, 0, &err) && timer_put(d, "room", 0, 60, &err) &&
		   timer_get(d, "room", &ends, &left, &err) && !ends && left == 60,
	   "the last that was put");
	ok(timer_drop(d, "room", &err) && timer_get(d, "room", &ends, &left, &err) &&
		   !left,
	   "and none again");
}

static void
refused(struct desk_store *d)
{
	static const char *const texts[] = {
		"DELETE FROM person",
		"UPDATE person SET name = 'x'",
		"DELETE FROM act",
		"UPDATE act SET person = 'x'",
		"UPDATE act SET at = 0",
		"DELETE FROM proposal",
		"UPDATE proposal SET by = 'x'",
		"UPDATE proposal SET digest = 'x'",
		"DROP TABLE act",
		"CREATE TABLE t (a)",
		"ATTACH 'canvass.db' AS c",
		"PRAGMA journal_mode = WAL",
		"PRAGMA user_version = 2",
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		sqlite3_stmt *s = NULL;

		ok(sqlite3_prepare_v2(d->sql->db, texts[i], -1, &s, NULL) != SQLITE_OK,
		   "may not: %s", texts[i]);
		sqlite3_finalize(s);
	}
}

int
main(void)
{
	struct place_to_try p = place_make();
	struct arena *a = arena_new(0);
	struct desk_store *d;

	opening(&p);
	d = desk_or_die(&p);
	people(d, a);
	codes(d);
	threads(d, a);
	acts(d, a);
	proposals(d, a);
	timers(d);
	refused(d);
	desk_store_close(d);
	place_drop(&p);
	arena_free(a);
	return tap_done();
}
