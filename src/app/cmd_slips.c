/*
 * canvass slips SURVEY: a print run of codes that can be used once.
 *
 * A code lives in two places only: in the drawing, and for a moment in this process.  The server
 * gets keyed hashes, which lie in the store in an order of their own.  First everything is drawn,
 * then the hashes are handed over, then the drawing gets its name: what goes wrong before leaves
 * nothing, and what goes wrong after withdraws the run, so that no code works that nobody has.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/poster_job.h"
#include "app/slips.h"

enum { FEW = 30, TRIES = 3, ADDRESS_ROOM = 160 };

/* The texts of one sheet, in locked memory. */
struct sheet_texts {
	char address[POSTER_SLIPS][ADDRESS_ROOM];
	char pretty[POSTER_SLIPS][SLIP_CHARS + 4];
	char words[POSTER_SLIPS][64];
};

struct run {
	struct printing printing;
	struct store *store;
	const char *path;
	unsigned long count;
	unsigned number; /* the next of the survey; it stands on the sheets */
	char (*codes)[SLIP_CHARS + 1];
	unsigned char (*hashes)[SLIP_BYTES];
	struct sheet_texts *texts;
};

/* ---- codes ----------------------------------------------------------------------- */

static int
by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, SLIP_BYTES);
}

/* Hashes are handed over in their own order, which tells nothing of that of the sheets. */
static void
codes_draw(struct run *r)
{
	unsigned char key[SEAL_KEY];
	char swap[SLIP_CHARS + 1];

	slip_key(r->printing.survey.check_key, key);
	for (size_t i = 0; i < r->count; i++)
		slip_new(key, r->codes[i]);
	for (size_t i = r->count; i > 1; i--) {
		size_t other = rand_below((uint32_t)i);

		memcpy(swap, r->codes[i - 1], sizeof(swap));
		memcpy(r->codes[i - 1], r->codes[other], sizeof(swap));
		memcpy(r->codes[other], swap, sizeof(swap));
	}
	for (size_t i = 0; i < r->count; i++)
		slip_hash(r->codes[i], key, r->hashes[i]);
	qsort(r->hashes, r->count, SLIP_BYTES, by_bytes);
	secret_wipe(swap, sizeof(swap));
	secret_wipe(key, sizeof(key));
}

/* ---- drawing --------------------------------------------------------------------- */

/* Slips from `first` on, a sheet of them. */
static bool
sheet_put(struct run *r, struct render *render, size_t first, struct err *err)
{
	const struct printing *p = &r->printing;
	size_t count = r->count - first < POSTER_SLIPS ? r->count - first : POSTER_SLIPS;
	struct poster_link links[POSTER_SLIPS];
	SCOPED(buf) out = { 0 };
	bool good;

	for (size_t i = 0; i < count; i++) {
		const char *code = r->codes[first + i];

		snprintf(r->texts->address[i], ADDRESS_ROOM, "%s/S/%s", p->base, code);
		slip_pretty(code, r->texts->pretty[i]);
		check_words(code, p->survey.check_key, r->texts->words[i],
			    sizeof(r->texts->words[i]));
		links[i] = (struct poster_link){ .address = r->texts->address[i],
						 .code = r->texts->pretty[i],
						 .words = r->texts->words[i],
						 .place = "" };
	}
	good = poster_slips(&p->about, links, count, r->number, &out, err) &&
	       render_put(render, &out, err);
	secret_wipe(out.data, out.room);
	return good;
}

static bool
draw(struct run *r, struct render *render, struct err *err)
{
	struct progress progress = { 0 };
	SCOPED(buf) out = { 0 };
	bool good = printing_job(&r->printing, POSTER_PDF, &out, err) &&
		    poster_slips_how(&r->printing.about, (unsigned)r->count, r->number,
				     &out, err) &&
		    render_put(render, &out, err);

	for (size_t i = 0; good && i < r->count; i += POSTER_SLIPS) {
		good = sheet_put(r, render, i, err);
		progress_show(&progress, "%zu of %lu slips", i, r->count);
	}
	progress_end(&progress);
	return good && render_settle(render, err);
}

/* ---- handing over ---------------------------------------------------------------- */

/* After a failure.  Also a run that may have been stored though nobody said so is taken back. */
static void
take_back(struct run *r, unsigned number)
{
	const struct survey *survey = &r->printing.survey;
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct slip_run *runs;
	size_t count;

	if (!slips_runs(store_dir(r->store), survey, &runs, &count, a, &why) ||
	    (count >= number && !slips_withdraw(r->store, survey->name, number, &why)))
		say("run %u of %s may be in use (%s): canvass slips withdraw %s --run %u",
		    number, survey->name, why.text, survey->name, number);
	else if (count >= number)
		say("run %u of %s was withdrawn: none of its slips can be used", number,
		    survey->name);
	arena_free(a);
}

