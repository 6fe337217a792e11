/*
 * Random forms, random answers, random paths, a real server: each page is the one that the rules
 * of the form language call for, shows what was said before, and the record opened with the key
 * holds what the rules say and nothing else.  Two people who say the same by different paths
 * leave the same bytes.
 *
 * Each form has a seed of its own.  SEED=N begins with another one, FORMS=N says how many; so
 * SEED=N FORMS=1 draws one form again that was complained of.  Usually as many as fit a quarter
 * of a minute; CANVASS_LONG=1: 3,000, or as many as fit four minutes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>

#include "tests/tap.h"
#include "tests/web/person.h"
#include "tests/web/random_site.h"

enum {
	BATCH = 24, /* forms that one door serves */
	MINDS = 2,
	COPIES = 2, /* people of one mind */
	FEW_MS = 15000,
	LONG_MS = 240000,
	MANY = 3000,
	DRAWS_MOST = 60,
};

struct drawn {
	struct arena *arena;
	struct model *model;
	struct form *form;
	struct added added;
	struct mind minds[MINDS];
	unsigned stored, pages;
	bool failed;
};

static unsigned refused, pages_seen, people, failures;

/* ---- drawing ---------------------------------------------------------------------------- */

/* What a drawn form may be refused for: conditions that clash were drawn blindly. */
static bool
may_be_refused(const struct diags *d)
{
	static const char *const codes[] = { "E055", "E056", "W060", "W063",
					     "W077", "W081", "W100" };
	bool fine = true;

	for (size_t i = 0; i < d->count; i++) {
		bool known = false;

		for (size_t k = 0; k < ARRAY_LEN(codes); k++)
			known = known || str_same(d->items[i].code, codes[k]);
		fine = fine && known;
	}
	return fine;
}

static void
show_form(const struct model *m)
{
	SCOPED(buf) line = { 0 };

	note("the form, drawn with SEED=%llu FORMS=1:", (unsigned long long)m->seed);
	for (size_t i = 0; i <= m->yaml_len; i++) {
		if (i == m->yaml_len || m->yaml[i] == '\n') {
			note("%s", line.len ? line.data : "");
			buf_clear(&line);
		} else {
			buf_putc(&line, m->yaml[i]);
		}
	}
}

/* A long text, part by part: a note has an end. */
static void
show_lines(const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		note("%.*s", (int)(len < 3000 ? len : 3000), text);
		text += len + (text[len] == '\n');
	}
}

/* The form of a seed, or of one behind it if its conditions contradict each other. */
static void
draw(struct drawn *f, uint64_t seed)
{
	*f = (struct drawn){ .arena = arena_new(0) };
	for (unsigned i = 0; i < DRAWS_MOST; i++) {
		struct diags diags;

		f->model = model_draw(seed + i * 1000003u, f->arena);
		diags_init(&diags, "drawn", f->model->yaml, f->model->yaml_len, f->arena);
		f->form = form_parse(f->model->yaml, f->model->yaml_len, &diags);
		if (!may_be_refused(&diags)) {
			SCOPED(buf) said = { 0 };

			ok(false, "seed %llu: a form that should be right is refused",
			   (unsigned long long)seed);
			diags_print(&diags, &said);
			show_lines(said.data);
			show_form(f->model);
			f->failed = true;
			return;
		}
		if (f->form)
			return;
		refused++;
	}
	die("seed %llu: no form without a contradiction", (unsigned long long)seed);
}

/* ---- walking ---------------------------------------------------------------------------- */

static void
complain(struct drawn *f, const char *what)
{
	f->failed = true;
	failures++;
	ok(false, "seed %llu: %s", (unsigned long long)f->model->seed, what);
}

static void
walk(struct drawn *f, const struct site *s, unsigned mind, unsigned copy, unsigned now)
{
	struct dice dice;
	struct person p;

	dice_seed(&dice, f->model->seed * 31 + mind * COPIES + copy);
	person_walk(&p, s, f->added.codes[mind], f->model, &f->minds[mind], &dice, now,
		    f->arena);
	f->stored += p.sent;
	f->pages += p.pages;
	people++;
	if (p.failed) {
		complain(f, "somebody met what should not be");
		show_lines(p.trouble.data);
		note("what was done:");
		show_lines(p.log.data);
		show_form(f->model);
	}
	person_done(&p);
}

/* ---- what is left ----------------------------------------------------------------------- */

