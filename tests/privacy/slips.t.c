/*
 * A slip leads to no answer.  Whoever holds the whole workspace at rest, the sheet of slips in the
 * order of printing, and all answers in clear text guesses no better than by chance which slip sent
 * which answer; and of a used slip no byte is left: no hash, no code, no ticket.
 *
 * The host is taken to know all keys, so that it can put the printed slips in the order of their
 * places.  Guesses go by rank: the n-th slip in some order sent the n-th answer in the file.  By
 * chance such a guess hits one pair, however many there are.
 *
 * A door that is killed right behind its thanks leaves no log where slip and answer lie side by
 * side.
 *
 * The checks are then run again with the scheme broken in four ways, and must fail.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <signal.h>

#include "seal/seal.h"
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"
#include "tests/web/site.h"

enum { PRINTED = 500, PEOPLE = 400, RUNS = 12 };
#define TAU_MOST  0.04
#define HITS_MOST 3.0

static enum broken {
	WHOLE,
	HASH_KEPT,   /* a used slip's hash stays where it was */
	HASH_BESIDE, /* it is kept with the answer */
	SLOT_BY_SLIP, /* the answer's place comes from the slip, not from the ticket */
	LOG_KEPT      /* the door thanks before it empties the log */
} broken;

bool __real_slips_strike(struct answers_file *f, uint32_t first, uint32_t end,
			 struct err *err);
bool __wrap_slips_strike(struct answers_file *f, uint32_t first, uint32_t end,
			 struct err *err);

bool
__wrap_slips_strike(struct answers_file *f, uint32_t first, uint32_t end, struct err *err)
{
	return broken == HASH_KEPT || __real_slips_strike(f, first, end, err);
}

bool __real_answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err);
bool __wrap_answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err);

/* The door runs this program again, so that how it is broken comes by the environment. */
bool
__wrap_answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err)
{
	if (!getenv("SLIPS_LOG_KEPT"))
		return __real_answers_checkpoint(f, out_busy, err);
	*out_busy = true;
	return true;
}

/* ---- a survey by slips --------------------------------------------------------------- */

struct printed { /* in the order of the sheet */
	char code[SLIP_CHARS + 1];
	unsigned char hash[SLIP_BYTES];
	int answer; /* that it sent; -1: none */
	unsigned place;
};
struct sent { /* in the order of arrival */
	unsigned slip;
	char ticket[TICKET_CHARS + 1];
	unsigned char raw[TICKET_BYTES];
};

static struct printed sheet[PRINTED];
static struct sent people[PEOPLE];

static int
by_hash(const void *a, const void *b)
{
	return memcmp(sheet[*(const unsigned *)a].hash, sheet[*(const unsigned *)b].hash,
		      SLIP_BYTES);
}

/* The sheet, and what anybody with the keys makes of it: each slip's place in the file. */
static void
print_sheet(struct answers_file *f, const unsigned char key[SEAL_KEY])
{
	unsigned char hashes[PRINTED][SLIP_BYTES];
	unsigned order[PRINTED], run;
	struct err err = { 0 };

	for (unsigned i = 0; i < PRINTED; i++) {
		slip_new(key, sheet[i].code);
		slip_hash(sheet[i].code, key, sheet[i].hash);
		memcpy(hashes[i], sheet[i].hash, SLIP_BYTES);
		sheet[i].answer = -1;
		order[i] = i;
	}
	if (!answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])hashes, PRINTED,
			       &run, &err))
		die("%s", err.text);
	qsort(order, PRINTED, sizeof(*order), by_hash);
	for (unsigned i = 0; i < PRINTED; i++)
		sheet[order[i]].place = i;
}