/* One try.  ERR_BUSY: draw again. */
static bool
run_make(struct run *r, struct err *err)
{
	struct render *render = render_open(r->path, err);
	unsigned number = r->number;
	bool good = false, handed = false;

	if (render) {
		codes_draw(r);
		good = draw(r, render, err);
	}
	if (good) {
		handed = true;
		good = slips_hand_over(r->store, r->printing.survey.name, r->hashes,
				       r->count, &number, err);
	}
	if (good && number != r->number)
		good = err_set(err, ERR_BUSY,
			       "another print run was made at the same time");
	good = good && render_close(render, err);
	if (handed && !good)
		take_back(r, number);
	render_free(render);
	return good;
}

static bool
number_next(struct run *r, struct err *err)
{
	const struct survey *survey = &r->printing.survey;
	struct slip_run *runs;
	size_t count;

	if (!slips_runs(store_dir(r->store), survey, &runs, &count, r->printing.arena,
			err))
		return false;
	if (count >= SLIP_RUNS_MOST)
		return err_set(err, ERR_INPUT,
			       "%s has had %zu print runs: no more are taken",
			       survey->name, count);
	r->number = (unsigned)count + 1;
	return true;
}

static bool
run_try(struct run *r, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	bool good = false;

	r->codes = mem_new(r->count, sizeof(*r->codes));
	r->hashes = mem_new(r->count, sizeof(*r->hashes));
	r->texts = secret_new(sizeof(*r->texts));
	for (unsigned i = 0; !good && i < TRIES; i++) {
		why = (struct err){ .code = ERR_NONE };
		good = number_next(r, &why) && run_make(r, &why);
		if (why.code != ERR_BUSY)
			break;
	}
	secret_wipe(r->codes, r->count * sizeof(*r->codes));
	free(r->codes);
	free(r->hashes);
	secret_free(r->texts);
	if (!good && err)
		*err = why;
	return good;
}

/* ---- the command ----------------------------------------------------------------- */

/* Codes that somebody may be carrying are never written over, nor sent down a pipe. */
static bool
path_take(struct run *r, struct err *err)
{
	struct stat st;

	r->path = flag_needed(r->printing.call, "o", err);
	if (!r->path)
		return false;
	if (str_same(r->path, "-"))
		return err_set(err, ERR_USAGE, "-o: slips are drawn into a file");
	if (!printing_only_pdf(r->printing.call, "a print run", err))
		return false;
	if (lstat(r->path, &st) == 0)
		return err_set(err, ERR_CREATE,
			       "%s is there already; slips are never written over",
			       r->path);
	return true;
}

static bool
may_be_made(const struct run *r, struct err *err)
{
	const struct survey *survey = &r->printing.survey;
	unsigned least = r->printing.form->privacy.smallest_group;

	if (survey->state == SURVEY_WAITING)
		return err_set(err, ERR_INPUT,
			       "%s is not open yet: it waits for canvass key confirm",
			       survey->name);
	if (r->count < least)
		return err_set(
			err, ERR_INPUT,
			"--count %lu: fewer slips than the form's smallest group, %u, "
			"would tell who answered",
			r->count, least);
	return true;
}

static bool
warn(const struct run *r, struct err *err)
{
	const char *survey = r->printing.survey.name;
	struct link *links;
	size_t count, open = 0;

	if (!link_all(r->store, survey, &links, &count, r->printing.arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		open += !links[i].closed;
	printing_warn(&r->printing);
	if (r->count < FEW)
		say("warning: a handful of slips handed to a handful of people tells who "
		    "answered; print %d or more, and let people draw from a box",
		    FEW);
	if (open)
		say("warning: %s has %zu open link%s too, and who has a link can answer as "
		    "often as they like; canvass link close ends one",
		    survey, open, open == 1 ? "" : "s");
	return true;
}

/* Drawing a large run takes a while: who waits for another's is told, once. */
static int
lock_with_word(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
		slash ? arena_copy(a, path, (size_t)(slash - path) + 1) : ".";
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		say("another print run is being drawn; waiting");
	if (fd >= 0)
		close(fd);
	return folder_lock(path, a);
}

static bool
print_run(struct run *r, const struct call *call, struct settings *settings,
	  struct arena *a, struct err *err)
{
	int lock;
	bool good;

	if (!printing_open(call, r->store, settings, call->args[0], &r->printing, a,
			   err) ||
	    !may_be_made(r, err) || !path_take(r, err) || !warn(r, err))
		return false;
	/* so that the number on the sheets is still the next one when they are drawn */
	lock = lock_with_word(path_join(a, call->dir, "canvass.db"), a);
	good = run_try(r, err);
	if (lock >= 0)
		close(lock);
	return good;
}

bool
cmd_slips(struct call *call, struct err *err)
{
	struct run r = { .printing.call = call };
	struct settings settings;
	struct arena *a = arena_new(0);
	mode_t mask = umask(0077); /* whoever can read the drawing can answer */
	bool good = flag_needed(call, "count", err) &&
		    flag_number(call, "count", 1, SLIPS_MOST, &r.count, err) &&
		    (r.store = store_open(call->dir, STORE_READS, err)) &&
		    settings_read(call, &settings, a, err) &&
		    print_run(&r, call, &settings, a, err);

	if (good) {
		printf("run %u\t%lu\t%s\n", r.number, r.count, r.path);
		say("whoever has %s can answer with its codes: print it, then delete it",
		    r.path);
	}
	umask(mask);
	store_close(r.store);
	arena_free(a);
	return good;
}