static void
compare_mind(struct drawn *f, unsigned mind, const struct left *left, size_t count,
	     unsigned now)
{
	const struct left *first = NULL;
	struct o_state state;
	SCOPED(buf) want = { 0 };
	unsigned found = 0;

	mind_state(f->model, &f->minds[mind], now, f->arena, &state);
	oracle_record(&state, &want);
	buf_puts(&want, "");
	for (size_t i = 0; i < count; i++) {
		SCOPED(buf) have = { 0 };

		if (left[i].place != f->added.places[mind])
			continue;
		found++;
		record_tell(f->form, &left[i], &have);
		buf_puts(&have, "");
		if (!str_same(have.data, want.data)) {
			complain(f, "the record is not what the rules say");
			note("the record:");
			show_lines(have.data);
			note("what it should hold:");
			show_lines(want.data);
			show_form(f->model);
		} else if (first &&
			   (first->len != left[i].len ||
			    memcmp(first->bytes, left[i].bytes, first->len) != 0)) {
			complain(f, "the same answers by another path are other bytes");
			show_form(f->model);
		}
		first = &left[i];
	}
	if (found != COPIES) {
		complain(f, "not one record a person");
		note("%u people of one mind, %u records", COPIES, found);
	}
}

static void
compare(struct drawn *f, const struct site *s, unsigned now)
{
	struct left *left;
	size_t count;

	if (f->failed)
		return;
	count = survey_left(s, f->added.name, &left, f->arena);
	if (count != f->stored)
		complain(f, "more or fewer records than people");
	for (unsigned mind = 0; mind < MINDS && !f->failed; mind++)
		compare_mind(f, mind, left, count, now);
	ok(!f->failed, "seed %llu: %u questions, %u pages seen, %zu records",
	   (unsigned long long)f->model->seed, f->model->question_count, f->pages, count);
}

/* ---- batches of forms ------------------------------------------------------------------- */

static void
run_batch(uint64_t seed, unsigned forms)
{
	static struct drawn drawn[BATCH];
	unsigned now = month_at_day(day_today());
	struct err err = { 0 };
	struct site s;

	site_make(&s, 64);
	for (unsigned i = 0; i < forms; i++) {
		struct drawn *f = &drawn[i];
		struct dice dice;
		char name[SURVEY_NAME];

		draw(f, seed + i);
		if (f->failed)
			continue;
		dice_seed(&dice, f->model->seed * 17);
		for (unsigned k = 0; k < MINDS; k++)
			mind_draw(f->model, &dice, now, f->arena, &f->minds[k]);
		snprintf(name, sizeof(name), "drawn@w%u", i);
		survey_make(&s, name, f->form, f->model->yaml, f->model->yaml_len, MINDS,
			    &f->added);
	}
	if (!site_start(&s, 0, &err))
		die("%s", err.text);
	for (unsigned i = 0; i < forms; i++)
		for (unsigned k = 0; k < MINDS * COPIES && !drawn[i].failed; k++)
			walk(&drawn[i], &s, k / COPIES, k % COPIES, now);
	if (site_stop(&s, SIGTERM) != 0)
		ok(false, "the door of seed %llu did not end well",
		   (unsigned long long)seed);
	for (unsigned i = 0; i < forms; i++) {
		compare(&drawn[i], &s, now);
		pages_seen += drawn[i].pages;
		arena_free(drawn[i].arena);
	}
	site_free(&s);
}

static uint64_t
number_from(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text && *text ? strtoull(text, NULL, 10) : otherwise;
}

int
main(int argc, char **argv)
{
	uint64_t start = clock_ms(), most_ms = FEW_MS, seed, forms, done = 0;

	site_begin(argc, argv);
	rand_bytes(&seed, sizeof(seed));
	seed = number_from("SEED", seed % 1000000000);
	forms = number_from("FORMS", 0);
	if (forms || number_from("CANVASS_LONG", 0))
		most_ms = forms ? UINT64_MAX : LONG_MS;
	if (!forms)
		forms = MANY;
	note("seed %llu", (unsigned long long)seed);
	while (failures < 3 && done < forms && clock_ms() - start < most_ms) {
		unsigned n = forms - done > BATCH ? BATCH : (unsigned)(forms - done);

		run_batch(seed + done, n);
		done += n;
	}
	note("%llu forms (%u drawn again), %u people, %u pages, %llu ms",
	     (unsigned long long)done, refused, people, pages_seen,
	     (unsigned long long)(clock_ms() - start));
	return tap_done();
}