/* Everybody draws a slip from the box, and answers sooner or later. */
static void
draw(void)
{
	unsigned box[PRINTED];

	for (unsigned i = 0; i < PRINTED; i++)
		box[i] = i;
	for (unsigned i = 0; i < PEOPLE; i++) {
		unsigned from = i + (unsigned)rand_below(PRINTED - i), slip = box[from];

		box[from] = box[i];
		people[i].slip = slip;
		sheet[slip].answer = (int)i;
		ticket_new(people[i].ticket);
		if (!ticket_read(people[i].ticket, people[i].raw))
			die("a ticket");
	}
}

static void
answer(struct answers_file *f, unsigned from, unsigned to)
{
	static struct made_up made[8];
	struct slot_add items[8];
	struct answers_secrets secrets;
	struct err err = { 0 };

	answers_secrets(f, &secrets);
	for (unsigned i = from; i < to; i++) {
		struct slot_add *item = &items[i - from];
		const struct printed *slip = &sheet[people[i].slip];

		answer_make_up(&made[i - from], 1, i);
		if (broken == HASH_BESIDE)
			memcpy(made[i - from].box + 100, slip->hash, SLIP_BYTES);
		*item = slot_of(&made[i - from]);
		item->slip = slip->hash;
		ticket_id(people[i].raw, secrets.ticket_key, item->id);
		if (broken == SLOT_BY_SLIP)
			memcpy(item->id, slip->hash, sizeof(item->id));
	}
	if (!answers_add(f, items, to - from, &err))
		die("%s", err.text);
	for (unsigned i = 0; i < to - from; i++)
		if (items[i].result != SLOT_STORED)
			die("an answer was not stored");
}

static struct place_to_try
survey(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 150, BOX); /* doubled on the way */
	unsigned char check[SEAL_KEY], key[SEAL_KEY];
	struct err err = { 0 };
	bool busy;

	rand_bytes(check, sizeof(check));
	slip_key(check, key);
	print_sheet(f, key);
	draw();
	for (unsigned i = 0; i < PEOPLE;) {
		unsigned n = 1 + (unsigned)rand_below(8);

		n = i + n > PEOPLE ? PEOPLE - i : n;
		answer(f, i, i + n);
		i += n;
		if (!rand_below(4) && !answers_checkpoint(f, &busy, &err))
			die("%s", err.text);
	}
	answers_close(f);
	store_unlock(lock);
	return p;
}

/* ---- guessing ------------------------------------------------------------------------ */

/* Where each answer lies in the file, by its clear text. */
static void
answers_find(const struct place_to_try *p, long long at[PEOPLE])
{
	size_t len;
	unsigned char *data = bytes_read(place_path(p, "answers/" SURVEY ".db"), &len);

	for (unsigned i = 0; i < PEOPLE; i++)
		at[i] = -1;
	for (const unsigned char *from = data;;) {
		const unsigned char *mark =
			memmem(from, len - (size_t)(from - data), "<<answer 1 ", 11);
		unsigned long n;

		if (!mark)
			break;
		n = strtoul((const char *)mark + 11, NULL, 10);
		if (n < PEOPLE)
			at[n] = mark - data;
		from = mark + 11;
	}
	free(data);
	for (unsigned i = 0; i < PEOPLE; i++)
		if (at[i] < 0)
			die("answer %u is nowhere", i);
}

/* What a slip is sorted by: the sheet, its place, or when it was used (which nobody knows). */
enum order { BY_SHEET, BY_PLACE, BY_USE, ORDER__COUNT };
static const char *const orders[] = { "order of printing", "place", "order of use" };

struct guess {
	double tau, hits;
};

static long long
rank_of(enum order order, unsigned person)
{
	unsigned slip = people[person].slip;

	return order == BY_SHEET ? slip : order == BY_PLACE ? sheet[slip].place : person;
}

