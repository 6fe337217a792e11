/*
 * Surveys come back as they were put in, and only ever go forward.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/store/fixture.h"

static const unsigned char canary[] = { 1, 2, 0, 255, 4 };

static struct survey
full_survey(const char *name)
{
	struct survey s = { .form_text = "canvass: form 1\n\0caf\xc3\xa9",
			    .form_len = 21,
			    .state = SURVEY_WAITING,
			    .expected = 4321,
			    .unconfirmed = true,
			    .invented = true,
			    .opened = -1,
			    .closed = -1,
			    .page_size = 8192,
			    .box_len = 5000,
			    .padded = 4800,
			    .recipient_count = 2 };

	str_fit(s.name, sizeof(s.name), name);
	memset(s.form_hash, 0xa1, sizeof(s.form_hash));
	memset(s.check_key, 0xb2, sizeof(s.check_key));
	for (unsigned i = 0; i < 2; i++) {
		struct store_recipient *r = &s.recipients[i];

		memset(r->key, (int)(0x10 + i), sizeof(r->key));
		memset(r->canary_hash, (int)(0x20 + i), sizeof(r->canary_hash));
		r->canary = canary;
		r->canary_len = i ? sizeof(canary) : 0;
	}
	return s;
}

static void
same_survey(const struct survey *got, const struct survey *want)
{
	is_str(got->name, want->name, "name");
	ok(got->form_len == want->form_len &&
		   memcmp(got->form_text, want->form_text, want->form_len) == 0,
	   "form, a NUL in it and all");
	ok(memcmp(got->form_hash, want->form_hash, 32) == 0, "its hash");
	ok(memcmp(got->check_key, want->check_key, 32) == 0, "check-word key");
	is_int(got->state, want->state, "state");
	is_int(got->expected, want->expected, "expected");
	ok(got->unconfirmed == want->unconfirmed && got->invented == want->invented,
	   "marks");
	ok(got->opened == want->opened && got->closed == want->closed, "days");
	ok(got->page_size == want->page_size && got->box_len == want->box_len &&
		   got->padded == want->padded,
	   "sizes");
	is_int(got->recipient_count, want->recipient_count, "keys");
	for (unsigned i = 0; i < want->recipient_count; i++) {
		const struct store_recipient *g = &got->recipients[i],
					     *w = &want->recipients[i];

		ok(memcmp(g->key, w->key, 32) == 0 && g->confirmed == w->confirmed &&
			   memcmp(g->canary_hash, w->canary_hash, 32) == 0 &&
			   g->canary_len == w->canary_len &&
			   memcmp(g->canary, w->canary, w->canary_len) == 0,
		   "key %u", i);
	}
}

static void
there_and_back(void)
{
	struct place_to_try p = place_make();
	struct err err = { 0 };
	struct store *st = store_open(p.dir, STORE_WRITES, &err);
	struct survey s = full_survey("pulse@w1"), got,
		      other = full_survey("annual@2026"), *all;
	struct arena *a = arena_new(0);
	size_t count = 99;

	ok(survey_all(st, &all, &count, a, &err) && count == 0, "none yet");
	ok(survey_add(st, &s, &err), "added: %s", err.text);
	store_close(st);
	st = store_open(p.dir, STORE_WRITES, &err);
	ok(survey_get(st, "pulse@w1", &got, a, &err), "read: %s", err.text);
	same_survey(&got, &s);
	ok(!survey_add(st, &s, &err) && err.code == ERR_CREATE,
	   "added twice: refused: %s", err.text);
	other.expected = 7;
	ok(survey_add(st, &other, &err), "another");
	ok(survey_all(st, &all, &count, a, &err), "all: %s", err.text);
	is_int((long long)count, 2, "two");
	ok(str_same(all[0].name, "annual@2026") && str_same(all[1].name, "pulse@w1"),
	   "by name");
	same_survey(&all[1], &s);
	memset(&got, 0x77, sizeof(got));
	ok(!survey_get(st, "pulse@w2", &got, a, &err) && err.code == ERR_MISSING &&
		   strstr(err.text, "did you mean pulse@w1?"),
	   "a near one: %s", err.text);
	ok(got.name[0] == 0x77, "and nothing is touched");
	ok(!survey_get(st, "zebra-crossings@2031", &got, a, &err) &&
		   err.code == ERR_MISSING && !strstr(err.text, "did you mean"),
	   "none is near: %s", err.text);
	str_fit(s.name, sizeof(s.name), "../evil@w");
	ok(!survey_add(st, &s, &err) && err.code == ERR_INPUT, "no name: %s", err.text);
	arena_free(a);
	store_close(st);
	place_drop(&p);
}

static void
states(void)
{
	static const struct {
		enum survey_state from, to;
		bool good;
	} rows[] = {
		{ SURVEY_WAITING, SURVEY_OPEN, true },
		{ SURVEY_WAITING, SURVEY_CLOSED, true },
		{ SURVEY_OPEN, SURVEY_CLOSED, true },
		{ SURVEY_OPEN, SURVEY_OPEN, false },
		{ SURVEY_OPEN, SURVEY_WAITING, false },
		{ SURVEY_CLOSED, SURVEY_OPEN, false },
		{ SURVEY_CLOSED, SURVEY_CLOSED, false },
		{ SURVEY_WAITING, SURVEY_WAITING, false },
		{ SURVEY_CLOSED, SURVEY_WAITING, false },
	};
	struct place_to_try p = place_make();
	struct err err = { 0 };
	struct store *st = store_open(p.dir, STORE_WRITES, &err);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena *a = arena_new(0);
		struct survey s, got;
		char name[20];

		snprintf(name, sizeof(name), "s%zu@w", i);
		s = full_survey(name);
		s.state = rows[i].from;
		s.opened = 5;
		ok(survey_add(st, &s, &err), "%s", survey_state_names[rows[i].from]);
		ok(survey_set_state(st, name, rows[i].to, 777, &err) == rows[i].good,
		   "to %s: %s", survey_state_names[rows[i].to],
		   rows[i].good ? "yes" : err.text);
		ok(rows[i].good || err.code == ERR_INPUT, "the error is the asker's");
		if (!survey_get(st, name, &got, a, &err))
			die("%s", err.text);
		is_int(got.state, rows[i].good ? rows[i].to : rows[i].from, "so it is");
		is_int(got.opened, rows[i].good && rows[i].to == SURVEY_OPEN ? 777 : 5,
		       "opened");
		is_int(got.closed, rows[i].good && rows[i].to == SURVEY_CLOSED ? 777 : -1,
		       "closed");
		arena_free(a);
	}
	ok(!survey_set_state(st, "none@w", SURVEY_OPEN, 1, &err) &&
		   err.code == ERR_MISSING,
	   "no such survey: %s", err.text);
	store_close(st);
	place_drop(&p);
}

static void
confirming(void)
{
	struct place_to_try p = place_make();
	struct err err = { 0 };
	struct store *st = store_open(p.dir, STORE_WRITES, &err);
	struct survey s = full_survey("pulse@w1"), got;
	struct arena *a = arena_new(0);
	unsigned char stranger[STORE_KEY] = { 9 };

	ok(survey_add(st, &s, &err), "added");
	ok(survey_confirm(st, "pulse@w1", s.recipients[1].key, &err), "confirmed: %s",
	   err.text);
	ok(survey_get(st, "pulse@w1", &got, a, &err) && !got.recipients[0].confirmed &&
		   got.recipients[1].confirmed,
	   "that key alone");
	ok(!survey_confirm(st, "pulse@w1", stranger, &err) && err.code == ERR_INPUT,
	   "a stranger's key: refused: %s", err.text);
	ok(!survey_confirm(st, "pulse@w2", s.recipients[0].key, &err) &&
		   err.code == ERR_MISSING,
	   "no such survey: %s", err.text);
	ok(survey_confirm(st, "pulse@w1", s.recipients[1].key, &err),
	   "twice is no trouble");
	arena_free(a);
	store_close(st);
	place_drop(&p);
}

int
main(void)
{
	there_and_back();
	states();
	confirming();
	return tap_done();
}
