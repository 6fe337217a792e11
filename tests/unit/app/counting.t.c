/*
 * Counting closed batches once for several releases: each answer in each tally that goes as far as
 * its batch, and what does not open is counted too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/counting.h"
#include "tests/boxes.h"
#include "tests/memory.h"
#include "tests/tap.h"
#include "tests/unit/summary/small.h"

/* What counting takes from the rest of the program, where it needs a terminal and a workspace. */
void
progress_show(struct progress *p, const char *fmt, ...)
{
	p->shown = fmt != NULL;
}

void
progress_end(struct progress *p)
{
	p->shown = false;
}

void
about_records(const char *survey, char *out, size_t size)
{
	snprintf(out, size, "about %s", survey);
}

enum { PADDED = 512 };

struct people { /* a survey, its keys, and its answers as they come in */
	struct survey survey;
	const struct form *form;
	struct secret_key *key, *stranger;
	struct hand *hand;
	struct batches *batches; /* of what is in hand; NULL before */
	struct arena *a;
};

static struct secret_key *
key_made(struct recipient *out)
{
	SCOPED(buf) secret = { 0 };
	SCOPED(buf) public = { 0 };
	struct secret_key *key;
	struct err err;

	if (!key_make("p", 1, &secret, &public, &err) ||
	    !(key = key_open(secret.data, secret.len, "p", 1, &err)))
		die("key: %s", err.text);
	secret_key_public(key, out);
	return key;
}

/* One answer with a colour; damage: 0 none, 1 its box is altered, 2 what it holds is no record. */
static void
answer(struct people *p, unsigned batch, const char *colour, int damage)
{
	struct answers *answers = answers_new(p->form, p->a);
	unsigned char *box = mem_new(p->survey.box_len, 1);
	struct recipient to = { { 0 } };
	struct err err = { 0 };
	SCOPED(buf) record = { 0 };
	char about[100];
	unsigned too_long;

	small_choose(answers, "colour", 0, colour);
	memcpy(to.key, p->survey.recipients[0].key, sizeof(to.key));
	about_records(p->survey.name, about, sizeof(about));
	if (!record_write(answers, 0, PADDED - 8, &record, &too_long))
		die("a record of %zu bytes", record.len);
	if (damage == 2)
		record.len /= 2;
	if (!box_seal(box, p->survey.padded, record.data, record.len, about, &to, 1, &err))
		die("box_seal: %s", err.text);
	if (damage == 1)
		box[p->survey.box_len - 1] ^= 1;
	hand_put(p->hand, batch, box);
	free(box);
}

static void
people_begin(struct people *p, unsigned closed)
{
	struct recipient mine, other;

	*p = (struct people){ .a = arena_new(0) };
	p->form = small_form(p->a);
	p->key = key_made(&mine);
	p->stranger = key_made(&other);
	p->survey = (struct survey){ .name = "small@w1",
				     .padded = PADDED,
				     .box_len = (unsigned)box_size(PADDED, 1),
				     .recipient_count = 1 };
	memcpy(p->survey.recipients[0].key, mine.key, sizeof(mine.key));
	p->hand = hand_new(p->survey.box_len, closed);
}

static void
people_end(struct people *p)
{
	secret_key_free(p->key);
	secret_key_free(p->stranger);
	if (p->batches)
		batches_free(p->batches);
	else
		hand_done(p->hand);
	arena_free(p->a);
}

static bool
count(const struct people *p, const struct secret_key *key, const unsigned *upto,
      size_t n, struct counted *out, struct err *err)
{
	struct counting_of of = { .survey = &p->survey,
				  .form = p->form,
				  .batches = p->batches,
				  .key = key,
				  .upto = upto,
				  .upto_count = n };

	*err = (struct err){ .code = ERR_NONE };
	return counting_do(&of, out, p->a, err);
}

/* How many chose a colour, by a tally. */
static unsigned
chose(const struct tally *t, const char *colour)
{
	const struct plan *plan = tally_plan(t);

	for (size_t i = 0; i < plan->count; i++)
		for (size_t r = 0; r < plan->tables[i].row_count; r++)
			if (str_same(plan->tables[i].id, "colour") &&
			    str_same(plan->tables[i].rows[r].key, colour))
				return tally_exact(t)[i].counts[r];
	die("no row %s", colour);
}

/* Batch 1: 200 red; 2: 30 red, 20 blue; 3: 15 blue.  More than one thread's share. */
static void
several(void)
{
	static const unsigned upto[] = { 1, 2, 2, 3 }, first[] = { 1, 2 };
	struct people p;
	struct counted c;
	struct err err;
	bool good;

	people_begin(&p, 3);
	for (unsigned i = 0; i < 265; i++)
		answer(&p, i < 200 ? 1 : i < 250 ? 2 : 3, i < 230 ? "red" : "blue", 0);
	p.batches = hand_batches(p.hand);
	good = count(&p, p.key, upto, ARRAY_LEN(upto), &c, &err);
	ok(good, "counted: %s", err.text);
	is_int(tally_responses(c.tallies[0]), 200, "the first batch");
	is_int(tally_responses(c.tallies[1]), 250, "the first two");
	is_int(tally_responses(c.tallies[2]), 250, "the same again");
	is_int(tally_responses(c.tallies[3]), 265, "all three");
	is_int(chose(c.tallies[0], "red"), 200, "red of the first");
	is_int(chose(c.tallies[0], "blue"), 0, "and none of those that came later");
	is_int(chose(c.tallies[1], "blue"), 20, "blue of the first two");
	is_int(chose(c.tallies[3], "red"), 230, "red of all");
	is_int(chose(c.tallies[3], "blue"), 35, "blue of all");
	is_int((long long)c.boxes, 265, "boxes");
	is_int((long long)c.unopened, 0, "all opened");
	good = count(&p, p.key, first, ARRAY_LEN(first), &c, &err);
	ok(good && tally_responses(c.tallies[1]) == 250 && c.boxes == 250,
	   "what closed after the last is left alone");
	ok(!count(&p, p.stranger, upto, 4, &c, &err) && err.code == ERR_INPUT &&
		   strstr(err.text, "no recipient of small@w1"),
	   "a key that is no recipient: %s", err.text);
	people_end(&p);
}