/* Kendall's tau between the two orders of the true pairs, and how many pairs equal ranks give. */
static struct guess
guess(enum order order, const long long at[PEOPLE])
{
	long long agree = 0, pairs = 0;
	unsigned hits = 0;

	for (unsigned i = 0; i < PEOPLE; i++) {
		unsigned slips = 0, answers = 0;

		for (unsigned j = 0; j < PEOPLE; j++) {
			bool less = rank_of(order, j) < rank_of(order, i);

			slips += less;
			answers += at[j] < at[i];
			if (j > i)
				agree += less == (at[j] < at[i]) ? 1 : -1;
			pairs += j > i;
		}
		hits += slips == answers || slips == PEOPLE - 1 - answers;
	}
	return (struct guess){ (double)agree / (double)pairs, hits };
}

/* ---- what is left -------------------------------------------------------------------- */

struct loaded { /* every file of a workspace */
	unsigned char *data[16];
	size_t len[16], count;
};

static struct loaded
load(const struct place_to_try *p)
{
	static const char *const folders[] = { "answers", "." };
	struct loaded all = { .count = 0 };

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		DIR *d = opendir(place_path(p, folders[i]));
		struct dirent *e;

		while (d && (e = readdir(d))) {
			char name[300];

			if (e->d_type != DT_REG || str_same(e->d_name, "reserve"))
				continue; /* the reserve is 16 MiB that nobody writes */
			if (all.count == ARRAY_LEN(all.data))
				die("too many files");
			snprintf(name, sizeof(name), "%s/%s", folders[i], e->d_name);
			all.data[all.count] =
				bytes_read(place_path(p, name), &all.len[all.count]);
			all.count++;
		}
		if (d)
			closedir(d);
	}
	return all;
}

/* In how many files some bytes are. */
static unsigned
found(const struct loaded *all, const void *what, size_t len)
{
	unsigned count = 0;

	for (size_t i = 0; i < all->count; i++)
		count += all->len[i] &&
			 memmem(all->data[i], all->len[i], what, len) != NULL;
	return count;
}

static void
look_for_traces(const struct place_to_try *p)
{
	unsigned hashes = 0, codes = 0, tickets = 0, left = 0;
	struct loaded all = load(p);

	for (unsigned i = 0; i < PRINTED; i++) {
		if (sheet[i].answer < 0 && left < 20)
			left += found(&all, sheet[i].hash, SLIP_BYTES) == 1;
		if (sheet[i].answer < 0 || i % 8)
			continue;
		/* half a hash would tell as much */
		hashes +=
			found(&all, sheet[i].hash, 8) + found(&all, sheet[i].hash + 8, 8);
		codes += found(&all, sheet[i].code, 8);
		tickets += found(&all, people[sheet[i].answer].raw, TICKET_BYTES) +
			   found(&all, people[sheet[i].answer].ticket, TICKET_CHARS);
	}
	for (size_t i = 0; i < all.count; i++)
		free(all.data[i]);
	is_int(hashes, 0, "no hash of a used slip is in any file");
	is_int(codes, 0, "no code");
	is_int(tickets, 0, "no ticket");
	is_int(left, 20, "a slip that was not used would be found");
}

static void
checks(void)
{
	double taus[ORDER__COUNT] = { 0 }, hits[ORDER__COUNT] = { 0 };
	unsigned runs = broken ? 1 : RUNS; /* what is broken shows at once */

	for (unsigned run = 0; run < runs; run++) {
		struct place_to_try p = survey();
		long long at[PEOPLE];

		answers_find(&p, at);
		for (int order = 0; order < ORDER__COUNT; order++) {
			struct guess g = guess((enum order)order, at);

			taus[order] += g.tau / runs;
			hits[order] += g.hits / runs;
		}
		if (!run)
			look_for_traces(&p);
		place_drop(&p);
	}
	for (int order = 0; order < ORDER__COUNT; order++) {
		ok(fabs(taus[order]) < TAU_MOST, "%s: |mean tau| of %u surveys is %.4f",
		   orders[order], runs, fabs(taus[order]));
		ok(hits[order] / 2 < HITS_MOST, "%s: %.2f of %d slips are guessed right",
		   orders[order], hits[order] / 2, PEOPLE);
	}
}

/* ---- a door that is killed ------------------------------------------------------------ */

enum { KILLS = 4 };

static long long
log_len(const struct site *s)
{
	char path[300];
	struct stat st;

	snprintf(path, sizeof(path), "%s/answers/" SITE_SURVEY ".db-wal", s->dir);
	return stat(path, &st) ? 0 : (long long)st.st_size;
}

/* One answer by a slip; the door is gone before it can do anything more. */
static bool
thanked_then_killed(struct site *s, const char *code)
{
	char bytes[2000], ticket[TICKET_CHARS + 1];
	struct err err = { 0 };
	struct heard h = { 0 };
	size_t len;
	int fd;

	if (!site_start(s, 0, &err))
		die("%s", err.text);
	ticket_new(ticket);
	len = answer_by(bytes, sizeof(bytes), code, ticket, "killed");
	fd = site_connect(s);
	if (fd >= 0 && send_whole(fd, bytes, len))
		h = site_hear(fd, 12000);
	site_stop(s, SIGKILL);
	close(fd);
	return is_thanked(&h);
}

static void
test_killed(void)
{
	char codes[KILLS][SLIP_CHARS + 1];
	unsigned char hashes[KILLS][SLIP_BYTES];
	unsigned thanked = 0, run;
	long long logged = 0;
	struct store_lock *lock;
	struct answers_file *f;
	struct err err = { 0 };
	struct site s;

	site_make(&s, 50);
	site_draw(&s, codes, hashes, KILLS);
	f = site_file(&s, &lock);
	if (!answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])hashes, KILLS, &run,
			       &err))
		die("%s", err.text);
	answers_close(f);
	store_unlock(lock);
	if (broken == LOG_KEPT)
		setenv("SLIPS_LOG_KEPT", "1", 1);
	for (unsigned i = 0; i < KILLS; i++) {
		thanked += thanked_then_killed(&s, codes[i]);
		logged += log_len(&s);
	}
	unsetenv("SLIPS_LOG_KEPT");
	is_int(thanked, KILLS, "by slips, and the door killed right behind the thanks");
	is_int(logged, 0, "no log is left of it");
	f = site_file(&s, &lock);
	is_int((long long)answers_count(f), KILLS, "and each answer is there");
	answers_close(f);
	store_unlock(lock);
	site_free(&s);
}

/* ---- the scheme broken --------------------------------------------------------------- */

/* Runs this program again; whether the check that begins so was red. */
static bool
goes_red(const char *self, enum broken how, const char *check)
{
	char command[1200], line[300];
	bool red = false;
	FILE *in;

	snprintf(command, sizeof(command), "'%s' %d", self, (int)how);
	in = popen(command, "r");
	while (in && fgets(line, sizeof(line), in))
		red |= strncmp(line, "not ok", 6) == 0 && strstr(line, check);
	if (in)
		pclose(in);
	return red;
}

int
main(int argc, char **argv)
{
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1); /* nothing is proved by syncing */
	site_begin(argc, argv);
	seal_start();
	if (argc > 1) {
		broken = (enum broken)strtol(argv[1], NULL, 10);
		if (broken == LOG_KEPT)
			test_killed();
		else
			checks();
		return tap_done();
	}
	checks();
	test_killed();
	ok(goes_red(argv[0], HASH_KEPT, "no hash"), "a hash that is kept is seen");
	ok(goes_red(argv[0], HASH_BESIDE, "no hash"), "one beside the answer is seen");
	ok(goes_red(argv[0], SLOT_BY_SLIP, "place: |mean tau|"),
	   "an answer's place by its slip is seen by tau");
	ok(goes_red(argv[0], SLOT_BY_SLIP, "slips are guessed"), "and by guessing");
	ok(goes_red(argv[0], LOG_KEPT, "no log"), "a log that is kept is seen");
	return tap_done();
}