static void
damaged(void)
{
	static const unsigned upto[] = { 1, 2 };
	struct people p;
	struct counted c;
	struct err err;
	bool good;

	people_begin(&p, 2);
	for (unsigned i = 0; i < 24; i++)
		answer(&p, 1 + i / 12, "red", i == 3 ? 1 : i == 15 || i == 16 ? 2 : 0);
	p.batches = hand_batches(p.hand);
	good = count(&p, p.key, upto, 2, &c, &err);
	ok(good, "three of 24 are damaged: the others are counted: %s", err.text);
	is_int(tally_responses(c.tallies[0]), 11, "eleven in the first");
	is_int(tally_responses(c.tallies[1]), 21, "21 in both");
	is_int((long long)c.unopened, 3, "three did not open");
	is_int((long long)c.boxes, 24, "of 24");
	is_int((long long)c.unopened_upto[0], 1, "one of them in the first");
	is_int((long long)c.boxes_upto[0], 12, "of twelve");
	ok(c.why[0] != '\0', "with the reason of one: %s", c.why);
	people_end(&p);

	people_begin(&p, 1);
	for (unsigned i = 0; i < 12; i++)
		answer(&p, 1, "red", 1);
	p.batches = hand_batches(p.hand);
	c.boxes = 777;
	ok(!count(&p, p.key, upto, 1, &c, &err) && err.code == ERR_INPUT &&
		   strstr(err.text, "none of the answers opens") && c.boxes == 777,
	   "none opens: %s", err.text);
	people_end(&p);
}

static void
nobody(void)
{
	static const unsigned upto[] = { 0 };
	struct people p;
	struct counted c;
	struct err err;
	bool good;

	people_begin(&p, 0);
	good = count(&p, p.key, upto, 1, &c, &err);
	ok(good && !tally_responses(c.tallies[0]) && !c.boxes && !c.unopened,
	   "nobody ever answered: a tally of nothing");
	people_end(&p);
}

/* ---- memory ------------------------------------------------------------------------ */

enum { LARGE = 3000 };

struct same_box { /* so many times, without a place to lie in */
	unsigned char *box;
	size_t count;
};
struct same_pass {
	const struct same_box *of;
	size_t came;
};

static void *
same_begin(void *with, struct err *err)
{
	struct same_pass *p = mem_new(1, sizeof(*p));

	(void)err;
	p->of = with;
	return p;
}

static bool
same_next(void *pass, struct piece *into, struct err *err)
{
	struct same_pass *p = pass;

	(void)err;
	for (; into->count < into->room && p->came < p->of->count; p->came++) {
		memcpy(into->boxes + into->count * into->box_len, p->of->box,
		       into->box_len);
		into->batch[into->count++] = 1;
	}
	return true;
}

static void
same_done(void *with)
{
	(void)with;
}

/* The most kilobytes while so many are counted. */
static long
counted_in(struct people *p, struct same_box *same, size_t count_of)
{
	static const struct batches_source source = { same_begin, same_next, free,
						      same_done };
	static const unsigned upto[] = { 1 };
	struct counted c;
	struct err err;
	bool measured, good;

	same->count = count_of;
	p->batches = batches_from(&source, same, p->survey.box_len, 1, count_of);
	measured = memory_begin();
	good = count(p, p->key, upto, 1, &c, &err);
	is_int(good ? tally_responses(c.tallies[0]) : 0, (long long)count_of,
	       "all are counted");
	batches_free(p->batches);
	p->batches = NULL;
	return measured ? memory_most() : -1;
}

/* 20,000 boxes of 3 KB would be 60 MB. */
static void
memory(void)
{
	struct same_box same = { .box = NULL };
	struct people p;
	long few, many;

	people_begin(&p, 1);
	p.survey.padded = LARGE;
	p.survey.box_len = (unsigned)box_size(LARGE, 1);
	hand_done(p.hand);
	p.hand = hand_new(p.survey.box_len, 1);
	answer(&p, 1, "red", 0);
	same.box = p.hand->all.data;
	few = counted_in(&p, &same, 1000);
	many = counted_in(&p, &same, 20000);
	if (few < 0 || many < 0)
		skip("memory cannot be measured here");
	else
		ok(many - few < 4096, "memory does not grow with answers: %ld, %ld kB", few,
		   many);
	people_end(&p);
}

int
main(void)
{
	seal_start();
	several();
	damaged();
	nobody();
	memory();
	return tap_done();
}
